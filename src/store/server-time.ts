/** What the database server's clock says: leases count in it, and a large difference to ours is a fault. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';

export async function serverTime(db: Db): Promise<Temporal.Instant> {
  const { rows } = await sql<{ now: Temporal.Instant }>`select clock_timestamp() as now`.execute(db);
  const now = rows[0]?.now;
  if (now === undefined) throw new Error('the database gave no time');
  return now;
}
