/**
 * How long this thread kept everybody waiting, told apart from how long the machine kept this thread waiting: between two
 * turns of its event loop, the processor time that the thread itself used. A starved machine stretches the clock, not that.
 */
export interface BusyWatch {
  /** Milliseconds of processor time of the longest turn so far. */
  longestMs(): number;
  /** All turns, longest last. */
  percentileMs(share: number): number;
  end(): void;
}

export function watchLoop(): BusyWatch {
  const turns: number[] = [];
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const used = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    turns.push((used.user + used.system) / 1_000);
  }, 5);
  return {
    longestMs: () => Math.max(0, ...turns),
    percentileMs: (share) =>
      turns.toSorted((one, other) => one - other).at(Math.floor(turns.length * share)) ?? 0,
    end: () => clearInterval(timer),
  };
}
