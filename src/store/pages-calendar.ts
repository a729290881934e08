/** The versions of the page that were read, with their problems, for the console and the command line. */
import type { Problem } from '../calendar/reading.ts';
import type { Db } from './open-store.ts';

export interface PageVersion {
  readonly readAt: Temporal.Instant;
  readonly content: string;
  readonly problems: readonly Problem[];
}

export async function newestVersion(db: Db, colloquium: string): Promise<PageVersion | null> {
  const row = await db
    .selectFrom('calendar_version')
    .select(['read_at', 'content', 'problems'])
    .where('colloquium', '=', colloquium)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { readAt: row.read_at, content: row.content, problems: row.problems as Problem[] };
}

/** One version without its text. */
export interface VersionLine {
  readonly id: number;
  readonly readAt: Temporal.Instant;
  /** In characters. */
  readonly size: number;
  readonly problems: readonly Problem[];
}

/** Newest first. */
export async function listVersions(db: Db, colloquium: string, limit: number): Promise<VersionLine[]> {
  const rows = await db
    .selectFrom('calendar_version')
    .select(({ fn }) => ['id', 'read_at', 'problems', fn<number>('length', ['content']).as('size')])
    .where('colloquium', '=', colloquium)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    readAt: row.read_at,
    size: row.size,
    problems: row.problems as Problem[],
  }));
}

/** Null where this colloquium has no such version. */
export async function loadVersion(db: Db, colloquium: string, id: number): Promise<PageVersion | null> {
  const row = await db
    .selectFrom('calendar_version')
    .select(['read_at', 'content', 'problems'])
    .where('colloquium', '=', colloquium)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { readAt: row.read_at, content: row.content, problems: row.problems as Problem[] };
}
