/** The real command line as a child process, on a database and a data folder of its own. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from './database.ts';

export interface Ran {
  /** 0 done, 1 failed, 2 wrong usage. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Cli {
  readonly database: TestDatabase;
  /** For files of the story; removed at the end. */
  readonly folder: string;
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** Runs with --json and reads what came; throws with what was said when the command failed. */
  json<T>(args: readonly string[], options?: RunOptions): Promise<T>;
  close(): Promise<void>;
}

export interface RunOptions {
  readonly stdin?: string | Buffer;
  /** Instead of, or besides, what the story's commands have. */
  readonly env?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '../..');
export const cliSecret = 'a secret for tests only, long enough';
const longestMs = 120_000;

/** `migrated: false`: a database that was never used. */
export async function openCli(options: { migrated?: boolean } = {}): Promise<Cli> {
  const database = await openTestDatabase({ migrated: options.migrated ?? true });
  // Commands are alone on it, as an operator's are: a restore looks whether they are.
  await database.store.close();
  const folder = mkdtempSync(join(tmpdir(), 'convoke-cli-'));
  return {
    database,
    folder,
    run: (args, more) => runConvoke(args, database.url, folder, more),
    async json<T>(args: readonly string[], more?: RunOptions) {
      const ran = await runConvoke([...args, '--json'], database.url, folder, more);
      if (ran.out === '') throw new Error(`${args.join(' ')} said nothing: ${ran.err}`);
      return JSON.parse(ran.out) as T;
    },
    async close() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One command against any database. */
export function runConvoke(
  args: readonly string[],
  databaseUrl: string,
  folder: string,
  { stdin = '', env = {} }: RunOptions = {},
): Promise<Ran> {
  const { promise, resolve } = Promise.withResolvers<Ran>();
  const child = execFile(
    process.execPath,
    [join(root, 'convoke'), ...args],
    {
      cwd: root,
      maxBuffer: 200_000_000,
      timeout: longestMs,
      env: {
        PATH: process.env['PATH'] ?? '',
        DATABASE_URL: databaseUrl,
        CONVOKE_DATA: join(folder, 'data'),
        CONVOKE_SECRET: cliSecret,
        ...env,
      },
    },
    (error, out, err) =>
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, out, err }),
  );
  // A command that does not read its input closes it early.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(stdin);
  return promise;
}
