/**
 * Everything that happens by the clock, on one page. node-cron ticks once a minute (UTC, no overlap) and decides
 * nothing: each line asks the database what is due, so a night of downtime is caught up and a second scheduler is harmless.
 */
import { schedule } from 'node-cron';
import { anythingDue, calendarQueue, deliveryQueue, intakeQueue, plannerQueue } from '../queues/catalogue.ts';
import type { Context } from './context.ts';
import { reasonOf } from './errors.ts';
import { reportMailings } from './mailings/handle-report.ts';
import { sendDigests, tendRequests } from './requests/handle-waiting.ts';
import { forgetExpiredChanges } from './store/address-changes.ts';
import { expireRequests } from './store/expire-requests.ts';
import { expireRawMail, listUnprocessed } from './store/inbound.ts';
import { isAnythingDue, unbalancedMailings } from './store/ledger-lines.ts';
import { loadSource } from './store/talks.ts';

/** A ring that was lost is rung again after this long. */
const patience = Temporal.Duration.from({ seconds: 20 });
const mostAttempts = 3;

/** One beat. Each part stands alone: one that fails is said, and the others go on. */
export async function beat(context: Context): Promise<void> {
  const now = context.clock.now();
  const parts: [string, () => Promise<void>][] = [
    ['intake', () => sweepIntake(context, now)],
    ['calendar', () => ringCalendars(context, now)],
    ['planner', () => ringPlanners(context)],
    ['requests', () => tendRequests(context, now)],
    ['digest', () => sendDigests(context, now)],
    ['reports', async () => void (await reportMailings(context))],
    ['delivery', () => sweepDelivery(context, now)],
    ['books', () => checkBooks(context)],
    ['retention', () => forget(context, now)],
  ];
  for (const [name, part] of parts) {
    try {
      await part();
    } catch (error) {
      context.log.error({ part: name, why: reasonOf(error) }, 'the heartbeat could not do its part');
    }
  }
}

/** Ticks until closed. The first beat is at once: what became due while nobody looked is due now. */
export function openSchedule(context: Context): { close(): Promise<void> } {
  let running: Promise<void> = beat(context);
  const task = schedule(
    '* * * * *',
    async () => {
      running = beat(context);
      await running;
    },
    { timezone: 'UTC', noOverlap: true },
  );
  return {
    async close() {
      await task.destroy();
      await running;
    },
  };
}

/** Promise 8: emptying the queue loses nothing; within a minute the database has rung again. */
async function sweepIntake({ store, bell }: Context, now: Temporal.Instant): Promise<void> {
  const ids = await listUnprocessed(store.db, {
    storedBefore: now.subtract(patience),
    maxAttempts: mostAttempts + 1,
    limit: 500,
  });
  for (const { inboundIds } of intakeQueue.together?.join([{ inboundIds: ids }]) ?? [])
    await bell.ring(intakeQueue, { inboundIds });
}

async function sweepDelivery({ store, bell }: Context, now: Temporal.Instant): Promise<void> {
  if (await isAnythingDue(store.db, now)) await bell.ring(deliveryQueue, anythingDue);
}

async function ringCalendars({ store, bell, config }: Context, now: Temporal.Instant): Promise<void> {
  for (const { id, calendar } of config.colloquia) {
    const source = await loadSource(store.db, id);
    const last = [source?.read_at, source?.failed_at]
      .filter((at) => at != null)
      .toSorted(Temporal.Instant.compare)
      .at(-1);
    const isDue = last === undefined || Temporal.Instant.compare(last.add(calendar.every), now) <= 0;
    if (isDue) await bell.ring(calendarQueue, { colloquium: id });
  }
}

async function ringPlanners({ bell, config }: Context): Promise<void> {
  for (const { id } of config.colloquia) await bell.ring(plannerQueue, { colloquium: id });
}

/** Promise 7. Books that do not balance are a fault of ours and are said loudly. */
async function checkBooks({ store, log }: Context): Promise<void> {
  for (const { id, balance } of await unbalancedMailings(store.db)) {
    log.error({ mailingId: id, balance }, 'the books of a mailing do not balance');
  }
}

/** Raw mail and declined requests are kept as long as the configuration says, and no longer (promise 13). */
async function forget({ store, config }: Context, now: Temporal.Instant): Promise<void> {
  const { raw_mail, held_mail, declined_requests } = config.service.retention;
  const before = (kept: Temporal.Duration) => now.toZonedDateTimeISO('UTC').subtract(kept).toInstant();
  await expireRawMail(store.db, { before: before(raw_mail), heldBefore: before(held_mail), now });
  await store.transaction((tx) => expireRequests(tx, before(declined_requests)));
  await store.transaction((tx) => forgetExpiredChanges(tx, now));
}
