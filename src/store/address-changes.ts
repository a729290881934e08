/** Changes of address: one pending per subscriber, and those that were carried out. */
import { type Generated, type Selectable, sql } from 'kysely';
import type { Db } from './open-store.ts';
import { erasureKey } from './subscribers.ts';

export interface AddressChangeTable {
  id: Generated<number>;
  subscriber_id: number;
  former_key: string;
  email: string;
  email_key: string;
  asked_at: Temporal.Instant;
  expires_at: Temporal.Instant;
  old_confirmed_at: Temporal.Instant | null;
  new_confirmed_at: Temporal.Instant | null;
  refused_at: Temporal.Instant | null;
  done_at: Temporal.Instant | null;
}

export type AddressChange = Selectable<AddressChangeTable>;

export interface NewAddressChange {
  readonly subscriberId: number;
  readonly formerKey: string;
  readonly email: string;
  readonly emailKey: string;
  readonly askedAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

/** The last wish counts: an earlier one that is not done goes, and its links with it. Resolves to the number. */
export async function replaceAddressChange(tx: Db, change: NewAddressChange): Promise<number> {
  await forgetPending(tx, sql`subscriber_id = ${change.subscriberId}`, change.askedAt);
  const row = await tx
    .insertInto('address_change')
    .values({
      subscriber_id: change.subscriberId,
      former_key: change.formerKey,
      email: change.email,
      email_key: change.emailKey,
      asked_at: change.askedAt,
      expires_at: change.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function loadAddressChange(db: Db, id: number): Promise<AddressChange | null> {
  return (await db.selectFrom('address_change').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The change that a person waits for; null where there is none. */
export async function loadPendingChange(db: Db, subscriberId: number): Promise<AddressChange | null> {
  const row = await db
    .selectFrom('address_change')
    .selectAll()
    .where('subscriber_id', '=', subscriberId)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

export async function markAddressChange(
  tx: Db,
  id: number,
  mark: 'old_confirmed_at' | 'new_confirmed_at' | 'refused_at' | 'done_at',
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('address_change')
    .set({ [mark]: now })
    .where('id', '=', id)
    .execute();
}

/** Whether nobody on the list has this address or had it, and nobody was erased under it. */
export async function isAddressFree(
  db: Db,
  secret: string,
  colloquium: string,
  emailKey: string,
): Promise<boolean> {
  const { rows } = await sql<{ is_taken: boolean }>`
    select exists (select from subscriber where colloquium = ${colloquium} and email_key = ${emailKey})
      or exists (select from subscriber where email_key = ${emailKey} and suppressed_at is not null)
      or exists (select from erased_address where key_hash = ${erasureKey(secret, emailKey)}) as is_taken`.execute(
    db,
  );
  return rows[0]?.is_taken === false;
}

/**
 * What the person asked earlier belongs to them under the new address too: it is shown, exported and erased with them.
 * False, and nothing done, where the address has just become somebody's: the unique key of the list has the last word.
 */
export async function moveSubscriber(tx: Db, change: AddressChange, colloquium: string): Promise<boolean> {
  const { email, email_key, former_key } = change;
  await sql`savepoint move_subscriber`.execute(tx);
  try {
    await tx
      .updateTable('subscriber')
      .set({ email, email_key, bounce_score: 0, bounced_at: null, suppressed_at: null, suppressed_why: null })
      .where('id', '=', change.subscriber_id)
      .execute();
  } catch (error) {
    if (!isTwice(error)) throw error;
    await sql`rollback to savepoint move_subscriber`.execute(tx);
    return false;
  }
  await tx
    .updateTable('request')
    .set({ email, email_key })
    .where('colloquium', '=', colloquium)
    .where('email_key', '=', former_key)
    .where((row) => row.or([row('decided_at', 'is not', null), row('closed_at', 'is not', null)]))
    .execute();
  return true;
}

/** SQLSTATE 23505, unique_violation (PostgreSQL, appendix A). */
function isTwice(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

/** The addresses that subscribers with this one had before, as far as nobody has them now. */
export async function formerKeys(db: Db, emailKey: string): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct c.former_key as key
    from address_change c join subscriber s on s.id = c.subscriber_id
    where s.email_key = ${emailKey} and c.done_at is not null and c.former_key <> ${emailKey}
      and not exists (select from subscriber o where o.email_key = c.former_key)`.execute(db);
  return rows.map((row) => row.key);
}

/** Whether a copy had gone to an address that the person has left since: its refusal says nothing about the new one. */
export async function wentToFormerAddress(
  db: Db,
  subscriberId: number,
  deliveryId: number,
): Promise<boolean> {
  const { rows } = await sql<{ moved: boolean }>`
    select exists (
      select from address_change c, delivery d
      where c.subscriber_id = ${subscriberId} and d.id = ${deliveryId} and d.settled_at <= c.done_at) as moved`.execute(
    db,
  );
  return rows[0]?.moved === true;
}

/** Changes that nobody confirmed in time, or that were refused, with what their mails said. Returns how many. */
export async function forgetExpiredChanges(tx: Db, now: Temporal.Instant): Promise<number> {
  return forgetPending(tx, sql`expires_at < ${now}`, now);
}

async function forgetPending(tx: Db, which: ReturnType<typeof sql>, now: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ identity: string }>`
    delete from address_change where done_at is null and (${which})
    returning 'address-change:' || id as identity`.execute(tx);
  for (const { identity } of rows) {
    // A change that was replaced at once may still have its mails in the queue.
    await sql`
      update delivery d set state = 'skipped', next_at = null, settled_at = ${now}, reply = 'the change of address is over'
      from service_mail v where v.id = d.service_mail_id and d.state = 'queued'
        and v.identity in (${`${identity}/old`}, ${`${identity}/new`})`.execute(tx);
    await sql`
      update service_mail v set facts = '{}', to_email = '', to_name = ''
      from delivery d where d.service_mail_id = v.id and d.next_at is null
        and v.identity in (${`${identity}/old`}, ${`${identity}/new`})`.execute(tx);
  }
  return rows.length;
}
