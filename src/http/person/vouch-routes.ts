/** Links by which subscribers vouch: made and taken back on their own page, shown to whoever has one. GET changes nothing. */
import type { Colloquium } from '../../../config/schema.ts';
import { subAddressOf, vouchUrl } from '../../links.ts';
import { signToken } from '../../signed-token.ts';
import type { SubscriberRow } from '../../store/schema.ts';
import { loadVouching, vouchesOf } from '../../store/vouches.ts';
import { mayVouch, vouchesLeft, vouchesSince, vouchState } from '../../subscribers/decide-vouch.ts';
import { vouchFor } from '../../subscribers/handle-vouch.ts';
import { type Context, Hono } from '../hono.ts';
import type { Form } from '../read-form.ts';
import { findColloquium, frameOf, type Scene } from '../scene.ts';
import { tokenId, unknownLink } from '../token-page.ts';
import type { DoneWord } from './preferences-form.ts';
import { type VouchRow, vouchPage } from './vouch-page.ts';

export function vouchRoutes(scene: Scene): Hono {
  const routes = new Hono();
  routes.get('/vouch/:token', (context) => showVouch(scene, context));
  return routes;
}

async function showVouch(scene: Scene, context: Context) {
  const id = tokenId(scene, context, 'vouch');
  const vouching = id === null ? null : await loadVouching(scene.store.db, id);
  const colloquium = vouching === null ? null : findColloquium(scene, vouching.voucher.colloquium);
  if (vouching === null || colloquium === null) return unknownLink(scene, context);
  const { vouch, voucher } = vouching;
  const token = signToken(scene.config.secret, 'vouch', vouch.id);
  const isOff = colloquium.requests.approve.vouches.people === 0 || !mayVouch(voucher);
  return context.html(
    vouchPage({
      frame: frameOf(scene, colloquium),
      colloquium,
      state: isOff ? 'revoked' : vouchState(vouch, scene.clock.now()),
      address: subAddressOf(colloquium, 'v', token),
      code: `v-${token}`,
      expiresAt: vouch.expires_at,
    }),
  );
}

/** Null where the colloquium has no such rule, or the person may not. */
export async function vouchRowOf(
  scene: Scene,
  { subscriber, colloquium }: { subscriber: SubscriberRow; colloquium: Colloquium },
  here: string,
): Promise<VouchRow | null> {
  const rule = colloquium.requests.approve.vouches;
  if (rule.people === 0 || !mayVouch(subscriber)) return null;
  const now = scene.clock.now();
  const made = await vouchesOf(scene.store.db, subscriber.id, vouchesSince(rule, colloquium.zone, now));
  const open = made.filter((vouch) => vouchState(vouch, now) === 'open');
  return {
    here,
    colloquium,
    left: vouchesLeft(rule, made, now),
    open: open.map(({ id, expires_at }) => ({ id, url: vouchUrl(scene.config, id), expiresAt: expires_at })),
    used: made.filter((vouch) => vouchState(vouch, now) === 'used').length,
  };
}

/** What the self-service page says afterwards. */
export async function takeVouchWish(
  scene: Scene,
  { subscriber, colloquium }: { subscriber: SubscriberRow; colloquium: Colloquium },
  form: Form,
): Promise<DoneWord> {
  const id = Number(form.text('vouch'));
  const takeBack = form.text('act') === 'take-back' ? (Number.isSafeInteger(id) ? id : 0) : null;
  const wish = { subscriberId: subscriber.id, colloquium, takeBack, now: scene.clock.now() };
  const outcome = await vouchFor(scene, wish);
  return outcome === 'made' || outcome === 'taken-back'
    ? outcome
    : outcome === 'nothing'
      ? 'nothing'
      : 'none-left';
}
