/** Photos of speakers, fetched once per talk and address. */
import type { Generated } from 'kysely';
import type { Db } from './open-store.ts';

export interface TalkPhotoTable {
  id: Generated<number>;
  talk_id: number;
  source: string;
  fetched_at: Temporal.Instant;
  content_type: string | null;
  content: Buffer | null;
  failed_why: string | null;
}

export interface Photo {
  readonly id: number;
  /** `image/jpeg`, from the bytes themselves. */
  readonly contentType: string;
  readonly content: Buffer;
}

/** What became of fetching one: its bytes, or why there are none. */
export type FetchedPhoto =
  | { readonly contentType: string; readonly content: Buffer }
  | { readonly failedWhy: string };

/** Addresses that were fetched, or failed since `since`, as `talk source`. */
export async function knownPhotos(db: Db, colloquium: string, since: Temporal.Instant): Promise<Set<string>> {
  const rows = await db
    .selectFrom('talk_photo')
    .innerJoin('talk', 'talk.id', 'talk_photo.talk_id')
    .select(['talk_photo.talk_id', 'talk_photo.source'])
    .where('talk.colloquium', '=', colloquium)
    .where((by) => by.or([by('content', 'is not', null), by('fetched_at', '>', since)]))
    .execute();
  return new Set(rows.map(({ talk_id, source }) => `${talk_id} ${source}`));
}

/** A photo that is there stays as it is; one that failed may be tried again. */
export async function savePhoto(
  db: Db,
  photo: { talkId: number; source: string; at: Temporal.Instant; fetched: FetchedPhoto },
): Promise<void> {
  const { talkId, source, at, fetched } = photo;
  const found =
    'content' in fetched
      ? { content_type: fetched.contentType, content: fetched.content, failed_why: null }
      : { content_type: null, content: null, failed_why: fetched.failedWhy };
  await db
    .insertInto('talk_photo')
    .values({ talk_id: talkId, source, fetched_at: at, ...found })
    .onConflict((conflict) =>
      conflict
        .columns(['talk_id', 'source'])
        .doUpdateSet({ fetched_at: at, ...found })
        .where('talk_photo.content', 'is', null),
    )
    .execute();
}

/** The number of the photo that a talk has now; null where none could be had. */
export async function photoOf(db: Db, talkId: number, source: string | null): Promise<number | null> {
  if (source === null) return null;
  const row = await db
    .selectFrom('talk_photo')
    .select('id')
    .where('talk_id', '=', talkId)
    .where('source', '=', source)
    .where('content', 'is not', null)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function loadPhoto(db: Db, id: number): Promise<Photo | null> {
  const row = await db
    .selectFrom('talk_photo')
    .select(['id', 'content_type', 'content'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.content === null || row.content_type === null) return null;
  return { id: row.id, contentType: row.content_type, content: row.content };
}
