/**
 * Numbered SQL files, forward only, one idea each. A database that is newer than the code is refused:
 * running it would lose what the newer version knows.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import { OperatorError, reasonOf } from '../errors.ts';
import type { Database } from './schema.ts';

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
 * Returns the names of what was applied. Throws OperatorError for a newer database.
 */
export async function migrate(db: Kysely<Database>): Promise<string[]> {
  const migrator = new Migrator({
    db,
    provider: sqlFiles,
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  });
  const newer = await newerThanCode(db);
  if (newer.length > 0) {
    throw new OperatorError(
      `The database was written by a newer Convoke (it has ${newer.join(', ')}). Install that version again, or restore a backup of this one.`,
    );
  }
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw new OperatorError(`The database could not be brought to this version: ${reasonOf(error)}`);
  return (results ?? []).map((result) => result.migrationName);
}

async function newerThanCode(db: Kysely<Database>): Promise<string[]> {
  const table = await sql<{ found: string | null }>`select to_regclass('migration')::text as found`.execute(
    db,
  );
  if (!table.rows[0]?.found) return [];
  const known = new Set(Object.keys(await sqlFiles.getMigrations()));
  const applied = await sql<{ name: string }>`select name from migration order by name`.execute(db);
  return applied.rows.map((row) => row.name).filter((name) => !known.has(name));
}
