/** The database by itself, then through it the queue, the clock, the calendar, the books, and what hosts should know. */
import type { Config } from '../../config/schema.ts';
import type { Context } from '../context.ts';
import { reasonOf } from '../errors.ts';
import { healthOf } from '../health.ts';
import type { HealthCheck } from '../http/web-deps.ts';
import type { Log } from '../log.ts';
import { openEmbeddedServer } from '../store/embedded-server.ts';
import { isRestoredHold, lastBackup } from '../store/facts.ts';
import { activeHosts } from '../store/hosts.ts';
import { appliedMigrations, knownMigrations } from '../store/migrate.ts';
import { openStore } from '../store/open-store.ts';

export async function databaseChecks(config: Config, log: Log, patienceMs: number): Promise<HealthCheck[]> {
  const server = config.databaseUrl === null ? await openEmbeddedServer(config.dataDir) : null;
  try {
    const version = await inTime(versionCheck(config.databaseUrl ?? server?.url ?? ''), patienceMs);
    if (version !== null) return [version];
    const { openContext } = await import('../context.ts');
    const context = await openContext({ config, log, sends: false });
    try {
      const health = await healthOf(context);
      const isSent = config.smtpUrl !== null;
      const isRead = config.imapUrl !== null;
      // Where there is a relay or a mailbox it is spoken to, which says more.
      const kept = health.filter(
        ({ name }) => !(isSent && name === 'Mail out') && !(isRead && name === 'Mail in'),
      );
      return [...kept, ...(await deskChecks(context))];
    } finally {
      await context.close();
    }
  } catch (error) {
    const text = reasonOf(error);
    const name = text.startsWith('Redis') ? 'Queue' : 'Database';
    return [{ name, state: 'broken', text, advice: null }];
  } finally {
    await server?.close();
  }
}

/** Null where it is this version's or empty; looking must not bring a database to a version that its service does not know. */
async function versionCheck(url: string): Promise<HealthCheck | null> {
  const store = await openStore(url, { connections: 1 });
  try {
    const applied = await appliedMigrations(store.db);
    const known = await knownMigrations();
    const newer = applied.filter((name) => !known.includes(name));
    const name = 'Database';
    if (newer.length > 0)
      return {
        name,
        state: 'broken',
        text: `It was written by a newer Convoke (it has ${newer.join(', ')}).`,
        advice: 'Install that version again, or restore a backup of this one.',
      };
    const missing = known.filter((each) => !applied.includes(each));
    if (applied.length > 0 && missing.length > 0)
      return {
        name,
        state: 'improve',
        text: `It answers, and is of an earlier version: ${missing.join(', ')} will be applied at the next start.`,
        advice: 'Make a backup, then run ./convoke migrate; after that doctor sees the rest.',
      };
    return null;
  } finally {
    await store.close();
  }
}

async function inTime<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`The database did not answer for ${patienceMs / 1000} s.`)),
    patienceMs,
  );
  work.catch(() => undefined);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

const backupEvery = { hours: 24 * 7 };

async function deskChecks({ store, config, clock }: Context): Promise<HealthCheck[]> {
  const checks: HealthCheck[] = [];
  for (const { id, name } of config.colloquia) {
    if ((await activeHosts(store.db, id)).length > 0) continue;
    checks.push({
      name: 'Hosts',
      state: 'broken',
      text: `The ${name} has no host: nobody is asked about requests.`,
      advice: `./convoke hosts add ADDRESS --name NAME --colloquium ${id}`,
    });
  }
  if (await isRestoredHold(store.db))
    checks.push({
      name: 'Restored',
      state: 'broken',
      text: 'This is a copy restored from a backup: it sends nothing until a host releases it.',
      advice: 'Look at ./convoke mailings list, then ./convoke mailings release --all',
    });
  return [...checks, backupCheck(await lastBackup(store.db), clock.now())];
}

function backupCheck(at: Temporal.Instant | null, now: Temporal.Instant): HealthCheck {
  const name = 'Backup';
  const advice = 'Let a timer run ./convoke backup FILE every night, and keep the file elsewhere.';
  if (at === null) return { name, state: 'improve', text: 'No backup was made yet.', advice };
  const text = `The last backup was made on ${at.toString().slice(0, 10)}.`;
  const isOld = Temporal.Instant.compare(at.add(backupEvery), now) < 0;
  return isOld ? { name, state: 'improve', text, advice } : { name, state: 'well', text, advice: null };
}
