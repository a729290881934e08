/** A refusal counts for one address: from a report that came back, or from the next hop's own answer at SMTP time. */

import type { Config } from '../../config/schema.ts';
import type { Events } from '../events.ts';
import { wentToFormerAddress } from '../store/address-changes.ts';
import { writeAudit } from '../store/audit.ts';
import { bouncesSinceSuccess, insertBounce, probeStateOf } from '../store/bounces.ts';
import type { Db } from '../store/open-store.ts';
import type { SubscriberRow } from '../store/schema.ts';
import { insertServiceMail } from '../store/service-mails.ts';
import { loadSubscriber, updateSubscriber } from '../store/subscribers.ts';
import { probeMail } from './probe-mail.ts';
import { judgeBounce } from './suppression.ts';

export interface BounceDeps {
  readonly config: Config;
  readonly events: Events;
}

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
  deps: BounceDeps,
  bounce: NewBounce,
): Promise<'suppressed' | 'probed' | 'kept' | 'nobody'> {
  await insertBounce(tx, {
    delivery_id: bounce.deliveryId,
    subscriber_id: bounce.subscriberId,
    inbound_id: bounce.inboundId,
    at: bounce.at,
    counts_as: bounce.countsAs,
    status: bounce.status,
    diagnostic: bounce.diagnostic?.slice(0, 1000) ?? null,
  });
  deps.events.bounced({ deliveryId: bounce.deliveryId, countsAs: bounce.countsAs, status: bounce.status });
  const subscriber = bounce.subscriberId === null ? null : await loadSubscriber(tx, bounce.subscriberId);
  if (subscriber === null || subscriber.suppressed_at !== null) return 'nobody';
  if (await wentToFormerAddress(tx, subscriber.id, bounce.deliveryId)) return 'nobody';
  const earlier = await bouncesSinceSuccess(tx, subscriber.id, bounce.deliveryId);
  const verdict = judgeBounce(earlier, bounce, await probeStateOf(tx, subscriber.id, bounce.deliveryId));
  if (verdict.kind === 'suppress') return suppress(tx, deps, subscriber, verdict.why, bounce.at);
  await updateSubscriber(tx, subscriber.id, { bounce_score: verdict.score, bounced_at: bounce.at });
  if (verdict.kind === 'keep') return 'kept';
  return probe(tx, deps, subscriber, verdict.score, bounce.at);
}

async function suppress(
  tx: Db,
  { events }: BounceDeps,
  subscriber: SubscriberRow,
  why: string,
  at: Temporal.Instant,
): Promise<'suppressed'> {
  await updateSubscriber(tx, subscriber.id, { suppressed_at: at, suppressed_why: why, bounced_at: at });
  await writeAudit(tx, {
    at,
    colloquium: subscriber.colloquium,
    who: 'service',
    way: 'service',
    what: 'subscriber.suppressed',
    subject: `subscriber:${subscriber.id}`,
    detail: { why },
  });
  events.suppressed({ subscriberId: subscriber.id, why });
  return 'suppressed';
}

/** Somebody who left, or whose colloquium is no longer configured, is not written to. */
async function probe(
  tx: Db,
  { config, events }: BounceDeps,
  subscriber: SubscriberRow,
  days: number,
  at: Temporal.Instant,
): Promise<'probed' | 'kept'> {
  const colloquium = config.colloquia.find((each) => each.id === subscriber.colloquium);
  if (colloquium === undefined || subscriber.unsubscribed_at !== null || subscriber.erased_at !== null)
    return 'kept';
  await insertServiceMail(tx, probeMail(subscriber, colloquium, days, at), at);
  events.probed({ subscriberId: subscriber.id, days });
  return 'probed';
}
