/** How many each mailing of a colloquium went to, for the season at a glance. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';

export interface MailingTally {
  readonly id: number;
  readonly audience: number | null;
  readonly submitted: number;
  readonly failed: number;
}

/** What was counted once of a mailing that is done, by the mailing and the moment at which it ended. */
export type TallyCache = Map<string, MailingTally>;

/** Counting a large mailing takes a while, so one that is done is counted once; after a retry it ends at another moment. */
export async function tallyMailings(
  db: Db,
  colloquium: string,
  cache: TallyCache,
): Promise<Map<number, MailingTally>> {
  const mailings = await db
    .selectFrom('mailing')
    .select(['id', 'audience', 'done_at'])
    .where('colloquium', '=', colloquium)
    .where('frozen_at', 'is not', null)
    .execute();
  const keyOf = (mailing: (typeof mailings)[number]) => `${mailing.id}/${mailing.done_at}`;
  const unknown = mailings.filter((mailing) => mailing.done_at === null || !cache.has(keyOf(mailing)));
  const { rows } = await sql<{ id: number; submitted: number; failed: number }>`
    select mailing_id as id, (count(*) filter (where state = 'submitted'))::int as submitted,
      (count(*) filter (where state = 'failed'))::int as failed
    from delivery where mailing_id = any (${unknown.map((mailing) => mailing.id)}::bigint[]) group by 1`.execute(
    db,
  );
  const counted = new Map(rows.map((row) => [row.id, row]));
  const tallies = new Map<number, MailingTally>();
  for (const mailing of mailings) {
    const { id, audience } = mailing;
    const { submitted = 0, failed = 0 } = counted.get(id) ?? {};
    const tally = cache.get(keyOf(mailing)) ?? { id, audience, submitted, failed };
    if (mailing.done_at !== null) cache.set(keyOf(mailing), tally);
    tallies.set(id, tally);
  }
  return tallies;
}
