/** A Redis of a test's own, on a free port, with nothing kept on disk; null where there is no redis-server. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';

const binary = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find((path) => existsSync(path));

/** Why a test that wants Redis is skipped; false where it can run. */
export const noRedis: string | false =
  binary === undefined ? 'there is no redis-server on this machine' : false;

export interface TestRedis {
  readonly url: string;
  flushAll(): Promise<void>;
  /** Every key with everything in it, as text. */
  everything(): Promise<string>;
  close(): Promise<void>;
}

export async function openTestRedis(): Promise<TestRedis> {
  if (binary === undefined) throw new Error('there is no redis-server on this machine');
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  const server = spawn(binary, [...args, '--dir', tmpdir()], { stdio: 'ignore' });
  const client = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null, retryStrategy: () => 30 });
  client.on('error', () => undefined); // until it listens
  while ((await client.ping().catch(() => null)) !== 'PONG') await pause(20);
  return {
    url: `redis://127.0.0.1:${port}`,
    async flushAll() {
      await client.flushall();
    },
    everything: () => everythingIn(client),
    async close() {
      client.disconnect();
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    },
  };
}

async function everythingIn(client: Redis): Promise<string> {
  const pieces: unknown[] = [];
  for (const key of await client.keys('*')) {
    const kind = await client.type(key);
    const read = {
      string: () => client.get(key),
      list: () => client.lrange(key, 0, -1),
      set: () => client.smembers(key),
      zset: () => client.zrange(key, '0', '-1'),
      hash: () => client.hgetall(key),
      stream: () => client.xrange(key, '-', '+'),
    }[kind];
    if (read === undefined) throw new Error(`${key} is a ${kind}, which this cannot read`);
    pieces.push([key, await read()]);
  }
  return JSON.stringify(pieces);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
