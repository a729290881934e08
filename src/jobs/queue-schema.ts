/** BullMQ's own tables, in their own schema `bullmq`: made and brought to its version at every start. */
import { runMigrations } from 'bullmq';
import type pg from 'pg';

export async function migrateQueueSchema(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, 'bullmq');
  } finally {
    client.release();
  }
}
