/** The outbox of the season. */
import { plannerSettings } from '../../mailings/handle-plan.ts';
import { mailingKinds } from '../../mailings/mailing-kinds.ts';
import { forecast } from '../../mailings/planner-forecast.ts';
import { loadMailings, loadNotes } from '../../store/mailings.ts';
import { outboxStamp } from '../../store/pages-live.ts';
import { type TallyCache, tallyMailings } from '../../store/pages-outbox.ts';
import { countReachable } from '../../store/subscribers.ts';
import { loadTalks } from '../../store/talks.ts';
import { type Context, Hono } from '../hono.ts';
import { shortDay } from '../page-time.ts';
import { startOfDay } from '../person/preferences-form.ts';
import type { Scene } from '../scene.ts';
import { type Desk, page } from './desk.ts';
import { deskPage, places } from './frame.ts';
import { follow, type LivePiece, pageLook } from './live.ts';
import { type OutboxView, outboxBody, outboxPieces } from './outbox-page.ts';
import { seasonOf } from './season.ts';

const weeksAhead = 52;

export function outboxRoutes(scene: Scene): Hono {
  const routes = new Hono();
  const cache: TallyCache = new Map();
  routes.get('/host', (context) => context.redirect('/host/outbox', 303));
  routes.get(
    '/host/outbox',
    page(scene, (context, desk) => showOutbox(scene, context, desk, cache)),
  );
  routes.get(
    '/host/outbox/events',
    page(scene, (context) => watchOutbox(scene, context, cache)),
  );
  return routes;
}

async function showOutbox(scene: Scene, context: Context, desk: Desk, cache: TallyCache) {
  const view = await outboxView(scene, context, desk, cache);
  const live = view.whatIf === null ? `/host/outbox/events${view.show === 'held' ? '?show=held' : ''}` : null;
  const body = outboxBody(view);
  return context.html(deskPage(scene, desk, { title: 'Outbox', place: 'outbox', body, live }));
}

/** A mail begins, goes on, is held by another host: the page says so while one looks. */
function watchOutbox(scene: Scene, context: Context, cache: TallyCache) {
  const stampOf = (desk: Desk) => outboxStamp(scene.store.db, desk.colloquium.id);
  const piecesOf = async (desk: Desk): Promise<readonly LivePiece[]> => [
    ['places', places(desk, 'outbox')],
    ...outboxPieces(await outboxView(scene, context, desk, cache)),
  ];
  return follow(scene, context, pageLook(stampOf, piecesOf));
}

async function outboxView(
  scene: Scene,
  context: Context,
  desk: Desk,
  cache: TallyCache,
): Promise<OutboxView> {
  const { db } = scene.store;
  const { id, zone, notices } = desk.colloquium;
  const asked = startOfDay(context.req.query('at') ?? '', zone);
  const now = asked?.add({ hours: 9 }) ?? desk.now;
  const [talks, mailings, notes, tallies, audience] = await Promise.all([
    loadTalks(db, id),
    loadMailings(db, id),
    loadNotes(db, id),
    tallyMailings(db, id, cache),
    countReachable(db, id, now),
  ]);
  const planned = forecast(
    { talks, mailings, notes },
    now,
    weeksAhead,
    notices,
    plannerSettings(desk.colloquium),
  );
  const used = new Set<string>(notices.map((rule) => rule.kind));
  return {
    desk,
    season: seasonOf(talks, mailings, planned, tallies, { now, zone }),
    kinds: mailingKinds.filter((kind) => used.has(kind)),
    audience,
    show: context.req.query('show') === 'held' ? 'held' : 'all',
    whatIf: asked === null ? null : shortDay(asked.toZonedDateTimeISO(zone).toPlainDate()),
    now,
  };
}
