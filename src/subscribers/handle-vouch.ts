/** A subscriber makes a link for somebody, or takes one back; each in one transaction, and in the audit. */
import type { Colloquium } from '../../config/schema.ts';
import { writeAudit } from '../store/audit.ts';
import type { Db, Store } from '../store/open-store.ts';
import type { SubscriberRow } from '../store/schema.ts';
import { lockSubscriber } from '../store/subscribers.ts';
import { insertVouch, revokeVouch, vouchesOf } from '../store/vouches.ts';
import { mayVouch, vouchesLeft, vouchesSince } from './decide-vouch.ts';

export interface VouchWish {
  readonly subscriberId: number;
  readonly colloquium: Colloquium;
  /** Null: a new one is wanted; otherwise the one to take back. */
  readonly takeBack: number | null;
  readonly now: Temporal.Instant;
}

/** `none-left` also where the colloquium has no such rule. */
export type VouchOutcome = 'made' | 'none-left' | 'taken-back' | 'nothing';

export async function vouchFor(deps: { readonly store: Store }, wish: VouchWish): Promise<VouchOutcome> {
  return deps.store.transaction(async (tx) => {
    // The subscriber's row is the lock: two presses at once make one link.
    const subscriber = await lockSubscriber(tx, wish.subscriberId);
    if (subscriber === null) return 'nothing';
    return wish.takeBack === null ? make(tx, subscriber, wish) : takeBack(tx, subscriber, wish);
  });
}

async function make(
  tx: Db,
  subscriber: SubscriberRow,
  { colloquium, now }: VouchWish,
): Promise<VouchOutcome> {
  const rule = colloquium.requests.approve.vouches;
  const made = await vouchesOf(tx, subscriber.id, vouchesSince(rule, colloquium.zone, now));
  if (!mayVouch(subscriber) || vouchesLeft(rule, made, now) === 0) return 'none-left';
  const expiresAt = now.toZonedDateTimeISO(colloquium.zone).add(rule.expire).toInstant();
  const id = await insertVouch(tx, { subscriberId: subscriber.id, madeAt: now, expiresAt });
  await note(tx, subscriber, 'subscriber.vouched', id, now);
  return 'made';
}

async function takeBack(tx: Db, subscriber: SubscriberRow, wish: VouchWish): Promise<VouchOutcome> {
  const id = wish.takeBack ?? 0;
  if (!(await revokeVouch(tx, id, subscriber.id, wish.now))) return 'nothing';
  await note(tx, subscriber, 'subscriber.vouch-taken-back', id, wish.now);
  return 'taken-back';
}

async function note(
  tx: Db,
  { id, colloquium }: SubscriberRow,
  what: string,
  vouch: number,
  now: Temporal.Instant,
): Promise<void> {
  const who = `subscriber:${id}`;
  await writeAudit(tx, { at: now, colloquium, who, way: 'page', what, subject: who, detail: { vouch } });
}
