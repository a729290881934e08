/** `start`: runs the service until it is told to stop, and says on one screen what it does and where to look. */
import { flushCompileCache } from 'node:module';
import type { Config } from '../../config/schema.ts';
import { reasonOf } from '../errors.ts';
import { openLog } from '../log.ts';
import { type Role, roles, type Service, startService } from '../main.ts';
import { readConfig } from './desk.ts';
import { type Io, UsageError } from './io.ts';
import { readWords } from './words.ts';

const options = { role: { type: 'string', multiple: true }, host: { type: 'string' } } as const;

const help = `./convoke start [--role ${roles.join('|')}]… [--host ADDRESS]

Runs all roles in one process, or only the named ones. --host: where pages and mail in
listen instead of where the configuration says; in a container 0.0.0.0.`;

export async function startCommand(args: string[], io: Io): Promise<number> {
  const words = readWords(args, io, { help, options, mostNames: 0 });
  if (words === null) return 0;
  const wanted = chosenRoles(words.values.role);
  const config = listeningOn(readConfig(), words.values.host);
  const log = openLog(config.service.log_level);
  process.on('unhandledRejection', (reason) => {
    log.fatal(
      { why: reasonOf(reason), stack: reason instanceof Error ? reason.stack : undefined },
      'a fault nobody handled',
    );
    // What is being closed may break in somebody's hand; the rest is closed all the same.
    if (!isStopping) process.exit(1);
  });
  let isStopping = false;
  const stopping = untilToldToStop();
  const service = await startService(config, log, wanted);
  io.err(screen(config, service, wanted));
  log.info({ roles: wanted }, 'ready');
  flushCompileCache(); // not at the end: a service that is killed has none
  const signal = await stopping;
  isStopping = true;
  log.info({ signal }, 'stopping: what is in flight is finished');
  await service.close();
  log.info('stopped');
  // Everything of ours is closed; a library that still waits for a server that is gone does not keep the process.
  setTimeout(() => process.exit(0), lastWaitMs).unref();
  return 0;
}

function listeningOn(config: Config, host: string | undefined): Config {
  if (host === undefined) return config;
  const { service } = config;
  const web = { ...service.web, host };
  return { ...config, service: { ...service, web, intake: { ...service.intake, host } } };
}

function chosenRoles(names: readonly string[] | undefined): Role[] {
  if (names === undefined) return [...roles];
  const wrong = names.find((name) => !(roles as readonly string[]).includes(name));
  if (wrong !== undefined) throw new UsageError(`There is no role “${wrong}”: use ${roles.join(', ')}.`);
  return names as Role[];
}

/** Ctrl-C in a terminal comes twice, from the terminal and by the launcher of an older Node: that is one signal. */
const sameSignalMs = 500;
const lastWaitMs = 1_000;

/** A second signal ends at once. */
function untilToldToStop(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let told: number | null = null;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (told !== null && performance.now() - told > sameSignalMs) process.exit(1);
      told ??= performance.now();
      resolve(signal);
    });
  }
  return promise;
}

function screen(config: Config, { places }: Service, wanted: readonly Role[]): string {
  const lines: [string, string][] = [
    ['Colloquia', config.colloquia.map((each) => `${each.name} <${each.address}>`).join(', ')],
    ['Roles', wanted.join(', ')],
    ['Database', config.databaseUrl === null ? `its own, in ${config.dataDir}` : 'DATABASE_URL'],
    ['Queue', config.redisUrl === null ? 'in the database' : 'REDIS_URL'],
    [
      'Mail in',
      [places.intake, config.imapUrl === null ? null : 'IMAP_URL'].filter(Boolean).join(' and ') ||
        'not here',
    ],
    [
      'Mail out',
      config.smtpUrl !== null
        ? 'SMTP_URL'
        : places.inbox === null
          ? 'not here'
          : `caught, not sent: ${places.inbox}`,
    ],
    ['Pages', places.web ?? 'not here'],
  ];
  if (places.web !== null) lines.push(['Hosts', `${places.web}/host`], ['Health', `${places.web}/readyz`]);
  const table = lines.map(([name, value]) => `  ${name.padEnd(10)}${value}`).join('\n');
  const next =
    config.smtpUrl === null && places.intake !== null
      ? `\n\nTry it: send a mail to ${config.colloquia[0]?.address} at ${places.intake},\nor run ./convoke demo. What Convoke answers is in the local inbox.\nTo use your own mailbox: README.md, “A real mailbox”.`
      : '';
  return `\nConvoke is ready.\n\n${table}${next}\n\nCtrl-C stops it.\n`;
}
