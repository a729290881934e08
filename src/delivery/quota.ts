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

/** The limits as the configuration names them. */
export function quotaLimits(delivery: {
  readonly per_second: number;
  readonly per_hour: number;
  readonly per_day: number;
}): QuotaLimits {
  return { perSecond: delivery.per_second, perHour: delivery.per_hour, perDay: delivery.per_day };
}

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

/** How long a message counts: its span, and the bucket it is counted in, which ends later (`store/quotas.ts`). */
const windowMs: Readonly<Record<QuotaSpan, number>> = {
  second: 1_000,
  hour: 61 * 60_000,
  day: 1_470 * 60_000,
};

/** How many milliseconds after the first of `messages` the last may leave, where nothing else is sent and the relay keeps up. */
export function sendingMs(limits: QuotaLimits, messages: number): number {
  let rest = Math.max(messages, 1) - 1;
  let ms = 0;
  for (const [span, limit] of widestFirst(limits)) {
    ms += Math.floor(rest / limit) * windowMs[span];
    rest %= limit;
  }
  return ms;
}

/** How many messages may have left `ms` milliseconds after the first; the inverse of `sendingMs`. */
export function sentWithin(limits: QuotaLimits, ms: number): number {
  return ms < 0 ? 0 : fitting(widestFirst(limits), ms);
}

function fitting([first, ...narrower]: readonly Limit[], ms: number): number {
  if (first === undefined) return Number.POSITIVE_INFINITY;
  const [span, limit] = first;
  const full = Math.floor(ms / windowMs[span]);
  return full * limit + Math.min(limit, fitting(narrower, ms - full * windowMs[span]));
}

type Limit = readonly [QuotaSpan, number];

/** What each span lets through: its limit, or less where the narrower ones cannot fill it. */
function widestFirst({ perDay, perHour, perSecond }: QuotaLimits): readonly Limit[] {
  const narrowestFirst = [
    ['second', perSecond],
    ['hour', perHour],
    ['day', perDay],
  ] as const;
  let limits: readonly Limit[] = [];
  for (const [span, limit] of narrowestFirst)
    if (limit > 0) limits = [[span, Math.min(limit, fitting(limits, windowMs[span] - 1))], ...limits];
  return limits;
}
