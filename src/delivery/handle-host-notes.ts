/** While a restored copy waits for its hosts, only the mails that let them release it leave: one by one, through the ledger. */

import type { Clock } from '../clock.ts';
import { reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { type ComposedServiceMail, composeServiceMailById } from '../mailings/handle-compose.ts';
import type { ComposeDeps } from '../mailings/mailing-parts.ts';
import { recordOutcomes } from '../store/deliveries.ts';
import type { Restored } from '../store/facts.ts';
import { claimHostNotes } from '../store/restored-mails.ts';
import { decideNext } from './retry-policy.ts';
import type { Outcome, Transport } from './transport.ts';

export interface HostNoteDeps extends ComposeDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly transport: Transport;
}

const leaseSeconds = 60;
const giveUpAfter = { hours: 96 };

/** Returns how many were submitted. */
export async function sendHostNotes(
  deps: HostNoteDeps,
  owner: string,
  { restoredAt }: Restored,
): Promise<number> {
  const { store, clock } = deps;
  const claimed = await claimHostNotes(store.db, {
    owner,
    since: restoredAt,
    now: clock.now(),
    leaseSeconds,
  });
  let submitted = 0;
  for (const { id, service_mail_id: mailId, attempts } of claimed) {
    const outcome = await sendOne(deps, mailId);
    const attempted = { id, attempts, uncertainCount: 0, giveUpAt: clock.now().add(giveUpAfter) };
    await recordOutcomes(store.db, owner, [decideNext(attempted, outcome, clock.now())], clock.now());
    if (outcome.kind === 'submitted') submitted++;
  }
  return submitted;
}

async function sendOne(deps: HostNoteDeps, serviceMailId: number): Promise<Outcome> {
  let mail: ComposedServiceMail | null;
  try {
    mail = await composeServiceMailById(deps, serviceMailId);
  } catch (error) {
    deps.log.error({ serviceMailId, why: reasonOf(error) }, 'a mail to a host could not be composed');
    return { kind: 'temporary', reply: 'it could not be composed' };
  }
  if (mail === null)
    return { kind: 'permanent', reply: 'there is nothing to say any more', countsAs: 'none' };
  return deps.transport.send({ from: '', to: mail.to }, mail.wire);
}
