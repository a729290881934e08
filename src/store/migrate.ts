/**
 * Numbered SQL files, forward only, one idea each. A database that is newer than the code is refused:
 * running it would lose what the newer version knows.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import { OperatorError, reasonOf } from '../errors.ts';
import type { Db } from './open-store.ts';

const folder = join(import.meta.dirname, 'migrations');

const sqlFiles: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
    const entries = names.map(async (name): Promise<[string, Migration]> => {
      const text = await readFile(join(folder, name), 'utf8');
      return [name.replace(/\.sql$/, ''), { up: async (db) => void (await sql.raw(text).execute(db)) }];
    });
    return Object.fromEntries(await Promise.all(entries));
  },
};

/**
 * Brings the database to this version; several processes at once are safe (kysely takes an advisory lock).
 * Returns the names of what was applied. Throws OperatorError for a newer database. Works inside a transaction of the
 * caller; `upTo` is the last migration wanted, for a backup that an earlier version wrote.
 */
export async function migrate(db: Db, upTo?: string): Promise<string[]> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
  const migrator = new Migrator({
    db,
    provider: sqlFiles,
    // Without it kysely takes the queue's own table of that name, in another schema, for ours.
    migrationTableSchema: rows[0]?.schema ?? 'public',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  });
  const newer = await newerThanCode(db);
  if (newer.length > 0) {
    throw new OperatorError(
      `The database was written by a newer Convoke (it has ${newer.join(', ')}). Install that version again, or restore a backup of this one.`,
    );
  }
  const { error, results } = await (upTo === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(upTo));
  if (error !== undefined)
    throw new OperatorError(`The database could not be brought to this version: ${reasonOf(error)}`);
  return (results ?? []).map((result) => result.migrationName);
}

/** What this version can apply, in order. */
export async function knownMigrations(): Promise<string[]> {
  return Object.keys(await sqlFiles.getMigrations());
}

/** What the database has, in order; none for an empty one. */
export async function appliedMigrations(db: Db): Promise<string[]> {
  const table = await sql<{ found: string | null }>`select to_regclass('migration')::text as found`.execute(
    db,
  );
  if (!table.rows[0]?.found) return [];
  const applied = await sql<{ name: string }>`select name from migration order by name`.execute(db);
  return applied.rows.map((row) => row.name);
}

async function newerThanCode(db: Db): Promise<string[]> {
  const known = new Set(await knownMigrations());
  return (await appliedMigrations(db)).filter((name) => !known.has(name));
}
