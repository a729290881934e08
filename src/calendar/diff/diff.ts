/** What a new version of the calendar means for the talks we know: a list of changes, and nothing done yet. */

import {
  asOnPage,
  conflictProblems,
  type HostWords,
  isAnsweredByHost,
  isCalledOffByHost,
  withHostWords,
} from '../host-word.ts';
import { isSameName } from '../match-names.ts';
import { isMeetingLink } from '../reader/page-links.ts';
import type { Problem, Reading, TalkSection } from '../reading.ts';
import { endOf, type FactName, type Talk, type TalkFacts } from '../talk.ts';
import { findDoubts, isBorrowedTitle, isBorrowedWatch, sharingWith } from './diff-doubts.ts';
import {
  addMinutes,
  hasStarted,
  isOver,
  mergeReading,
  type PageEntry,
  type UsualTimes,
} from './diff-merge.ts';
import { matchTalks } from './match-talks.ts';

/**
 * - `new`: a talk we did not know. Under Previous it is kept for the record and never announced.
 * - `changed`: its facts differ (`fields`); carries the problems that now stand.
 * - `problems`: only what is wrong with it differs. `restartsSettling` is false where nothing but lines or words moved.
 * - `withdrawn`: a coming talk is gone from the page without a word.
 * - `returned`: a withdrawn one is back (a `changed` may follow). `adopted`: one that a host added now stands there too.
 * - `words`: what the calendar says beside a host's word, where no fact follows from it.
 * - `watch-link`: its own recording appeared. `moved-to-previous`: the hosts count it as held. Both come beside `changed`.
 */
export type CalendarChange =
  | {
      readonly what: 'new';
      readonly facts: TalkFacts;
      readonly problems: readonly Problem[];
      readonly section: TalkSection;
    }
  | {
      readonly what: 'changed';
      readonly talk: Talk;
      readonly facts: TalkFacts;
      readonly fields: readonly FactName[];
      readonly hostWords: HostWords;
      readonly problems: readonly Problem[];
      readonly section: TalkSection;
    }
  | {
      readonly what: 'problems';
      readonly talk: Talk;
      readonly problems: readonly Problem[];
      readonly restartsSettling: boolean;
    }
  | { readonly what: 'withdrawn'; readonly talk: Talk }
  | { readonly what: 'returned'; readonly talk: Talk }
  | { readonly what: 'adopted'; readonly talk: Talk }
  | { readonly what: 'words'; readonly talk: Talk; readonly hostWords: HostWords }
  | { readonly what: 'watch-link'; readonly talk: Talk; readonly watch: string }
  | { readonly what: 'moved-to-previous'; readonly talk: Talk };

/** A talk as this reading has it, beside the one we knew. */
interface Stand {
  readonly entry: PageEntry;
  readonly talk: Talk | null;
  readonly facts: TalkFacts;
  readonly hostWords: HostWords;
}

/**
 * `known`: every talk of the colloquium, withdrawn and past ones too (they own their titles and recordings).
 * Reading the same page twice gives no change the second time, once the first changes are applied.
 */
export function diffCalendar(
  known: readonly Talk[],
  reading: Reading,
  now: Temporal.Instant,
  colloquium: UsualTimes,
): readonly CalendarChange[] {
  const entries = mergeReading(reading, now, colloquium);
  const matches = matchTalks(entries, known, now, colloquium);
  const stands = entries.flatMap((entry) => standOf(entry, matches.get(entry) ?? null, now, colloquium));
  const seen = new Set(matches.values());
  const unseen = known.filter((talk) => !seen.has(talk));
  const othersOf = sharingWith([...stands.map(({ facts }) => facts), ...unseen]);
  const changes = stands.flatMap((stand) => changesOf(stand, othersOf(stand.facts), now, colloquium));
  const gone = unseen.filter(
    (talk) =>
      talk.withdrawnAt === null &&
      talk.addedBy === null &&
      !isCalledOffByHost(talk) &&
      !hasStarted(talk, now, colloquium.zone),
  );
  return [...changes, ...gone.map((talk) => ({ what: 'withdrawn', talk }) as const)];
}

