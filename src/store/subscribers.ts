/** The list: one row per address and colloquium, whose state is a set of dates. */
import { createHmac } from 'node:crypto';
import { sql, type Updateable } from 'kysely';
import type { Db } from './open-store.ts';
import type { SubscriberRow, SubscriberTable } from './schema.ts';

export async function loadSubscriber(db: Db, id: number): Promise<SubscriberRow | null> {
  return (await db.selectFrom('subscriber').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Until the transaction ends nobody else changes this person. */
export async function lockSubscriber(tx: Db, id: number): Promise<SubscriberRow | null> {
  const row = await tx
    .selectFrom('subscriber')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function findSubscriber(
  db: Db,
  colloquium: string,
  emailKey: string,
): Promise<SubscriberRow | null> {
  const row = await db
    .selectFrom('subscriber')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .where('email_key', '=', emailKey)
    .executeTakeFirst();
  return row ?? null;
}

export interface NewSubscriber {
  readonly colloquium: string;
  readonly email: string;
  readonly emailKey: string;
  readonly name: string;
  readonly affiliation: string | null;
  readonly language: string | null;
  readonly joinedBy: string;
}

/** Puts a person on the list, or back on it: leaving and coming again is one row with its history in the audit. */
export async function admitSubscriber(
  db: Db,
  person: NewSubscriber,
  now: Temporal.Instant,
): Promise<{ id: number; isNew: boolean }> {
  const again = {
    unsubscribed_at: null,
    unsubscribed_by: null,
    suppressed_at: null,
    suppressed_why: null,
    paused_until: null,
    erased_at: null,
    bounce_score: 0,
    joined_at: now,
    joined_by: person.joinedBy,
  };
  const row = await db
    .insertInto('subscriber')
    .values({
      colloquium: person.colloquium,
      email: person.email,
      email_key: person.emailKey,
      name: person.name,
      affiliation: person.affiliation,
      language: person.language,
      joined_at: now,
      joined_by: person.joinedBy,
    })
    .onConflict((conflict) =>
      conflict.columns(['colloquium', 'email_key']).doUpdateSet({
        ...again,
        email: person.email,
        name: sql`case when excluded.name = '' then subscriber.name else excluded.name end`,
        affiliation: sql`coalesce(excluded.affiliation, subscriber.affiliation)`,
      }),
    )
    .returning(['id', sql<boolean>`xmax = 0`.as('is_new')])
    .executeTakeFirstOrThrow();
  return { id: row.id, isNew: row.is_new };
}

/** True when this call ended the subscription; false when it had ended before. */
export async function markUnsubscribed(
  db: Db,
  id: number,
  by: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const outcome = await db
    .updateTable('subscriber')
    .set({ unsubscribed_at: now, unsubscribed_by: by })
    .where('id', '=', id)
    .where('unsubscribed_at', 'is', null)
    .executeTakeFirst();
  return outcome.numUpdatedRows === 1n;
}

/** Takes away a row that an approval made minutes ago: no audience held it, and its welcome was withdrawn. */
export async function removeNewcomer(db: Db, id: number): Promise<void> {
  await db.updateTable('service_mail').set({ subscriber_id: null }).where('subscriber_id', '=', id).execute();
  await db.deleteFrom('subscriber').where('id', '=', id).execute();
}

export async function updateSubscriber(
  db: Db,
  id: number,
  change: Updateable<SubscriberTable>,
): Promise<void> {
  await db.updateTable('subscriber').set(change).where('id', '=', id).execute();
}

/** Whom mail may reach now: joined (the undo window of the approval has passed), not left, not suppressed, not erased, not paused. */
export function reachable(db: Db, colloquium: string, now: Temporal.Instant) {
  return db
    .selectFrom('subscriber')
    .where('colloquium', '=', colloquium)
    .where('joined_at', '<=', now)
    .where('unsubscribed_at', 'is', null)
    .where('suppressed_at', 'is', null)
    .where('erased_at', 'is', null)
    .where((row) => row.or([row('paused_until', 'is', null), row('paused_until', '<=', now)]));
}

export async function countReachable(db: Db, colloquium: string, now: Temporal.Instant): Promise<number> {
  const row = await reachable(db, colloquium, now)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** All that stays of an erased address (promise 13): a keyed hash, so that an import does not bring it back. */
export function erasureKey(secret: string, emailKey: string): Buffer {
  return createHmac('sha256', secret).update(`erased\0${emailKey}`).digest();
}
