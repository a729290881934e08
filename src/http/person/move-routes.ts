/** Change of address: asked on the self-service page, answered behind the link in each of two mailboxes. */

import { loadAddressChange } from '../../store/address-changes.ts';
import { loadSubscriber } from '../../store/subscribers.ts';
import { moveState, type Side } from '../../subscribers/decide-move.ts';
import { answerMove, askForMove } from '../../subscribers/handle-move.ts';
import { maskAddress } from '../../subscribers/mask-address.ts';
import { type Context, Hono } from '../hono.ts';
import { readForm } from '../read-form.ts';
import { findColloquium, frameOf, type Scene } from '../scene.ts';
import { isForeign, refuseForeign, tokenId, unknownLink } from '../token-page.ts';
import { movePage } from './move-page.ts';
import type { DoneWord } from './preferences-form.ts';

export function moveRoutes(scene: Scene): Hono {
  const routes = new Hono();
  for (const side of ['old', 'new'] as const) {
    routes.get(`/address/${side}/:token`, (context) => showMove(scene, context, side));
    routes.post(`/address/${side}/:token`, (context) => takeMove(scene, context, side));
  }
  return routes;
}

/** What the self-service page says after the wish: the same, whoever has the new address. */
export async function takeMoveWish(scene: Scene, subscriberId: number, address: string): Promise<DoneWord> {
  const outcome = await askForMove(scene, { subscriberId, address, now: scene.clock.now() });
  switch (outcome) {
    case 'ask':
      return 'move-asked';
    case 'bad-address':
    case 'too-often':
      return outcome;
    case 'same':
      return 'same-address';
    case 'not-possible':
      return 'nothing';
  }
}

async function showMove(scene: Scene, context: Context, side: Side) {
  const id = tokenId(scene, context, side === 'old' ? 'move-old' : 'move-new');
  const change = id === null ? null : await loadAddressChange(scene.store.db, id);
  const subscriber = change === null ? null : await loadSubscriber(scene.store.db, change.subscriber_id);
  const colloquium = subscriber === null ? null : findColloquium(scene, subscriber.colloquium);
  if (change === null || subscriber === null || colloquium === null) return unknownLink(scene, context);
  const state = moveState(change, side, scene.clock.now());
  const isStale = subscriber.unsubscribed_at !== null && state !== 'moved';
  return context.html(
    movePage({
      frame: frameOf(scene, colloquium),
      colloquium,
      side,
      from: maskAddress(change.former_key),
      to: maskAddress(change.email),
      here: context.req.path,
      state: isStale ? 'over' : state,
    }),
  );
}

async function takeMove(scene: Scene, context: Context, side: Side) {
  const changeId = tokenId(scene, context, side === 'old' ? 'move-old' : 'move-new');
  if (changeId === null) return unknownLink(scene, context);
  if (isForeign(scene, context)) return refuseForeign(scene, context);
  const answer = (await readForm(context)).text('answer');
  if (answer === 'yes' || answer === 'no')
    await answerMove(scene, { changeId, side, agrees: answer === 'yes', now: scene.clock.now() });
  return context.redirect(context.req.path, 303);
}
