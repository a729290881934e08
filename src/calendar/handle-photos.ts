/** Fetches the photos of speakers who are to come, once each. A photo that cannot be had holds up nothing. */
import type { Colloquium, Config } from '../../config/schema.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/open-store.ts';
import { type FetchedPhoto, knownPhotos, savePhoto } from '../store/photos.ts';
import { loadTalks } from '../store/talks.ts';
import { fetchPicture, sourcePath } from './fetch-source.ts';
import { mostPhotoBytes, photoPlace, pictureType } from './photo.ts';
import { endOf } from './talk.ts';

export interface PhotoDeps {
  readonly store: Store;
  readonly config: Config;
  readonly clock: Clock;
}

/** One that failed is tried again after this long. */
const patience = { hours: 6 };
/** A page with more has other purposes. */
const mostAtOnce = 10;

export async function fetchPhotos(deps: PhotoDeps, colloquium: Colloquium): Promise<void> {
  const { store, config, clock } = deps;
  const now = clock.now();
  const { source, private_addresses: allowPrivate } = colloquium.calendar;
  const page = sourcePath(source, config.configDir);
  const known = await knownPhotos(store.db, colloquium.id, now.subtract(patience));
  const wanted = (await loadTalks(store.db, colloquium.id)).filter(
    (talk) =>
      talk.photo !== null &&
      Temporal.Instant.compare(endOf(talk, colloquium.zone), now) > 0 &&
      !known.has(`${talk.id} ${talk.photo}`),
  );
  for (const { id: talkId, photo } of wanted.slice(0, mostAtOnce)) {
    const fetched = await fetchOne(photo ?? '', page, allowPrivate);
    await savePhoto(store.db, { talkId, source: photo ?? '', at: now, fetched });
  }
}

async function fetchOne(src: string, page: string, allowPrivate: boolean): Promise<FetchedPhoto> {
  const place = photoPlace(src, page);
  if (place === null) return { failedWhy: 'it is not where a photo of this page may be' };
  const fetched = await fetchPicture(place, { allowPrivate, mostBytes: mostPhotoBytes });
  if (fetched.kind === 'unreadable') return { failedWhy: fetched.why };
  const contentType = pictureType(fetched.bytes);
  return contentType === null
    ? { failedWhy: 'it is no JPEG, PNG or GIF' }
    : { contentType, content: fetched.bytes };
}
