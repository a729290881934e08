/**
 * A host answers for a mailbox that nobody reads any more: the new mailbox alone then decides. Hosts are told what
 * stands in the way, the person's own page is not.
 */
import type { Colloquium } from '../../config/schema.ts';
import { anythingDue, deliveryQueue } from '../../queues/catalogue.ts';
import { addressKey, parseAddress } from '../mail/address.ts';
import { isAddressFree, loadPendingChange, markAddressChange } from '../store/address-changes.ts';
import { writeAudit } from '../store/audit.ts';
import type { Db } from '../store/open-store.ts';
import type { HostRow, SubscriberRow } from '../store/schema.ts';
import { insertServiceMail } from '../store/service-mails.ts';
import { lockSubscriber } from '../store/subscribers.ts';
import { decideHostMove, type HostMove, moveState } from './decide-move.ts';
import { completeMove, type MoveDeps, openChange } from './handle-move.ts';
import { addressChangeMail } from './move-mails.ts';

export interface HostMoveWish {
  readonly subscriberId: number;
  /** As typed; null: for the change that the person asked for. */
  readonly address: string | null;
  readonly colloquium: Colloquium;
  readonly host: HostRow;
  readonly now: Temporal.Instant;
}

/** `asked`: the new mailbox has been written to. `taken`: somebody has that address, left with it, or was erased under it. */
export type HostMoveOutcome = Exclude<HostMove, 'ask'> | 'asked' | 'moved' | 'taken';

export async function moveForHost(deps: MoveDeps, wish: HostMoveWish): Promise<HostMoveOutcome> {
  const outcome = await deps.store.transaction(async (tx) => {
    const subscriber = await lockSubscriber(tx, wish.subscriberId);
    if (subscriber === null) return 'not-possible' as const;
    return wish.address === null
      ? answerForOld(tx, deps, subscriber, wish)
      : beginMove(tx, deps, subscriber, wish, wish.address);
  });
  await deps.bell.ring(deliveryQueue, anythingDue);
  return outcome;
}

async function answerForOld(
  tx: Db,
  deps: MoveDeps,
  subscriber: SubscriberRow,
  wish: HostMoveWish,
): Promise<HostMoveOutcome> {
  const { now, colloquium } = wish;
  const change = await loadPendingChange(tx, subscriber.id);
  const isTheirs = change !== null && subscriber.email_key === change.former_key;
  if (!isTheirs || subscriber.unsubscribed_at !== null) return 'not-possible';
  const state = moveState(change, 'old', now);
  if (state === 'refused' || state === 'over') return 'not-possible';
  if (!(await isAddressFree(tx, deps.config.secret, colloquium.id, change.email_key))) return 'taken';
  await markAddressChange(tx, change.id, 'old_confirmed_at', now);
  await note(tx, subscriber, 'subscriber.move-answered-for', wish);
  if (change.new_confirmed_at === null) {
    // Written already, unless the address was somebody's when the person asked.
    const { id, email: to, expires_at: expiresAt } = change;
    await insertServiceMail(
      tx,
      addressChangeMail(subscriber, colloquium, { id, to, expiresAt, isByHost: true }, 'new', now),
      now,
    );
    return 'asked';
  }
  return completeMove(tx, deps.config, subscriber, change, {
    who: `host:${wish.host.id}`,
    way: 'console',
    now,
  });
}

async function beginMove(
  tx: Db,
  { config }: MoveDeps,
  subscriber: SubscriberRow,
  wish: HostMoveWish,
  address: string,
): Promise<HostMoveOutcome> {
  const { now, colloquium } = wish;
  const to = parseAddress(address.trim());
  const key = to === null ? null : addressKey(to);
  const own = config.colloquia.map((each) => addressKey(each.address));
  const decision = decideHostMove(subscriber, key, own);
  if (decision !== 'ask' || to === null || key === null) return decision === 'ask' ? 'bad-address' : decision;
  if (!(await isAddressFree(tx, config.secret, colloquium.id, key))) return 'taken';
  const change = await openChange(tx, subscriber, to, now);
  await markAddressChange(tx, change.id, 'old_confirmed_at', now);
  const byHost = { ...change, isByHost: true };
  await insertServiceMail(tx, addressChangeMail(subscriber, colloquium, byHost, 'new', now), now);
  await note(tx, subscriber, 'subscriber.move-answered-for', wish);
  return 'asked';
}

async function note(tx: Db, { id, colloquium }: SubscriberRow, what: string, { host, now }: HostMoveWish) {
  const who = `host:${host.id}`;
  await writeAudit(tx, { at: now, colloquium, who, way: 'console', what, subject: `subscriber:${id}` });
}
