/** A PostgreSQL and a Redis on the host in the middle, reached from the others by TCP and from the test by a socket file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedServer } from '../../src/store/embedded-server.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { type PostgresHome, preparePostgresHome } from '../../src/store/postgres-home.ts';
import { until } from './child-service.ts';
import type { NetworkHost } from './host-network.ts';

export interface HostDatabase {
  /** For those who come over the network. */
  readonly url: string;
  readonly redisUrl: string;
  readonly store: Store;
  close(): Promise<void>;
}

const quick = ['max_connections=300', 'fsync=off'];

export async function openHostDatabase(host: NetworkHost): Promise<HostDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'convoke-host-'));
  chmodSync(folder, 0o755);
  const first = await openEmbeddedServer(folder);
  await first.close();
  const home = preparePostgresHome(folder);
  appendFileSync(join(home.data, 'pg_hba.conf'), 'host all all samenet trust\n');
  const servers = [startPostgres(host, home), startRedis(host)];
  const store = await untilOpen(first.url);
  await migrate(store.db);
  return {
    url: `postgresql://convoke@${host.address}/convoke`,
    redisUrl: `redis://${host.address}`,
    store,
    async close() {
      await store.close();
      const ended = servers.filter(isRunning).map((server) => once(server, 'exit'));
      for (const server of servers) server.kill('SIGINT');
      await Promise.all(ended);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilOpen(url: string): Promise<Store> {
  const opened: Store[] = [];
  const tried = async () => {
    const store = await openStore(url).catch(() => null); // it is still starting
    if (store !== null) opened.push(store);
    return store !== null;
  };
  await until(tried, { what: 'PostgreSQL' });
  return opened[0]!;
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

function startPostgres(host: NetworkHost, { binaries, data, socketDir, owner }: PostgresHome): ChildProcess {
  // Whoever may enter a namespace is root, whom PostgreSQL refuses to be.
  const as =
    owner === null ? [] : ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  const server = [join(binaries, 'bin', 'postgres'), '-D', data, '-k', socketDir, '-h', host.address];
  return start([...host.within, ...as, ...server, ...quick.flatMap((setting) => ['-c', setting])]);
}

function startRedis(host: NetworkHost): ChildProcess {
  const open = [
    '--bind',
    host.address,
    '--protected-mode',
    'no',
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  return start([...host.within, 'redis-server', ...open, '--dir', tmpdir()]);
}

function start([program = '', ...args]: readonly string[]): ChildProcess {
  return spawn(program, args, {
    stdio: 'ignore',
    cwd: '/',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  });
}
