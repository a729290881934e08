/**
 * The real program as a child process, on a stage of its own: data folder, copy of the configuration, free ports. What
 * it is made for: being killed, told to stop, and started again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { preparePostgresHome } from '../../src/store/postgres-home.ts';
import { freePorts } from './free-port.ts';

export const projectRoot = join(import.meta.dirname, '../..');
/** The Node that the project carries: without the launcher in between, the child's number is the program's own. */
export const carriedNode = process.execPath;

type Env = Readonly<Record<string, string | undefined>>;
type Settings = Record<string, unknown>;

export interface ChildStage {
  readonly folder: string;
  readonly dataDir: string;
  readonly configDir: string;
  readonly ports: { readonly web: number; readonly intake: number; readonly inbox: number };
  /** The environment of its children. */
  readonly env: Env;
  /** The embedded server of this data folder, while it runs. */
  readonly databaseUrl: string;
  /** Changes settings of `service.yaml` or `colloquia/ai4science.yaml`. */
  configure(file: 'service' | 'colloquium', change: Settings): void;
  start(options?: StartOptions): ChildService;
  /** Runs a command to its end. */
  run(args: readonly string[], options?: StartOptions): Promise<Ended>;
  /** Ends what is still running. */
  quit(): Promise<void>;
  /** Ends what is still running and removes the folder. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly env?: Env;
  readonly node?: string;
  /** Another copy of the project. */
  readonly root?: string;
  readonly args?: readonly string[];
  /** What stands before the command, to run it on another host. */
  readonly within?: readonly string[];
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface ChildService {
  readonly process: ChildProcess;
  readonly url: string;
  /** What it said on standard error. */
  said(): string;
  /** Resolves with the milliseconds since the start when `/readyz` says yes; rejects when it ended or took too long. */
  ready(patienceMs?: number): Promise<number>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

export async function openChildStage(env: Env = {}): Promise<ChildStage> {
  const folder = mkdtempSync(join(tmpdir(), 'convoke-child-'));
  chmodSync(folder, 0o755); // where tests run as root, the database runs as somebody else, who must get in
  const dataDir = join(folder, 'data');
  const configDir = join(folder, 'config');
  for (const part of ['service.yaml', 'colloquia'])
    cpSync(join(projectRoot, 'config', part), join(configDir, part), { recursive: true });
  const [web = 0, intake = 0, inbox = 0] = await freePorts(3);
  const ports = { web, intake, inbox };
  const own: Env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    CONVOKE_DATA: dataDir,
    CONVOKE_CONFIG: configDir,
    PORT: String(web),
    INTAKE_PORT: String(intake),
    INBOX_PORT: String(inbox),
    PUBLIC_URL: `http://localhost:${web}`,
    ...env,
  };
  const children = new Set<ChildService>();
  const launch = (args: readonly string[], options: StartOptions): ChildService => {
    const child = launchChild(args, { ...options, env: { ...own, ...options.env } });
    children.add(child);
    void child.ended.then(() => children.delete(child));
    return child;
  };
  const quit = async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all([...children].map((child) => child.ended));
    for (const pid of postgresOf(dataDir)) killed(pid, 'SIGQUIT');
    await until(() => postgresOf(dataDir).length === 0);
  };
  return {
    folder,
    dataDir,
    configDir,
    ports,
    env: own,
    get databaseUrl() {
      const { socketDir } = preparePostgresHome(dataDir);
      return `postgresql://convoke@localhost/convoke?host=${encodeURIComponent(socketDir)}`;
    },
    configure(file, change) {
      const path = join(configDir, file === 'service' ? 'service.yaml' : 'colloquia/ai4science.yaml');
      const settings = parse(readFileSync(path, 'utf8')) as Settings;
      writeFileSync(path, stringify(merged(settings, change)));
    },
    start: (options = {}) => launch(['start', ...(options.args ?? [])], options),
    run: (args, options = {}) => launch(args, options).ended,
    quit,
    async close() {
      await quit();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function launchChild(args: readonly string[], options: StartOptions & { env: Env }): ChildService {
  const { env, node = carriedNode, root = projectRoot, within = [] } = options;
  const began = performance.now();
  const [program = node, ...before] = [...within, node];
  const child = spawn(program, [...before, join(root, 'convoke'), ...args], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const url = `http://127.0.0.1:${env['PORT']}`;
  const ended = once(child, 'close').then(
    ([code, signal]): Ended => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      out,
      err,
    }),
  );
  return {
    process: child,
    url,
    ended,
    said: () => err,
    async ready(patienceMs = 60_000) {
      while (performance.now() - began < patienceMs) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended: ${err}`);
        if ((await statusOf(`${url}/readyz`)) === 200) return performance.now() - began;
        await pause(20);
      }
      throw new Error(`it was not ready in time: ${err}`);
    },
    kill(signal) {
      child.kill(signal);
    },
  };
}

/** The status of the answer; null when there was none. */
export async function statusOf(url: string): Promise<number | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}

/** Asked every few milliseconds until it says yes. Rejects after `patienceMs`, with `what` was waited for. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  { patienceMs = 30_000, what = 'what was expected' }: { patienceMs?: number; what?: string } = {},
): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < patienceMs) {
    if (await holds()) return performance.now() - began;
    await pause(10);
  }
  throw new Error(`${what} did not come within ${patienceMs / 1000} s`);
}

/**
 * The numbers of the PostgreSQL servers that run on the data folder, found by their command line. A child that was forked
 * this moment still has its parent's: it does not count.
 */
export function postgresOf(dataDir: string): number[] {
  const mark = preparePostgresHome(dataDir).data;
  const found = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      if (words[1] !== '-D' || words[2] !== mark) return [];
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      return [{ pid: Number(name), parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]) }];
    } catch {
      return []; // it ended meanwhile
    }
  });
  const pids = new Set(found.map(({ pid }) => pid));
  return found.filter(({ parent }) => !pids.has(parent)).map(({ pid }) => pid);
}

export function killed(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function merged(settings: Settings, change: Settings): Settings {
  const result = { ...settings };
  for (const [name, value] of Object.entries(change)) {
    const before = result[name];
    const both = isSettings(before) && isSettings(value);
    if (value === undefined) delete result[name];
    else result[name] = both ? merged(before, value) : value;
  }
  return result;
}

function isSettings(value: unknown): value is Settings {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
