/** Talks and what the calendar said over time. Rows become the noun `Talk` here and nowhere else. */
import { sql } from 'kysely';
import type { Problem } from '../calendar/reading.ts';
import { endOf, startOf, type Talk, type ToldFacts } from '../calendar/talk.ts';
import type { Db } from './open-store.ts';
import type { TalkRow } from './schema.ts';

export async function loadTalks(db: Db, colloquium: string): Promise<Talk[]> {
  const rows = await db
    .selectFrom('talk')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
  return rows.map(talkOf);
}

/** All talks, kept from every other change until the transaction ends: what a host says meanwhile is not written over. */
export async function lockTalks(db: Db, colloquium: string): Promise<Talk[]> {
  const rows = await db
    .selectFrom('talk')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .orderBy('id')
    .forUpdate()
    .execute();
  const talks = rows.map(talkOf);
  return talks.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id - b.id));
}

export async function lockTalk(db: Db, id: number): Promise<Talk | null> {
  const row = await db.selectFrom('talk').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? null : talkOf(row);
}

export async function loadTalk(db: Db, id: number): Promise<Talk | null> {
  const row = await db.selectFrom('talk').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : talkOf(row);
}

export async function findTalkByUid(db: Db, uid: string): Promise<Talk | null> {
  const row = await db.selectFrom('talk').selectAll().where('uid', '=', uid).executeTakeFirst();
  return row === undefined ? null : talkOf(row);
}

/** Identifiers for talks that are about to be inserted. */
export async function reserveTalkIds(db: Db, count: number): Promise<number[]> {
  if (count === 0) return [];
  const ids = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('talk', 'id')) as id from generate_series(1, ${count})`.execute(db);
  return ids.rows.map((row) => Number(row.id));
}

/** Writes a talk as it now is, new or known. `zone` is the colloquium's: instants follow from the wall clock. */
export async function saveTalk(db: Db, talk: Talk, zone: string): Promise<void> {
  const row = {
    colloquium: talk.colloquium,
    uid: talk.uid,
    sequence: talk.sequence,
    date: talk.date,
    start_time: talk.start,
    end_time: talk.end,
    starts_at: startOf(talk, zone).toString(),
    ends_at: endOf(talk, zone).toString(),
    title: talk.title,
    speaker: talk.speaker,
    affiliation: talk.affiliation,
    abstract: talk.abstract,
    bio: talk.bio,
    photo: talk.photo,
    place: talk.place,
    online: talk.online,
    watch: talk.watch,
    status: talk.status,
    problems: JSON.stringify(talk.problems),
    first_seen_at: talk.firstSeenAt.toString(),
    changed_at: talk.changedAt.toString(),
    withdrawn_at: talk.withdrawnAt?.toString() ?? null,
    told: talk.told === null ? null : JSON.stringify(talk.told),
    told_at: talk.toldAt?.toString() ?? null,
    called_off_at: talk.calledOffAt?.toString() ?? null,
    host_words: JSON.stringify(talk.hostWords),
    added_by: talk.addedBy,
    reason: talk.reason,
  };
  const columns = Object.keys(row);
  const set = sql.join(columns.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`));
  await sql`
    insert into talk (id, ${sql.join(columns.map((name) => sql.ref(name)))}) overriding system value
    values (${talk.id}, ${sql.join(Object.values(row))})
    on conflict (id) do update set ${set}`.execute(db);
}

/** What subscribers were told, with the announcement that told it. */
export async function markTold(
  db: Db,
  id: number,
  told: ToldFacts,
  sequence: number,
  calledOff: boolean,
  now: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable('talk')
    .set({
      told: JSON.stringify(told),
      sequence,
      ...(calledOff ? { called_off_at: now } : { told_at: now }),
    })
    .where('id', '=', id)
    .execute();
}

function talkOf(row: TalkRow): Talk {
  return {
    id: row.id,
    colloquium: row.colloquium,
    uid: row.uid,
    sequence: row.sequence,
    date: row.date,
    start: row.start_time,
    end: row.end_time,
    title: row.title,
    speaker: row.speaker,
    affiliation: row.affiliation,
    abstract: row.abstract,
    bio: row.bio,
    photo: row.photo,
    place: row.place,
    online: row.online,
    watch: row.watch,
    status: row.status,
    problems: row.problems,
    firstSeenAt: row.first_seen_at,
    changedAt: row.changed_at,
    withdrawnAt: row.withdrawn_at,
    told: row.told,
    toldAt: row.told_at,
    calledOffAt: row.called_off_at,
    hostWords: row.host_words,
    addedBy: row.added_by,
    reason: row.reason,
  };
}

/** The last version that was read, for "is it the same?". */
export async function latestVersion(db: Db, colloquium: string): Promise<{ hash: Buffer } | null> {
  const row = await db
    .selectFrom('calendar_version')
    .select('hash')
    .where('colloquium', '=', colloquium)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertVersion(
  db: Db,
  version: {
    colloquium: string;
    read_at: Temporal.Instant;
    hash: Buffer;
    content: string;
    problems: readonly Problem[];
  },
): Promise<void> {
  await db
    .insertInto('calendar_version')
    .values({ ...version, problems: JSON.stringify(version.problems) })
    .execute();
}

export interface SourceState {
  readonly colloquium: string;
  readonly read_at: Temporal.Instant | null;
  readonly failed_at: Temporal.Instant | null;
  readonly failed_why: string | null;
  readonly etag: string | null;
}

export async function loadSource(db: Db, colloquium: string): Promise<SourceState | null> {
  const row = await db
    .selectFrom('calendar_source')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .executeTakeFirst();
  return row ?? null;
}

export async function saveSource(db: Db, state: SourceState): Promise<void> {
  const { colloquium: _, ...change } = state;
  await db
    .insertInto('calendar_source')
    .values(state)
    .onConflict((conflict) => conflict.column('colloquium').doUpdateSet(change))
    .execute();
}
