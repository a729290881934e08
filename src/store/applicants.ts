/** Where an address stands in a colloquium before a mail of its owner is acted on. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';

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
        select from host where colloquium = ${colloquium} and email_key = ${emailKey} and removed_at is null
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
