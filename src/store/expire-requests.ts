/** Promise 13: a request that was declined or closed is kept for a while, then only its row and its dates stay. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';

/** Empties requests that ended before `before` without a subscriber, and the mails about them. Returns how many. */
export async function expireRequests(db: Db, before: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    update request set email = '', email_key = 'expired:' || id, name = null, affiliation = null, motivation = null,
      evidence = '{}', sender = '{}', thread_id = null, subject = '', question = null, reason = null
    where email <> '' and decision is distinct from 'approve'
      and coalesce(effective_at, decided_at, closed_at) < ${before}
    returning id`.execute(db);
  if (rows.length === 0) return 0;
  const ids = rows.map((row) => row.id);
  await sql`
    update service_mail set facts = '{}', thread_id = null,
      to_email = case when host_id is null then '' else to_email end,
      to_name = case when host_id is null then '' else to_name end
    where request_id = any (${ids}::bigint[])`.execute(db);
  await sql`
    update audit set detail = '{}'
    where subject = any (${ids.map((id) => `request:${id}`)}::text[])`.execute(db);
  return rows.length;
}
