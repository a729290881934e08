/** What one delivery was about, whichever kind of mail it carried. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';

export interface DeliveryStory {
  readonly deliveryId: number;
  readonly subscriberId: number | null;
  readonly mailingId: number | null;
  readonly talkId: number | null;
  readonly requestId: number | null;
  readonly hostId: number | null;
  /** `announcement`, `welcome`, … */
  readonly kind: string;
  /** When the next hop last answered; null while it never did. */
  readonly settledAt: Temporal.Instant | null;
  /** The address it went to. */
  readonly email: string;
}

export async function loadDeliveryStory(db: Db, deliveryId: number): Promise<DeliveryStory | null> {
  const { rows } = await sql<DeliveryStory>`
    select d.id as "deliveryId", coalesce(d.subscriber_id, v.subscriber_id) as "subscriberId",
      coalesce(d.mailing_id, v.mailing_id) as "mailingId", coalesce(m.talk_id, v.talk_id) as "talkId",
      v.request_id as "requestId", v.host_id as "hostId",
      coalesce(m.kind, v.kind) as kind, d.settled_at as "settledAt", coalesce(s.email, v.to_email) as email
    from delivery d
    left join mailing m on m.id = d.mailing_id
    left join subscriber s on s.id = d.subscriber_id
    left join service_mail v on v.id = d.service_mail_id
    where d.id = ${deliveryId}`.execute(db);
  return rows[0] ?? null;
}
