/** A subscriber vouches for somebody: how many links there may be, and what one of them is worth. Pure. */
import type { SubscriberRow } from '../store/schema.ts';
import type { Vouch } from '../store/vouches.ts';

/** From the colloquium's file: `people` in `within`; none by default. */
export interface VouchRule {
  readonly people: number;
  readonly within: Temporal.Duration;
  readonly expire: Temporal.Duration;
}

type Voucher = Pick<SubscriberRow, 'unsubscribed_at' | 'suppressed_at' | 'erased_at'>;

export type VouchState = 'open' | 'used' | 'revoked' | 'over';

export function vouchState(vouch: Vouch, at: Temporal.Instant): VouchState {
  if (vouch.used_at !== null) return 'used';
  if (vouch.revoked_at !== null) return 'revoked';
  return Temporal.Instant.compare(vouch.expires_at, at) <= 0 ? 'over' : 'open';
}

/** Somebody who is on the list and takes our mail. */
export function mayVouch(voucher: Voucher): boolean {
  return voucher.unsubscribed_at === null && voucher.suppressed_at === null && voucher.erased_at === null;
}

/**
 * How many more links a subscriber may make. One that was taken back or grew old unused counts for nothing, except that
 * three times as many may be made at all.
 */
export function vouchesLeft(rule: VouchRule, made: readonly Vouch[], now: Temporal.Instant): number {
  const counted = made.filter((vouch) => ['open', 'used'].includes(vouchState(vouch, now))).length;
  return Math.max(0, Math.min(rule.people - counted, 3 * rule.people - made.length));
}

/** Since when links count. */
export function vouchesSince(rule: VouchRule, zone: string, now: Temporal.Instant): Temporal.Instant {
  return now.toZonedDateTimeISO(zone).subtract(rule.within).toInstant();
}
