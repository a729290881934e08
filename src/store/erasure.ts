/**
 * A person is erased (promise 13): every place that holds the address, the name or the words is emptied; the rows stay,
 * so that the books of old mailings still balance. A keyed hash remains, so that an import does not bring the person back.
 */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';
import type { SubscriberRow } from './schema.ts';

/** Inside a transaction. `keyHash` is `erasureKey(secret, email_key)`. */
export async function erasePerson(
  tx: Db,
  person: SubscriberRow,
  keyHash: Buffer,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('erased_address')
    .values({ key_hash: keyHash, erased_at: now })
    .onConflict((conflict) => conflict.column('key_hash').doNothing())
    .execute();
  await stopMailsToPerson(tx, person, now);
  await emptyMails(tx, person);
  await emptyInbound(tx, person);
  await emptyRequests(tx, person, now);
  await emptySubscriber(tx, person, now);
}

/** What has not begun to leave is not sent: it could not be composed any more. */
async function stopMailsToPerson(tx: Db, person: SubscriberRow, now: Temporal.Instant): Promise<void> {
  await sql`
    update delivery d set state = 'skipped', next_at = null, settled_at = ${now}, reply = 'erased'
    from service_mail v where v.id = d.service_mail_id and d.next_at is not null and ${aboutPerson(person)}`.execute(
    tx,
  );
  await sql`
    update delivery set reply = null
    where subscriber_id = ${person.id} and position(lower(${person.email}) in lower(reply)) > 0`.execute(tx);
  await sql`
    update delivery d set reply = null from service_mail v
    where v.id = d.service_mail_id and ${aboutPerson(person)} and d.reply is distinct from 'erased'`.execute(
    tx,
  );
}

/** Mails to the person, and mails to hosts that quote the person. */
async function emptyMails(tx: Db, person: SubscriberRow): Promise<void> {
  await sql`
    update service_mail v set facts = '{}',
      to_email = case when v.host_id is null then '' else v.to_email end,
      to_name = case when v.host_id is null then '' else v.to_name end,
      thread_id = null
    where ${aboutPerson(person)}`.execute(tx);
  // Digests quote several people: those that name this one go whole.
  await sql`
    update service_mail set facts = '{}'
    where colloquium = ${person.colloquium} and host_id is not null
      and (position(lower(${person.email}) in lower(facts::text)) > 0
        or (${person.name} <> '' and kind in ('digest', 'report', 'stopped') and position(${person.name} in facts::text) > 0))`.execute(
    tx,
  );
}

async function emptyInbound(tx: Db, person: SubscriberRow): Promise<void> {
  await sql`
    update inbound set raw = null, envelope_from = null, reason = null
    where colloquium = ${person.colloquium}
      and (lower(envelope_from) = ${person.email_key}
        or id in (select inbound_id from request where email_key = ${person.email_key} and colloquium = ${person.colloquium})
        or id in (select inbound_id from bounce where subscriber_id = ${person.id})
        or id in (select inbound_id from rsvp where subscriber_id = ${person.id}))`.execute(tx);
  await sql`update bounce set diagnostic = null where subscriber_id = ${person.id}`.execute(tx);
  await sql`update rsvp set comment = null where subscriber_id = ${person.id}`.execute(tx);
}

async function emptyRequests(tx: Db, person: SubscriberRow, now: Temporal.Instant): Promise<void> {
  await sql`
    update audit set detail = '{}' where subject in (
      select 'request:' || id from request where colloquium = ${person.colloquium} and email_key = ${person.email_key})`.execute(
    tx,
  );
  await sql`
    update request set email = '', email_key = 'erased:' || id, name = null, affiliation = null, motivation = null,
      evidence = '{}', sender = '{}', thread_id = null, subject = '', question = null, reason = null,
      closed_at = case when decided_at is null then coalesce(closed_at, ${now}) else closed_at end,
      closed_why = case when decided_at is null then coalesce(closed_why, 'erased') else closed_why end
    where colloquium = ${person.colloquium} and email_key = ${person.email_key}`.execute(tx);
}

async function emptySubscriber(tx: Db, person: SubscriberRow, now: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('subscriber')
    .set({
      email: '',
      email_key: `erased:${person.id}`,
      name: '',
      affiliation: null,
      language: null,
      paused_until: null,
      suppressed_why: null,
      erased_at: now,
      unsubscribed_at: person.unsubscribed_at ?? now,
      unsubscribed_by: person.unsubscribed_by ?? 'erased',
    })
    .where('id', '=', person.id)
    .execute();
}

/** `v` is the service mail. */
function aboutPerson(person: SubscriberRow) {
  return sql`v.colloquium = ${person.colloquium} and (v.subscriber_id = ${person.id}
    or (v.host_id is null and lower(v.to_email) = ${person.email_key})
    or v.request_id in (select id from request where colloquium = ${person.colloquium} and email_key = ${person.email_key}))`;
}
