/**
 * The PostgreSQL that comes with the project: a real server on a unix socket, started by whichever command comes first,
 * shared by all, stopped by the last one. A service that was killed leaves it running; the next start finds it.
 *
 * Who uses it is asked of the server itself: each command holds one connection, its presence, and the kernel closes
 * the presence of a process that dies.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { OperatorError } from '../errors.ts';
import { makePrivate, type PostgresHome, preparePostgresHome } from './postgres-home.ts';
import { withStartLock } from './start-lock.ts';

export interface EmbeddedServer {
  readonly url: string;
  /** Gives up this process's share; stops the server if nobody else uses it. */
  close(): Promise<void>;
}

/** The connection by which a process counts among the users of the server. */
interface Presence {
  readonly client: pg.Client;
  readonly name: string;
}

const presenceName = 'convoke-presence';
const leastFreeBytes = 256 * 1024 * 1024;
const startPatienceMs = 60_000;
const returnPauseMs = 500;
/** What the server says when the last processes of a killed one, or one that is just starting, still hold the folder. */
const heldByAnother = /lock file|still in use|is running in data directory/;
const handoverPatienceMs = 15_000;
const settings = [
  // Queue workers and pools of several processes; each idle connection costs about 2 MB.
  'max_connections=300',
  'shared_buffers=64MB',
  'listen_addresses=',
  'log_min_messages=warning',
  // The details of a refused row would put addresses into the server's log.
  'log_error_verbosity=terse',
  // A commit that was answered is on disk (crash-safe promises 1, 3, 5, 6).
  'synchronous_commit=on',
  'fsync=on',
];

/** `dataDir` is absolute. Throws OperatorError with one sentence when the server cannot run. */
export async function openEmbeddedServer(dataDir: string): Promise<EmbeddedServer> {
  const home = preparePostgresHome(dataDir);
  const presence = await keepPresence(home);
  return {
    url: connectionUrl(home, 'convoke'),
    async close() {
      const own = await presence.give();
      await withStartLock(home.data, () => leave(home, own));
    },
  };
}

/** A server that runs and answers, whoever started it. */
function enter(home: PostgresHome): Promise<Presence> {
  return withStartLock(home.data, async () => {
    if (!existsSync(home.data)) initialise(home);
    if (!(await answers(home))) await start(home);
    return takePresence(home);
  });
}

/**
 * Nobody else looks after this server: when it dies while we use it (killed, out of memory), whoever notices first starts
 * it again, and the others find it.
 */
async function keepPresence(home: PostgresHome): Promise<{ give(): Promise<Presence> }> {
  let presence = await enter(home);
  let isGiven = false;
  let returning = Promise.resolve();
  const watch = () =>
    presence.client.once('end', () => {
      if (!isGiven) returning = comeBack();
    });
  const comeBack = async () => {
    while (!isGiven) {
      try {
        presence = await enter(home);
        watch();
        return;
      } catch {
        await sleep(returnPauseMs); // no room, no memory: everybody who queries hears of it meanwhile
      }
    }
  };
  watch();
  return {
    async give() {
      isGiven = true;
      await returning;
      return presence;
    },
  };
}

function connectionUrl(home: PostgresHome, database: string): string {
  return `postgresql://convoke@localhost/${database}?host=${encodeURIComponent(home.socketDir)}`;
}

