/** One mailing in the console: shown, watched by server-sent events, held, paused, cancelled, retried. */
import { actOnMailing } from '../../mailings/handle-mailing-act.ts';
import type { MailingAct } from '../../mailings/mailing-act.ts';
import { mailingState } from '../../mailings/mailing-state.ts';
import type { Mailing } from '../../mailings/notice.ts';
import { auditOf } from '../../store/audit.ts';
import { countComplaints } from '../../store/bounces.ts';
import { books } from '../../store/deliveries-control.ts';
import { ledgerRows } from '../../store/ledger-lines.ts';
import { loadMailing, loadMailingRow } from '../../store/mailings.ts';
import { namesOf } from '../../store/pages-desk.ts';
import { troubledDomains } from '../../store/pages-mailing.ts';
import { attendanceSoFar } from '../../store/rsvps.ts';
import { countReachable } from '../../store/subscribers.ts';
import { loadTalk } from '../../store/talks.ts';
import { type Context, Hono, type Html } from '../hono.ts';
import { done, notDone } from '../parts/small.ts';
import type { Form } from '../read-form.ts';
import type { Scene } from '../scene.ts';
import { actorsOf } from './deed-log.ts';
import { mailName } from './delivery-words.ts';
import { act, type Desk, page } from './desk.ts';
import { deskPage } from './frame.ts';
import { follow, type LivePiece } from './live.ts';
import { mailingBody } from './mailing-page.ts';
import { booksTable, type Progress, progressBar, progressSentence, spokenSentence } from './mailing-parts.ts';
import { missingDeskPage } from './missing.ts';
import { idOf } from './requests-routes.ts';

/** A screen reader reads the sentence at each change: not more often than this. */
const sayEvery = 10;

export function mailingRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get(
    '/host/mailings/:id',
    page(scene, (context, desk) => show(scene, context, desk, 20)),
  );
  routes.get(
    '/host/mailings/:id/failed',
    page(scene, (context, desk) => show(scene, context, desk, 1000)),
  );
  routes.get(
    '/host/mailings/:id/events',
    page(scene, (context, desk) => watch(scene, context, desk)),
  );
  routes.post(
    '/host/mailings/:id',
    act(scene, async (context, desk, form) => {
      const mailing = await findMailing(scene, context, desk);
      const wish = readAct(form);
      if (mailing === null) return missingDeskPage(scene, context, desk);
      if (wish === null) return context.redirect(`/host/mailings/${mailing.id}?done=nothing`, 303);
      const deed = {
        mailingId: mailing.id,
        act: wish,
        host: desk.host,
        way: 'console' as const,
        now: desk.now,
      };
      const outcome = await actOnMailing(scene, deed);
      const word = outcome.kind === 'done' ? wish.kind : outcome.kind;
      return context.redirect(`/host/mailings/${mailing.id}?done=${word}`, 303);
    }),
  );
  return routes;
}

async function findMailing(scene: Scene, context: Context, desk: Desk): Promise<Mailing | null> {
  const mailing = await loadMailing(scene.store.db, idOf(context));
  return mailing !== null && mailing.colloquium === desk.colloquium.id ? mailing : null;
}

async function progressOf(scene: Scene, mailing: Mailing, zone: string): Promise<Progress | null> {
  const counted = mailing.frozenAt === null ? null : await books(scene.store.db, mailing.id);
  if (counted === null || mailing.frozenAt === null) return null;
  const now = scene.clock.now();
  return { books: counted, state: mailingState(mailing, now), frozenAt: mailing.frozenAt, now, zone };
}

