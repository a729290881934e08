/** What is left of an address beside its subscriptions: requests, mails to hosts, other people's words, servers' answers. */
import { sql } from 'kysely';
import type { Erasing } from './erasure.ts';
import type { Db } from './open-store.ts';

export interface Traces extends Erasing {
  readonly name: string | null;
  /** Where the person asked or was on the list: there the hosts' mails are searched for the name as well. */
  readonly colloquia: readonly string[];
}

/** Inside the transaction that emptied the subscriptions. Resolves to how many rows still held something. */
export async function eraseTraces(tx: Db, traces: Traces): Promise<number> {
  let rows = 0;
  for (const step of [emptyMails, emptyChanges, emptyRequests, redactReplies, redactFacts, redactName])
    rows += await step(tx, traces);
  return rows;
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

/** Somebody wished to move to this address, or moved away from it long ago. */
async function emptyChanges(tx: Db, { key }: Traces): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from address_change where email_key = ${key} or former_key = ${key}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

async function emptyRequests(tx: Db, { key, now }: Traces): Promise<number> {
  await sql`
    update audit set detail = '{}'
    where subject in (select 'request:' || id from request where email_key = ${key})`.execute(tx);
  const { numAffectedRows } = await sql`
    update request set email = '', email_key = 'erased:' || id, name = null, affiliation = null, motivation = null,
      evidence = '{}', sender = '{}', thread_id = null, subject = '', question = null, reason = null,
      closed_at = case when decided_at is null then coalesce(closed_at, ${now}) else closed_at end,
      closed_why = case when decided_at is null then coalesce(closed_why, 'erased') else closed_why end
    where email_key = ${key}`.execute(tx);
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
    const inMails = await sql`
      update service_mail set facts = (${redacted(withoutName(sql`facts::text`, name), spelling)})::jsonb
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

/** Mails to hosts that name several people by their names alone: digests, echoes of an answer to one, reports. */
async function redactName(tx: Db, { name, colloquia }: Traces): Promise<number> {
  if (name === null || name.length < leastName) return 0;
  const { numAffectedRows } = await sql`
    update service_mail set facts = (${withoutName(sql`facts::text`, name)})::jsonb
    where host_id is not null and colloquium = any (${[...colloquia]}::text[])
      and kind in ('digest', 'decision-echo', 'decided', 'report', 'stopped')
      and facts::text ~* ${wholeWords(name)}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** A shorter name stands in too many other words. */
const leastName = 3;

function withoutName(text: ReturnType<typeof sql>, name: string | null) {
  return name === null || name.length < leastName
    ? text
    : sql`regexp_replace(${text}, ${wholeWords(name)}, 'erased', 'gi')`;
}

/** As JSON writes the name, not within another word. */
function wholeWords(name: string): string {
  return `(?<!\\w)${escapeRegExp(JSON.stringify(name).slice(1, -1))}(?!\\w)`;
}

function redacted(text: ReturnType<typeof sql>, spelling: string) {
  return sql`regexp_replace(${text}, ${escapeRegExp(spelling)}, 'erased', 'gi')`;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
