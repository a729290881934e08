/** The use of quotas that all workers share, in buckets of one second, one minute and half an hour. */
import { type Kysely, sql } from 'kysely';
import { decideGrant, type Grant, type QuotaLimits, type QuotaSpan } from '../delivery/quota.ts';
import type { Database } from './schema.ts';

const bucketSeconds: Readonly<Record<QuotaSpan, number>> = { second: 1, hour: 60, day: 1800 };

/**
 * Takes up to `wanted` messages out of the quotas, or says which one is used up. A bucket counts until it is wholly
 * past, so that no stretch of an hour or a day ever holds more than the limit. Workers take turns.
 */
export async function takeQuota(
  db: Kysely<Database>,
  limits: QuotaLimits,
  wanted: number,
  now: Temporal.Instant,
): Promise<Grant> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('convoke quota'))`.execute(tx);
    const { rows } = await sql<{ second: number; hour: number; day: number }>`
      select
        (coalesce(sum(used) filter (where span = 'second' and started_at > ${now.subtract({ seconds: 1 })}), 0))::int as second,
        (coalesce(sum(used) filter (where span = 'hour' and started_at > ${now.subtract({ minutes: 61 })}), 0))::int as hour,
        (coalesce(sum(used) filter (where span = 'day' and started_at > ${now.subtract({ minutes: 1470 })}), 0))::int as day
      from quota_use`.execute(tx);
    const grant = decideGrant(limits, rows[0]!, wanted);
    if (grant.kind === 'granted') await countUse(tx, grant.messages, now);
    return grant;
  });
}

/** Gives back what was taken and not needed. */
export async function returnQuota(
  db: Kysely<Database>,
  messages: number,
  now: Temporal.Instant,
): Promise<void> {
  if (messages > 0) await countUse(db, -messages, now);
}

async function countUse(db: Kysely<Database>, messages: number, now: Temporal.Instant): Promise<void> {
  const spans = Object.keys(bucketSeconds);
  const starts = Object.values(bucketSeconds).map((seconds) => {
    const bucket = Math.floor(now.epochMilliseconds / 1000 / seconds) * seconds;
    return Temporal.Instant.fromEpochMilliseconds(bucket * 1000).toString();
  });
  await sql`
    insert into quota_use (span, started_at, used)
    select span, started_at, ${messages}::int from unnest(${spans}::text[], ${starts}::timestamptz[]) as bucket (span, started_at)
    on conflict (span, started_at) do update set used = quota_use.used + excluded.used`.execute(db);
  await sql`
    delete from quota_use
    where started_at < ${now.subtract({ hours: 48 })}
      or (span = 'second' and started_at < ${now.subtract({ minutes: 1 })})`.execute(db);
}
