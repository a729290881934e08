/**
 * Mail that came in (promise 1). A row is written before anybody is told that the mail was accepted, and a mail is
 * one row however often and by whatever way it comes.
 */

import { sql } from 'kysely';
import type { Db } from './open-store.ts';
import type { InboundRow } from './schema.ts';

export interface NewInbound {
  readonly colloquium: string;
  /** `identityOf(raw, colloquium)`. */
  readonly identity: Buffer;
  readonly raw: Uint8Array;
  /** Bytes of the mail; more than `raw` has when a source cut a mail over the limit. */
  readonly size: number;
  readonly source: MailSource;
  /** RFC 5321 §4.5.5: '' is the null sender of notices; null: not known. */
  readonly envelopeFrom: string | null;
  readonly recipient: string;
  readonly clientIp: string | null;
  readonly receivedAt: Temporal.Instant;
}

export type MailSource = 'smtp' | 'lmtp' | 'imap' | 'stdin';

export interface StoredInbound {
  readonly id: number;
  /** False for a mail that came before. */
  readonly isNew: boolean;
}

/** Writes each row, or finds the one that is there; one answer per mail, in order. All of them are written, or none. */
export async function storeInbound(db: Db, mails: readonly NewInbound[]): Promise<StoredInbound[]> {
  const inserted = await db
    .insertInto('inbound')
    .values(
      inOneOrder(mails).map((mail) => ({
        colloquium: mail.colloquium,
        identity: mail.identity,
        raw: Buffer.from(mail.raw.buffer, mail.raw.byteOffset, mail.raw.byteLength),
        size: mail.size,
        source: mail.source,
        envelope_from: mail.envelopeFrom,
        recipient: mail.recipient,
        client_ip: mail.clientIp,
        received_at: mail.receivedAt,
      })),
    )
    .onConflict((conflict) => conflict.column('identity').doNothing())
    .returning(['id', 'identity'])
    .execute();
  const fresh = new Map(inserted.map((row) => [row.identity.toString('hex'), row.id]));
  const others = mails.filter((mail) => !fresh.has(mail.identity.toString('hex')));
  const known = others.length === 0 ? new Map<string, number>() : await findByIdentity(db, others);
  return mails.map((mail) => {
    const key = mail.identity.toString('hex');
    const id = fresh.get(key);
    // The same mail twice at once: the first of them is new.
    if (id === undefined) return { id: known.get(key) ?? 0, isNew: false };
    fresh.delete(key);
    known.set(key, id);
    return { id, isNew: true };
  });
}

/** Two processes that write the same mails must not wait for each other for ever. */
function inOneOrder(mails: readonly NewInbound[]): NewInbound[] {
  return mails.toSorted((one, other) => Buffer.compare(one.identity, other.identity));
}

