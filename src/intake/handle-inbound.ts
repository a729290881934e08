/**
 * Stored mails are read and acted on, each once: whatever a mail causes is in the transaction that marks it as processed
 * (promise 1). What fails three times waits for a host, with its bytes.
 */

import type { Colloquium } from '../../config/schema.ts';
import { anythingDue, deliveryQueue, plannerQueue } from '../../queues/catalogue.ts';
import { reasonOf } from '../errors.ts';
import { addressKey } from '../mail/address.ts';
import { activeHosts } from '../store/hosts.ts';
import { beginAgain, beginFirst, listStillUnprocessed, markProcessed } from '../store/inbound.ts';
import type { HostRow, InboundRow } from '../store/schema.ts';
import { findAnswered, impliedUse } from './answered.ts';
import type { MailClass } from './classify.ts';
import type { ReaderContext } from './parse-worker.ts';
import type { Reading } from './read.ts';
import {
  type ClassHandler,
  type Handled,
  holdForHost,
  type InboundDeps,
  noteOnly,
  type ReadMail,
} from './read-mail.ts';
import { contextOf } from './read-stored.ts';

type Handlers = Readonly<Record<MailClass, ClassHandler>>;

const mostAttempts = 3;
/** Transactions side by side in one ring: the database is waited for, not the processor. */
const atOnce = 4;

/**
 * `handlers` has one handler per class; `flow.ts` wires them. Mails that are tried for the first time are read together;
 * one that was begun before may have ended its process, and is read alone, so that no other is counted with it.
 */
export async function handleInbound(
  deps: InboundDeps,
  handlers: Handlers,
  inboundIds: readonly number[],
): Promise<void> {
  const hosts = hostsOnce(deps);
  const faults: unknown[] = [];
  const handle = async (row: InboundRow) => {
    try {
      await handleOne(deps, handlers, row, hosts);
    } catch (error) {
      faults.push(error);
    }
  };
  const fresh = await beginFirst(deps.store.db, inboundIds);
  const begunNow = new Set(fresh.map((row) => row.id));
  await Promise.all(
    Array.from({ length: Math.min(atOnce, fresh.length) }, async () => {
      for (let row = fresh.shift(); row !== undefined; row = fresh.shift()) await handle(row);
    }),
  );
  const begunBefore = inboundIds.filter((id) => !begunNow.has(id));
  for (const id of begunBefore.length === 0 ? [] : await listStillUnprocessed(deps.store.db, begunBefore)) {
    const row = await beginAgain(deps.store.db, id);
    if (row !== undefined) await handle(row);
  }
  await deps.bell.ring(deliveryQueue, anythingDue);
  if (faults.length > 0) throw new Error(`${faults.length} mails to be tried again: ${reasonOf(faults[0])}`);
}

/** `row` is begun: its attempts count this one. Rejects when it is to be tried again. */
async function handleOne(
  deps: InboundDeps,
  handlers: Handlers,
  row: InboundRow,
  hostsOf: (colloquium: string) => Promise<readonly HostRow[]>,
): Promise<void> {
  const now = deps.clock.now();
  const colloquium = deps.config.colloquia.find((each) => each.id === row.colloquium);
  if (colloquium === undefined || row.raw === null)
    return hold(deps, row, 'it is for a colloquium that is not configured', now);
  if (row.attempts > mostAttempts) return hold(deps, row, 'it could not be processed three times', now);
  if (row.size > row.raw.length)
    return hold(
      deps,
      row,
      `it has ${megabytes(row.size)}; only the first ${megabytes(row.raw.length)} were taken`,
      now,
    );
  const hosts = await hostsOf(colloquium.id);
  const context = await contextOf(deps, colloquium, hosts, row, row.raw);
  const reading = await readAsAnswer(deps, colloquium, row, row.raw, context);
  deps.events.classified({ inboundId: row.id, class: reading.class, reason: reading.reason });
  try {
    const handled = await act(deps, handlers[reading.class], { row, reading, colloquium, hosts, now });
    if (handled?.plan) await deps.bell.ring(plannerQueue, { colloquium: colloquium.id });
  } catch (error) {
    if (row.attempts < mostAttempts) throw error;
    return hold(deps, row, `it could not be processed: ${reasonOf(error)}`, now);
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}

/** The hosts of a colloquium are asked for once per ring. */
function hostsOnce({ store }: InboundDeps): (colloquium: string) => Promise<readonly HostRow[]> {
  const known = new Map<string, Promise<readonly HostRow[]>>();
  return (colloquium) => {
    const hosts = known.get(colloquium) ?? activeHosts(store.db, colloquium);
    known.set(colloquium, hosts);
    return hosts;
  };
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

/** Null: another process was faster, and what this one did is undone. */
async function act(deps: InboundDeps, handle: ClassHandler, mail: ReadMail): Promise<Handled | null> {
  // Nothing is done for these: the mark needs no transaction around it.
  const isDeed = handle !== noteOnly && handle !== holdForHost;
  const handled = isDeed
    ? await deps.store.transaction((tx) => actAndMark(tx, deps, handle, mail)).catch(nullWhenLost)
    : await actAndMark(deps.store.db, deps, handle, mail).catch(nullWhenLost);
  if (handled?.held) deps.events.held({ inboundId: mail.row.id, reason: handled.reason });
  return handled;
}

async function actAndMark(
  db: Parameters<ClassHandler>[0],
  deps: InboundDeps,
  handle: ClassHandler,
  mail: ReadMail,
): Promise<Handled> {
  const handled = await handle(db, deps, mail);
  const marks = { class: mail.reading.class, reason: handled.reason, held: handled.held, at: mail.now };
  if (!(await markProcessed(db, mail.row.id, marks))) throw new Lost();
  return handled;
}

/** The mail was marked meanwhile. */
class Lost extends Error {}

function nullWhenLost(error: unknown): null {
  if (error instanceof Lost) return null;
  throw error;
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
