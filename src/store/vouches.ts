/** Links by which subscribers vouch for somebody, and what they are worth. */
import { type Generated, type Selectable, sql } from 'kysely';
import type { Db } from './open-store.ts';
import type { SubscriberRow } from './schema.ts';

export interface VouchTable {
  id: Generated<number>;
  subscriber_id: number;
  made_at: Temporal.Instant;
  expires_at: Temporal.Instant;
  revoked_at: Temporal.Instant | null;
  used_at: Temporal.Instant | null;
}

export type Vouch = Selectable<VouchTable>;

export interface Vouching {
  readonly vouch: Vouch;
  readonly voucher: SubscriberRow;
}

export async function insertVouch(
  tx: Db,
  vouch: { subscriberId: number; madeAt: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<number> {
  const { subscriberId, madeAt, expiresAt } = vouch;
  const row = { subscriber_id: subscriberId, made_at: madeAt, expires_at: expiresAt };
  return (await tx.insertInto('vouch').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

/** With the subscriber who made it; null for a number that is none. */
export async function loadVouching(db: Db, id: number): Promise<Vouching | null> {
  const vouch = await db.selectFrom('vouch').selectAll().where('id', '=', id).executeTakeFirst();
  if (vouch === undefined) return null;
  const voucher = await db
    .selectFrom('subscriber')
    .selectAll()
    .where('id', '=', vouch.subscriber_id)
    .executeTakeFirstOrThrow();
  return { vouch, voucher };
}

/** Those that a subscriber made since, newest first. */
export async function vouchesOf(db: Db, subscriberId: number, since: Temporal.Instant): Promise<Vouch[]> {
  return db
    .selectFrom('vouch')
    .selectAll()
    .where('subscriber_id', '=', subscriberId)
    .where('made_at', '>', since)
    .orderBy('id', 'desc')
    .execute();
}

/** True for the one who was first. */
export async function useVouch(tx: Db, id: number, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`
    update vouch set used_at = ${now} where id = ${id} and used_at is null returning id`.execute(tx);
  return rows.length > 0;
}

/** What has brought somebody already cannot be taken back: that is the hosts' to undo. */
export async function revokeVouch(
  tx: Db,
  id: number,
  subscriberId: number,
  now: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await sql`
    update vouch set revoked_at = ${now}
    where id = ${id} and subscriber_id = ${subscriberId} and used_at is null and revoked_at is null
    returning id`.execute(tx);
  return rows.length > 0;
}
