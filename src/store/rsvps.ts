/** Answers to invitations: one per talk and subscriber, the newest. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Attendance } from '../calendar/attendance.ts';
import { kindsWithoutEnd } from '../mailings/mailing-kinds.ts';
import type { Db } from './open-store.ts';
import type { RsvpTable } from './schema.ts';

export async function loadRsvp(
  db: Db,
  talkId: number,
  subscriberId: number,
): Promise<Selectable<RsvpTable> | null> {
  const row = await db
    .selectFrom('rsvp')
    .selectAll()
    .where('talk_id', '=', talkId)
    .where('subscriber_id', '=', subscriberId)
    .executeTakeFirst();
  return row ?? null;
}

/** Counts for a talk as it stands: `sequence` is that of the time that counts, older answers were about another. */
export async function attendanceOf(
  db: Db,
  talk: { readonly id: number; readonly sequence: number },
): Promise<Attendance> {
  const { rows } = await sql<Attendance>`
    select
      (select count(distinct d.subscriber_id) from delivery d join mailing m on m.id = d.mailing_id
        where m.talk_id = ${talk.id} and m.kind <> all (${[...kindsWithoutEnd]}::text[]) and d.state in ('submitted', 'uncertain')
      )::int as invited,
      (count(*) filter (where answer = 'accepted'))::int as accepted,
      (count(*) filter (where answer = 'tentative'))::int as tentative,
      (count(*) filter (where answer = 'declined'))::int as declined
    from rsvp where talk_id = ${talk.id} and sequence >= ${talk.sequence}`.execute(db);
  return rows[0] ?? { invited: 0, accepted: 0, tentative: 0, declined: 0 };
}

/** The same where somebody has answered; null, at once, where nobody has: counting who was invited takes its time. */
export async function attendanceSoFar(
  db: Db,
  talk: Parameters<typeof attendanceOf>[1],
): Promise<Attendance | null> {
  const answer = await db
    .selectFrom('rsvp')
    .select('talk_id')
    .where('talk_id', '=', talk.id)
    .where('sequence', '>=', talk.sequence)
    .limit(1)
    .executeTakeFirst();
  return answer === undefined ? null : attendanceOf(db, talk);
}

/** One person's answer, for the hosts. */
export interface AnswerLine {
  readonly subscriberId: number;
  readonly name: string;
  readonly email: string;
  readonly answer: string;
  readonly comment: string | null;
  readonly stampedAt: Temporal.Instant;
}

/** Who said what about a talk as it stands: those with words first, then the newest. Whoever was erased is left out. */
export async function listAnswers(
  db: Db,
  talk: { readonly id: number; readonly sequence: number },
  limit: number,
): Promise<AnswerLine[]> {
  const { rows } = await sql<AnswerLine>`
    select s.id as "subscriberId", s.name, s.email, r.answer, r.comment, r.stamped_at as "stampedAt"
    from rsvp r join subscriber s on s.id = r.subscriber_id
    where r.talk_id = ${talk.id} and r.sequence >= ${talk.sequence} and s.erased_at is null
      and r.answer in ('accepted', 'tentative', 'declined')
    order by r.comment is null, r.stamped_at desc limit ${limit}`.execute(db);
  return rows;
}

export async function saveRsvp(db: Db, row: Insertable<RsvpTable>): Promise<void> {
  const { talk_id: _talk, subscriber_id: _subscriber, ...change } = row;
  await db
    .insertInto('rsvp')
    .values(row)
    .onConflict((conflict) => conflict.columns(['talk_id', 'subscriber_id']).doUpdateSet(change))
    .execute();
}