async function show(scene: Scene, context: Context, desk: Desk, limit: number) {
  const mailing = await findMailing(scene, context, desk);
  const row = mailing === null ? null : await loadMailingRow(scene.store.db, mailing.id);
  const talk = mailing === null ? null : await loadTalk(scene.store.db, mailing.talkId);
  if (mailing === null || row === null || talk === null) return missingDeskPage(scene, context, desk);
  const { db } = scene.store;
  const { id, zone } = desk.colloquium;
  const isFrozen = mailing.frozenAt !== null;
  const [progress, deeds, troubled, domains, attendance, complaints, audience] = await Promise.all([
    progressOf(scene, mailing, zone),
    auditOf(db, `mailing:${mailing.id}`),
    isFrozen ? ledgerRows(db, mailing.id, ['failed', 'uncertain', 'deferred'], limit) : [],
    isFrozen ? troubledDomains(db, mailing.id, 8) : [],
    attendanceSoFar(db, talk),
    countComplaints(db, mailing.id),
    isFrozen ? 0 : countReachable(db, id, desk.now),
  ]);
  const state = mailingState(mailing, desk.now);
  const body = mailingBody({
    desk,
    mailing,
    state,
    talk,
    progress,
    excluded: row.excluded,
    troubled,
    domains,
    attendance,
    complaints,
    audience,
    deeds: deeds.toReversed(),
    names: await namesOf(db, id, actorsOf(deeds)),
    banner: bannerOf(context.req.query('done') ?? ''),
    wish: context.req.query('do') ?? null,
  });
  const live = state === 'sending' || state === 'paused' ? `/host/mailings/${mailing.id}/events` : null;
  return context.html(deskPage(scene, desk, { title: mailName(mailing.kind), place: 'outbox', body, live }));
}

/** Until the mailing is over. */
async function watch(scene: Scene, context: Context, desk: Desk) {
  const found = await findMailing(scene, context, desk);
  if (found === null) return missingDeskPage(scene, context, desk);
  let last = '';
  return follow(scene, context, async (_, count) => {
    const mailing = await loadMailing(scene.store.db, found.id);
    const progress = mailing === null ? null : await progressOf(scene, mailing, desk.colloquium.zone);
    if (progress === null) return null;
    const key = JSON.stringify(progress.books);
    const isOver = progress.state !== 'sending' && progress.state !== 'paused';
    const pieces: LivePiece[] = [];
    if (key !== last || isOver)
      pieces.push(
        ['bar', progressBar(progress)],
        ['books', booksTable(progress)],
        ['say', progressSentence(progress)],
      );
    if ((count > 0 && count % sayEvery === 0) || isOver) pieces.push(['spoken', spokenSentence(progress)]);
    last = key;
    return { pieces, isOver };
  });
}

/** Null where nothing was asked, or a dangerous act without its tick. */
function readAct(form: Form): MailingAct | null {
  const kind = form.text('do');
  switch (kind) {
    case 'hold':
    case 'release':
    case 'send':
    case 'pause':
    case 'resume':
      return { kind };
    case 'cancel':
      return form.text('sure') === 'yes' ? { kind } : null;
    case 'retry': {
      const known = ['failed', 'uncertain', 'deferred'] as const;
      const states = known.filter((each) => form.text('states') === each);
      return states.length === 0 ? null : { kind, states };
    }
    default:
      return null;
  }
}

const doneWords: Readonly<Record<string, readonly [string, string | null]>> = {
  hold: ['Held.', 'It stays until somebody releases it.'],
  release: ['Released.', 'It goes at its time, if nothing is in the way.'],
  send: ['It goes now.', 'Within a minute, if everything in it is still true.'],
  pause: ['Paused.', 'What is being handed over now ends; nothing else leaves.'],
  resume: ['It goes on.', null],
  cancel: ['Cancelled.', 'What has not left never will.'],
  retry: ['They are tried again.', null],
  already: ['Nothing to do.', 'It is so already, perhaps by another host.'],
  'not-possible': ['Nothing has changed.', 'It is too late for that: see what the page says.'],
  nothing: ['Nothing has changed.', 'Tick the box first.'],
};

function bannerOf(word: string): Html | null {
  const words = Object.hasOwn(doneWords, word) ? doneWords[word] : undefined;
  if (words === undefined) return null;
  return words[0].startsWith('Nothing') ? notDone(words[0], words[1]) : done(words[0], words[1]);
}
