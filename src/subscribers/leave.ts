/** A subscription ends: by one click, page, mail, console or command, all through here. It takes effect at once (promise 9). */
import type { Way } from '../store/audit.ts';
import { writeAudit } from '../store/audit.ts';
import type { Db } from '../store/open-store.ts';
import { loadSubscriber, markUnsubscribed } from '../store/subscribers.ts';

export interface Leaving {
  readonly subscriberId: number;
  /** `subscriber:7`, `host:2`, `command`, `service`. */
  readonly who: string;
  readonly way: Way;
  readonly now: Temporal.Instant;
}

/** `already`: the subscription had ended before; asking twice is no fault (RFC 8058 §3.1). */
export type LeaveOutcome = 'left' | 'already' | 'missing';

export async function leaveInside(tx: Db, leaving: Leaving): Promise<LeaveOutcome> {
  const subscriber = await loadSubscriber(tx, leaving.subscriberId);
  if (subscriber === null || subscriber.erased_at !== null) return 'missing';
  if (!(await markUnsubscribed(tx, subscriber.id, leaving.way, leaving.now))) return 'already';
  await writeAudit(tx, {
    at: leaving.now,
    colloquium: subscriber.colloquium,
    who: leaving.who,
    way: leaving.way,
    what: 'subscriber.unsubscribed',
    subject: `subscriber:${subscriber.id}`,
  });
  return 'left';
}