/** Nothing where the page gives no day and we know of none. */
function standOf(
  read: PageEntry,
  talk: Talk | null,
  now: Temporal.Instant,
  usual: UsualTimes,
): readonly Stand[] {
  const before = talk === null ? null : asOnPage(talk);
  const entry = before !== null && isSlip(read, before, now, usual) ? withoutSlip(read) : read;
  const date = entry.date ?? before?.date;
  if (date === undefined) return [];
  return [{ entry, talk, ...withHostWords(talk, factsOf(entry, date, before, usual)) }];
}

/** Next with a day that is over, for a talk that is to come: the day of the last block, or last year's number in January. */
function isSlip(entry: PageEntry, talk: Talk, now: Temporal.Instant, usual: UsualTimes): boolean {
  return entry.section === 'next' && isOver(entry, now, usual) && !isOver(talk, now, usual);
}

/** The day we knew stays, and nothing is sent until the page gives a day to come. */
function withoutSlip(entry: PageEntry): PageEntry {
  const problem: Problem = {
    kind: 'past-in-next',
    where: entry.where,
    text: `Next gives ${entry.date}, which is over: write the day that is to come.`,
    blocking: true,
  };
  return { ...entry, date: null, start: null, end: null, problems: [...entry.problems, problem] };
}

/** A block or a detailed entry says everything there is to say; a bare line leaves most out, and then what we knew stands. */
function factsOf(entry: PageEntry, date: string, talk: Talk | null, usual: UsualTimes): TalkFacts {
  const isOther = entry.speaker !== null && talk?.speaker != null && !isSameName(entry.speaker, talk.speaker);
  const keeps = (entry.section === 'previous' || isBareLine(entry)) && !isOther;
  const keep = (key: KeptFact) => entry[key] ?? (keeps && talk !== null ? talk[key] : null);
  const start = entry.start ?? talk?.start ?? usual.defaultTime;
  return {
    date,
    start,
    end: endTime(entry, start, talk, usual),
    title: keep('title'),
    speaker: entry.speaker ?? (keeps && entry.status !== 'tba' ? (talk?.speaker ?? null) : null),
    affiliation: keep('affiliation'),
    abstract: keep('abstract'),
    bio: keep('bio'),
    photo: keep('photo'),
    place: keep('place') ?? usual.place ?? null,
    online: keep('online') ?? usual.online ?? null,
    watch: keep('watch'),
    status: entry.status,
  };
}

type KeptFact = 'title' | 'affiliation' | 'abstract' | 'bio' | 'photo' | 'place' | 'online' | 'watch';

/** A day and a name, as in the Schedule of a page whose Next has the details. */
function isBareLine(entry: PageEntry): boolean {
  return entry.section === 'schedule' && entry.start === null && entry.title === null;
}

function endTime(entry: PageEntry, start: string, talk: Talk | null, usual: UsualTimes): string {
  if (entry.end !== null) return entry.end;
  if (talk !== null && talk.start === start) return talk.end;
  return addMinutes(start, usual.defaultDurationMinutes ?? 60);
}

