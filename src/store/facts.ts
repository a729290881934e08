/** Small facts that the service keeps about itself, by name: the last backup, a restored copy that waits for its hosts. */
import type { Db } from './open-store.ts';

/** A copy that came out of a backup does not know what went out after it: everything waits until a host releases it. */
export interface Restored {
  /** When the backup was made. */
  readonly madeAt: Temporal.Instant;
  readonly restoredAt: Temporal.Instant;
}

/** Null when this is no restored copy, or one that was released. */
export async function loadRestored(db: Db): Promise<Restored | null> {
  const row = await db.selectFrom('fact').selectAll().where('name', '=', 'restored').executeTakeFirst();
  const value = row?.value as { madeAt?: string; releasedAt?: string } | undefined;
  if (row === undefined || value === undefined || value.releasedAt !== undefined) return null;
  return {
    madeAt: value.madeAt === undefined ? row.at : Temporal.Instant.from(value.madeAt),
    restoredAt: row.at,
  };
}

export async function isRestoredHold(db: Db): Promise<boolean> {
  return (await loadRestored(db)) !== null;
}

/** False when there was nothing to release. `by`: `command`, `host:3`. */
export async function releaseRestored(db: Db, by: string, now: Temporal.Instant): Promise<boolean> {
  const restored = await loadRestored(db);
  if (restored === null) return false;
  const value = { madeAt: restored.madeAt.toString(), releasedAt: now.toString(), releasedBy: by };
  await db
    .updateTable('fact')
    .set({ value: JSON.stringify(value) })
    .where('name', '=', 'restored')
    .execute();
  return true;
}

export async function saveFact(
  db: Db,
  name: 'backup' | 'restored' | 'mailbox',
  value: Readonly<Record<string, unknown>>,
  at: Temporal.Instant,
): Promise<void> {
  const row = { name, value: JSON.stringify(value), at };
  await db
    .insertInto('fact')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: row.value, at }))
    .execute();
}

/** The last look at the mailbox that is read: by whichever process reads it. */
export interface MailboxLook {
  readonly at: Temporal.Instant;
  /** Null: it worked. */
  readonly why: string | null;
  /** How many looks in a row have failed. */
  readonly failures: number;
}

/** Null: nobody has looked yet. */
export async function lastMailboxLook(db: Db): Promise<MailboxLook | null> {
  const row = await db.selectFrom('fact').selectAll().where('name', '=', 'mailbox').executeTakeFirst();
  const value = row?.value as { why?: string | null; failures?: number } | undefined;
  return row === undefined ? null : { at: row.at, why: value?.why ?? null, failures: value?.failures ?? 0 };
}

/** When the last backup was made; null if never. */
export async function lastBackup(db: Db): Promise<Temporal.Instant | null> {
  const row = await db.selectFrom('fact').select('at').where('name', '=', 'backup').executeTakeFirst();
  return row?.at ?? null;
}
