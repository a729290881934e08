/** Whether a page of the console would look otherwise than a moment ago: one short text that changes with it. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';

/** Over what waits and what was decided `since`; `held` are mails that nobody has understood. */
export async function requestsStamp(db: Db, colloquium: string, since: Temporal.Instant): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws('/',
      (select sum(hashtext(r::text)::bigint) from request r where colloquium = ${colloquium}
        and decided_at is null and closed_at is null),
      (select sum(hashtext(r::text)::bigint) from request r where colloquium = ${colloquium} and decided_at >= ${since}),
      (select sum(id) from inbound where colloquium = ${colloquium} and held_at is not null and settled_at is null)
    ) as stamp`.execute(db);
  return rows[0]?.stamp ?? '';
}

/** Over the talks, the mailings, and how far those are that go out now. */
export async function outboxStamp(db: Db, colloquium: string): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws('/',
      (select sum(hashtext(m::text)::bigint) from mailing m where colloquium = ${colloquium}),
      (select sum(hashtext(t::text)::bigint) from talk t where colloquium = ${colloquium}),
      (select string_agg(state || n, ',' order by state) from (
        select d.state, count(*) as n from delivery d join mailing m on m.id = d.mailing_id
        where m.colloquium = ${colloquium} and m.frozen_at is not null and m.done_at is null and m.cancelled_at is null
        group by 1) as going)
    ) as stamp`.execute(db);
  return rows[0]?.stamp ?? '';
}
