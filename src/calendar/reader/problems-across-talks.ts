/** What talks on one page say against each other: left-over titles, a Schedule that disagrees, doubles. */
import { isSharedText, matchNames, type NameMatch, nameWords } from '../match-names.ts';
import { problem } from '../problem-kinds.ts';
import type { PageTalk, Problem, ReadOptions } from '../reading.ts';
import { lineOf, talkName } from './problems-in-talk.ts';
import type { UsualMeeting } from './usual-meeting.ts';

const COPIED_AFFILIATION_CHARS = 60;
const SEASON_DAYS = 90;

export function problemsAcrossTalks(
  talks: readonly PageTalk[],
  usual: UsualMeeting,
  options: ReadOptions,
): Problem[] {
  const today = options.at.toZonedDateTimeISO(options.zone).toPlainDate();
  return [
    ...leftOver(talks),
    ...againstSchedule(talks),
    ...doubles(talks),
    ...pastInSchedule(talks, today),
    ...yearTypos(talks, usual, today),
  ];
}

/** The newer of two talks that share a title, a long affiliation or a recording but not the speaker. */
function leftOver(talks: readonly PageTalk[]): Problem[] {
  const problems: Problem[] = [];
  for (const [newer, older] of pairs(talks)) {
    const found = sharedParts(newer, older);
    if (found.length === 0 || newer.speaker === null || older.speaker === null) continue;
    if (matchNames(newer.speaker, older.speaker) === 'different') problems.push(...found);
  }
  return problems;
}

function sharedParts(newer: PageTalk, older: PageTalk): Problem[] {
  const problems: Problem[] = [];
  const detailed = newer.lines.entry === undefined && older.lines.entry === undefined;
  if (detailed && isSharedText(newer.title, older.title)) {
    const line = lineOf(newer, 'title');
    const text = `Line ${line}: “${short(newer.title)}” is also the title of ${talkName(older)}; replace it by the title of ${newer.speaker}.`;
    problems.push(problem('stale-title', [line], text, newer.section !== 'previous'));
  }
  const long = (newer.affiliation?.length ?? 0) >= COPIED_AFFILIATION_CHARS;
  if (long && isSharedText(newer.affiliation, older.affiliation)) {
    const line = lineOf(newer, 'affiliation', 'speaker');
    const text = `Line ${line}: the affiliation of ${newer.speaker} is word for word that of ${older.speaker}; check that it was not left over.`;
    problems.push(problem('stale-affiliation', [line], text));
  }
  if (newer.watch !== null && newer.watch === older.watch) {
    const line = lineOf(newer, 'watch');
    const text = `Line ${line}: the recording linked here is also linked for ${talkName(older)}; put in the link of this talk.`;
    problems.push(problem('stale-watch-link', [line], text));
  }
  return problems;
}

/** Each pair once, the talk under Next or with the later date first. */
function* pairs(talks: readonly PageTalk[]): Generator<readonly [PageTalk, PageTalk]> {
  const detailed = talks
    .filter((talk) => talk.title !== null || talk.watch !== null || talk.affiliation !== null)
    .slice(0, 200);
  for (let i = 0; i < detailed.length; i += 1) {
    for (let j = i + 1; j < detailed.length; j += 1) {
      const [a, b] = [detailed[i], detailed[j]];
      if (a === undefined || b === undefined) continue;
      const swap = a.section !== 'next' && (b.section === 'next' || (b.date ?? '') > (a.date ?? ''));
      yield swap ? [b, a] : [a, b];
    }
  }
}

function againstSchedule(talks: readonly PageTalk[]): Problem[] {
  const problems: Problem[] = [];
  const schedule = talks.filter((talk) => talk.section === 'schedule');
  for (const next of talks.filter((talk) => talk.section === 'next' && talk.lines.entry === undefined)) {
    const own = next.speaker;
    for (const entry of schedule) {
      if (entry.speaker === null || own === null || entry.date === null || next.date === null) continue;
      const names = matchAnyName(own, entry.speaker);
      const sameDay = entry.date === next.date;
      if (names === 'same' && !sameDay && !listsBoth(schedule, next)) problems.push(otherDate(next, entry));
      if (names === 'variant' && sameDay) problems.push(otherSpelling(next, entry));
      if (names === 'different' && sameDay && !isToldInNext(entry, talks))
        problems.push(otherSpeaker(next, entry));
    }
  }
  return problems;
}

/** Of several talks in Next on one day, a line of the Schedule may name one. */
function isToldInNext(entry: PageTalk, talks: readonly PageTalk[]): boolean {
  return talks.some(
    ({ section, date, speaker }) =>
      section === 'next' &&
      date === entry.date &&
      speaker !== null &&
      matchAnyName(speaker, entry.speaker ?? '') === 'same',
  );
}

/** Several may speak on a day, in Next and in a line of the Schedule; one of them in both is enough. */
function matchAnyName(own: string, listed: string): NameMatch {
  const apart = (names: string): string[] => names.split(/,\s+|\s+(?:&|and|en|und)\s+/u);
  const isShared = apart(own).some((one) => apart(listed).some((other) => matchNames(one, other) === 'same'));
  return isShared ? 'same' : matchNames(own, listed);
}

