/** Previews of mails. */

import { startOf } from '../../calendar/talk.ts';
import { parseAddress } from '../../mail/address.ts';
import { sendTest, type TestResult } from '../../mailings/handle-test.ts';
import { isMailingKind } from '../../mailings/mailing-kinds.ts';
import { imaginedMailing } from '../../mailings/preview-copy.ts';
import type { MailKind } from '../../mailings/view.ts';
import { loadTalk, loadTalks } from '../../store/talks.ts';
import { framedPolicy, framingPolicy } from '../headers.ts';
import { type Context, Hono } from '../hono.ts';
import type { Scene } from '../scene.ts';
import { act, type Desk, page } from './desk.ts';
import { deskPage } from './frame.ts';
import { missingDeskPage } from './missing.ts';
import { framed, previewOf } from './preview.ts';
import { previewable, templatesBody } from './templates-page.ts';

export function templatesRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get(
    '/host/templates',
    page(scene, (context, desk) => {
      const chosen = { kind: kindOf(context.req.query('kind')), talkId: Number(context.req.query('talk')) };
      return showTemplates(scene, context, desk, chosen, null);
    }),
  );
  routes.post(
    '/host/templates/test',
    act(scene, async (context, desk, form) => {
      const chosen = { kind: kindOf(form.text('kind')), talkId: Number(form.text('talk')) };
      const to = parseAddress(desk.host.email);
      const talk = await loadTalk(scene.store.db, chosen.talkId || 0);
      if (talk?.colloquium !== desk.colloquium.id || to === null || !isMailingKind(chosen.kind))
        return missingDeskPage(scene, context, desk);
      const mailing = await imaginedMailing(scene, desk.colloquium, chosen.kind, talk.id, desk.now);
      const by = { who: `host:${desk.host.id}`, way: 'console' } as const;
      const [tested = null] = await sendTest(scene, mailing, [to], by);
      return showTemplates(scene, context, desk, chosen, tested);
    }),
  );
  routes.get(
    '/host/templates/frame',
    page(scene, (context, desk) => sendFrame(scene, context, desk)),
  );
  return routes;
}

interface Chosen {
  readonly kind: MailKind;
  readonly talkId: number;
}

async function showTemplates(
  scene: Scene,
  context: Context,
  desk: Desk,
  { kind, talkId }: Chosen,
  tested: TestResult | null,
) {
  const { id, zone } = desk.colloquium;
  const talks = (await loadTalks(scene.store.db, id)).filter(
    (talk) => talk.withdrawnAt === null && talk.speaker !== null,
  );
  const ahead = talks.filter((talk) => Temporal.Instant.compare(startOf(talk, zone), desk.now) > 0);
  const talk = talks.find((each) => each.id === talkId) ?? ahead[0] ?? talks.at(-1) ?? null;
  const preview = await previewOf(scene, desk.colloquium, kind, talk?.id ?? 0);
  context.header('Content-Security-Policy', framingPolicy);
  const body = templatesBody({ desk, kind, talks: talks.slice(-40), talk, preview, tested });
  return context.html(deskPage(scene, desk, { title: 'Templates', place: 'templates', body }));
}

function kindOf(text: string | undefined): MailKind {
  return previewable.find((each) => each === text) ?? 'announcement';
}

async function sendFrame(scene: Scene, context: Context, desk: Desk) {
  const preview = await previewOf(
    scene,
    desk.colloquium,
    kindOf(context.req.query('kind')),
    Number(context.req.query('talk')) || 0,
  );
  if (preview.kind === 'nothing') return missingDeskPage(scene, context, desk);
  context.header('Content-Security-Policy', framedPolicy);
  context.header('X-Frame-Options', 'SAMEORIGIN');
  return context.html(framed(preview.mail.html, context.req.query('look') === 'dark'));
}
