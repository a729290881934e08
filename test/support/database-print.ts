/** Everything in a database as text, to see whether anything changed or whether something stands anywhere in it. */
import { sql } from 'kysely';
import type { Store } from '../../src/store/open-store.ts';

export async function printDatabase(
  store: Store,
  without: readonly string[] = [],
): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`.execute(
    store.db,
  );
  const printed: Record<string, string> = {};
  for (const { name } of tables.rows) {
    if (without.includes(name)) continue;
    const { rows } = await sql<{ row: string }>`
      select t::text || coalesce(convert_from(${name === 'inbound' ? sql`t.raw` : sql`null::bytea`}, 'UTF8'), '') as row
      from ${sql.table(name)} as t order by 1`.execute(store.db);
    printed[name] = rows.map((each) => each.row).join('\n');
  }
  return printed;
}
