/**
 * The ledger while mail goes out. A delivery is claimed with a lease in the server's own time, `sending` is committed
 * before anything is handed to SMTP, and only the owner of an unbroken lease may write what became of it (promise 6).
 *
 *   queued, deferred, uncertain ── claimBatch ──> sending ── recordOutcomes ──> submitted | deferred | failed | uncertain
 *                               └─> skipped, suppressed      └── expireLeases ──> uncertain, due at once
 */
import { type Kysely, sql } from 'kysely';
import { isChange, kindsOfMailing, kindsWithoutEnd, mailingKinds } from '../mailings/mailing-kinds.ts';
import type { Database, DeliveryState } from './schema.ts';

type Db = Kysely<Database>;

export interface Claim {
  readonly owner: string;
  readonly limit: number;
  readonly leaseSeconds: number;
  /** Rows due at this instant; the lease itself counts in the server's time. */
  readonly now: Temporal.Instant;
  /** How long after freezing a delivery is still tried. */
  readonly giveUpSeconds: number;
}

/** A delivery that this worker, and no other, may hand to SMTP until its lease ends. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly mailing_id: number | null;
  readonly subscriber_id: number | null;
  readonly service_mail_id: number | null;
  /** This attempt included. */
  readonly attempts: number;
  readonly uncertain_count: number;
  /** Empty for a service mail: its composer knows. */
  readonly email: string;
  readonly name: string;
  readonly give_up_at: Temporal.Instant;
  /** The same person's delivery of the talk's announcement, for threading. */
  readonly earlier_id: number | null;
}

export interface ClaimedBatch {
  readonly claimed: ClaimedDelivery[];
  /** Settled at once, because the person left, paused or the talk was over. */
  readonly settled: { readonly id: number; readonly state: DeliveryState }[];
}

/** Answers to people first, then mailings in the order in which they were meant to go. Settled and claimed may both be empty. */
export async function claimBatch(db: Db, claim: Claim): Promise<ClaimedBatch> {
  const { rows } = await claimStatement(claim).execute(db);
  const claimed: ClaimedDelivery[] = [];
  const settled: ClaimedBatch['settled'] = [];
  for (const row of rows) {
    if (row.state === 'sending') claimed.push(row);
    else settled.push({ id: row.id, state: row.state });
  }
  return { claimed, settled };
}

/** Which choice of a subscriber covers which kind. Whoever is in the audience of a change gets it, whatever they choose meanwhile. */
const choices = JSON.stringify(
  Object.fromEntries(
    mailingKinds.filter((kind) => !isChange(kind)).map((kind) => [kind, kindsOfMailing[kind].choice]),
  ),
);

function claimStatement(claim: Claim) {
  return sql<ClaimedDelivery & { state: DeliveryState }>`
    with open_mailing as materialized (
      select m.id, m.goes_at, ${choices}::jsonb ->> m.kind as choice,
        least(
          m.frozen_at + make_interval(secs => ${claim.giveUpSeconds}),
          case when m.kind = any (${[...kindsWithoutEnd]}::text[]) then 'infinity' else t.ends_at end
        ) as give_up_at,
        (
          select a.id from mailing a
          where a.talk_id = m.talk_id and a.kind = 'announcement' and a.id <> m.id and a.frozen_at is not null
          order by a.frozen_at limit 1
        ) as announcement_id
      from mailing m join talk t on t.id = m.talk_id
      where m.frozen_at is not null and m.done_at is null and m.paused_at is null and m.cancelled_at is null
    ), service as materialized (
      select d.id, d.service_mail_id, d.mailing_id, d.subscriber_id from delivery d
      where d.mailing_id is null and d.next_at <= ${claim.now}
      order by d.next_at, d.id limit ${claim.limit} for update skip locked
    ), listed as materialized (
      select d.* from (select * from open_mailing order by goes_at, id) o cross join lateral (
        select d.id, d.service_mail_id, d.mailing_id, d.subscriber_id from delivery d
        where d.mailing_id = o.id and d.next_at <= ${claim.now}
        order by d.next_at, d.id limit ${claim.limit} for update skip locked
      ) d
      limit greatest(0, ${claim.limit}::int - (select count(*) from service))
    ), judged as (
      select lot.id, lot.mailing_id, s.email, s.name, e.id as earlier_id,
        coalesce(o.give_up_at, v.made_at + make_interval(secs => ${claim.giveUpSeconds})) as give_up_at,
        case
          when coalesce(o.give_up_at, v.made_at + make_interval(secs => ${claim.giveUpSeconds})) < ${claim.now}
            then 'too late'
          when lot.mailing_id is null then null
          when s.erased_at is not null then 'erased'
          when s.unsubscribed_at is not null then 'unsubscribed'
          when s.suppressed_at is not null then 'suppressed'
          when o.choice is null then null
          when s.paused_until > ${claim.now} then 'paused'
          when o.choice = any (s.declined_kinds) then 'declined'
        end as reason
      from (select * from service union all select * from listed) as lot
      left join open_mailing o on o.id = lot.mailing_id
      left join subscriber s on s.id = lot.subscriber_id
      left join service_mail v on v.id = lot.service_mail_id
      left join delivery e on e.mailing_id = o.announcement_id and e.subscriber_id = lot.subscriber_id
    )
    update delivery d set
      state = case
        when j.reason is null then 'sending'
        when j.reason = 'suppressed' then 'suppressed'
        when j.reason = 'too late' and d.attempts > 0 then 'failed'
        else 'skipped' end,
      attempts = d.attempts + case when j.reason is null then 1 else 0 end,
      next_at = null,
      lease_until = case when j.reason is null then clock_timestamp() + make_interval(secs => ${claim.leaseSeconds}) end,
      lease_owner = case when j.reason is null then ${claim.owner}::text end,
      reply = coalesce(j.reason, d.reply),
      settled_at = case when j.reason is not null then ${claim.now}::timestamptz end
    from judged j where d.id = j.id
    returning d.id, d.state, d.mailing_id, d.subscriber_id, d.service_mail_id, d.attempts, d.uncertain_count,
      coalesce(j.email, '') as email, coalesce(j.name, '') as name, j.give_up_at, j.earlier_id`;
}

