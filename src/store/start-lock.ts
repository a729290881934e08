/**
 * A lock that only one process on this machine holds and that no crash leaves behind: a bound socket of the abstract
 * namespace (unix(7)), which the kernel releases with its process.
 */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../errors.ts';

const patienceMs = 90_000;
const pauseMs = 40;

/** Runs `work` while no other process runs with the same name. Throws OperatorError when the wait is too long. */
export async function withStartLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const server = await acquire(name);
  try {
    return await work();
  } finally {
    await new Promise((done) => server.close(done));
  }
}

async function acquire(name: string): Promise<Server> {
  const path = `\0convoke-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  for (let waited = 0; waited < patienceMs; waited += pauseMs) {
    const server = await tryBind(path);
    if (server !== null) return server;
    await sleep(pauseMs);
  }
  throw new OperatorError(
    `Another convoke command has been starting or stopping for ${patienceMs / 1000} s (${name}). End it, then try again.`,
  );
}

function tryBind(path: string): Promise<Server | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Server | null>();
  const server = createServer((socket) => socket.destroy());
  server.once('error', (error: NodeJS.ErrnoException) =>
    error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
  );
  server.listen({ path }, () => resolve(server));
  server.unref();
  return promise;
}
