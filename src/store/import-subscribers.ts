/** The list while many people are put on it at once: what is known of a batch, and its rows with their audit. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';

/** What an import must know about one address before it decides. */
export interface KnownAddress {
  readonly email_key: string;
  readonly unsubscribed: boolean;
  readonly suppressed: boolean;
}

export async function knownAddresses(
  db: Db,
  colloquium: string,
  keys: readonly string[],
): Promise<Map<string, KnownAddress>> {
  const { rows } = await sql<KnownAddress>`
    select email_key, unsubscribed_at is not null as unsubscribed, suppressed_at is not null as suppressed
    from subscriber where colloquium = ${colloquium} and email_key = any (${[...keys]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.email_key, row]));
}

/** Which of these keyed hashes belong to people who were erased; as hexadecimal text. */
export async function erasedAmong(db: Db, hashes: readonly Buffer[]): Promise<Set<string>> {
  const { rows } = await sql<{ hash: string }>`
    select encode(key_hash, 'hex') as hash from erased_address
    where key_hash = any (${[...hashes]}::bytea[])`.execute(db);
  return new Set(rows.map((row) => row.hash));
}

export async function isErased(db: Db, hash: Buffer): Promise<boolean> {
  return (await erasedAmong(db, [hash])).size > 0;
}

/** The person has asked to come back. */
export async function forgetErasure(db: Db, hash: Buffer): Promise<void> {
  await db.deleteFrom('erased_address').where('key_hash', '=', hash).execute();
}

/** One row to be put on the list; instants are null where they are not so. */
export interface ImportedRow {
  readonly line: number;
  readonly email: string;
  readonly email_key: string;
  readonly name: string;
  readonly affiliation: string | null;
  readonly language: string | null;
  readonly joined_at: string | null;
  readonly joined_by: string;
  readonly paused_until: string | null;
  readonly unsubscribed_at: string | null;
  readonly unsubscribed_by: string | null;
  readonly suppressed_at: string | null;
  readonly suppressed_why: string | null;
  readonly declined_kinds: readonly string[];
}

/**
 * Inserts what is not there, with an audit entry each that names file and line. Returns the keys that were inserted;
 * the others were put there by somebody else in between.
 */
export async function insertImported(
  db: Db,
  colloquium: string,
  rows: readonly ImportedRow[],
  source: { readonly who: string; readonly file: string; readonly now: Temporal.Instant },
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const { rows: inserted } = await sql<{ email_key: string }>`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as g (
        line int, email text, email_key text, name text, affiliation text, language text, joined_at timestamptz,
        joined_by text, paused_until timestamptz, unsubscribed_at timestamptz, unsubscribed_by text,
        suppressed_at timestamptz, suppressed_why text, declined_kinds text[])
    ), put as (
      insert into subscriber (colloquium, email, email_key, name, affiliation, language, joined_at, joined_by,
        paused_until, unsubscribed_at, unsubscribed_by, suppressed_at, suppressed_why, declined_kinds)
      select ${colloquium}, email, email_key, name, affiliation, language, coalesce(joined_at, ${source.now}),
        joined_by, paused_until, unsubscribed_at, unsubscribed_by, suppressed_at, suppressed_why, declined_kinds
      from given order by line
      on conflict (colloquium, email_key) do nothing
      returning id, email_key
    ), noted as (
      insert into audit (at, colloquium, who, way, what, subject, detail)
      select ${source.now}, ${colloquium}, ${source.who}, 'import', 'subscriber.imported', 'subscriber:' || put.id,
        jsonb_build_object('file', ${source.file}::text, 'line', given.line)
      from put join given using (email_key)
    )
    select email_key from put`.execute(db);
  return new Set(inserted.map((row) => row.email_key));
}

/** Puts people back on the list who had left, or whose address had been suppressed. Returns their keys. */
export async function readmitImported(
  db: Db,
  colloquium: string,
  keys: readonly string[],
  source: { readonly who: string; readonly file: string; readonly now: Temporal.Instant },
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ email_key: string }>`
    with back as (
      update subscriber set unsubscribed_at = null, unsubscribed_by = null, suppressed_at = null, suppressed_why = null,
        bounce_score = 0, joined_at = ${source.now}, joined_by = 'import'
      where colloquium = ${colloquium} and email_key = any (${[...keys]}::text[]) and erased_at is null
        and (unsubscribed_at is not null or suppressed_at is not null)
      returning id, email_key
    ), noted as (
      insert into audit (at, colloquium, who, way, what, subject, detail)
      select ${source.now}, ${colloquium}, ${source.who}, 'import', 'subscriber.resubscribed', 'subscriber:' || id,
        jsonb_build_object('file', ${source.file}::text)
      from back
    )
    select email_key from back`.execute(db);
  return new Set(rows.map((row) => row.email_key));
}