function changesOf(
  stand: Stand,
  others: readonly TalkFacts[],
  now: Temporal.Instant,
  usual: UsualTimes,
): readonly CalendarChange[] {
  const { entry, talk, hostWords } = stand;
  const problems = problemsOf(stand, others, now, usual);
  const facts = trustedFacts(stand, others);
  const section = entry.section;
  if (talk === null)
    return isWorthKeeping(stand, now, usual) ? [{ what: 'new', facts, problems, section }] : [];
  const changes: CalendarChange[] = [];
  if (talk.withdrawnAt !== null) changes.push({ what: 'returned', talk });
  if (talk.addedBy !== null) changes.push({ what: 'adopted', talk });
  const fields = (Object.keys(facts) as FactName[]).filter((field) => facts[field] !== talk[field]);
  if (fields.length > 0) changes.push({ what: 'changed', talk, facts, fields, hostWords, problems, section });
  else changes.push(...problemChange(talk, problems));
  const isHeardAnew = JSON.stringify(hostWords) !== JSON.stringify(talk.hostWords);
  if (fields.length === 0 && isHeardAnew) changes.push({ what: 'words', talk, hostWords });
  if (facts.watch !== null && facts.watch !== talk.watch)
    changes.push({ what: 'watch-link', talk, watch: facts.watch });
  // Nobody keeps the section of a talk: untouched since it ended, it has only now come under Previous.
  const isUntouched = Temporal.Instant.compare(talk.changedAt, endOf(facts, usual.zone)) < 0;
  if (section === 'previous' && isOver(facts, now, usual) && isUntouched)
    changes.push({ what: 'moved-to-previous', talk });
  return changes;
}

/** A talk that we meet when it is long over, and not among the held ones, is a block left standing. */
function isWorthKeeping({ entry, facts }: Stand, now: Temporal.Instant, usual: UsualTimes): boolean {
  return entry.section === 'previous' || !isOver(facts, now, usual);
}

/** Under Previous a title or recording that belongs to another talk does not replace the one we know. */
function trustedFacts({ entry, talk, facts }: Stand, others: readonly TalkFacts[]): TalkFacts {
  const isOwn = facts.watch !== null && !isMeetingLink(facts.watch) && !isBorrowedWatch(facts, others);
  const watch = isOwn ? facts.watch : null;
  if (entry.section !== 'previous' || !isBorrowedTitle(facts, others)) return { ...facts, watch };
  return { ...facts, watch, title: talk?.title ?? null };
}

function problemsOf(
  { entry, talk, facts, hostWords }: Stand,
  others: readonly TalkFacts[],
  now: Temporal.Instant,
  usual: UsualTimes,
): readonly Problem[] {
  const read = entry.problems;
  const own: Problem[] = [];
  const wasAssumed = talk === null || talk.problems.some((problem) => problem.kind === 'time-assumed');
  if (entry.start === null && wasAssumed) {
    own.push({
      kind: 'time-assumed',
      where: entry.where,
      text: `No time is given; the usual ${facts.start} is taken.`,
      blocking: false,
    });
  }
  const isOff = entry.status === 'postponed' || entry.status === 'cancelled';
  const isSaid = entry.date !== null || read.some((problem) => problem.kind === 'past-in-next');
  if (!isSaid && !isOff) {
    own.push({
      kind: 'missing-date',
      where: entry.where,
      text: `No day is given any more; it was ${facts.date}: write the day.`,
      blocking: true,
    });
  }
  if (entry.section === 'previous' && !hasStarted(facts, now, usual.zone)) {
    own.push({
      kind: 'future-in-previous',
      where: entry.where,
      text: `${facts.date} is still to come, but stands under Previous: move it up.`,
      blocking: true,
    });
  }
  own.push(...findDoubts({ facts, where: entry.where }, others));
  const found = [
    ...read,
    ...own.filter((problem) => !read.some((other) => other.kind === problem.kind && other.blocking)),
  ];
  return [
    ...found.filter(({ kind }) => !isAnsweredByHost(kind, hostWords)),
    ...conflictProblems({ hostWords }),
  ];
}

function problemChange(talk: Talk, problems: readonly Problem[]): readonly CalendarChange[] {
  if (inWords(problems) === inWords(talk.problems)) return [];
  return [{ what: 'problems', talk, problems, restartsSettling: gist(problems) !== gist(talk.problems) }];
}

function inWords(problems: readonly Problem[]): string {
  return problems.map(({ kind, blocking, where, text }) => `${kind} ${blocking} ${where} ${text}`).join('\n');
}

/** Without lines and words, which move whenever a host edits another part of the page. */
function gist(problems: readonly Problem[]): string {
  const kinds = problems.map(({ kind, blocking }) => `${kind} ${blocking}`);
  return [...new Set(kinds)].toSorted().join('\n');
}
