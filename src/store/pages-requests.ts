/** What the pages about requests count and list. */
import { type Insertable, sql } from 'kysely';
import type { Db } from './open-store.ts';
import { openRequests } from './requests.ts';
import type { DecisionLinkTable, RequestRow } from './schema.ts';

/** How many requests wait for the hosts. */
export async function countWaiting(db: Db, colloquium: string): Promise<number> {
  const row = await openRequests(db, colloquium)
    .clearSelect()
    .select(sql<number>`count(*)`.as('count'))
    .where('confirmed_at', 'is not', null)
    .where('hosts_told_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** How many on the list have an address in the domain of this one; big mail providers say nothing about anybody. */
export async function countInDomain(db: Db, colloquium: string, emailKey: string): Promise<number> {
  const domain = emailKey.slice(emailKey.lastIndexOf('@') + 1);
  if (/^(gmail|googlemail|outlook|hotmail|live|yahoo|icloud|gmx|proton|protonmail|web|qq|163)\./.test(domain))
    return 0;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from subscriber where colloquium = ${colloquium} and unsubscribed_at is null and suppressed_at is null
        and erased_at is null and email_key <> ${emailKey} and email_key like ${`%@${domain.replace(/[%_\\]/g, '\\$&')}`} limit 1000
    ) as neighbours`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function markLinkUsed(db: Db, id: number, at: Temporal.Instant): Promise<void> {
  await db
    .updateTable('decision_link')
    .set({ used_at: at })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .execute();
}

/** Decided since an instant, newest first. */
export async function listDecided(
  db: Db,
  colloquium: string,
  since: Temporal.Instant,
  limit: number,
): Promise<RequestRow[]> {
  return db
    .selectFrom('request')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .where('decided_at', '>=', since)
    .orderBy('decided_at', 'desc')
    .limit(limit)
    .execute();
}

/** A new row has a new identifier, so that tokens of the old one open nothing. */
export async function replaceDecisionLink(
  tx: Db,
  oldId: number,
  link: Pick<Insertable<DecisionLinkTable>, 'request_id' | 'host_id' | 'made_at' | 'expires_at'>,
): Promise<void> {
  await tx.deleteFrom('decision_link').where('id', '=', oldId).execute();
  await tx
    .insertInto('decision_link')
    .values(link)
    .onConflict((conflict) => conflict.columns(['request_id', 'host_id']).doNothing())
    .execute();
}
