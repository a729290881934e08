/**
 * "Every second Tuesday" is an anchored date plus fourteen days, in local days: ISO week parity would slip in
 * the years with 53 weeks (2020, 2026, 2032), and hours would slip when the clocks change.
 */

/** A day or a span of days without a talk: a holiday, the summer break. Both ends included, YYYY-MM-DD. */
export interface Skip {
  readonly from: string;
  readonly to?: string;
}

/** How many turns are looked through at most, so that a skip without an end cannot loop for ever. */
const farthestTurns = 2_000;

/**
 * The next `count` dates (YYYY-MM-DD) of the series on or after `from`, without the skipped ones. The turn
 * keeps its rhythm over a skip. `everyDays`: 7, 14, …
 */
export function nextDates(
  anchor: string,
  everyDays: number,
  skips: readonly Skip[],
  from: string,
  count: number,
): readonly string[] {
  const every = Math.max(1, Math.trunc(everyDays));
  const start = Temporal.PlainDate.from(anchor);
  const wanted = Temporal.PlainDate.from(from);
  const turn = Math.ceil(start.until(wanted, { largestUnit: 'day' }).days / every);
  const dates: string[] = [];
  for (let at = 0; at < farthestTurns && dates.length < count; at += 1) {
    const date = start.add({ days: (turn + at) * every }).toString();
    if (!skips.some((skip) => date >= skip.from && date <= (skip.to ?? skip.from))) dates.push(date);
  }
  return dates;
}
