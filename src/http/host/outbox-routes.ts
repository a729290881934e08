/** The outbox of the season. */
import { plannerSettings } from '../../mailings/handle-plan.ts';
import { mailingKinds } from '../../mailings/mailing-kinds.ts';
import { forecast } from '../../mailings/planner-forecast.ts';
import { loadMailings, loadNotes } from '../../store/mailings.ts';
import { type TallyCache, tallyMailings } from '../../store/pages-outbox.ts';
import { countReachable } from '../../store/subscribers.ts';
import { loadTalks } from '../../store/talks.ts';
import { type Context, Hono } from '../hono.ts';
import { shortDay } from '../page-time.ts';
import { startOfDay } from '../person/preferences-form.ts';
import type { Scene } from '../scene.ts';
import { type Desk, page } from './desk.ts';
import { deskPage } from './frame.ts';
import { outboxBody } from './outbox-page.ts';
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
  return routes;
}

async function showOutbox(scene: Scene, context: Context, desk: Desk, cache: TallyCache) {
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
  const body = outboxBody({
    desk,
    season: seasonOf(talks, mailings, planned, tallies, { now, zone }),
    kinds: mailingKinds.filter((kind) => used.has(kind)),
    audience,
    show: context.req.query('show') === 'held' ? 'held' : 'all',
    whatIf: asked === null ? null : shortDay(asked.toZonedDateTimeISO(zone).toPlainDate()),
    now,
  });
  return context.html(deskPage(scene, desk, { title: 'Outbox', place: 'outbox', body }));
}
