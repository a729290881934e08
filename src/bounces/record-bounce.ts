/** A refusal counts for one address: from a report that came back, or from the next hop's own answer at SMTP time. */

import type { Events } from '../events.ts';
import { writeAudit } from '../store/audit.ts';
import { bouncesSinceSuccess, insertBounce } from '../store/bounces.ts';
import type { Db } from '../store/open-store.ts';
import { loadSubscriber, updateSubscriber } from '../store/subscribers.ts';
import { judgeBounce } from './suppression.ts';

export interface NewBounce {
  readonly deliveryId: number;
  readonly subscriberId: number | null;
  readonly inboundId: number | null;
  readonly countsAs: 'hard' | 'soft';
  readonly status: string | null;
  readonly diagnostic: string | null;
  readonly at: Temporal.Instant;
  readonly isForwarded: boolean;
}

export async function recordBounce(
  tx: Db,
  events: Events,
  bounce: NewBounce,
): Promise<'suppressed' | 'kept' | 'nobody'> {
  await insertBounce(tx, {
    delivery_id: bounce.deliveryId,
    subscriber_id: bounce.subscriberId,
    inbound_id: bounce.inboundId,
    at: bounce.at,
    counts_as: bounce.countsAs,
    status: bounce.status,
    diagnostic: bounce.diagnostic?.slice(0, 1000) ?? null,
  });
  events.bounced({ deliveryId: bounce.deliveryId, countsAs: bounce.countsAs, status: bounce.status });
  const subscriber = bounce.subscriberId === null ? null : await loadSubscriber(tx, bounce.subscriberId);
  if (subscriber === null || subscriber.suppressed_at !== null) return 'nobody';
  const verdict = judgeBounce(await bouncesSinceSuccess(tx, subscriber.id, bounce.deliveryId), bounce);
  if (verdict.kind === 'keep') {
    await updateSubscriber(tx, subscriber.id, { bounce_score: verdict.score, bounced_at: bounce.at });
    return 'kept';
  }
  await updateSubscriber(tx, subscriber.id, {
    suppressed_at: bounce.at,
    suppressed_why: verdict.why,
    bounced_at: bounce.at,
  });
  await writeAudit(tx, {
    at: bounce.at,
    colloquium: subscriber.colloquium,
    who: 'service',
    way: 'service',
    what: 'subscriber.suppressed',
    subject: `subscriber:${subscriber.id}`,
    detail: { why: verdict.why },
  });
  events.suppressed({ subscriberId: subscriber.id, why: verdict.why });
  return 'suppressed';
}
