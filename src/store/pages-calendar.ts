/** The last page that was read, with its problems, for the console. */
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
