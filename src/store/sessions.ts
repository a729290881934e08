/** Hosts sign in by a link in their mail; each device has a session of its own that can be ended. */
import type { Db } from './open-store.ts';
import type { HostRow } from './schema.ts';

/** Hosts of any colloquium under this address; the same person may be several. */
export async function hostsByEmail(db: Db, emailKey: string): Promise<HostRow[]> {
  return db
    .selectFrom('host')
    .selectAll()
    .where('email_key', '=', emailKey)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
}

export async function insertSignIn(
  db: Db,
  hostId: number,
  now: Temporal.Instant,
  expiresAt: Temporal.Instant,
): Promise<number> {
  const row = await db
    .insertInto('sign_in')
    .values({ host_id: hostId, made_at: now, expires_at: expiresAt, used_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function countSignIns(db: Db, hostId: number, since: Temporal.Instant): Promise<number> {
  const rows = await db
    .selectFrom('sign_in')
    .select('id')
    .where('host_id', '=', hostId)
    .where('made_at', '>', since)
    .limit(100)
    .execute();
  return rows.length;
}

export async function loadSignIn(db: Db, id: number) {
  const row = await db
    .selectFrom('sign_in')
    .innerJoin('host', 'host.id', 'sign_in.host_id')
    .selectAll('sign_in')
    .select(['host.name', 'host.colloquium', 'host.removed_at'])
    .where('sign_in.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** The conditional UPDATE lets a link in once. */
export async function claimSignIn(tx: Db, id: number, now: Temporal.Instant): Promise<number | null> {
  const row = await tx
    .updateTable('sign_in')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('host_id')
    .executeTakeFirst();
  return row?.host_id ?? null;
}

export async function insertSession(
  tx: Db,
  session: { hostId: number; device: string; now: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<number> {
  const row = await tx
    .insertInto('host_session')
    .values({
      host_id: session.hostId,
      made_at: session.now,
      seen_at: session.now,
      expires_at: session.expiresAt,
      revoked_at: null,
      device: session.device,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A session that is good now, with its host; null for one that ended, expired, or whose host was removed. */
export async function loadSession(db: Db, id: number, now: Temporal.Instant) {
  const row = await db
    .selectFrom('host_session')
    .innerJoin('host', 'host.id', 'host_session.host_id')
    .selectAll('host')
    .select(['host_session.id as session_id', 'host_session.seen_at'])
    .where('host_session.id', '=', id)
    .where('host_session.revoked_at', 'is', null)
    .where('host_session.expires_at', '>', now)
    .where('host.removed_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

export async function touchSession(db: Db, id: number, now: Temporal.Instant): Promise<void> {
  await db.updateTable('host_session').set({ seen_at: now }).where('id', '=', id).execute();
}

export async function listSessions(db: Db, hostId: number, now: Temporal.Instant) {
  return db
    .selectFrom('host_session')
    .selectAll()
    .where('host_id', '=', hostId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .limit(50)
    .execute();
}

/** Ends one session of this host, and no other host's. */
export async function revokeSession(
  db: Db,
  hostId: number,
  id: number,
  now: Temporal.Instant,
): Promise<boolean> {
  const outcome = await db
    .updateTable('host_session')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('host_id', '=', hostId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return outcome.numUpdatedRows > 0n;
}
