/** Refusals, and what they say about an address. */
import { type Insertable, sql } from 'kysely';
import type { BounceEvidence, ProbeState } from '../bounces/suppression.ts';
import type { Db } from './open-store.ts';
import type { BounceTable } from './schema.ts';

export async function insertBounce(db: Db, bounce: Insertable<BounceTable>): Promise<void> {
  await db.insertInto('bounce').values(bounce).execute();
}

/** Earlier bounces of a person, oldest first, without those before a mail that went well, or before a new subscription. */
export async function bouncesSinceSuccess(
  db: Db,
  subscriberId: number,
  exceptDeliveryId: number,
): Promise<BounceEvidence[]> {
  const { rows } = await sql<BounceEvidence>`
    select b.counts_as as "countsAs", b.status, b.at from bounce b
    join subscriber s on s.id = b.subscriber_id and s.joined_at <= b.at
    where b.subscriber_id = ${subscriberId} and b.counts_as in ('hard', 'soft') and b.delivery_id <> ${exceptDeliveryId}
      and not exists (
        select from delivery d left join service_mail v on v.id = d.service_mail_id
        where (d.subscriber_id = ${subscriberId} or (v.subscriber_id = ${subscriberId} and v.kind = 'probe'))
          and d.state = 'submitted' and (d.settled_at > b.at or v.made_at >= b.at)
          and not exists (select from bounce later where later.delivery_id = d.id)
      )
    order by b.at`.execute(db);
  return rows;
}

/** Whether the bounced mail was a probe, or one is on its way to this person. A probe that arrived is a success, and no longer out. */
export async function probeStateOf(db: Db, subscriberId: number, deliveryId: number): Promise<ProbeState> {
  const { rows } = await sql<{ back: boolean | null; out: boolean | null }>`
    select bool_or(d.id = ${deliveryId}) as back, bool_or(d.next_at is not null or d.state = 'sending') as out
    from service_mail v join delivery d on d.service_mail_id = v.id
    where v.subscriber_id = ${subscriberId} and v.kind = 'probe'`.execute(db);
  return rows[0]?.back ? 'back' : rows[0]?.out ? 'out' : 'none';
}

export async function hasComplained(db: Db, deliveryId: number): Promise<boolean> {
  const row = await db
    .selectFrom('bounce')
    .select('id')
    .where('delivery_id', '=', deliveryId)
    .where('counts_as', '=', 'complaint')
    .executeTakeFirst();
  return row !== undefined;
}

/** People who said that a mailing is unwanted, each once. */
export async function countComplaints(db: Db, mailingId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct b.delivery_id)::int as count from bounce b join delivery d on d.id = b.delivery_id
    where d.mailing_id = ${mailingId} and b.counts_as = 'complaint'`.execute(db);
  return rows[0]?.count ?? 0;
}
