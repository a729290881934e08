/** Hosts: those of the configuration at the first start, later changes by command. */
import type { Db } from './open-store.ts';
import type { HostRow } from './schema.ts';

/** Who decides, and gets the mails for hosts. Observers are not among them. */
export async function activeHosts(db: Db, colloquium: string): Promise<HostRow[]> {
  const all = await peopleAtDesk(db, colloquium);
  return all.filter(mayAct);
}

/** Who can sign in: hosts and observers. */
export async function peopleAtDesk(db: Db, colloquium: string): Promise<HostRow[]> {
  return db
    .selectFrom('host')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** Whether this person still decides. */
export function mayAct(host: Pick<HostRow, 'removed_at' | 'role'>): boolean {
  return host.removed_at === null && host.role === 'host';
}

export async function loadHost(db: Db, id: number): Promise<HostRow | null> {
  const row = await db.selectFrom('host').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** The host under an address; null for an observer, who is no host. */
export async function findHost(db: Db, colloquium: string, emailKey: string): Promise<HostRow | null> {
  const found = await findAtDesk(db, colloquium, emailKey);
  return found !== null && mayAct(found) ? found : null;
}

/** A host or an observer. */
export async function findAtDesk(db: Db, colloquium: string, emailKey: string): Promise<HostRow | null> {
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
  /** An observer sees the console and acts on nothing. */
  readonly role: HostRow['role'];
}

/**
 * Adds a host or an observer. Only by command (`again`), never by the configuration, does one who was removed come back or
 * the role change.
 */
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
    role: host.role,
  };
  await db
    .insertInto('host')
    .values(row)
    .onConflict((conflict) =>
      again
        ? conflict
            .columns(['colloquium', 'email_key'])
            .doUpdateSet({ name: host.name, removed_at: null, role: host.role })
        : conflict.columns(['colloquium', 'email_key']).doNothing(),
    )
    .execute();
}

/** Removes a host or an observer and ends everything that acts in the host's name (threat 24). False: there is no such host. */
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
