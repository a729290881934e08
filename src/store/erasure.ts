/**
 * A person is erased (promise 13): every place that holds the address, the name or the words is emptied, in every
 * colloquium; the rows stay, so that the books of old mailings still balance. A keyed hash remains, so that an import does
 * not bring the person back. Page, console, command and restoring all come through here.
 */
import { domainToUnicode } from 'node:url';
import { sql } from 'kysely';
import { emptyMailFrom } from './erase-inbound.ts';
import { eraseTraces, type Traces } from './erase-traces.ts';
import type { Db } from './open-store.ts';
import { erasureKey } from './subscribers.ts';

export interface Erasing {
  /** `addressKey` of the address. */
  readonly key: string;
  /** Lower-case ways of writing it. */
  readonly spellings: readonly string[];
  /** `erasureKey(secret, key)`. */
  readonly hash: Buffer;
  readonly now: Temporal.Instant;
}

export interface ErasedRows {
  readonly subscriptions: readonly { readonly id: number; readonly colloquium: string }[];
  readonly requests: readonly { readonly id: number; readonly colloquium: string }[];
  /** All rows that held the address; 0: nothing was kept about it. */
  readonly rows: number;
  /** A host's own row stays: it is not about a subscriber. */
  readonly isHost: boolean;
}

/** An international domain is written in two ways (RFC 5890 §2.3.2.1): both are looked for. */
export function erasingOf(secret: string, key: string, now: Temporal.Instant): Erasing {
  const at = key.lastIndexOf('@');
  const readable = `${key.slice(0, at)}@${domainToUnicode(key.slice(at + 1))}`;
  return { key, spellings: [...new Set([key, readable.toLowerCase()])], hash: erasureKey(secret, key), now };
}

/** Inside a transaction. */
export async function eraseEverywhere(tx: Db, erasing: Erasing): Promise<ErasedRows> {
  const { key, hash, now } = erasing;
  const subscriptions = await rowsOf(tx, 'subscriber', key);
  const requests = await rowsOf(tx, 'request', key);
  const named = [...subscriptions, ...requests].find((row) => row.name);
  const traces: Traces = {
    ...erasing,
    name: named?.name ?? null,
    colloquia: [...new Set([...subscriptions, ...requests].map(({ colloquium }) => colloquium))],
  };
  for (const { id } of subscriptions) await eraseSubscription(tx, id, now);
  const rows = (await emptyMailFrom(tx, traces)) + (await eraseTraces(tx, traces));
  await tx
    .insertInto('erased_address')
    .values({ key_hash: hash, erased_at: now })
    .onConflict((conflict) => conflict.column('key_hash').doNothing())
    .execute();
  const host = await tx.selectFrom('host').select('id').where('email_key', '=', key).executeTakeFirst();
  return {
    subscriptions,
    requests,
    rows: subscriptions.length + requests.length + rows,
    isHost: host !== undefined,
  };
}

async function rowsOf(
  tx: Db,
  table: 'subscriber' | 'request',
  key: string,
): Promise<{ id: number; colloquium: string; name: string | null }[]> {
  return tx
    .selectFrom(table)
    .select(['id', 'colloquium', 'name'])
    .where('email_key', '=', key)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** What hangs on the subscription by its number; what hangs on the address is `erase-traces.ts`. */
async function eraseSubscription(tx: Db, id: number, now: Temporal.Instant): Promise<void> {
  const mails = sql`select id from service_mail where subscriber_id = ${id}`;
  // What has not begun to leave is not sent: it could not be composed any more.
  await sql`
    update delivery set state = 'skipped', next_at = null, settled_at = ${now}, reply = 'erased'
    where next_at is not null and service_mail_id in (${mails})`.execute(tx);
  await sql`
    update delivery set reply = null
    where (subscriber_id = ${id} or service_mail_id in (${mails})) and reply is distinct from 'erased'`.execute(
    tx,
  );
  await sql`
    update service_mail set facts = '{}', to_email = '', to_name = '', thread_id = null
    where subscriber_id = ${id}`.execute(tx);
  await sql`
    update inbound set raw = null, envelope_from = null, reason = null
    where id in (select inbound_id from bounce where subscriber_id = ${id})
      or id in (select inbound_id from rsvp where subscriber_id = ${id})`.execute(tx);
  await sql`delete from address_change where subscriber_id = ${id}`.execute(tx);
  await sql`delete from vouch where subscriber_id = ${id}`.execute(tx);
  await sql`update bounce set diagnostic = null where subscriber_id = ${id}`.execute(tx);
  await sql`update rsvp set comment = null where subscriber_id = ${id}`.execute(tx);
  await sql`
    update subscriber set email = '', email_key = 'erased:' || id, name = '', affiliation = null, language = null,
      paused_until = null, suppressed_why = null, erased_at = ${now},
      unsubscribed_at = coalesce(unsubscribed_at, ${now}), unsubscribed_by = coalesce(unsubscribed_by, 'erased')
    where id = ${id}`.execute(tx);
}
