/** How many each mailing of a colloquium went to, for the season at a glance. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';

export interface MailingTally {
  readonly id: number;
  readonly audience: number | null;
  readonly submitted: number;
  readonly failed: number;
}

/** Only mailings frozen after `since` are counted one by one; older ones have their audience alone. */
export async function tallyMailings(
  db: Db,
  colloquium: string,
  since: Temporal.Instant,
): Promise<Map<number, MailingTally>> {
  const { rows } = await sql<MailingTally>`
    select m.id, m.audience,
      coalesce((select count(*) from delivery d where d.mailing_id = m.id and d.state = 'submitted' and m.frozen_at >= ${since}), 0)::int as submitted,
      coalesce((select count(*) from delivery d where d.mailing_id = m.id and d.state = 'failed' and m.frozen_at >= ${since}), 0)::int as failed
    from mailing m where m.colloquium = ${colloquium} and m.frozen_at is not null`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
