/** Requests by the clock: what a cap held back goes on, what nobody decides is shown daily, and closes in the end. */
import type { Colloquium, Config } from '../../config/schema.ts';
import type { Events } from '../events.ts';
import type { Reader } from '../intake/parse-worker.ts';
import { slotsBetween } from '../mailings/cron-slots.ts';
import { hostsOnDuty } from '../moderation/duty.ts';
import { digestMail } from '../moderation/host-mails.ts';
import { activeHosts } from '../store/hosts.ts';
import { listHeld } from '../store/inbound.ts';
import type { Db, Store } from '../store/open-store.ts';
import { listDecidable, listToTend, lockRequest, updateRequest } from '../store/requests.ts';
import { insertServiceMail } from '../store/service-mails.ts';
import { advanceRequest } from './advance.ts';
import { nextStep, patience } from './next-step.ts';
import { closingTime, expiredMail } from './request-mails.ts';

export interface WaitingDeps {
  readonly store: Store;
  readonly config: Config;
  readonly reader: Reader;
  readonly events: Events;
}

const mostAtOnce = 500;

export async function tendRequests(deps: WaitingDeps, now: Temporal.Instant): Promise<void> {
  for (const colloquium of deps.config.colloquia) {
    const local = now.toZonedDateTimeISO(colloquium.zone);
    const expiredBefore = local.subtract(colloquium.requests.expire).add({ days: 1 }).toInstant();
    const when = { expiredBefore, wantedBefore: now.subtract(patience) };
    for (const request of await listToTend(deps.store.db, colloquium.id, when, mostAtOnce)) {
      const expires = Temporal.Instant.compare(closingTime(request, colloquium), now) <= 0;
      const waits = nextStep(request, colloquium.requests.need, now).kind === 'wait';
      if (expires || !waits)
        await deps.store.transaction((tx) => tend(tx, deps, colloquium, request.id, now));
    }
  }
}

async function tend(
  tx: Db,
  deps: WaitingDeps,
  colloquium: Colloquium,
  id: number,
  now: Temporal.Instant,
): Promise<void> {
  const request = await lockRequest(tx, id);
  if (request === null || request.decided_at !== null || request.closed_at !== null) return;
  if (Temporal.Instant.compare(closingTime(request, colloquium), now) > 0) {
    return advanceRequest(tx, deps, colloquium, request, now);
  }
  await updateRequest(tx, id, { closed_at: now, closed_why: 'nobody decided in time' });
  // Who never proved the address gets no further mail: it may be a stranger's.
  if (request.confirmed_at === null) return;
  const days = deps.config.service.retention.declined_requests.total('days');
  await insertServiceMail(tx, expiredMail(request, colloquium, now, days), now);
}

/** Once a day to each host, when something waits; a digest that was missed by hours is still sent that day. */
export async function sendDigests({ store, config }: WaitingDeps, now: Temporal.Instant): Promise<void> {
  for (const colloquium of config.colloquia) {
    const slots = slotsBetween(colloquium.requests.digest, colloquium.zone, now.subtract({ hours: 6 }), now);
    if (slots.length === 0) continue;
    await store.transaction((tx) => sendDigest(tx, colloquium, now));
  }
}

async function sendDigest(tx: Db, colloquium: Colloquium, now: Temporal.Instant): Promise<void> {
  // What came within the last hours is in its own mail; the digest is for what waits. An address that has not proved
  // itself waits for its owner, not for a host.
  const requests = await listDecidable(tx, colloquium.id, now.subtract({ hours: 12 }), mostAtOnce);
  // Spam stays to be seen on the desk, and wakes nobody each morning.
  const held = (await listHeld(tx, colloquium.id, { limit: mostAtOnce })).filter(
    (mail) => mail.class !== 'spam',
  );
  if (requests.length + held.length === 0) return;
  const first = requests[0];
  const waiting = {
    requests,
    held: held.length,
    closes: first === undefined ? null : closingTime(first, colloquium),
  };
  for (const host of hostsOnDuty(await activeHosts(tx, colloquium.id), now)) {
    await insertServiceMail(tx, digestMail(host, colloquium, waiting, now), now);
  }
}
