/** The audience of a mailing becomes rows of the ledger: once, in one statement, with a reason for everyone left out. */
import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Why somebody on the list does not get a mailing. */
export type Exclusion = 'erased' | 'unsubscribed' | 'suppressed' | 'paused' | 'declined';

const analyzeFrom = 500;

export type Freezing =
  | {
      readonly kind: 'frozen';
      /** Rows in the ledger, and people left out by reason. Their sum is the list. */
      readonly audience: number;
      readonly excluded: Readonly<Partial<Record<Exclusion, number>>>;
      /** False when an earlier call had already done it. */
      readonly now: boolean;
    }
  | { readonly kind: 'not-frozen'; readonly why: 'missing' | 'held' | 'cancelled' | 'missed' };

/**
 * Freezes a mailing: a delivery for each consenting subscriber, due at `at`, in the transaction that sets `frozen_at`,
 * `audience` and `excluded`. Repeated and concurrent calls find it done (promises 5 and 6). Works inside a transaction
 * of the caller, who may want to take the facts and the talk's `told` in the same one.
 */
export async function freezeAudience(
  db: Kysely<Database>,
  mailingId: number,
  at: Temporal.Instant,
): Promise<Freezing> {
  if (db.isTransaction) return freeze(db, mailingId, at);
  return db.transaction().execute((tx) => freeze(tx, mailingId, at));
}

async function freeze(tx: Kysely<Database>, mailingId: number, at: Temporal.Instant): Promise<Freezing> {
  const mailing = await tx
    .selectFrom('mailing')
    .selectAll()
    .where('id', '=', mailingId)
    .forUpdate()
    .executeTakeFirst();
  if (mailing === undefined) return { kind: 'not-frozen', why: 'missing' };
  if (mailing.cancelled_at !== null) return { kind: 'not-frozen', why: 'cancelled' };
  if (mailing.missed_at !== null) return { kind: 'not-frozen', why: 'missed' };
  if (mailing.frozen_at !== null) {
    return { kind: 'frozen', audience: mailing.audience ?? 0, excluded: mailing.excluded, now: false };
  }
  if (mailing.held_at !== null) return { kind: 'not-frozen', why: 'held' };
  const { rows } = await insertDeliveries(mailingId, at).execute(tx);
  const row = rows[0]!;
  // Claims begin at once; without fresh statistics each would sort the whole audience.
  if (row.audience >= analyzeFrom) await sql`analyze delivery`.execute(tx);
  return { kind: 'frozen', audience: row.audience, excluded: row.excluded, now: true };
}

/**
 * A change (moved, cancelled) also reaches people who paused or declined such mail after they were told of the talk:
 * it stands in their calendar (promise 11).
 */
function insertDeliveries(mailingId: number, at: Temporal.Instant) {
  return sql<{ audience: number; excluded: Partial<Record<Exclusion, number>> }>`
    with judged as materialized (
      select s.id, case
        when s.erased_at is not null then 'erased'
        when s.unsubscribed_at is not null then 'unsubscribed'
        when s.suppressed_at is not null then 'suppressed'
        when (s.paused_until > ${at} or m.kind = any (s.declined_kinds)) and not (
          m.kind in ('moved', 'cancelled') and exists (
            select from delivery told join mailing earlier on earlier.id = told.mailing_id
            where told.subscriber_id = s.id and earlier.talk_id = m.talk_id and told.state in ('submitted', 'uncertain')
          )
        ) then case when s.paused_until > ${at} then 'paused' else 'declined' end
      end as reason
      from mailing m join subscriber s on s.colloquium = m.colloquium
      -- Who was approved minutes ago joins when the undo window has passed: nobody in it may have to be taken back.
      where m.id = ${mailingId} and s.joined_at <= ${at}
    ), put as (
      insert into delivery (mailing_id, subscriber_id, next_at)
      select ${mailingId}::bigint, id, ${at}::timestamptz from judged where reason is null order by id
      returning 1
    )
    update mailing set
      frozen_at = ${at},
      audience = (select count(*) from put),
      excluded = (
        select coalesce(jsonb_object_agg(reason, people), '{}')
        from (select reason, count(*) as people from judged where reason is not null group by reason) as counted
      )
    where id = ${mailingId}
    returning audience, excluded`;
}
