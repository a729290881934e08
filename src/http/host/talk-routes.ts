/** Talks in the console: shown, changed, added, called off, restored. Every form works without script. */
import { actOnTalk, addTalkByHand, type Doer } from '../../calendar/handle-talk-deed.ts';
import type { Talk } from '../../calendar/talk.ts';
import { isOpen } from '../../mailings/mailing-state.ts';
import { auditOf } from '../../store/audit.ts';
import { loadMailings } from '../../store/mailings.ts';
import { namesOf } from '../../store/pages-desk.ts';
import { attendanceOf, listAnswers } from '../../store/rsvps.ts';
import { countReachable } from '../../store/subscribers.ts';
import { loadTalk } from '../../store/talks.ts';
import { type Context, Hono, type Html } from '../hono.ts';
import { clockTime } from '../page-time.ts';
import { done, notDone } from '../parts/small.ts';
import type { Form } from '../read-form.ts';
import type { Scene } from '../scene.ts';
import { actorsOf } from './deed-log.ts';
import { act, type Desk, page } from './desk.ts';
import { deskPage } from './frame.ts';
import { missingDeskPage } from './missing.ts';
import { idOf } from './requests-routes.ts';
import { type Complaint, cancelBody, editBody } from './talk-forms.ts';
import { talkBody } from './talk-page.ts';
import { givenIn, readTalkDeed } from './talk-words.ts';

const mostAnswers = 500;

export function talkRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get(
    '/host/talks/new',
    page(scene, (context, desk) => showEdit(scene, context, desk, null, null, null)),
  );
  routes.post(
    '/host/talks',
    act(scene, (context, desk, form) => add(scene, context, desk, form)),
  );
  routes.get(
    '/host/talks/:id',
    page(scene, (context, desk) =>
      withTalk(scene, context, desk, (talk) => show(scene, context, desk, talk)),
    ),
  );
  routes.get(
    '/host/talks/:id/edit',
    page(scene, (context, desk) =>
      withTalk(scene, context, desk, (talk) => showEdit(scene, context, desk, talk, null, null)),
    ),
  );
  routes.get(
    '/host/talks/:id/cancel',
    page(scene, (context, desk) =>
      withTalk(scene, context, desk, (talk) => showCancel(scene, context, desk, talk, null)),
    ),
  );
  routes.post(
    '/host/talks/:id',
    act(scene, (context, desk, form) =>
      withTalk(scene, context, desk, (talk) => change(scene, context, desk, talk, form)),
    ),
  );
  return routes;
}

async function withTalk(
  scene: Scene,
  context: Context,
  desk: Desk,
  then: (talk: Talk) => Promise<Response> | Response,
): Promise<Response> {
  const talk = await loadTalk(scene.store.db, idOf(context));
  if (talk === null || talk.colloquium !== desk.colloquium.id) return missingDeskPage(scene, context, desk);
  return then(talk);
}

function doerOf({ colloquium, host, now }: Desk): Doer {
  return { colloquium, host, way: 'console', now };
}

async function show(scene: Scene, context: Context, desk: Desk, talk: Talk) {
  const { db } = scene.store;
  const { id } = desk.colloquium;
  const deeds = (await auditOf(db, `talk:${talk.id}`)).toReversed();
  const mailings = await loadMailings(db, id);
  const open = mailings.filter((mailing) => mailing.talkId === talk.id && isOpen(mailing));
  const body = talkBody({
    desk,
    talk,
    open,
    audience: await countReachable(db, id, desk.now),
    attendance: await attendanceOf(db, talk),
    answers: await listAnswers(db, talk, mostAnswers),
    deeds,
    names: await namesOf(db, id, actorsOf(deeds)),
    banner: bannerOf(context.req.query('done') ?? '', talk, desk),
  });
  return context.html(deskPage(scene, desk, { title: talk.speaker ?? talk.date, place: 'calendar', body }));
}

function showEdit(
  scene: Scene,
  context: Context,
  desk: Desk,
  talk: Talk | null,
  form: Form | null,
  complaint: Complaint | null,
) {
  const body = editBody(desk, talk, form === null ? null : givenIn(form), complaint);
  const title = talk === null ? 'A new talk' : 'Change a talk';
  return context.html(
    deskPage(scene, desk, { title, place: 'calendar', body }),
    complaint === null ? 200 : 422,
  );
}

async function showCancel(scene: Scene, context: Context, desk: Desk, talk: Talk, complaint: string | null) {
  const audience = await countReachable(scene.store.db, desk.colloquium.id, desk.now);
  const body = cancelBody(desk, talk, audience, complaint);
  const shown = deskPage(scene, desk, { title: 'Cancel or postpone', place: 'calendar', body });
  return context.html(shown, complaint === null ? 200 : 422);
}

async function add(scene: Scene, context: Context, desk: Desk, form: Form) {
  const added = await addTalkByHand(scene, givenIn(form), doerOf(desk));
  if ('fault' in added) return showEdit(scene, context, desk, null, form, added.fault);
  return context.redirect(`/host/talks/${added.talk.id}?done=added`, 303);
}

async function change(scene: Scene, context: Context, desk: Desk, talk: Talk, form: Form) {
  const deed = readTalkDeed(form);
  if (deed === null) return context.redirect(`/host/talks/${talk.id}?done=nothing`, 303);
  const outcome = await actOnTalk(scene, talk.id, deed, doerOf(desk));
  if (outcome.kind === 'refused') {
    if (deed.kind === 'edit') return showEdit(scene, context, desk, talk, form, outcome);
    return showCancel(scene, context, desk, talk, outcome.why);
  }
  const word = outcome.kind === 'do' ? deed.kind : outcome.kind;
  return context.redirect(`/host/talks/${talk.id}?done=${word}`, 303);
}

function bannerOf(word: string, talk: Talk, desk: Desk): Html | null {
  const at = clockTime(
    desk.now.add({ minutes: desk.colloquium.changes.proof.total('minutes') }),
    desk.colloquium.zone,
  );
  const mail =
    talk.told === null
      ? 'Nobody had been told, so nobody gets a mail.'
      : `Whoever was told gets a mail, at ${at} at the earliest.`;
  const words: Readonly<Record<string, readonly [string, string | null]>> = {
    added: ['Added.', 'It is announced like any other talk.'],
    edit: ['Saved.', talk.told === null ? null : 'Whoever was told hears of it, where it concerns them.'],
    cancel: ['Cancelled.', mail],
    postpone: ['Postponed.', mail],
    restore: ['It takes place.', null],
    keep: ['Kept.', 'What was said here stands.'],
    follow: ['Done.', 'Your page is followed again.'],
    already: ['Nothing to do.', 'It is so already.'],
    nothing: ['Nothing has changed.', null],
  };
  const found = Object.hasOwn(words, word) ? words[word] : undefined;
  if (found === undefined) return null;
  return found[0].startsWith('Nothing') ? notDone(found[0], found[1]) : done(found[0], found[1]);
}
