/** `doctor`: looks at everything that mail depends on, says how it is and what to do. Changes nothing. */
import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { loadConfig } from '../../config/load-config.ts';
import type { Config } from '../../config/schema.ts';
import { OperatorError, reasonOf } from '../errors.ts';
import type { HealthCheck } from '../http/web-deps.ts';
import { openLog } from '../log.ts';
import { ownTemplateFaults } from '../mailings/render-own.ts';
import { projectRoot } from './desk.ts';
import { configChecks } from './doctor-config.ts';
import { databaseChecks } from './doctor-database.ts';
import { dnsChecks, openNames } from './doctor-dns.ts';
import { mailboxCheck, relayCheck } from './doctor-mail.ts';
import type { Io } from './io.ts';
import { readWords, wrapped } from './words.ts';

const help = `Usage: ./convoke doctor [--json]

Looks at database, queue, clock, calendar, mail servers (no mail is sent), the DNS of our domain,
configuration and disk, and says what to do. Each line is: well, improve, or broken.
Exit code 1 if something is broken.`;

const patienceMs = 5_000;

export async function doctorCommand(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help, options: { json: { type: 'boolean' } }, mostNames: 0 });
  if (words === null) return 0;
  const checks = await examine();
  const isBroken = checks.some(({ state }) => state === 'broken');
  if (words.values.json) io.out(JSON.stringify({ ok: !isBroken, checks }, null, 2));
  else {
    for (const check of checks) io.out(checkText(check));
    const count = (state: HealthCheck['state']) => checks.filter((check) => check.state === state).length;
    io.out(`\n${count('well')} well, ${count('improve')} to improve, ${count('broken')} broken.`);
  }
  return isBroken ? 1 : 0;
}

async function examine(): Promise<HealthCheck[]> {
  const outcome = loadConfig(process.env, projectRoot);
  if (!outcome.ok) {
    return outcome.faults.map(({ file, line, text }) => ({
      name: 'Config',
      state: 'broken' as const,
      text: `${file}${line === null ? '' : `, line ${line}`}: ${text}.`,
      advice: 'Correct it; the service does not start before.',
    }));
  }
  const { config } = outcome;
  const log = openLog('silent');
  const parts: [string, () => Promise<readonly (HealthCheck | null)[]>][] = [
    ['Database', () => databaseChecks(config, log, patienceMs)],
    ['SMTP', async () => [await relayCheck(config, patienceMs)]],
    ['IMAP', async () => [await mailboxCheck(config, patienceMs, log)]],
    ['DNS', () => dnsChecks(config, openNames())],
    ['Config', async () => configChecks(config)],
    ['Templates', async () => [await templatesCheck(config)]],
    ['Disk', async () => [diskCheck(config)]],
  ];
  const found = await Promise.all(parts.map(([name, look]) => withPatience(name, look)));
  return found.flat().filter((check) => check !== null);
}

/** Null where hosts have none of their own; ours are looked at when the program is made. */
async function templatesCheck(config: Config): Promise<HealthCheck | null> {
  const [first, ...others] = await ownTemplateFaults(config);
  if (first === undefined) return null;
  const text = others.length === 0 ? first : `${first} And ${others.length} more.`;
  return {
    name: 'Templates',
    state: 'broken',
    text,
    advice: 'Mend it (templates/README.md); the service does not start before.',
  };
}

/** The database may have to be started first; it keeps its own time. */
async function withPatience(
  name: string,
  look: () => Promise<readonly (HealthCheck | null)[]>,
): Promise<readonly (HealthCheck | null)[]> {
  const failed = (why: string): HealthCheck[] => [
    {
      name,
      state: 'broken',
      text: `Could not be looked at: ${why}.`,
      advice: 'Try again; then look at the log.',
    },
  ];
  if (name === 'Database') return look().catch((error) => failed(reasonOf(error)));
  const { promise, resolve } = Promise.withResolvers<readonly HealthCheck[]>();
  const timer = setTimeout(() => resolve(failed('it took too long')), patienceMs * 3);
  try {
    return await Promise.race([promise, look()]);
  } catch (error) {
    if (error instanceof OperatorError) return [{ name, state: 'broken', text: error.message, advice: null }];
    return failed(reasonOf(error));
  } finally {
    clearTimeout(timer);
  }
}

const leastFree = 256 * 1024 * 1024;
const comfortable = 2 * 1024 * 1024 * 1024;

function diskCheck({ dataDir }: Config): HealthCheck {
  let folder = dataDir;
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const text = `${Math.floor(free / 1024 / 1024).toLocaleString('en-GB')} MB are free for ${dataDir}.`;
  const advice = 'Make room: with a full disk no mail is taken any more.';
  if (free < leastFree) return { name: 'Disk', state: 'broken', text, advice };
  return free < comfortable
    ? { name: 'Disk', state: 'improve', text, advice }
    : { name: 'Disk', state: 'well', text, advice: null };
}

/** `well      Database   It answers.`, and the advice below. */
function checkText({ name, state, text, advice }: HealthCheck): string {
  const head = `${state.padEnd(8)} ${name.padEnd(9)} `;
  const indent = ' '.repeat(head.length);
  const body = `${head}${wrapped(text, indent).trimStart()}`;
  return advice === null ? body : `${body}\n${wrapped(`→ ${advice}`, indent)}`;
}
