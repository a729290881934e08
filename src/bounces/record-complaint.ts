/** A complaint (RFC 5965): exactly that subscriber leaves, the mailing's count goes up, and the hosts hear the number. */
import type { Colloquium } from '../../config/schema.ts';
import { countComplaints, hasComplained, insertBounce } from '../store/bounces.ts';
import { pauseMailing } from '../store/deliveries-control.ts';
import type { DeliveryStory } from '../store/delivery-story.ts';
import { activeHosts } from '../store/hosts.ts';
import { loadMailingRow } from '../store/mailings.ts';
import type { Db } from '../store/open-store.ts';
import { insertServiceMail } from '../store/service-mails.ts';
import { leaveInside } from '../subscribers/leave.ts';
import { type Complained, complaintNote, isTooMany } from './complaints.ts';
import type { BounceDeps } from './record-bounce.ts';

export interface NewComplaint {
  readonly story: DeliveryStory & { readonly subscriberId: number };
  readonly colloquium: Colloquium;
  readonly inboundId: number;
  readonly now: Temporal.Instant;
}

export async function recordComplaint(tx: Db, deps: BounceDeps, complaint: NewComplaint): Promise<void> {
  const { story, inboundId, now } = complaint;
  const { subscriberId, deliveryId, mailingId } = story;
  await leaveInside(tx, { subscriberId, who: `subscriber:${subscriberId}`, way: 'mail', now });
  if (await hasComplained(tx, deliveryId)) return;
  await insertBounce(tx, {
    delivery_id: deliveryId,
    subscriber_id: subscriberId,
    inbound_id: inboundId,
    at: now,
    counts_as: 'complaint',
    status: null,
    diagnostic: null,
  });
  deps.events.unsubscribed({ subscriberId, way: 'complaint' });
  if (mailingId !== null) await tellHosts(tx, deps, complaint, mailingId);
}

async function tellHosts(
  tx: Db,
  { config, events }: BounceDeps,
  { colloquium, now }: NewComplaint,
  mailingId: number,
): Promise<void> {
  const mailing = await loadMailingRow(tx, mailingId);
  if (mailing === null) return;
  const complaints = await countComplaints(tx, mailingId);
  const audience = mailing.audience ?? 0;
  const percent = config.service.delivery.complaints;
  const isMany = isTooMany({ complaints, audience, percent });
  if (!isMany && complaints > 1) return;
  const why = `${complaints} of ${audience} readers marked it as spam`;
  const isStopped = isMany && (await pauseMailing(tx, mailingId, now, why));
  if (isStopped) events.stopped({ mailingId, why });
  const told: Complained = {
    mailingId,
    talkId: mailing.talk_id,
    kind: mailing.kind,
    date: mailing.facts.date,
    complaints,
    audience,
    outcome: isStopped ? 'stopped' : isMany ? 'over' : 'few',
  };
  for (const host of await activeHosts(tx, colloquium.id))
    await insertServiceMail(tx, complaintNote(host, colloquium, told, now), now);
}
