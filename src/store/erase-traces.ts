/** What is left of an address after its rows were emptied: requests without a subscription, and other people's words. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';

export async function subscriptionsOfAddress(db: Db, key: string): Promise<{ id: number; name: string }[]> {
  return db.selectFrom('subscriber').select(['id', 'name']).where('email_key', '=', key).execute();
}

export async function requestsOfAddress(
  db: Db,
  key: string,
): Promise<{ id: number; colloquium: string; name: string | null }[]> {
  return db.selectFrom('request').select(['id', 'colloquium', 'name']).where('email_key', '=', key).execute();
}

export interface Traces {
  /** `addressKey` of the address. */
  readonly key: string;
  /** Lower-case ways of writing it. */
  readonly spellings: readonly string[];
  readonly name: string | null;
  readonly hash: Buffer;
  readonly now: Temporal.Instant;
}

/** Inside the transaction that emptied the subscriptions. `rows`: how many still held something. */
export async function eraseTraces(tx: Db, traces: Traces): Promise<{ rows: number; isHost: boolean }> {
  const steps = [emptyMails, emptyRequests, emptyOwnMail, redactReplies, redactFacts, redactOthersMail];
  let rows = 0;
  for (const step of steps) rows += await step(tx, traces);
  await tx
    .insertInto('erased_address')
    .values({ key_hash: traces.hash, erased_at: traces.now })
    .onConflict((conflict) => conflict.column('key_hash').doNothing())
    .execute();
  const host = await tx
    .selectFrom('host')
    .select('id')
    .where('email_key', '=', traces.key)
    .executeTakeFirst();
  return { rows, isHost: host !== undefined };
}

/** Mails to somebody who asked and never became a subscriber, and the hosts' mails about the request. */
async function emptyMails(tx: Db, { key, now }: Traces): Promise<number> {
  const about = sql`(v.host_id is null and lower(v.to_email) = ${key})
    or v.request_id in (select id from request where email_key = ${key})`;
  await sql`
    update delivery d set state = 'skipped', next_at = null, settled_at = ${now}, reply = 'erased'
    from service_mail v where v.id = d.service_mail_id and d.next_at is not null and (${about})`.execute(tx);
  const { numAffectedRows } = await sql`
    update service_mail v set facts = '{}', thread_id = null,
      to_email = case when v.host_id is null then '' else v.to_email end,
      to_name = case when v.host_id is null then '' else v.to_name end
    where ${about}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

async function emptyRequests(tx: Db, { key, now }: Traces): Promise<number> {
  await sql`
    update audit set detail = '{}'
    where subject in (select 'request:' || id from request where email_key = ${key})`.execute(tx);
  await sql`
    update inbound set raw = null, envelope_from = null, reason = null
    where id in (select inbound_id from request where email_key = ${key})`.execute(tx);
  const { numAffectedRows } = await sql`
    update request set email = '', email_key = 'erased:' || id, name = null, affiliation = null, motivation = null,
      evidence = '{}', sender = '{}', thread_id = null, subject = '', question = null, reason = null,
      closed_at = case when decided_at is null then coalesce(closed_at, ${now}) else closed_at end,
      closed_why = case when decided_at is null then coalesce(closed_why, 'erased') else closed_why end
    where email_key = ${key}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Mail that the person wrote. What is not read yet was written after the wish, or is the wish itself: it is read first. */
async function emptyOwnMail(tx: Db, { spellings }: Traces): Promise<number> {
  const { numAffectedRows } = await sql`
    update inbound set raw = null, envelope_from = null, reason = null
    where lower(envelope_from) = any (${[...spellings]}::text[]) and processed_at is not null`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Mail servers repeat the address in their answers. */
async function redactReplies(tx: Db, { spellings }: Traces): Promise<number> {
  let rows = 0;
  for (const spelling of spellings) {
    const inDeliveries = await sql`
      update delivery set reply = ${redacted(sql`reply`, spelling)}
      where reply is not null and strpos(lower(reply), ${spelling}) > 0`.execute(tx);
    const inBounces = await sql`
      update bounce set diagnostic = ${redacted(sql`diagnostic`, spelling)}
      where diagnostic is not null and strpos(lower(diagnostic), ${spelling}) > 0`.execute(tx);
    rows += Number(inDeliveries.numAffectedRows ?? 0) + Number(inBounces.numAffectedRows ?? 0);
  }
  return rows;
}

/** Reports, digests and forwarded questions name people; where the address stands, the name beside it goes as well. */
async function redactFacts(tx: Db, { spellings, name }: Traces): Promise<number> {
  let rows = 0;
  for (const spelling of spellings) {
    const named = name === null || name.length < 3 ? null : JSON.stringify(name).slice(1, -1);
    const withoutName =
      named === null
        ? sql`facts::text`
        : sql`regexp_replace(facts::text, ${escapeRegExp(named)}, 'erased', 'gi')`;
    const inMails = await sql`
      update service_mail set facts = (${redacted(withoutName, spelling)})::jsonb
      where strpos(lower(facts::text), ${spelling}) > 0`.execute(tx);
    const inAudit = await sql`
      update audit set detail = (${redacted(sql`detail::text`, spelling)})::jsonb
      where strpos(lower(detail::text), ${spelling}) > 0`.execute(tx);
    const inReasons = await sql`
      update inbound set reason = ${redacted(sql`reason`, spelling)}
      where reason is not null and strpos(lower(reason), ${spelling}) > 0`.execute(tx);
    for (const { numAffectedRows } of [inMails, inAudit, inReasons]) rows += Number(numAffectedRows ?? 0);
  }
  return rows;
}

/** Mails of others that mention the address keep their place and length; only the address is struck out. */
async function redactOthersMail(tx: Db, { spellings }: Traces): Promise<number> {
  let rows = 0;
  for (const spelling of spellings) {
    const { rows: found } = await sql<{ id: number; raw: Buffer }>`
      select id, raw from inbound
      where raw is not null and processed_at is not null
        and strpos(lower(encode(raw, 'escape')), ${escapedBytes(spelling)}) > 0`.execute(tx);
    for (const { id, raw } of found) {
      await sql`update inbound set raw = ${strikeOut(raw, spelling)} where id = ${id}`.execute(tx);
    }
    rows += found.length;
  }
  return rows;
}

function redacted(text: ReturnType<typeof sql>, spelling: string) {
  return sql`regexp_replace(${text}, ${escapeRegExp(spelling)}, 'erased', 'gi')`;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** As `encode(…, 'escape')` writes bytes: those above 127 in octal, a backslash twice. */
function escapedBytes(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) =>
      byte > 127
        ? `\\${byte.toString(8).padStart(3, '0')}`
        : byte === 92
          ? '\\\\'
          : String.fromCharCode(byte),
    )
    .join('');
}

function strikeOut(raw: Buffer, spelling: string): Buffer {
  const out = Buffer.from(raw);
  // Latin-1 has one character per byte, so that places in the text are places in the bytes.
  const text = raw.toString('latin1').replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const wanted = Buffer.from(spelling, 'utf8').toString('latin1');
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    out.fill('x', at, at + wanted.length);
  }
  return out;
}
