/** Time is a value: handlers read the clock once, at the top, and pass the instant on. */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

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
