/** The list in the console: search, one person, and what a host does for a person. */
import { loadPendingChange } from '../../store/address-changes.ts';
import { auditOf } from '../../store/audit.ts';
import { namesOf } from '../../store/pages-desk.ts';
import { answersOfPerson, mailsToPerson, requestsOfPerson } from '../../store/pages-person.ts';
import { countByState, type ListedState, searchSubscribers } from '../../store/pages-subscribers.ts';
import type { SubscriberRow } from '../../store/schema.ts';
import { loadSubscriber } from '../../store/subscribers.ts';
import { exportSubscriber } from '../../subscribers/handle-export.ts';
import { type HostMoveOutcome, moveForHost } from '../../subscribers/handle-move-host.ts';
import { actOnSubscriber } from '../../subscribers/handle-subscriber-act.ts';
import { choosableKinds, type SubscriberAct } from '../../subscribers/preferences.ts';
import { type Context, Hono, type Html } from '../hono.ts';
import { done, notDone } from '../parts/small.ts';
import { readPreferencesForm } from '../person/preferences-form.ts';
import type { Form } from '../read-form.ts';
import type { Scene } from '../scene.ts';
import { actorsOf } from './deed-log.ts';
import { act, type Desk, page } from './desk.ts';
import { deskPage } from './frame.ts';
import { missingDeskPage } from './missing.ts';
import { moveBanner } from './move-row.ts';
import { idOf } from './requests-routes.ts';
import { subscriberBody } from './subscriber-page.ts';
import { subscribersBody } from './subscribers-page.ts';

const perPage = 50;
const listed: readonly ListedState[] = ['active', 'paused', 'unsubscribed', 'suppressed'];

export function subscribersRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get(
    '/host/subscribers',
    page(scene, (context, desk) => showList(scene, context, desk)),
  );
  routes.get(
    '/host/subscribers/:id',
    page(scene, (context, desk) => showOne(scene, context, desk)),
  );
  routes.get(
    '/host/subscribers/:id/data.json',
    page(scene, async (context, desk) => {
      const row = await findRow(scene, context, desk);
      const data = row === null ? null : await exportSubscriber(scene.store.db, row.id, { masked: false });
      if (data === null) return missingDeskPage(scene, context, desk);
      context.header('Content-Disposition', `attachment; filename="subscriber-${row?.id}.json"`);
      return context.body(`${JSON.stringify(data, null, 2)}\n`, 200, {
        'Content-Type': 'application/json; charset=utf-8',
      });
    }),
  );
  routes.post(
    '/host/subscribers/:id',
    act(scene, async (context, desk, form) => {
      const row = await findRow(scene, context, desk);
      if (row === null) return missingDeskPage(scene, context, desk);
      if (form.text('act') === 'move' || form.text('act') === 'move-dead')
        return takeMove(scene, context, desk, row, form);
      const wish = readAct(form, desk, row);
      if (wish === null) return context.redirect(`/host/subscribers/${row.id}?done=nothing`, 303);
      const deed = {
        subscriberId: row.id,
        act: wish,
        who: `host:${desk.host.id}`,
        way: 'console' as const,
        now: desk.now,
      };
      const outcome = await actOnSubscriber(scene, deed);
      return context.redirect(
        `/host/subscribers/${row.id}?done=${outcome.kind === 'not-possible' ? 'nothing' : wish.kind}`,
        303,
      );
    }),
  );
  return routes;
}

async function showList(scene: Scene, context: Context, desk: Desk) {
  const { db } = scene.store;
  const search = (context.req.query('q') ?? '').trim().slice(0, 100);
  const state = listed.find((each) => each === context.req.query('state')) ?? 'active';
  const start = Number(context.req.query('before'));
  const before = Number.isSafeInteger(start) && start > 0 ? start : null;
  const filter = { search, state, before, limit: perPage + 1 };
  const [rows, counts] = await Promise.all([
    searchSubscribers(db, desk.colloquium.id, filter, desk.now),
    countByState(db, desk.colloquium.id, desk.now),
  ]);
  const shown = rows.slice(0, perPage);
  const body = subscribersBody({
    desk,
    counts,
    search,
    state,
    rows: shown,
    before: rows.length > perPage ? (shown.at(-1)?.id ?? null) : null,
  });
  return context.html(deskPage(scene, desk, { title: 'Subscribers', place: 'subscribers', body }));
}

async function findRow(scene: Scene, context: Context, desk: Desk): Promise<SubscriberRow | null> {
  const row = await loadSubscriber(scene.store.db, idOf(context));
  return row !== null && row.colloquium === desk.colloquium.id ? row : null;
}

async function showOne(scene: Scene, context: Context, desk: Desk) {
  const row = await findRow(scene, context, desk);
  if (row === null) return missingDeskPage(scene, context, desk);
  const { db } = scene.store;
  const deeds = (await auditOf(db, `subscriber:${row.id}`)).toReversed();
  const body = subscriberBody({
    desk,
    subscriber: row,
    mails: await mailsToPerson(db, row.id),
    answers: await answersOfPerson(db, row.id),
    requests: await requestsOfPerson(db, desk.colloquium.id, row.email_key),
    change: await loadPendingChange(db, row.id),
    deeds,
    names: await namesOf(db, desk.colloquium.id, actorsOf(deeds)),
    banner: bannerOf(context.req.query('done') ?? ''),
  });
  return context.html(
    deskPage(scene, desk, { title: row.name || `Subscriber ${row.id}`, place: 'subscribers', body }),
  );
}

const moveOutcomes: readonly HostMoveOutcome[] = [
  'asked',
  'moved',
  'taken',
  'same',
  'bad-address',
  'not-possible',
];

const doneWords: Readonly<Record<string, readonly [string, string | null]>> = {
  added: ['On the list.', 'The next mail to the list goes to them too.'],
  kinds: ['Saved.', 'It counts from the next mail on.'],
  pause: ['Paused.', 'It starts again by itself on that day.'],
  resume: ['The break is over.', 'The next mail to the list goes to them too.'],
  leave: ['Off the list.', 'No mail from now on, and none to say so.'],
  'write-again': ['We write there again.', 'If the next mail comes back, we stop once more.'],
  erase: ['Erased.', null],
};

async function takeMove(scene: Scene, context: Context, desk: Desk, row: SubscriberRow, form: Form) {
  const address = form.text('act') === 'move' ? form.text('address') : null;
  const { colloquium, host, now } = desk;
  const outcome = await moveForHost(scene, { subscriberId: row.id, address, colloquium, host, now });
  return context.redirect(`/host/subscribers/${row.id}?done=move-${outcome}`, 303);
}

function bannerOf(word: string): Html | null {
  const move = moveOutcomes.find((outcome) => word === `move-${outcome}`);
  if (move !== undefined) return moveBanner(move);
  if (word === 'nothing')
    return notDone('Nothing has changed.', 'Something was missing, or it is so already.');
  const words = Object.hasOwn(doneWords, word) ? doneWords[word] : undefined;
  return words === undefined ? null : done(words[0], words[1]);
}

/** The same form as the person's own page, and taking somebody off the list. */
function readAct(form: Form, desk: Desk, row: SubscriberRow): SubscriberAct | null {
  if (form.text('act') === 'leave') return { kind: 'leave' };
  return readPreferencesForm(form, desk.colloquium.zone, row, choosableKinds);
}
