/**
 * A stored mail is read and acted on, once: whatever it causes is in the transaction that marks it as processed
 * (promise 1). What fails three times waits for a host, with its bytes.
 */
import { anythingDue, deliveryQueue } from '../../queues/catalogue.ts';
import { reasonOf } from '../errors.ts';
import { activeHosts } from '../store/hosts.ts';
import { claimUnprocessed, countAttempt, loadInbound, markProcessed } from '../store/inbound.ts';
import type { InboundRow } from '../store/schema.ts';
import type { MailClass } from './classify.ts';
import type { ClassHandler, InboundDeps, ReadMail } from './read-mail.ts';

const mostAttempts = 3;

/** `handlers` has one handler per class; `flow.ts` wires them. */
export async function handleInbound(
  deps: InboundDeps,
  handlers: Readonly<Record<MailClass, ClassHandler>>,
  inboundId: number,
): Promise<void> {
  const row = await loadInbound(deps.store.db, inboundId);
  if (row === undefined || row.processed_at !== null) return;
  const now = deps.clock.now();
  const colloquium = deps.config.colloquia.find((each) => each.id === row.colloquium);
  if (colloquium === undefined || row.raw === null)
    return hold(deps, row, 'it is for a colloquium that is not configured', now);
  // Counted before it is read: a mail that ends the process that reads it is known by its count.
  if ((await countAttempt(deps.store.db, inboundId)) > mostAttempts) {
    return hold(deps, row, 'it could not be processed three times', now);
  }
  const hosts = await activeHosts(deps.store.db, colloquium.id);
  const reading = await deps.reader.read(row.raw, {
    address: colloquium.address,
    authserv: colloquium.authserv,
    listId: colloquium.list_id,
    recipient: row.recipient,
    hosts: hosts.map((host) => host.email),
  });
  deps.events.classified({ inboundId, class: reading.class, reason: reading.reason });
  try {
    await act(deps, handlers[reading.class], { row, reading, colloquium, now });
  } catch (error) {
    if (row.attempts + 1 < mostAttempts) throw error;
    return hold(deps, row, `it could not be processed: ${reasonOf(error)}`, now);
  }
  await deps.bell.ring(deliveryQueue, anythingDue);
}

async function act(deps: InboundDeps, handle: ClassHandler, mail: ReadMail): Promise<void> {
  const handled = await deps.store.transaction(async (tx) => {
    const mine = await claimUnprocessed(tx, mail.row.id);
    if (mine === undefined) return null;
    const outcome = await handle(tx, deps, mail);
    const marks = { class: mail.reading.class, reason: outcome.reason, held: outcome.held, at: mail.now };
    await markProcessed(tx, mail.row.id, marks);
    return outcome;
  });
  if (handled?.held) deps.events.held({ inboundId: mail.row.id, reason: handled.reason });
}

async function hold(
  deps: InboundDeps,
  row: InboundRow,
  reason: string,
  now: Temporal.Instant,
): Promise<void> {
  await markProcessed(deps.store.db, row.id, {
    class: row.class ?? 'malformed',
    reason,
    held: true,
    at: now,
  });
  deps.events.held({ inboundId: row.id, reason });
}
