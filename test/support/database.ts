/**
 * A fresh, migrated database for one test file. The server is the one that comes with the project, in the temporary
 * folder, shared by all test processes and stopped by the last; or the one that DATABASE_URL names.
 */
import { randomBytes } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedServer, openEmbeddedServer } from '../../src/store/embedded-server.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';

export interface TestDatabase {
  readonly url: string;
  readonly store: Store;
  close(): Promise<void>;
}

export async function openTestDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const server = await openTestServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(server.url, `create database ${name}`);
  const url = server.url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
  const store = await openStore(url);
  if (options.migrated !== false) await migrate(store.db);
  return {
    url,
    store,
    async close() {
      await store.close();
      await administer(server.url, `drop database if exists ${name} with (force)`);
      await server.close();
    },
  };
}

async function openTestServer(): Promise<EmbeddedServer> {
  const url = process.env['DATABASE_URL'];
  if (url) return { url, close: async () => undefined };
  return openEmbeddedServer(join(tmpdir(), `convoke-test-${userInfo().uid}`));
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
