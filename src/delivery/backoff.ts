/** How long the next hop is left in peace after it refused to talk. */

const firstRestMs = 1000;
const longestRestMs = 5 * 60_000;

/** 1 s after the first failure in a row, doubled each time, at most 5 minutes: below 12 connects in the first 5 minutes. */
export function restAfter(failures: number): number {
  return failures <= 0 ? 0 : Math.min(longestRestMs, firstRestMs * 2 ** (failures - 1));
}
