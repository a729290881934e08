/** Mailings and the planner's memory. Rows become the noun `Mailing` here and nowhere else. */
import { sql, type Updateable } from 'kysely';
import type { Mailing } from '../mailings/notice.ts';
import type { HostNote, MailingDraft } from '../mailings/planner-actions.ts';
import type { Db } from './open-store.ts';
import type { MailingRow, MailingTable } from './schema.ts';

export async function loadMailings(db: Db, colloquium: string): Promise<Mailing[]> {
  const rows = await db
    .selectFrom('mailing')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .orderBy('id')
    .execute();
  return rows.map(mailingOf);
}

export async function loadMailing(db: Db, id: number): Promise<Mailing | null> {
  const row = await db.selectFrom('mailing').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : mailingOf(row);
}

export async function loadMailingRow(db: Db, id: number): Promise<MailingRow | null> {
  return (await db.selectFrom('mailing').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Promise 5: null when this mailing exists already, whoever made it. */
export async function insertMailing(
  db: Db,
  draft: MailingDraft,
  now: Temporal.Instant,
): Promise<number | null> {
  const row = await db
    .insertInto('mailing')
    .values({
      colloquium: draft.colloquium,
      talk_id: draft.talkId,
      kind: draft.kind,
      rule: draft.rule,
      revision: draft.revision,
      slot_at: draft.slotAt,
      goes_at: draft.goesAt,
      planned_at: now,
      facts: JSON.stringify(draft.facts),
    })
    .onConflict((conflict) => conflict.columns(['talk_id', 'rule', 'revision']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Changes a mailing that is still open. False: it was frozen, cancelled or missed meanwhile, and nothing was changed. */
export async function updateOpenMailing(
  db: Db,
  id: number,
  change: Updateable<MailingTable>,
): Promise<boolean> {
  const outcome = await db
    .updateTable('mailing')
    .set(change)
    .where('id', '=', id)
    .where('frozen_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('missed_at', 'is', null)
    .executeTakeFirst();
  return outcome.numUpdatedRows === 1n;
}

export async function updateMailing(db: Db, id: number, change: Updateable<MailingTable>): Promise<void> {
  await db.updateTable('mailing').set(change).where('id', '=', id).execute();
}

export function mailingOf(row: MailingRow): Mailing {
  return {
    id: row.id,
    colloquium: row.colloquium,
    talkId: row.talk_id,
    kind: row.kind,
    rule: row.rule,
    revision: row.revision,
    slotAt: row.slot_at,
    goesAt: row.goes_at,
    plannedAt: row.planned_at,
    facts: row.facts,
    heldAt: row.held_at,
    heldBy: row.held_by,
    frozenAt: row.frozen_at,
    pausedAt: row.paused_at,
    pausedWhy: row.paused_why,
    cancelledAt: row.cancelled_at,
    cancelledBy: row.cancelled_by,
    missedAt: row.missed_at,
    missedWhy: row.missed_why,
    doneAt: row.done_at,
  };
}

/** What the hosts were told about talks: each note was a mail per host, named by the note's identity. */
export async function loadNotes(db: Db, colloquium: string): Promise<HostNote[]> {
  const rows = await sql<{ identity: string; talk_id: number; made_at: Temporal.Instant }>`
    select distinct on (note) regexp_replace(identity, '/host:[0-9]+$', '') as note,
      regexp_replace(identity, '/host:[0-9]+$', '') as identity, talk_id, made_at
    from service_mail
    where colloquium = ${colloquium} and talk_id is not null and kind = 'held'
    order by note, made_at`.execute(db);
  return rows.rows.map((row) => ({ identity: row.identity, talkId: row.talk_id, at: row.made_at }));
}

/** How far the planner has looked; null before its first look. */
export async function lastTick(db: Db, colloquium: string): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('tick')
    .select('at')
    .where('colloquium', '=', colloquium)
    .executeTakeFirst();
  return row?.at ?? null;
}

export async function saveTick(db: Db, colloquium: string, at: Temporal.Instant): Promise<void> {
  await db
    .insertInto('tick')
    .values({ colloquium, at })
    .onConflict((conflict) => conflict.column('colloquium').doUpdateSet({ at }))
    .execute();
}

/** One planner at a time looks at a colloquium; the lock ends with the transaction. False: another one has it. */
export async function lockPlanner(db: Db, colloquium: string): Promise<boolean> {
  const key = `planner/${colloquium}`;
  const answer = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as locked`.execute(db);
  return answer.rows[0]?.locked ?? false;
}
