/** The ledger in a host's words: who did not get a mailing, and why. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';
import type { DeliveryState } from './schema.ts';

export interface LedgerRow {
  readonly id: number;
  readonly state: DeliveryState;
  readonly name: string;
  readonly email: string;
  readonly reply: string | null;
  readonly next_at: Temporal.Instant | null;
}

/** Rows of a mailing in these states, by name; at most `limit`. Written out, the states let the index of the few be used. */
export async function ledgerRows(
  db: Db,
  mailingId: number,
  states: readonly DeliveryState[],
  limit: number,
): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    select d.id, d.state, s.name, s.email, d.reply, d.next_at
    from delivery d join subscriber s on s.id = d.subscriber_id
    where d.mailing_id = ${mailingId} and d.state in (${sql.join(states.map((state) => sql.lit(state)))})
    order by s.name, d.id limit ${limit}`.execute(db);
  return rows;
}

/** Frozen mailings of which the hosts are owed a report: everybody has been tried, and this was not told already. */
export async function mailingsToReport(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select m.id from mailing m
    where m.frozen_at is not null and m.frozen_upto is null
      and m.reported_at is null and m.cancelled_at is null and m.paused_at is null
      and not exists (
        select from delivery d where d.mailing_id = m.id and d.state in ('queued', 'sending')
      )
      and (m.done_at is not null or not exists (
        select from service_mail s where s.kind = 'report' and s.mailing_id = m.id
      ))`.execute(db);
  return rows.map((row) => row.id);
}

/** Is anything due in the ledger? The sweeper's question. */
export async function isAnythingDue(db: Db, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select from delivery where next_at <= ${now})
      or exists (select from delivery where state = 'sending' and lease_until < clock_timestamp())
      or exists (select from mailing where frozen_upto is not null) as due`.execute(db);
  return rows[0]?.due ?? false;
}

/** The last moment at which something of a mailing was settled. */
export async function lastSettled(db: Db, mailingId: number): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`
    select max(settled_at) as at from delivery where mailing_id = ${mailingId}`.execute(db);
  return rows[0]?.at ?? null;
}

/** Promise 7: mailings whose deliveries do not add up to their audience; never any, unless we are wrong. */
export async function unbalancedMailings(db: Db): Promise<{ id: number; balance: number }[]> {
  const { rows } = await sql<{ id: number; balance: number }>`
    select m.id, (m.audience - count(d.id))::int as balance
    from mailing m left join delivery d on d.mailing_id = m.id
    where m.frozen_at is not null and (m.done_at is null or m.reported_at is null)
    group by m.id having m.audience <> count(d.id)`.execute(db);
  return rows;
}

/** Nothing is due and nothing is being sent. */
export async function isLedgerQuiet(db: Db, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ busy: boolean }>`
    select exists (select from delivery d left join mailing m on m.id = d.mailing_id
        where (d.next_at <= ${now} and m.paused_at is null) or d.state = 'sending')
      or exists (select from mailing where frozen_upto is not null) as busy`.execute(db);
  return rows[0]?.busy === false;
}