/** The Schedule has the speaker on the day of Next as well: a second talk, no contradiction. */
function listsBoth(schedule: readonly PageTalk[], next: PageTalk): boolean {
  return schedule.some(
    (entry) =>
      entry.date === next.date &&
      entry.speaker !== null &&
      matchNames(entry.speaker, next.speaker ?? '') === 'same',
  );
}

function otherDate(next: PageTalk, entry: PageTalk): Problem {
  const where = [lineOf(next, 'date'), lineOf(entry)];
  return problem(
    'schedule-detail-mismatch',
    where,
    `Lines ${where.join(' and ')}: Next says ${next.date} for ${next.speaker}, the Schedule says ${entry.date}; make them agree.`,
  );
}

function otherSpeaker(next: PageTalk, entry: PageTalk): Problem {
  const where = [lineOf(next, 'speaker'), lineOf(entry)];
  return problem(
    'schedule-detail-mismatch',
    where,
    `Lines ${where.join(' and ')}: on ${next.date} Next names ${next.speaker}, the Schedule ${entry.speaker}; make them agree.`,
  );
}

function otherSpelling(next: PageTalk, entry: PageTalk): Problem {
  const where = [lineOf(next, 'speaker'), lineOf(entry)];
  return problem(
    'name-variant',
    where,
    `Lines ${where.join(' and ')}: the speaker is “${next.speaker}” in Next and “${entry.speaker}” in the Schedule; use one spelling.`,
  );
}

/** The same person on the same day twice, unless once in the Schedule and once in detail. */
function doubles(talks: readonly PageTalk[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, PageTalk>();
  problems.push(...listedTwice(talks));
  for (const talk of talks) {
    if (talk.date === null || talk.speaker === null) continue;
    const key = `${talk.date} ${nameWords(talk.speaker).join(' ') || talk.speaker} ${talk.section === 'schedule'} ${talk.start} ${talk.title === null}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, talk);
    else {
      const where = [lineOf(first), lineOf(talk)];
      problems.push(
        problem(
          'duplicate',
          where,
          `Lines ${where.join(' and ')}: ${talkName(talk)} stands here twice; remove one.`,
        ),
      );
    }
  }
  return problems;
}

/** One person on two neighbouring days of the Schedule, with nothing to tell the days apart: a line copied and not changed. */
function listedTwice(talks: readonly PageTalk[]): Problem[] {
  const lines = talks.filter(
    (talk) => talk.section === 'schedule' && talk.title === null && talk.status === 'scheduled',
  );
  return lines.flatMap((talk, at) => {
    const before = lines[at - 1];
    if (before?.speaker == null || talk.speaker === null || before.date === talk.date) return [];
    if (matchNames(before.speaker, talk.speaker) !== 'same' || talk.date === null) return [];
    const where = [lineOf(before), lineOf(talk)];
    return [
      problem(
        'duplicate',
        where,
        `Lines ${where.join(' and ')}: ${talk.speaker} stands on ${before.date} and on ${talk.date}; correct one of the two if it is not meant.`,
      ),
    ];
  });
}

function pastInSchedule(talks: readonly PageTalk[], today: Temporal.PlainDate): Problem[] {
  const schedule = talks.filter((talk) => talk.section === 'schedule');
  const past = schedule.filter((talk) => talk.date !== null && talk.date < today.toString());
  if (past.length === 0) return [];
  const where = past.map((talk) => lineOf(talk));
  const lines = where.length === 1 ? `Line ${where[0]}` : `Lines ${where.join(', ')}`;
  return [
    problem(
      'past-in-schedule',
      where,
      `${lines}: ${past.length} of ${schedule.length} entries of the Schedule ${past.length === 1 ? 'is' : 'are'} over; take them out.`,
    ),
  ];
}

/** `18-01-2021` in January 2022: a year further the date is near and on the usual weekday. */
function yearTypos(talks: readonly PageTalk[], usual: UsualMeeting, today: Temporal.PlainDate): Problem[] {
  const problems: Problem[] = [];
  for (const talk of talks) {
    if (talk.date === null) continue;
    const day = Temporal.PlainDate.from(talk.date);
    if (Math.abs(today.until(day).days) < 250 || (usual.weekday !== null && day.dayOfWeek === usual.weekday))
      continue;
    const meant = [1, -1]
      .map((years) => day.add({ years }))
      .find((other) => Math.abs(today.until(other).days) < SEASON_DAYS);
    const fits =
      meant !== undefined &&
      (usual.weekday === null ? talk.section === 'next' : meant.dayOfWeek === usual.weekday);
    if (!fits || meant === undefined) continue;
    const line = lineOf(talk, 'date');
    problems.push(
      problem(
        'year-typo',
        [line],
        `Line ${line}: the year of ${talk.date} looks wrong; ${meant.toString()} is probably meant.`,
        talk.section !== 'previous',
      ),
    );
  }
  return problems;
}

function short(text: string | null): string {
  return (text ?? '').length > 60 ? `${(text ?? '').slice(0, 57)}…` : (text ?? '');
}
