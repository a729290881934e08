/** Counts tries per key in a sliding window, in this process. Old keys are dropped, so that it stays small. */
export interface RateLimit {
  /** True when this try is still within the limit. */
  take(key: string, now: Temporal.Instant): boolean;
}

const mostKeys = 50_000;

export function openRateLimit(options: { readonly tries: number; readonly perMinutes: number }): RateLimit {
  const windowMs = options.perMinutes * 60_000;
  const seen = new Map<string, number[]>();
  return {
    take(key, now) {
      const at = now.epochMilliseconds;
      const recent = (seen.get(key) ?? []).filter((time) => time > at - windowMs);
      const isWithin = recent.length < options.tries;
      if (isWithin) recent.push(at);
      seen.delete(key);
      seen.set(key, recent);
      if (seen.size > mostKeys) seen.delete(seen.keys().next().value ?? '');
      return isWithin;
    },
  };
}
