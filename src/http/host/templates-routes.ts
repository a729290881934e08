/** Previews of mails. */

import { startOf } from '../../calendar/talk.ts';
import { loadTalks } from '../../store/talks.ts';
import { framedPolicy, framingPolicy } from '../headers.ts';
import { type Context, Hono } from '../hono.ts';
import type { Scene } from '../scene.ts';
import { type Desk, page } from './desk.ts';
import { deskPage } from './frame.ts';
import { missingDeskPage } from './missing.ts';
import { framed, previewOf } from './preview.ts';
import { previewable, templatesBody } from './templates-page.ts';

export function templatesRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get(
    '/host/templates',
    page(scene, async (context, desk) => {
      const talks = (await loadTalks(scene.store.db, desk.colloquium.id)).filter(
        (talk) => talk.withdrawnAt === null && talk.speaker !== null,
      );
      const ahead = talks.filter(
        (talk) => Temporal.Instant.compare(startOf(talk, desk.colloquium.zone), desk.now) > 0,
      );
      const asked = Number(context.req.query('talk'));
      const talk = talks.find((each) => each.id === asked) ?? ahead[0] ?? talks.at(-1) ?? null;
      const kind = kindOf(context);
      const preview = await previewOf(scene, desk.colloquium, kind, talk?.id ?? 0);
      context.header('Content-Security-Policy', framingPolicy);
      const body = templatesBody({ desk, kind, talks: talks.slice(-40), talk, preview });
      return context.html(deskPage(scene, desk, { title: 'Templates', place: 'templates', body }));
    }),
  );
  routes.get(
    '/host/templates/frame',
    page(scene, (context, desk) => sendFrame(scene, context, desk)),
  );
  return routes;
}

function kindOf(context: Context) {
  return previewable.find((each) => each === context.req.query('kind')) ?? 'announcement';
}

async function sendFrame(scene: Scene, context: Context, desk: Desk) {
  const preview = await previewOf(
    scene,
    desk.colloquium,
    kindOf(context),
    Number(context.req.query('talk')) || 0,
  );
  if (preview.kind === 'nothing') return missingDeskPage(scene, context, desk);
  context.header('Content-Security-Policy', framedPolicy);
  context.header('X-Frame-Options', 'SAMEORIGIN');
  return context.html(framed(preview.mail.html, context.req.query('look') === 'dark'));
}
