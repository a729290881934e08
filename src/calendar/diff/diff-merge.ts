/**
 * One entry per talk: a page shows the coming talk in Next (a detailed block) and in Schedule (a line), and for a
 * while under Previous too.
 *
 * The rule where they differ: Next's words win, Schedule fills what Next leaves out, Previous wins once the talk is
 * over. Only a date that is past in Next gives way to a coming one in Schedule. Where both speak and contradict each
 * other in date, time or title, the talk carries a blocking problem until the page agrees with itself.
 */
import { betterSpelling, isSameName, isSameText } from '../match-names.ts';
import type { PageTalk, Problem, Reading, TalkSection, TalkStatus } from '../reading.ts';
import { endOf, startOf } from '../talk.ts';

/** The colloquium's habits that stand in where a page says nothing. */
export interface UsualTimes {
  readonly zone: string;
  /** HH:MM. */
  readonly defaultTime: string;
  /** 60 where not given. */
  readonly defaultDurationMinutes?: number;
  /** The usual room and link. */
  readonly place?: string | null;
  readonly online?: string | null;
}

/** What one version of the page says of one talk, from all its sections. */
export interface PageEntry extends Omit<PageTalk, 'lines' | 'zoneLabel'> {
  /** Where it is told best. */
  readonly section: TalkSection;
  /** Its problems, the reader's and those between its sections. */
  readonly problems: readonly Problem[];
  readonly where: readonly number[];
}

interface Group {
  next: PageTalk | null;
  schedule: PageTalk | null;
  previous: PageTalk | null;
}

/** Problems that say nothing about whether this talk may be announced: pieces and past days are judged on the merged talk. */
const notOfTheTalk = /^(missing-|past-in-|ended-in-next|next-empty)/;

/** The talks of a reading, each once, in the page's order: Next, Schedule, Previous. */
export function mergeReading(
  reading: Reading,
  now: Temporal.Instant,
  usual: UsualTimes,
): readonly PageEntry[] {
  const of = (section: TalkSection) => reading.talks.filter((talk) => talk.section === section);
  const groups: Group[] = withoutRepeats(of('next')).map((next) => ({
    next,
    schedule: null,
    previous: null,
  }));
  const free = new Set(withoutRepeats(of('schedule')));
  for (const belongs of waysToPair(now, usual)) {
    for (const group of groups) {
      if (group.next === null || group.schedule !== null) continue;
      const line = nearest(
        group.next,
        [...free].filter((candidate) => belongs(group.next!, candidate)),
      );
      if (line === null) continue;
      group.schedule = line;
      free.delete(line);
    }
  }
  for (const schedule of free) groups.push({ next: null, schedule, previous: null });
  for (const previous of withoutRepeats(of('previous'))) {
    const group = groups.find((candidate) => isHeld(candidate, previous));
    if (group === undefined) groups.push({ next: null, schedule: null, previous });
    else group.previous = previous;
  }
  return groups.map((group) => mergeGroup(group, reading.problems, now, usual));
}

type Pairing = (next: PageTalk, line: PageTalk) => boolean;

function waysToPair(now: Temporal.Instant, usual: UsualTimes): readonly Pairing[] {
  return [
    (next, line) => isSameName(next.speaker, line.speaker) && next.date === line.date,
    (next, line) => isSameName(next.speaker, line.speaker) && !isOver(line, now, usual),
    (next, line) => next.date !== null && next.date === line.date && isCompatible(next, line),
    (next, line) => next.speaker === null && next.date === null && isSameText(next.title ?? '', line.title),
  ];
}

/** Nothing in one speaks against the other, and one of them names nobody. */
function isCompatible(one: PageTalk, other: PageTalk): boolean {
  const isTitleOpen = one.title === null || other.title === null || isSameText(one.title, other.title);
  return (one.speaker === null || other.speaker === null) && isTitleOpen;
}

function isHeld(group: Group, previous: PageTalk): boolean {
  const told = group.next ?? group.schedule;
  if (told === null || told.date !== previous.date) return false;
  return isSameName(told.speaker, previous.speaker) || isCompatible(told, previous);
}

/** Two blocks or lines about one talk (same day, same person): the one that says more stays. */
function withoutRepeats(talks: readonly PageTalk[]): readonly PageTalk[] {
  const kept: PageTalk[] = [];
  for (const talk of talks) {
    const at = kept.findIndex((other) => isRepeat(talk, other));
    if (at < 0) kept.push(talk);
    else if (weight(talk) > weight(kept[at]!)) kept[at] = talk;
  }
  return kept;
}

function isRepeat(one: PageTalk, other: PageTalk): boolean {
  const isSameTime = one.start === null || other.start === null || one.start === other.start;
  const isSameTitle = one.title === null || other.title === null || isSameText(one.title, other.title);
  return one.date === other.date && isSameName(one.speaker, other.speaker) && isSameTime && isSameTitle;
}

function weight(talk: PageTalk): number {
  return [talk.title, talk.start, talk.abstract, talk.affiliation, talk.watch].filter(
    (piece) => piece !== null,
  ).length;
}

