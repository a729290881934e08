/** How many messages may go now: what a provider allows per second, hour and day, counted over all workers. */

/** 0: no limit. */
export interface QuotaLimits {
  readonly perSecond: number;
  readonly perHour: number;
  readonly perDay: number;
}

export type QuotaSpan = 'second' | 'hour' | 'day';

/** What was handed over in the second, hour and day that end now. */
export type QuotaUse = Readonly<Record<QuotaSpan, number>>;

export function hasQuota(limits: QuotaLimits): boolean {
  return limits.perSecond > 0 || limits.perHour > 0 || limits.perDay > 0;
}

export type Grant =
  | { readonly kind: 'granted'; readonly messages: number }
  /** `waitMs`: when it is worth asking again. */
  | { readonly kind: 'exhausted'; readonly span: QuotaSpan; readonly waitMs: number };

const waits: Readonly<Record<QuotaSpan, number>> = { second: 200, hour: 60_000, day: 30 * 60_000 };

/** As many of `wanted` as every limit leaves; the widest limit that is used up says how long to wait. */
export function decideGrant(limits: QuotaLimits, use: QuotaUse, wanted: number): Grant {
  const left: [QuotaSpan, number][] = [
    ['day', limits.perDay > 0 ? limits.perDay - use.day : wanted],
    ['hour', limits.perHour > 0 ? limits.perHour - use.hour : wanted],
    ['second', limits.perSecond > 0 ? limits.perSecond - use.second : wanted],
  ];
  for (const [span, rest] of left) if (rest <= 0) return { kind: 'exhausted', span, waitMs: waits[span] };
  return { kind: 'granted', messages: Math.min(wanted, ...left.map(([, rest]) => rest)) };
}
