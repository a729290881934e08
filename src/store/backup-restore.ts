/** The steps of a restore, in one transaction; wishes that people had since the backup are not undone by it. */
import { sql } from 'kysely';
import { OperatorError } from '../errors.ts';
import { columnsOf } from './backup-dump.ts';
import { finishRestore, holdsWork, loadRows, remakeTables } from './backup-load.ts';
import type { BackupHead } from './backup-tables.ts';
import { eraseEverywhere, erasingOf } from './erasure.ts';
import { knownMigrations } from './migrate.ts';
import type { Db, Store } from './open-store.ts';

/** The first line. Throws OperatorError for a file that is no backup of ours, or one of a newer version. */
export async function readHead(lines: AsyncIterator<string>): Promise<BackupHead> {
  const first = await lines.next();
  const head = first.done === true ? null : parseHead(first.value);
  if (head === null) throw new OperatorError('This file is no backup of Convoke; nothing has changed.');
  const known = await knownMigrations();
  const unknown = head.schema.filter((name) => !known.includes(name));
  if (head.format !== 1 || unknown.length > 0) {
    throw new OperatorError(
      `The backup was written by a newer Convoke (it has ${unknown.join(', ') || `format ${head.format}`}). Install that version, then restore.`,
    );
  }
  return head;
}

function parseHead(line: string): BackupHead | null {
  try {
    const head = JSON.parse(line) as Partial<BackupHead>;
    return head.convoke === 'backup' && Array.isArray(head.schema) && head.schema.length > 0
      ? (head as BackupHead)
      : null;
  } catch {
    return null;
  }
}

export interface RestoreOutcome {
  readonly rows: number;
  /** People who left, were suppressed or were erased after the backup, and stay so. */
  readonly kept: { readonly left: number; readonly erased: number };
}

export async function restoreLines(
  store: Store,
  head: BackupHead,
  lines: AsyncIterator<string>,
  options: { readonly secret: string; readonly replace: boolean; readonly now: Temporal.Instant },
): Promise<RestoreOutcome> {
  return store.transaction(async (tx) => {
    const isUsed = await holdsWork(tx);
    if (isUsed && !options.replace) {
      throw new OperatorError(
        'This database is in use: its people and mails would be lost. Restore into an empty one, or say --replace.',
      );
    }
    if (isUsed) await rememberWishes(tx);
    await remakeTables(tx, head);
    const rows = await loadRows(tx, { [Symbol.asyncIterator]: () => lines });
    await finishRestore(tx, head, options.now);
    const kept = isUsed ? await keepWishes(tx, options.secret, options.now) : { left: 0, erased: 0 };
    return { rows, kept };
  });
}

/** Who must not be written to, put aside before the tables are made anew. */
async function rememberWishes(tx: Db): Promise<void> {
  await sql`
    create temporary table wish on commit drop as
    select colloquium, email_key, unsubscribed_at, unsubscribed_by, suppressed_at, suppressed_why
    from subscriber where unsubscribed_at is not null or suppressed_at is not null`.execute(tx);
  const hasErased = (await columnsOf(tx, 'erased_address')).length > 0;
  await sql`
    create temporary table wish_erased on commit drop as
    ${hasErased ? sql`select key_hash, erased_at from erased_address` : sql`select ''::bytea as key_hash, now() as erased_at where false`}`.execute(
    tx,
  );
}

async function keepWishes(
  tx: Db,
  secret: string,
  now: Temporal.Instant,
): Promise<{ left: number; erased: number }> {
  const { numAffectedRows } = await sql`
    update subscriber s set unsubscribed_at = coalesce(s.unsubscribed_at, w.unsubscribed_at),
      unsubscribed_by = coalesce(s.unsubscribed_by, w.unsubscribed_by),
      suppressed_at = coalesce(s.suppressed_at, w.suppressed_at),
      suppressed_why = coalesce(s.suppressed_why, w.suppressed_why)
    from wish w where w.colloquium = s.colloquium and w.email_key = s.email_key
      and ((s.unsubscribed_at is null and w.unsubscribed_at is not null)
        or (s.suppressed_at is null and w.suppressed_at is not null))`.execute(tx);
  await sql`insert into erased_address select key_hash, erased_at from wish_erased on conflict do nothing`.execute(
    tx,
  );
  return { left: Number(numAffectedRows ?? 0), erased: await eraseAgain(tx, secret, now) };
}

/** The backup still has people who were erased since; only their keyed hash says who they are. */
async function eraseAgain(tx: Db, secret: string, now: Temporal.Instant): Promise<number> {
  const hashes = await sql<{
    hash: string;
  }>`select encode(key_hash, 'hex') as hash from erased_address`.execute(tx);
  const erased = new Set(hashes.rows.map(({ hash }) => hash));
  if (erased.size === 0) return 0;
  const people = await tx
    .selectFrom('subscriber')
    .select('email_key')
    .distinct()
    .where('erased_at', 'is', null)
    .execute();
  let count = 0;
  for (const { email_key: key } of people) {
    const erasing = erasingOf(secret, key, now);
    if (!erased.has(erasing.hash.toString('hex'))) continue;
    await eraseEverywhere(tx, erasing);
    count++;
  }
  return count;
}
