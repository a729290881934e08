/** A subscriber moves to another address: asked on their page, agreed by both mailboxes, then done; each in one transaction. */
import type { Config } from '../../config/schema.ts';
import { anythingDue, deliveryQueue } from '../../queues/catalogue.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import { type Address, addressKey, parseAddress } from '../mail/address.ts';
import {
  type AddressChange,
  isAddressFree,
  loadAddressChange,
  markAddressChange,
  moveSubscriber,
  replaceAddressChange,
} from '../store/address-changes.ts';
import { countDeeds, type Deed, writeAudit } from '../store/audit.ts';
import type { Db, Store } from '../store/open-store.ts';
import type { SubscriberRow } from '../store/schema.ts';
import { countMailsTo, insertServiceMail } from '../store/service-mails.ts';
import { lockSubscriber } from '../store/subscribers.ts';
import {
  decideMoveAnswer,
  decideMoveWish,
  type MoveStep,
  type MoveWish,
  mostMovesPerDay,
  moveLife,
  type Side,
} from './decide-move.ts';
import { addressChangeMail } from './move-mails.ts';

export interface MoveDeps {
  readonly store: Store;
  readonly config: Config;
  readonly bell: Bell;
}

export async function askForMove(
  deps: MoveDeps,
  wish: { readonly subscriberId: number; readonly address: string; readonly now: Temporal.Instant },
): Promise<MoveWish | 'too-often'> {
  const outcome = await deps.store.transaction((tx) => askInside(tx, deps.config, wish));
  await deps.bell.ring(deliveryQueue, anythingDue);
  return outcome;
}

async function askInside(
  tx: Db,
  config: Config,
  { subscriberId, address, now }: Parameters<typeof askForMove>[1],
): Promise<MoveWish | 'too-often'> {
  const subscriber = await lockSubscriber(tx, subscriberId);
  const colloquium = config.colloquia.find((each) => each.id === subscriber?.colloquium);
  if (subscriber === null || colloquium === undefined) return 'not-possible';
  const to = parseAddress(address.trim());
  const key = to === null ? null : addressKey(to);
  const own = config.colloquia.map((each) => addressKey(each.address));
  const decision = decideMoveWish(subscriber, key, own);
  if (decision !== 'ask' || to === null || key === null) return decision;
  const since = now.subtract({ hours: 24 });
  if ((await countDeeds(tx, `subscriber:${subscriberId}`, 'subscriber.move-asked', since)) >= mostMovesPerDay)
    return 'too-often';
  const change = await openChange(tx, subscriber, to, now);
  await insertServiceMail(tx, addressChangeMail(subscriber, colloquium, change, 'old', now), now);
  // Who asks sees the same in every case: the page tells nobody who is on the list, left it or was erased.
  const written = await countMailsTo(tx, to.text, since, ['address-change']);
  if (written < mostMovesPerDay && (await isAddressFree(tx, config.secret, colloquium.id, key)))
    await insertServiceMail(tx, addressChangeMail(subscriber, colloquium, change, 'new', now), now);
  await note(tx, subscriber, 'subscriber.move-asked', now);
  return 'ask';
}

/** A new change in the place of one that waited, as its mails need it. */
export async function openChange(
  tx: Db,
  { id: subscriberId, email_key: formerKey }: SubscriberRow,
  to: Address,
  now: Temporal.Instant,
): Promise<{ readonly id: number; readonly to: string; readonly expiresAt: Temporal.Instant }> {
  const expiresAt = now.add(moveLife);
  const former = { subscriberId, formerKey };
  const next = { email: to.text, emailKey: addressKey(to), askedAt: now, expiresAt };
  return { id: await replaceAddressChange(tx, { ...former, ...next }), to: to.text, expiresAt };
}

/** `nothing` also where the change is not there any more. */
export async function answerMove(
  deps: MoveDeps,
  answer: {
    readonly changeId: number;
    readonly side: Side;
    readonly agrees: boolean;
    readonly now: Temporal.Instant;
  },
): Promise<MoveStep | 'taken'> {
  return deps.store.transaction((tx) => answerInside(tx, deps.config, answer));
}

async function answerInside(
  tx: Db,
  config: Config,
  { changeId, side, agrees, now }: Parameters<typeof answerMove>[1],
): Promise<MoveStep | 'taken'> {
  const found = await loadAddressChange(tx, changeId);
  // The subscriber's row is the lock: both mailboxes may answer at the same moment.
  const subscriber = found === null ? null : await lockSubscriber(tx, found.subscriber_id);
  const change = subscriber === null ? null : await loadAddressChange(tx, changeId);
  if (subscriber === null || change === null) return 'nothing';
  const isStillTheirs = subscriber.unsubscribed_at === null && subscriber.email_key === change.former_key;
  const step = decideMoveAnswer(change, { side, agrees, isStillTheirs }, now);
  if (step === 'nothing') return step;
  if (step === 'refuse') {
    await markAddressChange(tx, changeId, 'refused_at', now);
    await note(tx, subscriber, 'subscriber.move-refused', now, { side });
    return step;
  }
  await markAddressChange(tx, changeId, side === 'old' ? 'old_confirmed_at' : 'new_confirmed_at', now);
  if (step === 'wait') return step;
  const by = { who: `subscriber:${subscriber.id}`, way: 'page', now } as const;
  return (await completeMove(tx, config, subscriber, change, by)) === 'moved' ? 'move' : 'taken';
}

/** Both have agreed. `taken`: somebody came onto the list with that address meanwhile; two rows cannot be one person. */
export async function completeMove(
  tx: Db,
  config: Config,
  { id, colloquium }: SubscriberRow,
  change: AddressChange,
  by: Pick<Deed, 'who' | 'way'> & { readonly now: Temporal.Instant },
): Promise<'moved' | 'taken'> {
  const { who, way, now } = by;
  const deed = { at: now, colloquium, who, way, subject: `subscriber:${id}` };
  const isFree = await isAddressFree(tx, config.secret, colloquium, change.email_key);
  if (!isFree || !(await moveSubscriber(tx, change, colloquium))) {
    await writeAudit(tx, { ...deed, what: 'subscriber.move-taken' });
    return 'taken';
  }
  await markAddressChange(tx, change.id, 'done_at', now);
  await writeAudit(tx, { ...deed, what: 'subscriber.moved' });
  return 'moved';
}

async function note(
  tx: Db,
  { id, colloquium }: SubscriberRow,
  what: string,
  now: Temporal.Instant,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const who = `subscriber:${id}`;
  await writeAudit(tx, { at: now, colloquium, who, way: 'page', what, subject: who, detail });
}
