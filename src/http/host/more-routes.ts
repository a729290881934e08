/** Health, and what hosts look up seldom. */

import { goAway } from '../../moderation/handle-away.ts';
import { listDeeds, mailsToHost, namesOf } from '../../store/pages-desk.ts';
import { listSessions } from '../../store/sessions.ts';
import { Hono } from '../hono.ts';
import { startOfDay } from '../person/preferences-form.ts';
import type { Scene } from '../scene.ts';
import { readAway } from './away-form.ts';
import { actorsOf } from './deed-log.ts';
import { act, page } from './desk.ts';
import { deskPage } from './frame.ts';
import { healthBody } from './health-page.ts';
import { auditBody, mailsBody, sessionsBody, settingsBody } from './more-pages.ts';

const perPage = 60;

export function moreRoutes(scene: Scene): Hono {
  const { db } = scene.store;
  const routes = new Hono();
  routes.get(
    '/host/health',
    page(scene, async (context, desk) => {
      const report = await scene.health();
      const body = healthBody(report, desk, scene.clock.now());
      return context.html(deskPage(scene, desk, { title: 'Health', place: 'health', body }));
    }),
  );
  routes.get(
    '/host/mails',
    page(scene, async (context, desk) => {
      const body = mailsBody(desk, await mailsToHost(db, desk.host.id, 50));
      return context.html(deskPage(scene, desk, { title: 'Mails', place: 'other', body }));
    }),
  );
  routes.post(
    '/host/mails',
    act(scene, async (context, desk, form) => {
      const { host, now, colloquium } = desk;
      const until = readAway(form.text('act'), startOfDay(form.text('until'), colloquium.zone), now);
      if (until !== undefined) {
        const absence = { host, until, who: `host:${host.id}`, way: 'console', now } as const;
        await scene.store.transaction((tx) => goAway(tx, absence));
      }
      return context.redirect('/host/mails', 303);
    }),
  );
  routes.get(
    '/host/sessions',
    page(scene, async (context, desk) => {
      const body = sessionsBody(desk, await listSessions(db, desk.host.id, desk.now));
      return context.html(deskPage(scene, desk, { title: 'Sessions', place: 'other', body }));
    }),
  );
  routes.get(
    '/host/settings',
    page(scene, (context, desk) => {
      return context.html(
        deskPage(scene, desk, { title: 'Settings', place: 'other', body: settingsBody(desk) }),
      );
    }),
  );
  routes.get(
    '/host/audit',
    page(scene, async (context, desk) => {
      const start = Number(context.req.query('before'));
      const before = Number.isSafeInteger(start) && start > 0 ? start : null;
      const deeds = await listDeeds(db, desk.colloquium.id, before, perPage);
      const names = await namesOf(db, desk.colloquium.id, actorsOf(deeds));
      const body = auditBody(
        desk,
        deeds,
        names,
        deeds.length === perPage ? (deeds.at(-1)?.id ?? null) : null,
      );
      return context.html(deskPage(scene, desk, { title: 'Who changed what', place: 'other', body }));
    }),
  );
  return routes;
}
