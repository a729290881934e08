/** The list as a whole: searched, counted, and read out in portions. */
import { sql } from 'kysely';
import type { SubscriberState } from '../subscribers/preferences.ts';
import type { Db } from './open-store.ts';
import type { SubscriberRow } from './schema.ts';

export interface SubscriberFilter {
  /** Part of a name or an address. */
  readonly search: string | null;
  readonly state: Exclude<SubscriberState, 'erased'> | null;
  readonly limit: number | null;
}

export async function searchSubscribers(
  db: Db,
  colloquium: string,
  { search, state, limit }: SubscriberFilter,
  now: Temporal.Instant,
): Promise<SubscriberRow[]> {
  let query = db
    .selectFrom('subscriber')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .where('erased_at', 'is', null)
    .orderBy('id');
  if (search !== null && search !== '') {
    const like = `%${search.replace(/[%_\\]/g, '\\$&')}%`;
    query = query.where((row) => row.or([row('email', 'ilike', like), row('name', 'ilike', like)]));
  }
  if (state !== null) query = query.where(stateOf(now), '=', state);
  return (limit === null ? query : query.limit(limit)).execute();
}

/** The same order of precedence as `subscriberState`. */
function stateOf(now: Temporal.Instant) {
  return sql<string>`case
    when unsubscribed_at is not null then 'unsubscribed'
    when suppressed_at is not null then 'suppressed'
    when paused_until > ${now} then 'paused'
    else 'active' end`;
}

export async function countByState(
  db: Db,
  colloquium: string,
  now: Temporal.Instant,
): Promise<Record<Exclude<SubscriberState, 'erased'>, number>> {
  const { rows } = await sql<{ state: Exclude<SubscriberState, 'erased'>; count: number }>`
    select ${stateOf(now)} as state, count(*)::int as count from subscriber
    where colloquium = ${colloquium} and erased_at is null group by 1`.execute(db);
  const counts = { active: 0, paused: 0, unsubscribed: 0, suppressed: 0 };
  for (const { state, count } of rows) counts[state] = count;
  return counts;
}

/** Portions in the order in which people joined the table; memory stays that of one portion. */
export async function* subscriberPortions(
  db: Db,
  colloquium: string,
  size = 5000,
): AsyncGenerator<SubscriberRow[]> {
  let after = 0;
  for (;;) {
    const rows = await db
      .selectFrom('subscriber')
      .selectAll()
      .where('colloquium', '=', colloquium)
      .where('erased_at', 'is', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(size)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    after = rows.at(-1)?.id ?? after;
  }
}
