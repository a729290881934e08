/** A Redis that a story takes away and gives back, at the same port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { until } from './child-service.ts';
import { freePorts } from './free-port.ts';

const binary = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find((path) => existsSync(path));

export interface MortalRedis {
  readonly url: string;
  /** kill -9; everything it held is lost with it. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

export async function openMortalRedis(): Promise<MortalRedis> {
  if (binary === undefined) throw new Error('there is no redis-server on this machine');
  const program = binary;
  const [port = 0] = await freePorts(1);
  let server: ChildProcess | null = null;
  const start = async () => {
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
    server = spawn(program, [...args, '--dir', tmpdir()], { stdio: 'ignore' });
    await until(() => listens(port), { what: 'Redis' });
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async kill() {
      if (server === null || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
