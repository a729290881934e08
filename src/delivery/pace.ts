/** How long an answer usually takes, and from when on one is slow: what is slow must not hold up the rest. */

const leastMs = 250;
const mostMs = 5000;
/** As long as nothing is known. */
const firstGuessMs = 1000;
const timesUsual = 4;
/** Of each answer in what is usual. */
const weight = 0.05;

export interface Pace {
  /** An answer that was not slow took so long. */
  note(ms: number): void;
  /** Four times the usual, a quarter of a second at least, five seconds at most: a relay that is slow to all is not slow to some. */
  slowAfterMs(): number;
}

export function openPace(): Pace {
  let usualMs: number | null = null;
  return {
    note(ms) {
      usualMs = usualMs === null ? ms : usualMs + weight * (ms - usualMs);
    },
    slowAfterMs() {
      if (usualMs === null) return firstGuessMs;
      return Math.min(mostMs, Math.max(leastMs, timesUsual * usualMs));
    },
  };
}
