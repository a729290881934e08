/** When a rule's mail about a talk may go: its window, its slots, and how late is too late. */
import { startOf, type TalkFacts } from '../calendar/talk.ts';
import { nextSlot } from './cron-slots.ts';
import type { NoticeRule } from './notice.ts';

type Instant = Temporal.Instant;

export interface Window {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

/** The clock ticks once a minute: a mail that was due within the last two is not late. */
export const tickBreadth = { minutes: 2 };

/** Days of a duration are calendar days: "14 days before 14:00" is 14:00, over a clock change too. */
export function windowOf(rule: NoticeRule, talk: Pick<TalkFacts, 'date' | 'start'>, zone: string): Window {
  const start = startOf(talk, zone).toZonedDateTimeISO(zone);
  return {
    opensAt: start.subtract(rule.opensBefore).toInstant(),
    closesAt: start.subtract(rule.closesBefore).toInstant(),
  };
}

export function isWithin(window: Window, at: Instant): boolean {
  return compare(window.opensAt, at) <= 0 && compare(at, window.closesAt) < 0;
}

/** Of the slots that passed, those that may still be used: within the window, and none so old that its mail would be late. */
export function usableSlots(
  rule: NoticeRule,
  window: Window,
  slots: readonly Instant[],
  to: Instant,
  zone: string,
): readonly Instant[] {
  const oldest = plus(to, rule.lateness.negated(), zone).subtract(tickBreadth);
  return slots.filter((slot) => isWithin(window, slot) && compare(slot, oldest) >= 0);
}

/** The first slot after `from` within the window; null where there is none left. */
export function slotAfter(rule: NoticeRule, window: Window, from: Instant, zone: string): Instant | null {
  const slot = nextSlot(rule.cron, zone, latest(from, window.opensAt.subtract({ nanoseconds: 1 })));
  return slot !== null && isWithin(window, slot) ? slot : null;
}

/** The last instant at which the mail of `slotAt` may leave: never past closing. */
export function limitOf(rule: NoticeRule, window: Window, slotAt: Instant, zone: string): Instant {
  const late = plus(plus(slotAt, rule.proof, zone), rule.lateness, zone).add(tickBreadth);
  return earliest(window.closesAt, late);
}

/** The hosts have the proof for its whole time, unless the window closes before; null where it is too late altogether. */
export function goesAtOf(
  rule: NoticeRule,
  window: Window,
  slotAt: Instant,
  now: Instant,
  zone: string,
): Instant | null {
  const last = limitOf(rule, window, slotAt, zone).subtract(tickBreadth);
  return compare(now, last) > 0 ? null : earliest(plus(now, rule.proof, zone), last);
}

export function plus(at: Instant, duration: Temporal.Duration, zone: string): Instant {
  return at.toZonedDateTimeISO(zone).add(duration).toInstant();
}

export function earliest(...instants: readonly [Instant, ...Instant[]]): Instant {
  return instants.toSorted(compare)[0]!;
}

export function latest(...instants: readonly [Instant, ...Instant[]]): Instant {
  return instants.toSorted(compare).at(-1)!;
}

const compare = Temporal.Instant.compare;
