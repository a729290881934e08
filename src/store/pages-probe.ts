/** What health checks and metrics read: each number by one short statement. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from './open-store.ts';

/** Names of migrations that this version has and the database has not. Rejects when the database does not answer. */
export async function missingMigrations(db: Db): Promise<string[]> {
  const files = await readdir(join(import.meta.dirname, 'migrations'));
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(db);
  const applied = new Set(rows.map((row) => row.name));
  return files
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.replace(/\.sql$/, ''))
    .filter((name) => !applied.has(name));
}

export interface Figures {
  /** Of mailings that are not done, and of mails to one person that are under way: state → how many. */
  readonly deliveries: Readonly<Record<string, number>>;
  readonly oldestDueSeconds: number;
  readonly unprocessedInbound: number;
  readonly heldInbound: number;
  readonly openRequests: number;
  readonly activeSubscribers: number;
  /** Per colloquium, since the planner last looked. */
  readonly tickAges: readonly { readonly colloquium: string; readonly seconds: number }[];
}

export async function loadFigures(db: Db, now: Temporal.Instant): Promise<Figures> {
  const states = await sql<{ state: string; count: number }>`
    select state, sum(count)::int as count from (
      select d.state, count(*) as count from mailing m join delivery d on d.mailing_id = m.id
        where m.done_at is null and m.frozen_at is not null group by d.state
      union all
      select state, count(*) from delivery where mailing_id is null and (next_at is not null or state = 'sending') group by state
    ) as counted group by state`.execute(db);
  const { rows } = await sql<Record<string, number | null>>`
    select
      (select extract(epoch from ${now}::timestamptz - min(d.next_at)) from delivery d left join mailing m on m.id = d.mailing_id
        where d.next_at <= ${now} and m.paused_at is null)::float8 as oldest,
      (select count(*) from inbound where processed_at is null)::int as unprocessed,
      (select count(*) from inbound where held_at is not null and settled_at is null)::int as held,
      (select count(*) from request where decided_at is null and closed_at is null)::int as requests,
      (select count(*) from subscriber where unsubscribed_at is null and suppressed_at is null and erased_at is null)::int as active`.execute(
    db,
  );
  const ticks = await sql<{ colloquium: string; seconds: number }>`
    select colloquium, extract(epoch from ${now}::timestamptz - at)::float8 as seconds from tick order by colloquium`.execute(
    db,
  );
  const row = rows[0] ?? {};
  return {
    deliveries: Object.fromEntries(states.rows.map((each) => [each.state, each.count])),
    oldestDueSeconds: Math.max(0, row['oldest'] ?? 0),
    unprocessedInbound: row['unprocessed'] ?? 0,
    heldInbound: row['held'] ?? 0,
    openRequests: row['requests'] ?? 0,
    activeSubscribers: row['active'] ?? 0,
    tickAges: ticks.rows,
  };
}
