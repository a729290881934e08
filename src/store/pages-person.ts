/** What the pages show of one person: where they came from, what they got, what they answered. */
import { sql } from 'kysely';
import type { Db } from './open-store.ts';
import type { DeliveryState } from './schema.ts';

export interface MailToPerson {
  readonly kind: string;
  readonly state: DeliveryState;
  readonly at: Temporal.Instant;
  readonly reply: string | null;
  readonly mailing_id: number | null;
  /** The talk's day; null for mails that are about none. */
  readonly talk_date: string | null;
}

/** Newest first: list mails from the ledger, and mails to this person alone. */
export async function mailsToPerson(db: Db, subscriberId: number, limit = 60): Promise<MailToPerson[]> {
  const { rows } = await sql<MailToPerson>`
    (select m.kind, d.state, coalesce(d.settled_at, m.frozen_at) as at, d.reply, m.id as mailing_id, t.date as talk_date
      from delivery d join mailing m on m.id = d.mailing_id join talk t on t.id = m.talk_id
      where d.subscriber_id = ${subscriberId} and m.frozen_at is not null order by m.frozen_at desc limit ${limit})
    union all
    (select v.kind, d.state, coalesce(d.settled_at, v.made_at) as at, d.reply, null, null
      from service_mail v join delivery d on d.service_mail_id = v.id
      join subscriber s on s.id = ${subscriberId}
      left join request r on r.id = v.request_id
      where v.host_id is null and (v.subscriber_id = s.id or (r.colloquium = s.colloquium and r.email_key = s.email_key))
      order by v.made_at desc limit ${limit})
    order by at desc limit ${limit}`.execute(db);
  return rows;
}

export interface AnswerOfPerson {
  readonly talk_id: number;
  readonly date: string;
  readonly start_time: string;
  readonly speaker: string | null;
  readonly answer: string;
  readonly stamped_at: Temporal.Instant;
}

export async function answersOfPerson(db: Db, subscriberId: number): Promise<AnswerOfPerson[]> {
  return db
    .selectFrom('rsvp')
    .innerJoin('talk', 'talk.id', 'rsvp.talk_id')
    .select([
      'talk.id as talk_id',
      'talk.date',
      'talk.start_time',
      'talk.speaker',
      'rsvp.answer',
      'rsvp.stamped_at',
    ])
    .where('rsvp.subscriber_id', '=', subscriberId)
    .orderBy('talk.date', 'desc')
    .limit(30)
    .execute();
}

/** The requests of a person in a colloquium, newest first. */
export async function requestsOfPerson(db: Db, colloquium: string, emailKey: string) {
  return db
    .selectFrom('request')
    .select([
      'id',
      'name',
      'affiliation',
      'motivation',
      'asked_at',
      'decision',
      'decided_at',
      'decided_by',
      'decided_via',
      'inbound_id',
      'closed_at',
      'closed_why',
    ])
    .where('colloquium', '=', colloquium)
    .where('email_key', '=', emailKey)
    .orderBy('asked_at', 'desc')
    .limit(20)
    .execute();
}

/** Until when the raw mail of a request is kept; null when it is gone. */
export async function originalKept(db: Db, inboundId: number | null): Promise<Temporal.Instant | null> {
  if (inboundId === null) return null;
  const row = await db
    .selectFrom('inbound')
    .select('received_at')
    .where('id', '=', inboundId)
    .where('raw', 'is not', null)
    .executeTakeFirst();
  return row?.received_at ?? null;
}
