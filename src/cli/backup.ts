/** `backup FILE`, `restore FILE`, `migrate`. They open the database alone: no queue, no templates, no hosts taken over. */
import { createHmac } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Config } from '../../config/schema.ts';
import { OperatorError, reasonOf } from '../errors.ts';
import { dumpDatabase } from '../store/backup-dump.ts';
import { countOthers } from '../store/backup-load.ts';
import { readHead, restoreLines } from '../store/backup-restore.ts';
import { openEmbeddedServer } from '../store/embedded-server.ts';
import { saveFact } from '../store/facts.ts';
import { appliedMigrations, migrate } from '../store/migrate.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { readConfig } from './desk.ts';
import { fileFault, writeWhole } from './files.ts';
import { type Io, UsageError } from './io.ts';
import { counted, readWords } from './words.ts';

const json = { json: { type: 'boolean' } } as const;

const backupHelp = `Usage: ./convoke backup FILE [--json]

Writes everything that is kept, as of one moment, into one compressed file; the service goes on meanwhile.
The file holds people's addresses: only its owner may read it. Keep CONVOKE_SECRET (or the file
\`secret\` in the data folder) in a second place: without it the links in mails stop working.`;

export async function backupCommand(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: backupHelp, options: json, mostNames: 1 });
  if (words === null) return 0;
  const [file] = words.names;
  if (file === undefined) throw new UsageError(`Name the file to write.\n${backupHelp.split('\n', 1)[0]}`);
  return withDatabase(async (store, config) => {
    if ((await appliedMigrations(store.db)).length === 0)
      throw new OperatorError('There is nothing to back up: this database was never used by Convoke.');
    const madeAt = Temporal.Now.instant();
    const tables = await writeDump(store, file, { secretMark: secretMark(config), madeAt });
    const rows = tables.reduce((sum, each) => sum + each.rows, 0);
    const { size } = await stat(file);
    await saveFact(store.db, 'backup', { rows, size }, madeAt);
    if (words.values.json) io.out(JSON.stringify({ file, madeAt, size, rows, tables }, null, 2));
    else io.out(`${counted(rows, 'row')} backed up to ${file}, ${sizeWords(size)}.`);
    return 0;
  });
}

async function writeDump(store: Store, file: string, options: Parameters<typeof dumpDatabase>[1]) {
  let tables: Awaited<ReturnType<typeof dumpDatabase>> = [];
  await writeWhole(file, async (put) => {
    const gzip = createGzip({ level: 6 });
    const written = pipeline(gzip, async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) await put(chunk);
    });
    written.catch((error) => gzip.destroy(error));
    tables = await dumpDatabase(store, options, async (piece) => {
      if (!gzip.write(piece)) await Promise.race([drained(gzip), written]);
    });
    gzip.end();
    await written;
  });
  return tables;
}

function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => void stream.once('drain', () => resolve()));
}

function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const restoreHelp = `Usage: ./convoke restore FILE [--replace] [--json]

Makes the database what it was when the backup was made. Stop the service first.
The copy then sends nothing until a host releases it, because it does not know what went out after
the backup: ./convoke mailings release --all, or in the console.
  --replace  also over a database that is in use; who left or was erased since stays so`;

export async function restoreCommand(args: string[], io: Io): Promise<number> {
  const options = { ...json, replace: { type: 'boolean' } } as const;
  const words = readWords(args, io, { help: restoreHelp, options, mostNames: 1 });
  if (words === null) return 0;
  const [file] = words.names;
  if (file === undefined)
    throw new UsageError(`Name the backup to restore.\n${restoreHelp.split('\n', 1)[0]}`);
  await stat(file).catch((error) => {
    throw fileFault(file, error);
  });
  return withDatabase(async (store, config) => {
    await waitUntilAlone(store);
    const now = Temporal.Now.instant();
    const { head, rows, kept } = await readBackup(file, async (lines) => {
      const read = await readHead(lines);
      const options = { secret: config.secret, replace: words.values.replace ?? false, now };
      return { head: read, ...(await restoreLines(store, read, lines, options)) };
    });
    const sameSecret = head.secretMark === secretMark(config);
    if (words.values.json) io.out(JSON.stringify({ file, madeAt: head.madeAt, rows, ...kept, sameSecret }));
    else {
      io.out(`${counted(rows, 'row')} restored, as of ${head.madeAt.slice(0, 16).replace('T', ' ')} UTC.`);
      if (kept.left + kept.erased > 0)
        io.out(`${kept.left} who left and ${kept.erased} who were erased since then stay so.`);
      io.out('Nothing is sent until a host releases it: ./convoke mailings release --all');
    }
    if (!sameSecret)
      io.err(
        'The secret is not the one of the backup: links in mails sent before will not work. Set CONVOKE_SECRET to that one.',
      );
    return 0;
  });
}

/** Lines of the file; what is wrong with it becomes a sentence. */
async function readBackup<T>(file: string, work: (lines: AsyncIterator<string>) => Promise<T>): Promise<T> {
  const source = createReadStream(file);
  const unzipped = createGunzip();
  let failure: unknown = null;
  const reading = pipeline(source, unzipped).catch((error) => {
    failure = error;
  });
  const lines = createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    return await work(lines[Symbol.asyncIterator]());
  } catch (error) {
    if (failure === null && !isZlib(error)) throw error;
    const cause = failure ?? error;
    throw new OperatorError(
      `${file} is no whole backup (${reasonOf(cause)}); nothing has changed. Use another one.`,
    );
  } finally {
    lines.close();
    source.destroy();
    unzipped.destroy();
    await reading;
  }
}

function isZlib(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

const patienceMs = 3_000;

/** A command that has just ended takes a moment to be gone. */
async function waitUntilAlone(store: Store): Promise<void> {
  for (let waited = 0; (await countOthers(store.db)) > 0; waited += 100) {
    if (waited >= patienceMs)
      throw new OperatorError('Convoke is running on this database: stop it, then restore.');
    await pause(100);
  }
}

const migrateHelp = `Usage: ./convoke migrate [--json]

Brings the database to this version. \`start\` does the same by itself.`;

export async function migrateCommand(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help: migrateHelp, options: json, mostNames: 0 });
  if (words === null) return 0;
  return withDatabase(async (store) => {
    const applied = await migrate(store.db);
    const schema = await appliedMigrations(store.db);
    if (words.values.json) io.out(JSON.stringify({ applied, schema }));
    else if (applied.length === 0) io.out(`The database is at this version already (${schema.at(-1)}).`);
    else io.out(`Applied: ${applied.join(', ')}.`);
    return 0;
  });
}

async function withDatabase<T>(work: (store: Store, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig();
  const server = config.databaseUrl === null ? await openEmbeddedServer(config.dataDir) : null;
  try {
    const store = await openStore(config.databaseUrl ?? server?.url ?? '', { connections: 1 });
    try {
      return await work(store, config);
    } finally {
      await store.close();
    }
  } finally {
    await server?.close();
  }
}

function secretMark({ secret }: Config): string {
  return createHmac('sha256', secret).update('backup').digest('hex').slice(0, 16);
}
