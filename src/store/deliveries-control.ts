/** What hosts do to a mailing that is under way, and what they are told about it. */
import { type Kysely, sql } from 'kysely';
import type { Database, DeliveryState } from './schema.ts';

type Db = Kysely<Database>;

/** In the caller's transaction where there is one, so that the audit of a deed stands or falls with it. */
function inOne<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

/** Promise 7. `balance` is what is missing from, or too much in, the ledger: always 0. */
export interface Books {
  readonly audience: number;
  readonly states: Readonly<Record<DeliveryState, number>>;
  /** Deliveries that may have arrived twice, whatever became of them. */
  readonly perhapsTwice: number;
  readonly balance: number;
}

/** Null while the mailing is not frozen. */
export async function books(db: Db, mailingId: number): Promise<Books | null> {
  const { rows } = await sql<{ audience: number; state: DeliveryState | null; rows: number; twice: number }>`
    select m.audience, d.state, coalesce(d.rows, 0) as rows, coalesce(d.twice, 0) as twice
    from mailing m left join (
      select mailing_id, state, count(*)::int as rows, (count(*) filter (where uncertain_count > 0))::int as twice
      from delivery where mailing_id = ${mailingId} group by mailing_id, state
    ) d on d.mailing_id = m.id
    where m.id = ${mailingId} and m.frozen_at is not null`.execute(db);
  if (rows.length === 0) return null;
  const states: Record<DeliveryState, number> = {
    queued: 0,
    sending: 0,
    submitted: 0,
    deferred: 0,
    failed: 0,
    suppressed: 0,
    skipped: 0,
    uncertain: 0,
  };
  for (const row of rows) if (row.state !== null) states[row.state] = row.rows;
  const audience = rows[0]!.audience;
  const total = Object.values(states).reduce((sum, count) => sum + count, 0);
  return {
    audience,
    states,
    perhapsTwice: rows.reduce((sum, row) => sum + row.twice, 0),
    balance: total - audience,
  };
}

/** Returns false when it was paused, cancelled or done already: the first reason stays. */
export async function pauseMailing(
  db: Db,
  mailingId: number,
  at: Temporal.Instant,
  why: string,
): Promise<boolean> {
  const result = await db
    .updateTable('mailing')
    .set({ paused_at: at, paused_why: why })
    .where('id', '=', mailingId)
    .where('paused_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Deliveries that waited for a later attempt are due at once: whatever stood in their way was mended. */
export async function resumeMailing(db: Db, mailingId: number, at: Temporal.Instant): Promise<boolean> {
  return inOne(db, async (tx) => {
    const result = await tx
      .updateTable('mailing')
      .set({ paused_at: null, paused_why: null })
      .where('id', '=', mailingId)
      .where('paused_at', 'is not', null)
      .where('cancelled_at', 'is', null)
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) return false;
    await sql`update delivery set next_at = ${at} where mailing_id = ${mailingId} and next_at > ${at}`.execute(
      tx,
    );
    return true;
  });
}

/** Everything not yet handed over is skipped; what is in flight ends by itself. */
export async function cancelMailing(
  db: Db,
  mailingId: number,
  at: Temporal.Instant,
  by: string,
): Promise<boolean> {
  return inOne(db, async (tx) => {
    const result = await tx
      .updateTable('mailing')
      .set({ cancelled_at: at, cancelled_by: by, frozen_upto: null })
      .where('id', '=', mailingId)
      .where('cancelled_at', 'is', null)
      .where('done_at', 'is', null)
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) return false;
    await sql`
      update delivery set state = 'skipped', next_at = null, settled_at = ${at}, reply = 'the mailing was cancelled'
      where mailing_id = ${mailingId} and next_at is not null`.execute(tx);
    return true;
  });
}

/**
 * Sets what did not arrive on its way again, the same bytes: `failed`, `uncertain` or both. Consent is looked at when
 * they are claimed, as always. Returns how many.
 */
export async function retryThese(
  db: Db,
  mailingId: number,
  states: readonly ('failed' | 'uncertain' | 'deferred')[],
  at: Temporal.Instant,
): Promise<number> {
  return inOne(db, async (tx) => {
    const { numAffectedRows } = await sql`
      update delivery set
        state = case when uncertain_count > 0 then 'uncertain' else 'queued' end,
        attempts = 0, next_at = ${at}, settled_at = null
      where mailing_id = ${mailingId} and state = any (${states}::text[])
        and exists (select from mailing where id = ${mailingId} and cancelled_at is null)`.execute(tx);
    const retried = Number(numAffectedRows ?? 0);
    if (retried > 0) {
      await tx
        .updateTable('mailing')
        .set({ done_at: null, reported_at: null })
        .where('id', '=', mailingId)
        .execute();
    }
    return retried;
  });
}

/** Marks mailings of which nothing is left to do; returns their ids. Those cancelled end when nothing is in flight. */
export async function closeDoneMailings(db: Db, at: Temporal.Instant): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    update mailing m set done_at = ${at}
    where frozen_at is not null and frozen_upto is null and done_at is null and paused_at is null
      and not exists (select from delivery d where d.mailing_id = m.id and d.next_at is not null)
      and not exists (select from delivery d where d.mailing_id = m.id and d.state = 'sending')
    returning m.id`.execute(db);
  return rows.map((row) => row.id);
}
