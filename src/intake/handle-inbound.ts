/**
 * A stored mail is read and acted on, once: whatever it causes is in the transaction that marks it as processed
 * (promise 1). What fails three times waits for a host, with its bytes.
 */

import type { Colloquium } from '../../config/schema.ts';
import { anythingDue, deliveryQueue, plannerQueue } from '../../queues/catalogue.ts';
import { reasonOf } from '../errors.ts';
import { addressKey } from '../mail/address.ts';
import { activeHosts } from '../store/hosts.ts';
import { claimUnprocessed, countAttempt, loadInbound, markProcessed } from '../store/inbound.ts';
import type { InboundRow } from '../store/schema.ts';
import { findAnswered, impliedUse } from './answered.ts';
import type { MailClass } from './classify.ts';
import type { ReaderContext } from './parse-worker.ts';
import type { Reading } from './read.ts';
import type { ClassHandler, Handled, InboundDeps, ReadMail } from './read-mail.ts';

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
  const reading = await readAsAnswer(deps, colloquium, row, row.raw, {
    address: colloquium.address,
    authserv: colloquium.authserv,
    listId: colloquium.list_id,
    recipient: row.recipient,
    hosts: hosts.map((host) => host.email),
  });
  deps.events.classified({ inboundId, class: reading.class, reason: reading.reason });
  try {
    const handled = await act(deps, handlers[reading.class], { row, reading, colloquium, now });
    if (handled?.plan) await deps.bell.ring(plannerQueue, { colloquium: colloquium.id });
  } catch (error) {
    if (row.attempts + 1 < mostAttempts) throw error;
    return hold(deps, row, `it could not be processed: ${reasonOf(error)}`, now);
  }
  await deps.bell.ring(deliveryQueue, anythingDue);
}

/**
 * What the words alone do not tell the thread does: where a provider has no sub-addresses, an answer is read as if it had
 * come to the address that our mail would have named. The thread is signed, so nobody can make it up.
 */
async function readAsAnswer(
  deps: InboundDeps,
  colloquium: Colloquium,
  row: InboundRow,
  raw: Uint8Array,
  context: ReaderContext,
): Promise<Reading> {
  const reading = await deps.reader.read(raw, context);
  const { message } = reading;
  if (message === null || reading.class === 'malformed') return reading;
  const answered = await findAnswered(
    deps.store.db,
    deps.config.secret,
    colloquium,
    message,
    row.recipient,
    null,
  );
  const from = addressKey(message.from[0]?.address ?? '');
  const isFromHost = (context.hosts ?? []).some((host) => addressKey(host) === from);
  const use = impliedUse(answered, isFromHost);
  if (use === null) return reading;
  const at = colloquium.address.lastIndexOf('@');
  const recipient = `${colloquium.address.slice(0, at)}+${use}-thread${colloquium.address.slice(at)}`;
  return deps.reader.read(raw, { ...context, recipient });
}

async function act(deps: InboundDeps, handle: ClassHandler, mail: ReadMail): Promise<Handled | null> {
  const handled = await deps.store.transaction(async (tx) => {
    const mine = await claimUnprocessed(tx, mail.row.id);
    if (mine === undefined) return null;
    const outcome = await handle(tx, deps, mail);
    const marks = { class: mail.reading.class, reason: outcome.reason, held: outcome.held, at: mail.now };
    await markProcessed(tx, mail.row.id, marks);
    return outcome;
  });
  if (handled?.held) deps.events.held({ inboundId: mail.row.id, reason: handled.reason });
  return handled;
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
