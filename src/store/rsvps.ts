/** Answers to invitations: one per talk and subscriber, the newest. */
import type { Insertable, Selectable } from 'kysely';
import type { Db } from './open-store.ts';
import type { RsvpTable } from './schema.ts';

export async function loadRsvp(
  db: Db,
  talkId: number,
  subscriberId: number,
): Promise<Selectable<RsvpTable> | null> {
  const row = await db
    .selectFrom('rsvp')
    .selectAll()
    .where('talk_id', '=', talkId)
    .where('subscriber_id', '=', subscriberId)
    .executeTakeFirst();
  return row ?? null;
}

export async function saveRsvp(db: Db, row: Insertable<RsvpTable>): Promise<void> {
  const { talk_id: _talk, subscriber_id: _subscriber, ...change } = row;
  await db
    .insertInto('rsvp')
    .values(row)
    .onConflict((conflict) => conflict.columns(['talk_id', 'subscriber_id']).doUpdateSet(change))
    .execute();
}