/** What becomes of a delivery after one attempt. */
export interface RecordedOutcome {
  readonly id: number;
  readonly state: Exclude<DeliveryState, 'sending'>;
  /** Null: nothing more is to be done. */
  readonly nextAt: Temporal.Instant | null;
  readonly reply: string;
  /** It may have arrived although nobody said so. */
  readonly uncertain: boolean;
  /** False when the fault lay with the next hop as a whole: the attempt is given back. */
  readonly attempted: boolean;
}

/**
 * One small transaction. A lease has an owner only while it is `sending`; naming the state as well would draw the
 * planner to the index of leases and away from the key. Returns the ids that were written; the others belong to
 * somebody else by now.
 */
export async function recordOutcomes(
  db: Db,
  owner: string,
  outcomes: readonly RecordedOutcome[],
  now: Temporal.Instant,
): Promise<Set<number>> {
  if (outcomes.length === 0) return new Set();
  const { rows } = await sql<{ id: number }>`
    update delivery d set
      state = o.state,
      next_at = o.next_at,
      reply = o.reply,
      settled_at = case when o.next_at is null then ${now}::timestamptz end,
      uncertain_count = d.uncertain_count + o.uncertain,
      attempts = d.attempts - o.given_back,
      lease_until = null,
      lease_owner = null
    from unnest(
      ${outcomes.map((outcome) => outcome.id)}::bigint[],
      ${outcomes.map((outcome) => outcome.state)}::text[],
      ${outcomes.map((outcome) => outcome.nextAt?.toString() ?? null)}::timestamptz[],
      ${outcomes.map((outcome) => storable(outcome.reply))}::text[],
      ${outcomes.map((outcome) => (outcome.uncertain ? 1 : 0))}::smallint[],
      ${outcomes.map((outcome) => (outcome.attempted ? 0 : 1))}::smallint[]
    ) as o (id, state, next_at, reply, uncertain, given_back)
    where d.id = o.id and d.lease_owner = ${owner}
    returning d.id`.execute(db);
  return new Set(rows.map((row) => row.id));
}

/** PostgreSQL keeps no NUL, and a reply is for a person to read. */
function storable(reply: string): string {
  return reply
    .replace(/[\x00-\x1f\x7f]+/g, ' ')
    .trim()
    .slice(0, 500);
}

/** Prolongs what this worker still holds; returns how many that are. */
export async function renewLeases(db: Db, owner: string, leaseSeconds: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update delivery set lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where state = 'sending' and lease_owner = ${owner} and lease_until > clock_timestamp()`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Deliveries of workers that stopped: nobody knows whether they arrived, so they go again, the same bytes, at once. */
export async function expireLeases(db: Db, now: Temporal.Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    update delivery set
      state = 'uncertain', uncertain_count = uncertain_count + 1, next_at = ${now},
      lease_until = null, lease_owner = null, reply = 'the worker that was sending it stopped'
    where id in (
      select id from delivery where state = 'sending' and lease_until < clock_timestamp() for update skip locked
    )`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/**
 * Promise 9, for a claim that has waited: who of these may no longer be written to. Those who left are settled here;
 * those whose mailing was paused or cancelled go back to the queue.
 */
export async function withdrawClaims(
  db: Db,
  owner: string,
  ids: readonly number[],
  now: Temporal.Instant,
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    update delivery d set
      state = case
        when m.paused_at is not null and m.cancelled_at is null then case when d.attempts > 1 then 'deferred' else 'queued' end
        when s.suppressed_at is not null and s.unsubscribed_at is null then 'suppressed'
        else 'skipped' end,
      attempts = d.attempts - 1,
      next_at = case when m.paused_at is not null and m.cancelled_at is null then ${now}::timestamptz end,
      settled_at = case when m.paused_at is null or m.cancelled_at is not null then ${now}::timestamptz end,
      reply = case
        when m.cancelled_at is not null then 'the mailing was cancelled'
        when m.paused_at is not null then d.reply
        when s.erased_at is not null then 'erased'
        when s.unsubscribed_at is not null then 'unsubscribed'
        when s.suppressed_at is not null then 'suppressed'
        else 'paused' end,
      lease_until = null, lease_owner = null
    from mailing m, subscriber s
    where d.id = any (${ids}::bigint[]) and d.state = 'sending' and d.lease_owner = ${owner}
      and m.id = d.mailing_id and s.id = d.subscriber_id
      and (m.paused_at is not null or m.cancelled_at is not null or s.erased_at is not null
        or s.unsubscribed_at is not null or s.suppressed_at is not null
        or (s.paused_until > ${now} and m.kind not in ('moved', 'cancelled')))
    returning d.id`.execute(db);
  return new Set(rows.map((row) => row.id));
}

/** Gives claims back unharmed: a worker that stops, a domain that is slow. */
export async function releaseClaims(
  db: Db,
  owner: string,
  ids: readonly number[],
  nextAt: Temporal.Instant,
): Promise<void> {
  await sql`
    update delivery set
      state = case when uncertain_count > 0 then 'uncertain' when attempts > 1 then 'deferred' else 'queued' end,
      attempts = attempts - 1, next_at = ${nextAt}, lease_until = null, lease_owner = null
    where id = any (${ids}::bigint[]) and state = 'sending' and lease_owner = ${owner}`.execute(db);
}
