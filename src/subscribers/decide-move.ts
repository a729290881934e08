/** Change of address: what may be asked, and what an answer brings about. Pure. */
import type { AddressChange } from '../store/address-changes.ts';
import type { SubscriberRow } from '../store/schema.ts';

/** The two mailboxes that must both agree. */
export type Side = 'old' | 'new';

export const moveLife = Temporal.Duration.from({ hours: 7 * 24 });
/** So many changes a day: the page's link may have been forwarded with a mail, and each change writes two mails. */
export const mostMovesPerDay = 3;

export type MoveWish = 'ask' | 'bad-address' | 'same' | 'not-possible';

/** `key` is the addressKey of the new address; null where it is none. Never says whether the new address is known. */
export function decideMoveWish(row: SubscriberRow, key: string | null, own: readonly string[]): MoveWish {
  // A mailbox that takes no mail cannot agree: then hosts decide, who know the person.
  if (row.erased_at !== null || row.unsubscribed_at !== null || row.suppressed_at !== null)
    return 'not-possible';
  if (key === null || own.includes(key)) return 'bad-address';
  return key === row.email_key ? 'same' : 'ask';
}

export type HostMove = MoveWish;

/** For a host, who answers for an old mailbox that takes no mail: also for somebody who is suppressed. */
export function decideHostMove(row: SubscriberRow, key: string | null, own: readonly string[]): HostMove {
  return decideMoveWish({ ...row, suppressed_at: null }, key, own);
}

/** `taken`: both agreed, and the new address has come onto the list by itself meanwhile. */
export type MoveState = 'open' | 'agreed' | 'taken' | 'moved' | 'refused' | 'over';

/** How a change stands for one of the two mailboxes. */
export function moveState(change: AddressChange, side: Side, now: Temporal.Instant): MoveState {
  if (change.done_at !== null) return 'moved';
  if (change.refused_at !== null) return 'refused';
  if (Temporal.Instant.compare(change.expires_at, now) <= 0) return 'over';
  const [here, there] =
    side === 'old'
      ? [change.old_confirmed_at, change.new_confirmed_at]
      : [change.new_confirmed_at, change.old_confirmed_at];
  if (here === null) return 'open';
  return there === null ? 'agreed' : 'taken';
}

export type MoveStep = 'refuse' | 'wait' | 'move' | 'nothing';

/** What follows when one mailbox answers. `isStillTheirs`: the person is on the list, under the address it moves from. */
export function decideMoveAnswer(
  change: AddressChange,
  answer: { readonly side: Side; readonly agrees: boolean; readonly isStillTheirs: boolean },
  now: Temporal.Instant,
): MoveStep {
  const state = moveState(change, answer.side, now);
  if (state !== 'open' && state !== 'agreed') return 'nothing';
  if (!answer.agrees) return 'refuse';
  if (!answer.isStillTheirs) return 'nothing';
  const other = answer.side === 'old' ? change.new_confirmed_at : change.old_confirmed_at;
  return other === null ? 'wait' : 'move';
}
