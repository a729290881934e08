/** Where an address stands in a colloquium before a mail of its owner is acted on. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';
import type { InboundRow } from './schema.ts';

/** Identifiers; null where there is none. */
export interface Standing {
  readonly isHost: boolean;
  /** On the list, and written to. */
  readonly subscriberId: number | null;
  readonly openRequestId: number | null;
  /** Decided, and the mail that says so has not left yet. */
  readonly untoldRequestId: number | null;
}

/** One look for all of it, and nothing is locked: what is acted on is locked then. `emailKey`: `addressKey`. */
export async function loadStanding(
  db: Db,
  colloquium: string,
  emailKey: string,
  now: Temporal.Instant,
): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select
      exists (
        select from host where colloquium = ${colloquium} and email_key = ${emailKey} and removed_at is null and role = 'host'
      ) as "isHost",
      (
        select id from subscriber
        where colloquium = ${colloquium} and email_key = ${emailKey}
          and unsubscribed_at is null and suppressed_at is null and erased_at is null
      ) as "subscriberId",
      (
        select id from request
        where colloquium = ${colloquium} and email_key = ${emailKey} and decided_at is null and closed_at is null
      ) as "openRequestId",
      (
        select id from request
        where colloquium = ${colloquium} and email_key = ${emailKey} and effective_at > ${now} limit 1
      ) as "untoldRequestId"`.execute(db);
  return rows[0] ?? { isHost: false, subscriberId: null, openRequestId: null, untoldRequestId: null };
}

/** What is known of a person from before; `at` is when they asked, null for the list. */
export interface EarlierFact {
  readonly name: string | null;
  readonly affiliation: string | null;
  readonly at: Temporal.Instant | null;
}

/** The list first, then requests whose address was proven, newest first. */
export async function earlierFacts(db: Db, colloquium: string, emailKey: string): Promise<EarlierFact[]> {
  const { rows } = await sql<EarlierFact>`
    (
      select name, affiliation, null::timestamptz as at from subscriber
      where colloquium = ${colloquium} and email_key = ${emailKey} and erased_at is null
    ) union all (
      select name, affiliation, asked_at as at from request
      where colloquium = ${colloquium} and email_key = ${emailKey} and confirmed_at is not null
      order by asked_at desc limit 3
    )`.execute(db);
  return rows;
}

const mostEarlierMails = 3;

/** The latest mails of this envelope sender that are processed and still kept, newest first. */
export async function earlierMails(
  db: Db,
  colloquium: string,
  emailKey: string,
  exceptId: number,
): Promise<(InboundRow & { raw: Buffer })[]> {
  const rows = await db
    .selectFrom('inbound')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .where(sql`lower(envelope_from)`, '=', emailKey)
    .where('raw', 'is not', null)
    .where('processed_at', 'is not', null)
    .where('id', '<>', exceptId)
    .orderBy('id', 'desc')
    .limit(mostEarlierMails)
    .execute();
  return rows.flatMap((row) => (row.raw === null ? [] : [{ ...row, raw: row.raw }]));
}
