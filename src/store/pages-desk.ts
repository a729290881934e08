/** What the console shows on every page: how much waits where; and its lists of deeds and mails. */
import { sql } from 'kysely';
import type { Deed } from './audit.ts';
import type { Db } from './open-store.ts';

export interface DeskCounts {
  /** Requests that a host can decide. */
  readonly requests: number;
  /** Talks to come with a problem that keeps their mail back. */
  readonly calendar: number;
  /** Mailings that are held, paused or late. */
  readonly outbox: number;
}

export async function deskCounts(db: Db, colloquium: string, now: Temporal.Instant): Promise<DeskCounts> {
  const { rows } = await sql<DeskCounts>`
    select
      (select count(*) from request where colloquium = ${colloquium} and decided_at is null and closed_at is null
        and confirmed_at is not null and hosts_told_at is not null)::int as requests,
      (select count(*) from talk where colloquium = ${colloquium} and starts_at > ${now} and withdrawn_at is null
        and problems @> '[{"blocking": true}]')::int as calendar,
      (select count(*) from mailing where colloquium = ${colloquium} and done_at is null and cancelled_at is null
        and missed_at is null and (held_at is not null or paused_at is not null))::int as outbox`.execute(db);
  return rows[0] ?? { requests: 0, calendar: 0, outbox: 0 };
}

/** Deeds of a colloquium, newest first. */
export async function listDeeds(
  db: Db,
  colloquium: string,
  beforeId: number | null,
  limit: number,
): Promise<(Deed & { id: number })[]> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows as (Deed & { id: number })[];
}

/** The names behind `host:3` and `subscriber:7` of a colloquium. */
export async function namesOf(
  db: Db,
  colloquium: string,
  ids: { hosts: readonly number[]; subscribers: readonly number[] },
) {
  const hosts = await sql<{ id: number; name: string }>`
    select id, name from host where colloquium = ${colloquium} and id = any (${[...ids.hosts]}::bigint[])`.execute(
    db,
  );
  const subscribers = await sql<{ id: number; name: string }>`
    select id, name from subscriber where colloquium = ${colloquium} and id = any (${[...ids.subscribers]}::bigint[])`.execute(
    db,
  );
  const entries = [
    ...hosts.rows.map((row) => [`host:${row.id}`, row.name] as const),
    ...subscribers.rows.map((row) => [`subscriber:${row.id}`, row.name] as const),
  ];
  return new Map(entries.filter(([, name]) => name !== ''));
}

/** Mails to a host, newest first. */
export async function mailsToHost(db: Db, hostId: number, limit: number) {
  return db
    .selectFrom('service_mail')
    .innerJoin('delivery', 'delivery.service_mail_id', 'service_mail.id')
    .select(['service_mail.id', 'kind', 'made_at', 'state', 'request_id', 'service_mail.mailing_id', 'facts'])
    .where('host_id', '=', hostId)
    .orderBy('service_mail.id', 'desc')
    .limit(limit)
    .execute();
}

/** The newest mail of a kind, for the preview of its template. */
export async function newestMailOfKind(db: Db, colloquium: string, kind: string): Promise<number | null> {
  const row = await db
    .selectFrom('service_mail')
    .select('id')
    .where('colloquium', '=', colloquium)
    .where('kind', '=', kind)
    .where('to_email', '<>', '')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
