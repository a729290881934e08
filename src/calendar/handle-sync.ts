/** Reads a colloquium's calendar, remembers what it said, and brings the talks to it. */
import { createHash } from 'node:crypto';
import type { Colloquium, Config } from '../../config/schema.ts';
import { plannerQueue } from '../../queues/catalogue.ts';
import type { Clock } from '../clock.ts';
import type { Events } from '../events.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import type { Store } from '../store/open-store.ts';
import {
  insertVersion,
  latestVersion,
  loadSource,
  lockTalks,
  reserveTalkIds,
  saveSource,
  saveTalk,
} from '../store/talks.ts';
import { type CalendarChange, diffCalendar } from './diff/diff.ts';
import { applyCalendar } from './diff/diff-apply.ts';
import { type Fetched, fetchSource } from './fetch-source.ts';
import type { Problem, Reading } from './reading.ts';
import { samplePage } from './sample-page.ts';
import type { PageReader } from './source-reader.ts';
import { talkUid, usualMinutes, usualTimes } from './usual-times.ts';

export interface SyncDeps {
  readonly store: Store;
  readonly config: Config;
  readonly clock: Clock;
  readonly bell: Bell;
  readonly events: Events;
  readonly pages: PageReader;
}

export type SyncOutcome =
  | {
      readonly kind: 'read';
      readonly changes: readonly CalendarChange[];
      readonly problems: readonly Problem[];
      readonly talks: number;
    }
  | { readonly kind: 'same' }
  | { readonly kind: 'unreadable'; readonly why: string };

type Content = Extract<Fetched, { kind: 'content' }>;

/** A page that cannot be read changes nothing: the talks stay as they were read last. */
export async function syncCalendar(deps: SyncDeps, colloquium: Colloquium): Promise<SyncOutcome> {
  const now = deps.clock.now();
  const known = await loadSource(deps.store.db, colloquium.id);
  const fetched = await fetchSource({
    source: sourceOf(colloquium, deps.config, now),
    baseDir: deps.config.configDir,
    allowPrivate: colloquium.calendar.private_addresses,
    etag: known?.etag ?? null,
  });
  const unreadable = async (why: string): Promise<SyncOutcome> => {
    await saveSource(deps.store.db, {
      colloquium: colloquium.id,
      read_at: known?.read_at ?? null,
      failed_at: now,
      failed_why: why,
      etag: known?.etag ?? null,
    });
    deps.events.calendarUnreadable({ colloquium: colloquium.id, why });
    return { kind: 'unreadable', why };
  };
  if (fetched.kind === 'unreadable') return unreadable(fetched.why);
  if (fetched.kind === 'same') {
    await saveSource(deps.store.db, readState(colloquium.id, known?.etag ?? null, now));
    return { kind: 'same' };
  }
  const reading = await readingOf(deps.pages, fetched, colloquium, now);
  const broken = reading.problems.find(({ kind }) => kind === 'not-readable');
  if (broken !== undefined) return unreadable(broken.text.replace(/[.]$/, ''));
  const outcome = await takeOver(deps, colloquium, fetched, reading, now);
  await deps.bell.ring(plannerQueue, { colloquium: colloquium.id });
  return outcome;
}

/** Where the calendar of this colloquium is; the sample is made when it is missing. */
export function sourceOf(colloquium: Colloquium, config: Config, now: Temporal.Instant): string {
  const { source } = colloquium.calendar;
  return source === 'sample' ? samplePage(colloquium, config.dataDir, now) : source;
}

function readingOf(
  pages: PageReader,
  { text, fileName }: Content,
  colloquium: Colloquium,
  at: Temporal.Instant,
): Promise<Reading> {
  const { zone, usual, calendar } = colloquium;
  return pages.read(text, {
    format: calendar.format,
    at,
    zone,
    defaultTime: usual.start,
    defaultDurationMinutes: usualMinutes(colloquium),
    fileName,
  });
}

async function takeOver(
  deps: SyncDeps,
  colloquium: Colloquium,
  fetched: Content,
  reading: Reading,
  now: Temporal.Instant,
): Promise<SyncOutcome> {
  const changes = await deps.store.transaction(async (tx) => {
    const hash = createHash('sha256').update(fetched.text).digest();
    const last = await latestVersion(tx, colloquium.id);
    if (last === null || !last.hash.equals(hash)) {
      await insertVersion(tx, {
        colloquium: colloquium.id,
        read_at: now,
        hash,
        content: fetched.text,
        problems: reading.problems,
      });
    }
    const talks = await lockTalks(tx, colloquium.id);
    const usual = usualTimes(colloquium);
    const found = diffCalendar(talks, reading, now, usual);
    const ids = await reserveTalkIds(tx, found.filter((change) => change.what === 'new').length);
    const after = applyCalendar(talks, found, now, () => {
      const id = ids.shift() ?? 0;
      return { id, uid: talkUid(id, colloquium), colloquium: colloquium.id };
    });
    const before = new Map(talks.map((talk) => [talk.id, talk]));
    for (const talk of after) if (talk !== before.get(talk.id)) await saveTalk(tx, talk, colloquium.zone);
    await saveSource(tx, readState(colloquium.id, fetched.etag, now));
    return found;
  });
  deps.events.calendarRead({
    colloquium: colloquium.id,
    talks: reading.talks.length,
    problems: reading.problems.length,
    changes: changes.length,
  });
  return { kind: 'read', changes, problems: reading.problems, talks: reading.talks.length };
}

function readState(colloquium: string, etag: string | null, now: Temporal.Instant) {
  return { colloquium, read_at: now, failed_at: null, failed_why: null, etag };
}
