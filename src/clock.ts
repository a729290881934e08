/** Time is a value: handlers read the clock once, at the top, and pass the instant on. */
export interface Clock {
  now(): Temporal.Instant;
  /** It claims to show the time of the world, and is believed only while the database's clock agrees. */
  readonly isOfTheWorld?: boolean;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant(), isOfTheWorld: true };

/** Beyond this, one of two clocks is wrong, and nobody can say which. In milliseconds. */
export const mostDriftMs = 60_000;

/** A clock that stands still until it is moved: tests, the demo and the simulator use it. */
export interface VirtualClock extends Clock {
  moveTo(instant: Temporal.Instant): void;
}

export function openVirtualClock(start: Temporal.Instant): VirtualClock {
  let current = start;
  return {
    now: () => current,
    moveTo(instant) {
      current = instant;
    },
  };
}
