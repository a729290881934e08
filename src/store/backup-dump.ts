/**
 * Everything we keep, as lines of JSON out of one snapshot: the head, then per table its columns and its rows, each value
 * as the server writes it, then the count. Text for text it comes back by `backup-load.ts`.
 */
import { sql } from 'kysely';
import { type BackupHead, backedUpTables } from './backup-tables.ts';
import { appliedMigrations } from './migrate.ts';
import type { Db, Store } from './open-store.ts';

const portion = 2_000;

export interface DumpOptions {
  readonly secretMark: string;
  readonly madeAt: Temporal.Instant;
}

export interface DumpedTable {
  readonly table: string;
  readonly rows: number;
}

/** Calls `put` with pieces of the dump, in order. One repeatable-read transaction: no mail is half in it. */
export async function dumpDatabase(
  store: Store,
  options: DumpOptions,
  put: (piece: string) => Promise<void>,
): Promise<DumpedTable[]> {
  return store.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`set local datestyle = 'ISO, YMD'`.execute(tx);
      await sql`set local timezone = 'UTC'`.execute(tx);
      await sql`set local bytea_output = 'hex'`.execute(tx);
      const head: BackupHead = {
        convoke: 'backup',
        format: 1,
        schema: await appliedMigrations(tx),
        madeAt: options.madeAt.toString(),
        secretMark: options.secretMark,
      };
      await put(`${JSON.stringify(head)}\n`);
      const dumped: DumpedTable[] = [];
      for (const table of backedUpTables) {
        const columns = await columnsOf(tx, table);
        // A database that an earlier version wrote lacks the youngest tables.
        if (columns.length === 0) continue;
        await put(`${JSON.stringify({ table, columns: columns.map(({ name }) => name) })}\n`);
        dumped.push({ table, rows: await dumpRows(tx, table, columns, put) });
      }
      const rows = dumped.reduce((sum, each) => sum + each.rows, 0);
      await put(`${JSON.stringify({ end: true, rows })}\n`);
      return dumped;
    });
}

async function dumpRows(
  tx: Db,
  table: string,
  columns: readonly TableColumn[],
  put: (piece: string) => Promise<void>,
): Promise<number> {
  const values = sql.join(columns.map(({ name }) => sql`${sql.ref(name)}::text`));
  await sql`declare dumped no scroll cursor for select json_build_array(${values})::text as row from ${sql.table(table)}`.execute(
    tx,
  );
  let count = 0;
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.lit(portion)} from dumped`.execute(tx);
    if (rows.length === 0) break;
    await put(rows.map(({ row }) => `${row}\n`).join(''));
    count += rows.length;
  }
  await sql`close dumped`.execute(tx);
  return count;
}

export interface TableColumn {
  readonly name: string;
  /** `timestamp with time zone`. */
  readonly type: string;
}

/** Columns that hold something, in their order; none where there is no such table. */
export async function columnsOf(db: Db, table: string): Promise<TableColumn[]> {
  const { rows } = await sql<TableColumn>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = to_regclass(${table}) and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`.execute(db);
  return rows;
}
