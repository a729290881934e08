/** Signing in by a link, signing out, sessions, and the way to another colloquium of the same host. */
import { enter, mailSignInLink } from '../../moderation/handle-sign-in.ts';
import { hostsByEmail, insertSession, loadSignIn, revokeSession } from '../../store/sessions.ts';
import { type Context, Hono } from '../hono.ts';
import { sentenceMoment } from '../page-time.ts';
import { waitPage } from '../parts/slip.ts';
import { openRateLimit } from '../rate-limit.ts';
import { readForm } from '../read-form.ts';
import { findColloquium, frameOf, type Scene } from '../scene.ts';
import { clientIp, isForeign, refuseForeign, tokenId, unknownLink } from '../token-page.ts';
import { giveCookie, ownAct, placeAfterSignIn, takeCookie } from './desk.ts';
import { deviceOf } from './device.ts';
import { askPage, enterPage, sentPage, usedPage } from './sign-in-pages.ts';

const sessionLife = { hours: 30 * 24 };

export function signInRoutes(scene: Scene): Hono {
  const tries = openRateLimit({ tries: 20, perMinutes: 15 });
  const routes = new Hono();
  routes.get('/host/sign-in', (context) => context.html(askPage(frameOf(scene, null))));
  routes.post('/host/sign-in', async (context) => {
    if (isForeign(scene, context)) return refuseForeign(scene, context);
    const now = scene.clock.now();
    if (!tries.take(clientIp(scene, context), now)) return context.html(waitPage(frameOf(scene, null)), 429);
    const address = (await readForm(context)).text('address').slice(0, 254);
    // The answer does not wait: a known address takes no longer than an unknown one.
    scene.later(mailSignInLink(scene, address, now));
    return context.html(sentPage(frameOf(scene, null)));
  });
  routes.get('/host/sign-in/:token', (context) => showLink(scene, context));
  routes.post('/host/sign-in/:token', (context) => takeLink(scene, context));
  routes.post(
    '/host/sign-out',
    ownAct(scene, async (context, desk) => {
      await revokeSession(scene.store.db, desk.host.id, desk.sessionId, desk.now);
      takeCookie(scene, context);
      return context.redirect('/host/sign-in', 303);
    }),
  );
  routes.post(
    '/host/sessions',
    ownAct(scene, async (context, desk, form) => {
      await revokeSession(scene.store.db, desk.host.id, Number(form.text('id')) || 0, desk.now);
      return context.redirect('/host/sessions', 303);
    }),
  );
  routes.post(
    '/host/colloquium',
    ownAct(scene, async (context, desk, form) => {
      const hosts = await hostsByEmail(scene.store.db, desk.host.email_key);
      const wanted = hosts.find((host) => host.colloquium === form.text('id'));
      if (wanted === undefined) return context.redirect('/host/outbox', 303);
      const session = {
        hostId: wanted.id,
        device: deviceOf(context.req.header('user-agent') ?? ''),
        now: desk.now,
      };
      const id = await insertSession(scene.store.db, { ...session, expiresAt: desk.now.add(sessionLife) });
      await revokeSession(scene.store.db, desk.host.id, desk.sessionId, desk.now);
      giveCookie(scene, context, id);
      return context.redirect('/host/outbox', 303);
    }),
  );
  return routes;
}

async function showLink(scene: Scene, context: Context) {
  const id = tokenId(scene, context, 'sign-in');
  const row = id === null ? null : await loadSignIn(scene.store.db, id);
  if (row === null) return unknownLink(scene, context);
  const colloquium = findColloquium(scene, row.colloquium);
  const now = scene.clock.now();
  const frame = frameOf(scene, colloquium);
  const isOver = row.used_at !== null || Temporal.Instant.compare(row.expires_at, now) <= 0;
  if (isOver || row.removed_at !== null || colloquium === null) return context.html(usedPage(frame));
  return context.html(
    enterPage(frame, row.name, sentenceMoment(row.made_at, now, colloquium.zone), context.req.path),
  );
}

async function takeLink(scene: Scene, context: Context) {
  const id = tokenId(scene, context, 'sign-in');
  if (id === null) return unknownLink(scene, context);
  if (isForeign(scene, context)) return refuseForeign(scene, context);
  const device = deviceOf(context.req.header('user-agent') ?? '');
  const entered = await enter(scene, id, device, scene.clock.now());
  if (entered === null) return context.html(usedPage(frameOf(scene, null)), 409);
  giveCookie(scene, context, entered.sessionId);
  return context.redirect(placeAfterSignIn(context), 303);
}
