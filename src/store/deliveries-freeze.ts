/**
 * The audience of a mailing becomes rows of the ledger: once, with a reason for everyone left out. Up to 10,000 people it
 * is one statement. A longer list is frozen part by part, each part in one statement: sending begins after the first.
 * Whoever is on the list at the instant of freezing is in one part or among the excluded; the books balance after each
 * part (promise 7), and a killed process leaves the rest to the next (promise 6).
 */
import { type Kysely, sql } from 'kysely';
import { isChange, kindsOfMailing } from '../mailings/mailing-kinds.ts';
import type { Database, MailingRow } from './schema.ts';

/** Why somebody on the list does not get a mailing. */
export type Exclusion = 'erased' | 'unsubscribed' | 'suppressed' | 'paused' | 'declined';

const analyzeFrom = 500;
/** People looked at in the first statement, and in each later one: a tenth of a second, and two seconds. */
const firstPart = 10_000;
const laterPart = 200_000;

export type Freezing =
  | {
      readonly kind: 'frozen';
      /** Rows in the ledger, and people left out by reason, so far. Their sum is the list, as far as it was looked at. */
      readonly audience: number;
      readonly excluded: Readonly<Partial<Record<Exclusion, number>>>;
      /** False when an earlier call had already done it. */
      readonly now: boolean;
      /** False when `growAudience` has more to do. */
      readonly complete: boolean;
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
  part = firstPart,
): Promise<Freezing> {
  if (db.isTransaction) return freeze(db, mailingId, at, part);
  return db.transaction().execute((tx) => freeze(tx, mailingId, at, part));
}

async function freeze(
  tx: Kysely<Database>,
  mailingId: number,
  at: Temporal.Instant,
  part: number,
): Promise<Freezing> {
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
    const { audience, excluded, frozen_upto } = mailing;
    return { kind: 'frozen', audience: audience ?? 0, excluded, now: false, complete: frozen_upto === null };
  }
  if (mailing.held_at !== null) return { kind: 'not-frozen', why: 'held' };
  const { audience, excluded, frozen_upto } = await insertPart(tx, mailing, at, part);
  if (audience >= analyzeFrom) await analyze(tx);
  return { kind: 'frozen', audience, excluded, now: true, complete: frozen_upto === null };
}

export interface Grown {
  readonly mailingId: number;
  readonly audience: number;
  readonly complete: boolean;
}

/** The next part of the first audience that is not complete; null when there is none that nobody else is at. */
export async function growAudience(db: Kysely<Database>, part = laterPart): Promise<Grown | null> {
  return db.transaction().execute(async (tx) => {
    const mailing = await tx
      .selectFrom('mailing')
      .selectAll()
      .where('frozen_upto', 'is not', null)
      .where('cancelled_at', 'is', null)
      .orderBy('goes_at')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (mailing === undefined || mailing.frozen_at === null) return null;
    const { audience, frozen_upto } = await insertPart(tx, mailing, mailing.frozen_at, part);
    if (frozen_upto === null) await analyze(tx);
    return { mailingId: mailing.id, audience, complete: frozen_upto === null };
  });
}

interface Part {
  readonly audience: number;
  readonly excluded: Partial<Record<Exclusion, number>>;
  readonly frozen_upto: number | null;
}

async function insertPart(
  tx: Kysely<Database>,
  mailing: MailingRow,
  at: Temporal.Instant,
  people: number,
): Promise<Part> {
  const { rows } = await partStatement(mailing, at, people).execute(tx);
  return rows[0]!;
}

/** Claims begin at once; without fresh statistics each would sort the whole audience. */
async function analyze(tx: Kysely<Database>): Promise<void> {
  await sql`analyze delivery`.execute(tx);
}

/**
 * A change (moved, cancelled) also reaches people who paused or declined announcements after they were told of the talk:
 * it stands in their calendar (promise 11).
 */
function partStatement(mailing: MailingRow, at: Temporal.Instant, people: number) {
  const { id, colloquium, talk_id, kind } = mailing;
  const { choice } = kindsOfMailing[kind];
  return sql<Part>`
    with judged as materialized (
      select s.id, case
        when s.erased_at is not null then 'erased'
        when s.unsubscribed_at is not null then 'unsubscribed'
        when s.suppressed_at is not null then 'suppressed'
        when (s.paused_until > ${at} or ${choice} = any (s.declined_kinds)) and not (
          ${isChange(kind)} and exists (
            select from delivery told join mailing earlier on earlier.id = told.mailing_id
            where told.subscriber_id = s.id and earlier.talk_id = ${talk_id} and told.state in ('submitted', 'uncertain')
          )
        ) then case when s.paused_until > ${at} then 'paused' else 'declined' end
      end as reason
      from subscriber s
      -- Who was approved minutes ago joins when the undo window has passed: nobody in it may have to be taken back.
      where s.colloquium = ${colloquium} and s.joined_at <= ${at} and s.id > ${mailing.frozen_upto ?? 0}
      order by s.id limit ${people}
    ), put as (
      insert into delivery (mailing_id, subscriber_id, next_at)
      select ${id}::bigint, id, ${at}::timestamptz from judged where reason is null order by id
      returning 1
    )
    update mailing m set
      frozen_at = coalesce(m.frozen_at, ${at}),
      frozen_upto = case when (select count(*) from judged) = ${people} then (select max(id) from judged) end,
      audience = coalesce(m.audience, 0) + (select count(*) from put),
      excluded = (
        select coalesce(jsonb_object_agg(reason, people), '{}')
        from (
          select reason, sum(people) as people
          from (
            select key as reason, value::int as people from jsonb_each_text(m.excluded)
            union all select reason, 1 from judged where reason is not null
          ) as each_one
          group by reason
        ) as counted
      )
    where m.id = ${id}
    returning m.audience, m.excluded, m.frozen_upto`;
}
