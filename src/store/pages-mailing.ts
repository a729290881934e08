/** One mailing as the console shows it: the domains it has trouble with. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';

export interface DomainLine {
  readonly domain: string;
  readonly deferred: number;
  readonly failed: number;
  readonly uncertain: number;
}

/** The domains that a mailing has trouble with, the worst first. */
export async function troubledDomains(db: Db, mailingId: number, limit: number): Promise<DomainLine[]> {
  const { rows } = await sql<DomainLine>`
    select split_part(s.email_key, '@', 2) as domain,
      (count(*) filter (where d.state = 'deferred'))::int as deferred,
      (count(*) filter (where d.state = 'failed'))::int as failed,
      (count(*) filter (where d.state = 'uncertain'))::int as uncertain
    from delivery d join subscriber s on s.id = d.subscriber_id
    where d.mailing_id = ${mailingId} and d.state in ('deferred', 'failed', 'uncertain') and s.erased_at is null
    group by 1 order by count(*) desc, 1 limit ${limit}`.execute(db);
  return rows;
}