async function findByIdentity(db: Db, mails: readonly NewInbound[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('inbound')
    .select(['id', 'identity'])
    .where(
      'identity',
      'in',
      mails.map((mail) => mail.identity),
    )
    .execute();
  return new Map(rows.map((row) => [row.identity.toString('hex'), row.id]));
}

export async function loadInbound(db: Db, id: number): Promise<InboundRow | undefined> {
  return db.selectFrom('inbound').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * Identifiers of mails that wait to be read, oldest first: stored before `storedBefore`, so that the ones whose ring
 * is on its way are left alone, and tried fewer than `maxAttempts` times.
 */
export async function listUnprocessed(
  db: Db,
  options: { storedBefore: Temporal.Instant; maxAttempts: number; limit: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('inbound')
    .select('id')
    .where('processed_at', 'is', null)
    .where('received_at', '<', options.storedBefore)
    .where('attempts', '<', options.maxAttempts)
    .orderBy('id')
    .limit(options.limit)
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Counts the first try of mails that nobody has begun yet, before they are read, and returns them, oldest first. A mail
 * that ends the process that reads it is known by its count.
 */
export async function beginFirst(db: Db, ids: readonly number[]): Promise<InboundRow[]> {
  const rows = await db
    .updateTable('inbound')
    .set({ attempts: 1 })
    .where('id', 'in', unbegun(db, ids))
    .where('attempts', '=', 0)
    .returningAll()
    .execute();
  return rows.sort((one, other) => one.id - other.id);
}

/** Locked in one order, so that two processes that were rung for the same mails do not wait for each other for ever. */
function unbegun(db: Db, ids: readonly number[]) {
  return db
    .selectFrom('inbound')
    .select('id')
    .where('id', '=', sql<number>`any (${[...ids]}::bigint[])`)
    .where('processed_at', 'is', null)
    .where('attempts', '=', 0)
    .orderBy('id')
    .forUpdate()
    .skipLocked();
}

/** Of these, the ones that are begun and not done, oldest first. */
export async function listStillUnprocessed(db: Db, ids: readonly number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('inbound')
    .select('id')
    .where('id', '=', sql<number>`any (${[...ids]}::bigint[])`)
    .where('processed_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Counts one more try of a mail; undefined when it is done. */
export async function beginAgain(db: Db, id: number): Promise<InboundRow | undefined> {
  return db
    .updateTable('inbound')
    .set((set) => ({ attempts: set('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('processed_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** Writes what a mail was taken for. False when it was processed before: whoever asks has lost and undoes its work. */
export async function markProcessed(
  db: Db,
  id: number,
  outcome: { class: string; reason: string | null; held: boolean; at: Temporal.Instant },
): Promise<boolean> {
  const result = await db
    .updateTable('inbound')
    .set({
      processed_at: outcome.at,
      class: outcome.class,
      reason: outcome.reason,
      held_at: outcome.held ? outcome.at : null,
    })
    .where('id', '=', id)
    .where('processed_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Mail that waits for a host, newest first, without its bytes. */
export async function listHeld(
  db: Db,
  colloquium: string,
  options: { limit: number },
): Promise<Omit<InboundRow, 'raw' | 'identity'>[]> {
  return db
    .selectFrom('inbound')
    .select([
      'id',
      'colloquium',
      'size',
      'source',
      'envelope_from',
      'recipient',
      'client_ip',
      'received_at',
      'attempts',
      'processed_at',
      'class',
      'reason',
      'held_at',
      'settled_at',
      'settled_by',
    ])
    .where('colloquium', '=', colloquium)
    .where('held_at', 'is not', null)
    .where('settled_at', 'is', null)
    .orderBy('held_at', 'desc')
    .orderBy('id', 'desc')
    .limit(options.limit)
    .execute();
}

/** A host has dealt with a held mail. False when somebody did before. */
export async function settleHeld(
  db: Db,
  id: number,
  settled: { by: string; at: Temporal.Instant },
): Promise<boolean> {
  const result = await db
    .updateTable('inbound')
    .set({ settled_at: settled.at, settled_by: settled.by })
    .where('id', '=', id)
    .where('held_at', 'is not', null)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Forgets the bytes of mail processed before `before`, and where it came from (promise 13). What waits for a host is kept
 * until `heldBefore`, and waits no more then. Returns how many.
 */
export async function expireRawMail(
  db: Db,
  when: {
    readonly before: Temporal.Instant;
    readonly heldBefore: Temporal.Instant;
    readonly now: Temporal.Instant;
  },
): Promise<number> {
  await db
    .updateTable('inbound')
    .set({ settled_at: when.now, settled_by: 'retention' })
    .where('held_at', '<', when.heldBefore)
    .where('settled_at', 'is', null)
    .execute();
  const result = await db
    .updateTable('inbound')
    .set({ raw: null, envelope_from: null, client_ip: null })
    .where('raw', 'is not', null)
    .where('processed_at', '<', when.before)
    .where((where) => where.or([where('held_at', 'is', null), where('settled_at', 'is not', null)]))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
