/** A backup becomes the database, in one transaction: either all of it, or nothing has changed. */
import { sql } from 'kysely';
import { OperatorError } from '../errors.ts';
import { columnsOf } from './backup-dump.ts';
import { type BackupHead, backedUpTables, numberGap, versionTables, workTables } from './backup-tables.ts';
import { saveFact } from './facts.ts';
import { migrate } from './migrate.ts';
import type { Db } from './open-store.ts';

const portion = 2_000;
const portionCharacters = 8_000_000;

/** Whether anything would be lost by overwriting this database. */
export async function holdsWork(db: Db): Promise<boolean> {
  for (const table of workTables) {
    if ((await columnsOf(db, table)).length === 0) continue;
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0) return true;
  }
  return false;
}

/** How many other connections of Convoke this database has: a service that runs would write into what is replaced. */
export async function countOthers(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name = 'convoke' and pid <> pg_backend_pid()`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** Empties the database and makes the tables of the version that wrote the backup. */
export async function remakeTables(tx: Db, head: BackupHead): Promise<void> {
  for (const table of [...backedUpTables, ...versionTables]) {
    await sql`drop table if exists ${sql.table(table)} cascade`.execute(tx);
  }
  await migrate(tx, head.schema.at(-1));
}

/** Fills the tables from the lines after the head. Returns how many rows; throws OperatorError where the backup is not whole. */
export async function loadRows(tx: Db, lines: AsyncIterable<string>): Promise<number> {
  let table: LoadedTable | null = null;
  let count = 0;
  let promised: number | null = null;
  for await (const line of lines) {
    if (line === '') continue;
    if (line.startsWith('[')) {
      if (table === null) throw broken('a row without a table');
      table.rows.push(line);
      table.characters += line.length;
      count++;
      if (table.rows.length >= portion || table.characters > portionCharacters) await insertRows(tx, table);
      continue;
    }
    if (table !== null) await insertRows(tx, table);
    const marker = JSON.parse(line) as { table?: string; columns?: string[]; end?: boolean; rows?: number };
    if (marker.end === true) promised = marker.rows ?? null;
    else table = await openTable(tx, marker);
  }
  if (promised !== count) throw broken('its end is missing');
  return count;
}

function broken(what: string): OperatorError {
  return new OperatorError(`The backup is not whole (${what}); nothing has changed. Use another one.`);
}

interface LoadedTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  rows: string[];
  characters: number;
}

async function openTable(tx: Db, marker: { table?: string; columns?: string[] }): Promise<LoadedTable> {
  const name = backedUpTables.find((table) => table === marker.table);
  if (name === undefined) throw broken(`it has an unknown table “${marker.table}”`);
  const known = new Map((await columnsOf(tx, name)).map((column) => [column.name, column.type]));
  const columns = (marker.columns ?? []).map((column) => {
    const type = known.get(column);
    if (type === undefined) throw broken(`${name} has an unknown column “${column}”`);
    return { name: column, type };
  });
  return { name, columns, rows: [], characters: 0 };
}

async function insertRows(tx: Db, table: LoadedTable): Promise<void> {
  if (table.rows.length === 0) return;
  const names = sql.join(table.columns.map(({ name }) => sql.ref(name)));
  const values = sql.join(
    table.columns.map(({ type }, index) => sql`(r ->> ${sql.lit(index)})::${sql.raw(type)}`),
  );
  await sql`
    insert into ${sql.table(table.name)} (${names}) overriding system value
    select ${values} from json_array_elements(${`[${table.rows.join(',')}]`}::json) as r`.execute(tx);
  table.rows = [];
  table.characters = 0;
}

/** The rest of a restore: today's version of the tables, numbers that were never given out, and the hold. */
export async function finishRestore(tx: Db, head: BackupHead, now: Temporal.Instant): Promise<void> {
  await migrate(tx);
  for (const table of backedUpTables) await skipNumbers(tx, table);
  await saveFact(tx, 'restored', { madeAt: head.madeAt }, now);
}

async function skipNumbers(tx: Db, table: string): Promise<void> {
  const { rows } = await sql<{ sequence: string | null }>`
    select pg_get_serial_sequence(${table}, attname) as sequence from pg_attribute
    where attrelid = to_regclass(${table}) and attname = 'id' and attidentity <> ''`.execute(tx);
  const sequence = rows[0]?.sequence;
  if (sequence == null) return;
  await sql`
    select setval(${sequence}::regclass, coalesce(max(id), 0) + ${numberGap(table)}) from ${sql.table(table)}`.execute(
    tx,
  );
}
