/** Hosts: those of the configuration at the first start, later changes by command. */
import type { Db } from './open-store.ts';
import type { HostRow } from './schema.ts';

export async function activeHosts(db: Db, colloquium: string): Promise<HostRow[]> {
  return db
    .selectFrom('host')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
}

export async function loadHost(db: Db, id: number): Promise<HostRow | null> {
  const row = await db.selectFrom('host').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

export async function findHost(db: Db, colloquium: string, emailKey: string): Promise<HostRow | null> {
  const row = await db
    .selectFrom('host')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .where('email_key', '=', emailKey)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

export interface NewHost {
  readonly colloquium: string;
  readonly name: string;
  readonly email: string;
  readonly emailKey: string;
}

/** Adds a host; one who was removed comes back only by command (`again`), never by the configuration. */
export async function insertHost(
  db: Db,
  host: NewHost,
  now: Temporal.Instant,
  again: boolean,
): Promise<void> {
  const row = {
    colloquium: host.colloquium,
    name: host.name,
    email: host.email,
    email_key: host.emailKey,
    added_at: now,
  };
  await db
    .insertInto('host')
    .values(row)
    .onConflict((conflict) =>
      again
        ? conflict.columns(['colloquium', 'email_key']).doUpdateSet({ name: host.name, removed_at: null })
        : conflict.columns(['colloquium', 'email_key']).doNothing(),
    )
    .execute();
}

/** Removes a host and ends everything that acts in the host's name (threat 24). False: there is no such host. */
export async function removeHost(db: Db, id: number, now: Temporal.Instant): Promise<boolean> {
  const removed = await db
    .updateTable('host')
    .set({ removed_at: now })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  await db.updateTable('decision_link').set({ revoked_at: now }).where('host_id', '=', id).execute();
  await db.updateTable('host_session').set({ revoked_at: now }).where('host_id', '=', id).execute();
  return removed.numUpdatedRows > 0n;
}

/** No mails about requests until then, while another host is there; null: back. */
export async function markAway(db: Db, id: number, until: Temporal.Instant | null): Promise<void> {
  await db.updateTable('host').set({ away_until: until }).where('id', '=', id).execute();
}
