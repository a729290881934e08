/** What becomes of a delivery after an attempt: the one place where patience is counted. */
import type { RecordedOutcome } from '../store/deliveries.ts';
import type { Outcome } from './transport.ts';

/** Before the second, third, fourth and fifth attempt; every later one waits for the last. RFC 5321 §4.5.4.1. */
const retryDelaysMinutes = [1, 5, 15, 60, 240] as const;

/** A message that may have arrived goes again this often, then a host decides. */
const uncertainRetries = 2;

/** `attempts` are those made so far. */
export function retryDelay(attempts: number): Temporal.Duration {
  const step = Math.min(Math.max(attempts, 1), retryDelaysMinutes.length) - 1;
  return Temporal.Duration.from({ minutes: retryDelaysMinutes[step]! });
}

export interface Attempted {
  readonly id: number;
  /** This one included. */
  readonly attempts: number;
  /** Earlier attempts that may have arrived. */
  readonly uncertainCount: number;
  /** Four days after the start, or the end of the talk: later the mail would only confuse. */
  readonly giveUpAt: Temporal.Instant;
}

export function decideNext(delivery: Attempted, outcome: Outcome, now: Temporal.Instant): RecordedOutcome {
  const settled = { id: delivery.id, nextAt: null, reply: outcome.reply, uncertain: false, attempted: true };
  const waiting = delivery.uncertainCount > 0 ? ('uncertain' as const) : ('deferred' as const);
  const later = (wait: Temporal.Duration, more: Partial<RecordedOutcome> = {}): RecordedOutcome => {
    const nextAt = now.add(wait);
    if (Temporal.Instant.compare(nextAt, delivery.giveUpAt) <= 0) {
      return { ...settled, state: waiting, nextAt, ...more };
    }
    if (more.state === 'uncertain' || waiting === 'uncertain')
      return { ...settled, ...more, state: 'uncertain', nextAt: null };
    return { ...settled, ...more, state: 'failed', nextAt: null, reply: `given up: ${outcome.reply}` };
  };
  switch (outcome.kind) {
    case 'submitted':
      return { ...settled, state: 'submitted' };
    case 'temporary':
      return later(retryDelay(delivery.attempts));
    case 'policy':
      // The fault is ours: the person's attempts are not used up by it.
      return later(retryDelay(Math.max(3, delivery.attempts)), { attempted: false });
    case 'permanent':
      return { ...settled, state: 'failed' };
    case 'connection-failed': {
      const state = delivery.attempts > 1 || delivery.uncertainCount > 0 ? waiting : 'queued';
      const wait = Temporal.Duration.from({ milliseconds: Math.max(100, Math.ceil(outcome.retryInMs)) });
      return later(wait, { state, attempted: false });
    }
    case 'uncertain':
      if (delivery.uncertainCount >= uncertainRetries)
        return { ...settled, state: 'uncertain', uncertain: true };
      return later(retryDelay(1), { state: 'uncertain', uncertain: true });
  }
}
