/** The ledger of a restored copy: what may leave while everything waits, and what need not leave any more. */
import { sql } from 'kysely';
import type { Restored } from './facts.ts';
import type { Db } from './open-store.ts';

/**
 * Claims the few mails by which hosts come to release a copy: the note about it, and links to sign in. Both were made
 * for this restore or after it, so that nobody can have had them.
 */
export async function claimHostNotes(
  db: Db,
  claim: {
    readonly owner: string;
    readonly since: Temporal.Instant;
    readonly now: Temporal.Instant;
    readonly leaseSeconds: number;
  },
): Promise<{ id: number; service_mail_id: number; attempts: number }[]> {
  const { rows } = await sql<{ id: number; service_mail_id: number; attempts: number }>`
    update delivery set state = 'sending', attempts = attempts + 1, next_at = null, lease_owner = ${claim.owner},
      lease_until = clock_timestamp() + make_interval(secs => ${claim.leaseSeconds})
    where id in (
      select d.id from delivery d join service_mail v on v.id = d.service_mail_id
      where d.next_at <= ${claim.now} and d.mailing_id is null and (
        (v.kind = 'sign-in' and v.made_at >= ${claim.since})
        or v.identity like ${`restored/${claim.since.epochMilliseconds}/%`})
      order by d.id limit 50 for update of d skip locked
    )
    returning id, service_mail_id, attempts`.execute(db);
  return rows;
}

/** Everything that waited when the backup was made: most of it has gone out since. Returns how many are skipped. */
export async function skipWaiting(db: Db, restored: Restored, now: Temporal.Instant): Promise<number> {
  await sql`update mailing set frozen_upto = null where frozen_at <= ${restored.madeAt}`.execute(db);
  const { numAffectedRows } = await sql`
    update delivery d set state = 'skipped', next_at = null, settled_at = ${now}, lease_until = null, lease_owner = null,
      reply = 'skipped after a restore: it may have gone out before'
    where (d.next_at is not null or d.state = 'sending') and (
      exists (select from service_mail v where v.id = d.service_mail_id and v.made_at <= ${restored.madeAt})
      or exists (select from mailing m where m.id = d.mailing_id and m.frozen_at <= ${restored.madeAt})
    )`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** How many deliveries wait in the ledger. */
export async function countWaiting(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from delivery where next_at is not null or state = 'sending'`.execute(db);
  return rows[0]?.count ?? 0;
}
