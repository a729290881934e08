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
import { type CalendarChange, diffCalendar } from './diff.ts';
import { applyCalendar } from './diff-apply.ts';
import { type Fetched, fetchSource } from './fetch-source.ts';
import { readCalendar } from './read-calendar.ts';
import type { Problem, Reading } from './reading.ts';
import { samplePage } from './sample-page.ts';
import { talkUid, usualMinutes, usualTimes } from './usual-times.ts';

export interface SyncDeps {
  readonly store: Store;
  readonly config: Config;
  readonly clock: Clock;
  readonly bell: Bell;
  readonly events: Events;
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
  if (fetched.kind === 'unreadable') {
    await saveSource(deps.store.db, {
      colloquium: colloquium.id,
      read_at: known?.read_at ?? null,
      failed_at: now,
      failed_why: fetched.why,
      etag: known?.etag ?? null,
    });
    deps.events.calendarUnreadable({ colloquium: colloquium.id, why: fetched.why });
    return fetched;
  }
  const outcome = await takeOver(deps, colloquium, fetched, known?.etag ?? null, now);
  await deps.bell.ring(plannerQueue, { colloquium: colloquium.id });
  return outcome;
}

/** Where the calendar of this colloquium is; the sample is made when it is missing. */
export function sourceOf(colloquium: Colloquium, config: Config, now: Temporal.Instant): string {
  const { source } = colloquium.calendar;
  return source === 'sample' ? samplePage(colloquium, config.dataDir, now) : source;
}

export function readingOf(
  text: string,
  fileName: string,
  colloquium: Colloquium,
  at: Temporal.Instant,
): Reading {
  const { zone, usual, calendar } = colloquium;
  return readCalendar(text, {
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
  fetched: Exclude<Fetched, { kind: 'unreadable' }>,
  etag: string | null,
  now: Temporal.Instant,
): Promise<SyncOutcome> {
  if (fetched.kind === 'same') {
    await saveSource(deps.store.db, readState(colloquium.id, etag, now));
    return { kind: 'same' };
  }
  const reading = readingOf(fetched.text, fetched.fileName, colloquium, now);
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
