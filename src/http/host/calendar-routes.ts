/** The calendar in the console. The page itself is edited where it lives; here it is read, and read again. */
import { calendarQueue } from '../../../queues/catalogue.ts';
import { startOf } from '../../calendar/talk.ts';
import { listVersions, loadVersion, newestVersion } from '../../store/pages-calendar.ts';
import { loadSource, loadTalks } from '../../store/talks.ts';
import { Hono } from '../hono.ts';
import { done } from '../parts/small.ts';
import type { Scene } from '../scene.ts';
import { calendarBody } from './calendar-page.ts';
import { act, page } from './desk.ts';
import { deskPage } from './frame.ts';
import { missingDeskPage } from './missing.ts';
import { idOf } from './requests-routes.ts';
import { versionBody, versionsBody } from './versions-page.ts';

export function calendarRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get(
    '/host/calendar',
    page(scene, async (context, desk) => {
      const { db } = scene.store;
      const { id, zone } = desk.colloquium;
      const talks = await loadTalks(db, id);
      const isAhead = (date: { date: string; start: string }) =>
        Temporal.Instant.compare(startOf(date, zone), desk.now) > 0;
      const body = calendarBody({
        desk,
        version: await newestVersion(db, id),
        source: await loadSource(db, id),
        ahead: talks.filter((talk) => talk.withdrawnAt === null && isAhead(talk)),
        banner:
          context.req.query('done') === 'read'
            ? done('Your page is being read.', 'It takes a few seconds. Open the calendar again then.')
            : null,
      });
      return context.html(deskPage(scene, desk, { title: 'Calendar', place: 'calendar', body }));
    }),
  );
  routes.get(
    '/host/calendar/versions',
    page(scene, async (context, desk) => {
      const versions = await listVersions(scene.store.db, desk.colloquium.id, 200);
      const body = versionsBody(desk, versions);
      return context.html(deskPage(scene, desk, { title: 'Versions', place: 'calendar', body }));
    }),
  );
  routes.get(
    '/host/calendar/versions/:id',
    page(scene, async (context, desk) => {
      const version = await loadVersion(scene.store.db, desk.colloquium.id, idOf(context));
      if (version === null) return missingDeskPage(scene, context, desk);
      const body = versionBody(desk, version);
      return context.html(deskPage(scene, desk, { title: 'A version', place: 'calendar', body }));
    }),
  );
  routes.post(
    '/host/calendar',
    act(scene, async (context, desk) => {
      await scene.bell.ring(calendarQueue, { colloquium: desk.colloquium.id });
      return context.redirect('/host/calendar?done=read', 303);
    }),
  );
  return routes;
}