/** Made beside and renamed, so that a first start that is killed leaves no half of a database. */
function initialise(home: PostgresHome): void {
  const half = `${home.data}.new`;
  rmSync(half, { recursive: true, force: true });
  makePrivate(half, home.owner);
  const { bavail, bsize } = statfsSync(half);
  if (bavail * bsize < leastFreeBytes) {
    throw new OperatorError(
      `The disk of ${home.data} has only ${Math.floor((bavail * bsize) / 1048576)} MB free; the database needs 256 MB. Make room, or set CONVOKE_DATA to another disk.`,
    );
  }
  const args = ['-D', half, '-U', 'convoke', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-instructions'];
  const run = spawnSync(join(home.binaries, 'bin', 'initdb'), args, { ...account(home), encoding: 'utf8' });
  if (run.status !== 0) {
    const why = run.error?.message ?? lastLine(run.stderr);
    throw new OperatorError(`The database could not be set up in ${home.data}: ${why}`);
  }
  renameSync(half, home.data);
}

async function start(home: PostgresHome): Promise<void> {
  const until = performance.now() + handoverPatienceMs;
  for (;;) {
    const ended = launch(home);
    const outcome = await Promise.race([ended, untilAnswering(home)]);
    if (outcome === null) return;
    const why = lastLogLine(home);
    if (!heldByAnother.test(why) || performance.now() > until) {
      throw new OperatorError(
        `The database did not start: ${outcome}. Its log says: ${why} (${home.logFile})`,
      );
    }
    await sleep(200);
    if (await answers(home)) return;
  }
}

/**
 * The server writes its own log; it is detached, so that Ctrl-C in a terminal reaches only the service. Resolves when it
 * ends, with the reason.
 */
function launch(home: PostgresHome): Promise<string> {
  const log = openSync(home.logFile, 'a');
  const options = settings.flatMap((setting) => ['-c', setting]);
  const server = spawn(
    join(home.binaries, 'bin', 'postgres'),
    ['-D', home.data, '-k', home.socketDir, ...options],
    { ...account(home), detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  server.unref();
  return new Promise<string>((resolve) => {
    server.once('error', (error) => resolve(error.message));
    server.once('exit', (code, signal) => resolve(`it ended at once (${signal ?? `exit code ${code}`})`));
  });
}

async function untilAnswering(home: PostgresHome): Promise<string | null> {
  for (let waited = 0; waited < startPatienceMs; waited += 20) {
    if (await answers(home)) return null;
    await sleep(20);
  }
  return `no answer within ${startPatienceMs / 1000} s`;
}

async function answers(home: PostgresHome): Promise<boolean> {
  const client = await lookIn(home);
  await client?.end().catch(() => undefined);
  return client !== null;
}

/** A connection that counts nobody; null when the server does not answer. */
async function lookIn(home: PostgresHome): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: connectionUrl(home, 'postgres') });
  client.on('error', () => undefined); // a refused connection rejects connect(); nothing else is to be said
  try {
    await client.connect();
    return client;
  } catch {
    await client.end().catch(() => undefined);
    return null;
  }
}

/** The connection that counts this process among the users; makes the database itself when it is not there yet. */
async function takePresence(home: PostgresHome): Promise<Presence> {
  const name = `${presenceName} ${process.pid} ${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: connectionUrl(home, 'postgres'), application_name: name });
  client.on('error', () => undefined); // the server went away; whoever queries it hears of it
  await client.connect();
  const found = await client.query("select 1 from pg_database where datname = 'convoke'");
  if (found.rowCount === 0) await client.query('create database convoke');
  return { client, name };
}

/** Under the lock: nobody comes while it is being looked whether anybody is left. */
async function leave(home: PostgresHome, { client, name }: Presence): Promise<void> {
  await client.end().catch(() => undefined);
  const last = await lookIn(home);
  if (last === null) return; // stopped by somebody else, or gone
  let others: number;
  try {
    const answer = await last.query(
      'select count(*)::int as others from pg_stat_activity where starts_with(application_name, $1) and application_name <> $2',
      [presenceName, name],
    );
    others = answer.rows[0].others;
  } finally {
    await last.end().catch(() => undefined);
  }
  if (others === 0) await stop(home);
}

/** SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, the disk is made consistent. */
async function stop(home: PostgresHome): Promise<void> {
  const pid = postmasterPid(home);
  if (pid === null) return;
  process.kill(pid, 'SIGINT');
  for (
    let waited = 0;
    waited < startPatienceMs && existsSync(join(home.data, 'postmaster.pid'));
    waited += 20
  ) {
    await sleep(20);
  }
}

function postmasterPid(home: PostgresHome): number | null {
  const file = join(home.data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : null;
}

function account(home: PostgresHome): { cwd: string; uid?: number; gid?: number; env: NodeJS.ProcessEnv } {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  return home.owner ? { cwd: '/', uid: home.owner.uid, gid: home.owner.gid, env } : { cwd: '/', env };
}

/** The last fault that stands there, without what it said to us who asked whether it is up. */
function lastLogLine(home: PostgresHome): string {
  if (!existsSync(home.logFile)) return 'nothing';
  const lines = readFileSync(home.logFile, 'utf8').trim().split('\n');
  const faults = lines.filter(
    (line) => /FATAL|PANIC|ERROR/.test(line) && !/the database system is/.test(line),
  );
  return faults.at(-1) ?? lines.at(-1) ?? 'nothing';
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
