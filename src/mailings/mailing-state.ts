/** The state of a mailing, read from its dates: nothing else records it. */
import type { Mailing } from './notice.ts';

/**
 * `proof`: the hosts have it, it goes at `goesAt`. `late`: should have gone, something is in the way.
 * `sending`: frozen, its deliveries are under way.
 */
export type MailingState = 'proof' | 'late' | 'held' | 'sending' | 'paused' | 'done' | 'cancelled' | 'missed';

export function mailingState(mailing: Mailing, now: Temporal.Instant): MailingState {
  if (mailing.cancelledAt !== null) return 'cancelled';
  if (mailing.missedAt !== null) return 'missed';
  if (mailing.doneAt !== null) return 'done';
  if (mailing.pausedAt !== null) return 'paused';
  if (mailing.frozenAt !== null) return 'sending';
  if (mailing.heldAt !== null) return 'held';
  return Temporal.Instant.compare(mailing.goesAt, now) > 0 ? 'proof' : 'late';
}

/** Planned, and nothing has left: it may still be refreshed, held, dropped or missed. */
export function isOpen(mailing: Mailing): boolean {
  return (
    mailing.frozenAt === null &&
    mailing.cancelledAt === null &&
    mailing.missedAt === null &&
    mailing.doneAt === null
  );
}

/** When subscribers last got a mail, or are about to get one: what a rule's `apart` counts from. */
export function lastMailAt(
  mailings: readonly Mailing[],
  except: Mailing | null = null,
): Temporal.Instant | null {
  const times = mailings
    .filter((mailing) => mailing !== except && (mailing.frozenAt !== null || isOpen(mailing)))
    .map((mailing) => mailing.frozenAt ?? mailing.goesAt);
  return times.toSorted(Temporal.Instant.compare).at(-1) ?? null;
}
