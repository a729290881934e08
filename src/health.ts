/** Is all well, and what to do where it is not: the console's health page and `doctor` ask here. */
import { mostDriftMs } from './clock.ts';
import type { Context } from './context.ts';
import { reasonOf } from './errors.ts';
import type { HealthCheck, HealthReport } from './http/web-deps.ts';
import { isRestoredHold, lastMailboxLook } from './store/facts.ts';
import { unbalancedMailings } from './store/ledger-lines.ts';
import { lastTick } from './store/mailings.ts';
import { serverTime } from './store/server-time.ts';
import { loadSource } from './store/talks.ts';

export type { HealthReport };

/** Never throws: what could not be looked at is broken, with the reason. */
export async function healthOf(context: Context): Promise<HealthReport> {
  const checks: [string, (context: Context) => Promise<HealthCheck>][] = [
    ['Database', database],
    ['Queue', queue],
    ['Clock', clockwork],
    ['Calendar', calendar],
    ['Mail in', mailIn],
    ['Mail out', mailOut],
    ['Restored copy', restoredCopy],
    ['Books', balance],
  ];
  return Promise.all(
    checks.map(async ([name, check]) => {
      try {
        return await check(context);
      } catch (error) {
        return broken(
          name,
          `could not be looked at: ${reasonOf(error)}`,
          'Look at the log; is the database running?',
        );
      }
    }),
  );
}

async function database({ store, clock }: Context): Promise<HealthCheck> {
  await store.db.selectFrom('fact').select('name').limit(1).execute();
  const drift = await clockDrift(store, clock.now());
  if (Math.abs(drift) > mostDriftMs) {
    return broken(
      'Database',
      `its clock and ours differ by ${Math.round(drift / 1000)} s; no mailing is planned until they agree`,
      'Set both clocks right (chrony, systemd-timesyncd).',
    );
  }
  return well('Database', 'It answers.');
}

async function clockDrift(store: Context['store'], now: Temporal.Instant): Promise<number> {
  return (await serverTime(store.db)).epochMilliseconds - now.epochMilliseconds;
}

async function queue({ jobs, config }: Context): Promise<HealthCheck> {
  const waiting = Object.values(await jobs.waiting()).reduce((sum, count) => sum + count, 0);
  const where = config.redisUrl === null ? 'in the database' : 'in Redis';
  if (waiting > 1000)
    return {
      name: 'Queue',
      state: 'improve',
      text: `${waiting} rings wait ${where}.`,
      advice: 'Start another worker: ./convoke start --role worker',
    };
  return well('Queue', `It answers, ${where}.`);
}

async function clockwork({ store, config, clock }: Context): Promise<HealthCheck> {
  const now = clock.now();
  for (const { id, name } of config.colloquia) {
    const tick = await lastTick(store.db, id);
    const age =
      tick === null ? Number.POSITIVE_INFINITY : (now.epochMilliseconds - tick.epochMilliseconds) / 60_000;
    if (age > 5) {
      const since = tick === null ? 'has never looked' : `last looked ${Math.round(age)} minutes ago`;
      return broken(
        'Clock',
        `The planner of the ${name} ${since}.`,
        'Is a scheduler running? ./convoke start --role scheduler',
      );
    }
  }
  return well('Clock', 'The planner looks every minute.');
}

async function calendar({ store, config }: Context): Promise<HealthCheck> {
  for (const { id, name } of config.colloquia) {
    const source = await loadSource(store.db, id);
    if (source?.failed_why != null) {
      return broken(
        'Calendar',
        `The calendar of the ${name} cannot be read: ${source.failed_why}.`,
        'The talks stay as they were read last. Mend the page or calendar.source.',
      );
    }
  }
  return well('Calendar', 'Every calendar was read.');
}

async function mailIn({ config, store, clock }: Context): Promise<HealthCheck> {
  const { protocol, host, port } = config.service.intake;
  if (config.imapUrl === null)
    return well('Mail in', `Your mail server hands it over at ${protocol}://${host}:${port}.`);
  const look = await lastMailboxLook(store.db);
  const minutes =
    look === null
      ? Number.POSITIVE_INFINITY
      : (clock.now().epochMilliseconds - look.at.epochMilliseconds) / 60_000;
  if (look === null || minutes > 5)
    return broken(
      'Mail in',
      look === null
        ? 'Nobody has looked at the mailbox yet.'
        : `Nobody has looked at the mailbox for ${Math.round(minutes)} minutes.`,
      'Is an intake running? ./convoke start --role intake',
    );
  if (look.why !== null)
    return broken(
      'Mail in',
      `The mailbox could not be read, ${look.failures} times in a row: ${look.why}.`,
      'Look at IMAP_URL; ./convoke doctor tries it. Mail waits in the mailbox meanwhile.',
    );
  return well('Mail in', 'The mailbox is watched.');
}

async function mailOut({ config, transport, inbox }: Context): Promise<HealthCheck> {
  if (config.smtpUrl === null) {
    const where = inbox === null ? '' : ` (${inbox.url})`;
    return {
      name: 'Mail out',
      state: 'improve',
      text: `Nothing leaves: mail is caught in the local inbox${where}.`,
      advice: 'Set SMTP_URL to send for real.',
    };
  }
  const rest = transport.restMs();
  if (rest > 0)
    return broken(
      'Mail out',
      `The relay does not take mail; the next try is in ${Math.ceil(rest / 1000)} s.`,
      'Look at SMTP_URL and the relay’s log.',
    );
  return well('Mail out', 'The relay took the last mail.');
}

/** A copy restored from a backup sends nothing until a host has looked (fault 19). */
async function restoredCopy({ store }: Context): Promise<HealthCheck> {
  if (!(await isRestoredHold(store.db)))
    return well('Restored copy', 'This is not a restored copy that waits.');
  return broken(
    'Restored copy',
    'This database was restored from a backup: every mailing is held.',
    'Look at the outbox, then: ./convoke mailings release --all',
  );
}

async function balance({ store }: Context): Promise<HealthCheck> {
  const wrong = await unbalancedMailings(store.db);
  if (wrong.length === 0) return well('Books', 'The books of every mailing balance.');
  return broken(
    'Books',
    `The books of mailing ${wrong.map(({ id }) => id).join(', ')} do not balance.`,
    'This is a fault of Convoke: please report it with the log.',
  );
}

function well(name: string, text: string): HealthCheck {
  return { name, state: 'well', text, advice: null };
}

function broken(name: string, text: string, advice: string): HealthCheck {
  return { name, state: 'broken', text, advice };
}
