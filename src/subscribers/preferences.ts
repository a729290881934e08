/** What a subscriber may choose, and what follows: one pure function for page, mail, console and command. */
import { kindsOfMailing, type MailChoice, mailingKinds } from '../mailings/mailing-kinds.ts';
import type { SubscriberRow } from '../store/schema.ts';

/** Kinds a person can do without. Moves and cancellations of what they were invited to always reach them. */
export const choosableKinds: readonly ChoosableKind[] = [
  ...new Set(mailingKinds.map((kind) => kindsOfMailing[kind].choice)),
];
export type ChoosableKind = MailChoice;

export type SubscriberAct =
  | { readonly kind: 'leave' }
  /** Takes a leaving back. */
  | { readonly kind: 'stay' }
  /** The address takes mail again, says whoever it is. */
  | { readonly kind: 'write-again' }
  | { readonly kind: 'kinds'; readonly wanted: readonly ChoosableKind[] }
  | { readonly kind: 'pause'; readonly until: Temporal.Instant }
  | { readonly kind: 'resume' }
  | { readonly kind: 'erase' };

export type SubscriberDecision =
  | { readonly kind: 'change'; readonly change: SubscriberChange; readonly what: string }
  | { readonly kind: 'leave' }
  | { readonly kind: 'erase' }
  /** Nothing to do: it is so already. */
  | { readonly kind: 'already' }
  /** Too late or not theirs to undo: who left long ago, or whose address does not take mail, writes again. */
  | {
      readonly kind: 'not-possible';
      readonly why: 'left-long-ago' | 'suppressed' | 'not-on-list' | 'bad-date';
    }
  | { readonly kind: 'missing' };

export type SubscriberChange = Partial<
  Pick<
    SubscriberRow,
    | 'paused_until'
    | 'declined_kinds'
    | 'unsubscribed_at'
    | 'unsubscribed_by'
    | 'suppressed_at'
    | 'suppressed_why'
    | 'bounce_score'
  >
>;

/** How long a leaving can be taken back with the link alone. */
const regret = { hours: 14 * 24 };
const longestPause = { hours: 366 * 24 };

export type SubscriberState = 'active' | 'paused' | 'unsubscribed' | 'suppressed' | 'erased';

export function subscriberState(
  row: Pick<SubscriberRow, 'erased_at' | 'unsubscribed_at' | 'suppressed_at' | 'paused_until'>,
  now: Temporal.Instant,
): SubscriberState {
  if (row.erased_at !== null) return 'erased';
  if (row.unsubscribed_at !== null) return 'unsubscribed';
  if (row.suppressed_at !== null) return 'suppressed';
  const isPaused = row.paused_until !== null && Temporal.Instant.compare(row.paused_until, now) > 0;
  return isPaused ? 'paused' : 'active';
}

export function decideSubscriber(
  row: SubscriberRow,
  act: SubscriberAct,
  now: Temporal.Instant,
): SubscriberDecision {
  if (row.erased_at !== null) return { kind: 'missing' };
  switch (act.kind) {
    case 'leave':
      return row.unsubscribed_at === null ? { kind: 'leave' } : { kind: 'already' };
    case 'stay':
      return decideStay(row, now);
    case 'write-again':
      return decideWriteAgain(row);
    case 'kinds':
      return decideKinds(row, act.wanted);
    case 'pause':
      return decidePause(row, act.until, now);
    case 'resume':
      if (row.paused_until === null) return { kind: 'already' };
      return { kind: 'change', change: { paused_until: null }, what: 'subscriber.resumed' };
    case 'erase':
      return { kind: 'erase' };
  }
}

function decideStay(row: SubscriberRow, now: Temporal.Instant): SubscriberDecision {
  if (row.unsubscribed_at === null) return { kind: 'already' };
  if (row.suppressed_at !== null) return { kind: 'not-possible', why: 'suppressed' };
  const isLate = Temporal.Instant.compare(row.unsubscribed_at.add(regret), now) < 0;
  // A reversed decision, a complaint or a host's removal is not the person's own leaving.
  const isTheirs = ['page', 'one-click', 'mail'].includes(row.unsubscribed_by ?? '');
  if (isLate || !isTheirs) return { kind: 'not-possible', why: 'left-long-ago' };
  return {
    kind: 'change',
    change: { unsubscribed_at: null, unsubscribed_by: null },
    what: 'subscriber.stayed',
  };
}

/** A suppression says something about the address, not about what its owner wants; who left as well stays away. */
function decideWriteAgain(row: SubscriberRow): SubscriberDecision {
  if (row.unsubscribed_at !== null) return { kind: 'not-possible', why: 'not-on-list' };
  if (row.suppressed_at === null) return { kind: 'already' };
  return {
    kind: 'change',
    change: { suppressed_at: null, suppressed_why: null, bounce_score: 0 },
    what: 'subscriber.written-again',
  };
}

function decideKinds(row: SubscriberRow, wanted: readonly ChoosableKind[]): SubscriberDecision {
  // What is chosen elsewhere (a kind this page does not offer) stays as it is.
  const others = row.declined_kinds.filter((kind) => !(choosableKinds as readonly string[]).includes(kind));
  const declined = [...others, ...choosableKinds.filter((kind) => !wanted.includes(kind))];
  const isSame =
    declined.length === row.declined_kinds.length &&
    declined.every((kind) => row.declined_kinds.includes(kind));
  return isSame
    ? { kind: 'already' }
    : { kind: 'change', change: { declined_kinds: declined }, what: 'subscriber.kinds-chosen' };
}

function decidePause(row: SubscriberRow, until: Temporal.Instant, now: Temporal.Instant): SubscriberDecision {
  if (row.unsubscribed_at !== null) return { kind: 'not-possible', why: 'not-on-list' };
  const isAhead = Temporal.Instant.compare(until, now) > 0;
  const isNear = Temporal.Instant.compare(until, now.add(longestPause)) <= 0;
  if (!isAhead || !isNear) return { kind: 'not-possible', why: 'bad-date' };
  return { kind: 'change', change: { paused_until: until }, what: 'subscriber.paused' };
}
