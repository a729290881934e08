/** Refusals, and what they say about an address. */
import { type Insertable, sql } from 'kysely';
import type { BounceEvidence } from '../bounces/suppression.ts';
import type { Db } from './open-store.ts';
import type { BounceTable } from './schema.ts';

export async function insertBounce(db: Db, bounce: Insertable<BounceTable>): Promise<void> {
  await db.insertInto('bounce').values(bounce).execute();
}

/** Earlier bounces of a person, oldest first, without those before a delivery that went well. */
export async function bouncesSinceSuccess(
  db: Db,
  subscriberId: number,
  exceptDeliveryId: number,
): Promise<BounceEvidence[]> {
  const { rows } = await sql<BounceEvidence>`
    select b.counts_as as "countsAs", b.status, b.at from bounce b
    where b.subscriber_id = ${subscriberId} and b.counts_as in ('hard', 'soft') and b.delivery_id <> ${exceptDeliveryId}
      and not exists (
        select from delivery d where d.subscriber_id = ${subscriberId} and d.state = 'submitted' and d.settled_at > b.at
          and not exists (select from bounce later where later.delivery_id = d.id)
      )
    order by b.at`.execute(db);
  return rows;
}