function nearest(next: PageTalk, lines: readonly PageTalk[]): PageTalk | null {
  const distance = (line: PageTalk) =>
    next.date === null || line.date === null
      ? 0
      : Math.abs(Temporal.PlainDate.from(next.date).until(line.date, { largestUnit: 'day' }).days);
  return lines.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

function mergeGroup(
  group: Group,
  problems: readonly Problem[],
  now: Temporal.Instant,
  usual: UsualTimes,
): PageEntry {
  const parts = [group.previous, group.next, group.schedule].filter((part) => part !== null);
  const main = parts[0]!;
  const pick = <Key extends keyof PageTalk>(key: Key): PageTalk[Key] =>
    (parts.find((part) => part[key] !== null) ?? main)[key];
  const where = parts.flatMap((part) => Object.values(part.lines)).toSorted((a, b) => a - b);
  const entry = {
    section: main.section,
    date: dateOf(group, now, usual),
    start: pick('start'),
    end: (parts.find((part) => part.start !== null) ?? main).end,
    title: pick('title'),
    speaker: speakerOf(parts),
    affiliation: pick('affiliation'),
    abstract: pick('abstract'),
    bio: pick('bio'),
    photo: pick('photo'),
    place: pick('place'),
    online: pick('online'),
    watch: pick('watch'),
    status: statusOf(parts),
    where,
  };
  const read = problems.filter((problem) => isAbout(problem, where) && !notOfTheTalk.test(problem.kind));
  const known = new Set(read.filter((problem) => problem.blocking).map((problem) => problem.kind));
  return {
    ...entry,
    problems: [...read, ...contradictions(group, where).filter((own) => !known.has(own.kind))],
  };
}

function isAbout(problem: Problem, where: readonly number[]): boolean {
  return problem.where.some((line) => where.includes(line));
}

/** Next's date, unless it is past (left from the talk before) while Schedule has a coming one. */
function dateOf(group: Group, now: Temporal.Instant, usual: UsualTimes): string | null {
  if (group.previous?.date != null) return group.previous.date;
  const { next, schedule } = group;
  if (next?.date == null) return schedule?.date ?? null;
  if (schedule?.date == null) return next.date;
  return isOver(next, now, usual) && !isOver(schedule, now, usual) ? schedule.date : next.date;
}

function speakerOf(parts: readonly PageTalk[]): string | null {
  const named = parts.map((part) => part.speaker).filter((name) => name !== null);
  return named.length === 0 ? null : named.reduce((best, name) => betterSpelling(best, name));
}

/** Called off anywhere is called off; somebody named anywhere is no longer "to be announced". */
function statusOf(parts: readonly PageTalk[]): TalkStatus {
  const said = parts.map((part) => part.status);
  if (parts[0]!.section === 'previous') return 'scheduled';
  return (['cancelled', 'postponed', 'scheduled'] as const).find((status) => said.includes(status)) ?? 'tba';
}

function contradictions(group: Group, where: readonly number[]): readonly Problem[] {
  const { next, schedule, previous } = group;
  if (next === null || schedule === null || previous !== null) return [];
  const differ = (['date', 'start', 'title'] as const).filter((key) => !agree(next[key], schedule[key], key));
  return differ.map((key) => ({
    kind: 'schedule-detail-mismatch',
    where,
    text: `Next says ${said(key, next)}, Schedule says ${said(key, schedule)}: make them agree.`,
    blocking: true,
  }));
}

function agree(one: string | null, other: string | null, key: 'date' | 'start' | 'title'): boolean {
  if (one === null || other === null || one === other) return true;
  return key === 'title' && (isSameText(one, other) || isOpening(one, other));
}

/** A line may shorten a long title. */
function isOpening(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long.toLowerCase().startsWith(short.replace(/[\s.…]+$/u, '').toLowerCase());
}

function said(key: 'date' | 'start' | 'title', talk: PageTalk): string {
  return key === 'title' ? `“${talk.title}”` : String(talk[key]);
}

/** A talk without a date is never over. */
export function isOver(
  talk: Pick<PageTalk, 'date' | 'start' | 'end'>,
  now: Temporal.Instant,
  usual: UsualTimes,
): boolean {
  if (talk.date === null) return false;
  const start = talk.start ?? usual.defaultTime;
  const end = talk.end ?? addMinutes(start, usual.defaultDurationMinutes ?? 60);
  return Temporal.Instant.compare(endOf({ date: talk.date, start, end }, usual.zone), now) <= 0;
}

/** True from the first minute of the talk. */
export function hasStarted(
  talk: { date: string; start: string },
  now: Temporal.Instant,
  zone: string,
): boolean {
  return Temporal.Instant.compare(startOf(talk, zone), now) <= 0;
}

/** HH:MM plus minutes, over midnight too. */
export function addMinutes(time: string, minutes: number): string {
  return Temporal.PlainTime.from(time).add({ minutes }).toString({ smallestUnit: 'minute' });
}
