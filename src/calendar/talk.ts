/**
 * A talk as Convoke keeps it: what the calendar page says, in the colloquium's own wall-clock time,
 * and what has been told to subscribers about it.
 */
import type { HostWords } from './host-word.ts';
import type { Problem, TalkStatus } from './reading.ts';

/** What a page, a YAML file, a feed or a host says of one talk. Texts are plain text; null where nothing is said. */
export interface TalkFacts {
  /** Wall-clock day in the colloquium's zone, YYYY-MM-DD. */
  readonly date: string;
  /** Wall-clock start and end, HH:MM. The usual start stands in where the page gives none. */
  readonly start: string;
  readonly end: string;
  readonly title: string | null;
  readonly speaker: string | null;
  readonly affiliation: string | null;
  readonly abstract: string | null;
  readonly bio: string | null;
  readonly photo: string | null;
  readonly place: string | null;
  readonly online: string | null;
  readonly watch: string | null;
  readonly status: TalkStatus;
}

export type FactName = keyof TalkFacts;

/** What subscribers were last told: the facts that a correction must be measured against. */
export interface ToldFacts {
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly title: string | null;
  readonly speaker: string | null;
  readonly place: string | null;
  readonly online: string | null;
}

export interface Talk extends TalkFacts {
  readonly id: number;
  readonly colloquium: string;
  /** RFC 5545 §3.8.4.7: stays the same through every move and correction. */
  readonly uid: string;
  /** RFC 5546 §2.1.4: raised when date, time or place change after the announcement, or on cancellation. */
  readonly sequence: number;
  readonly problems: readonly Problem[];
  readonly firstSeenAt: Temporal.Instant;
  /** When these facts (or their problems) last changed: the settle time counts from here. */
  readonly changedAt: Temporal.Instant;
  /** Gone from the calendar without a word since; null while it stands there. */
  readonly withdrawnAt: Temporal.Instant | null;
  /** Null until an announcement was frozen. */
  readonly told: ToldFacts | null;
  readonly toldAt: Temporal.Instant | null;
  /** A CANCEL went out (or is on its way) at this instant. */
  readonly calledOffAt: Temporal.Instant | null;
  /** What hosts said of it in the console or by command, over what the calendar says. */
  readonly hostWords: HostWords;
  /** The host who added it by hand, or kept it when it left the calendar; null while the calendar has it. */
  readonly addedBy: string | null;
  /** Why it was moved or called off, in a host's words for the subscribers. */
  readonly reason: string | null;
}

/** The instant a talk starts. A wall-clock time in a spring gap moves forward, in an autumn overlap the first one counts. */
export function startOf(talk: Pick<TalkFacts, 'date' | 'start'>, zone: string): Temporal.Instant {
  return wallClock(talk.date, talk.start, zone);
}

/** The instant a talk ends; an end at or before the start is on the next day. */
export function endOf(talk: Pick<TalkFacts, 'date' | 'start' | 'end'>, zone: string): Temporal.Instant {
  const end = wallClock(talk.date, talk.end, zone);
  if (Temporal.Instant.compare(end, startOf(talk, zone)) > 0) return end;
  const nextDay = Temporal.PlainDate.from(talk.date).add({ days: 1 }).toString();
  return wallClock(nextDay, talk.end, zone);
}

function wallClock(date: string, time: string, zone: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(`${date}T${time}`)
    .toZonedDateTime(zone, { disambiguation: 'compatible' })
    .toInstant();
}
