/** What is wrong with one talk by itself, given the instant it is read at. */

import { isSlip, nameWords, spelledApart } from '../match-names.ts';
import { notUsualWeekday, problem } from '../problem-kinds.ts';
import type { PageTalk, Problem, ReadOptions, TalkPart } from '../reading.ts';
import { WEEKDAY_NAMES } from './month-words.ts';
import { isRunTogether } from './speaker-line.ts';
import { lengthOf, minutesOf, type UsualMeeting } from './usual-meeting.ts';
import { claimedSeason, seasonInForce } from './zone-label.ts';

export function problemsInTalk(talk: PageTalk, usual: UsualMeeting, options: ReadOptions): Problem[] {
  return [
    ...missingParts(talk),
    ...pastOrEnded(talk, options),
    ...oddTimes(talk, usual),
    ...zoneLabel(talk, options.zone),
    ...oddWriting(talk),
    ...nameInBio(talk),
  ];
}

/** The line to point at: the first of these parts that stands on the page. */
export function lineOf(talk: PageTalk, ...parts: TalkPart[]): number {
  const known = [...parts, 'entry', 'title', 'date', 'speaker'] as const;
  const part = known.find((one) => talk.lines[one] !== undefined);
  return (part === undefined ? undefined : talk.lines[part]) ?? 1;
}

/** How a talk is called in a sentence. */
export function talkName(talk: PageTalk): string {
  const when = talk.date === null ? '' : ` on ${talk.date}`;
  return talk.speaker === null ? `the talk${when}` : `the talk by ${talk.speaker}${when}`;
}

function missingParts(talk: PageTalk): Problem[] {
  if (talk.status === 'cancelled') return [];
  const problems: Problem[] = [];
  const open = talk.section !== 'previous';
  if (talk.speaker === null && open && talk.status !== 'scheduled') {
    const line = lineOf(talk, 'speaker', 'title');
    problems.push(
      problem(
        'missing-speaker',
        [line],
        `Line ${line}: ${talkName(talk)} has no speaker; add a line “Speaker: **Name**, affiliation”.`,
      ),
    );
  }
  if (talk.date === null && open) {
    const line = lineOf(talk, 'date');
    problems.push(
      problem(
        'missing-date',
        [line],
        `Line ${line}: ${talkName(talk)} has no date that can be read; write it as 22-06-2021 14:00-15:00.`,
      ),
    );
  }
  // A line of a list, or a talk far ahead, is not expected to be complete.
  if (talk.lines.entry !== undefined || talk.section === 'schedule') return problems;
  if (talk.title === null && open) {
    const line = lineOf(talk, 'title', 'date');
    problems.push(
      problem(
        'missing-title',
        [line],
        `Line ${line}: ${talkName(talk)} has no title yet; add it before the announcement.`,
      ),
    );
  }
  if (talk.abstract === null) {
    const line = lineOf(talk, 'abstract');
    problems.push(
      problem(
        'missing-abstract',
        [line],
        `Line ${line}: ${talkName(talk)} has no abstract yet; add it below “Abstract:”.`,
      ),
    );
  }
  if (talk.speaker !== null && talk.affiliation === null) {
    const line = lineOf(talk, 'speaker');
    problems.push(
      problem(
        'missing-affiliation',
        [line],
        `Line ${line}: ${talk.speaker} has no affiliation; write it behind the name, after a comma.`,
      ),
    );
  }
  return problems;
}

function pastOrEnded(talk: PageTalk, options: ReadOptions): Problem[] {
  if (talk.section !== 'next' || talk.date === null) return [];
  const now = options.at.toZonedDateTimeISO(options.zone);
  const day = Temporal.PlainDate.from(talk.date);
  const line = lineOf(talk, 'date');
  const late = Temporal.PlainDate.compare(day, now.toPlainDate());
  if (late < 0) {
    const days = day.until(now.toPlainDate()).days;
    return [
      problem(
        'past-in-next',
        [line],
        `Line ${line}: ${talk.date} is ${days} ${days === 1 ? 'day' : 'days'} ago, but the talk still stands under Next; move it to Previous or correct the date.`,
      ),
    ];
  }
  const start = talk.start ?? options.defaultTime;
  const end =
    talk.end === null ? minutesOf(start) + (options.defaultDurationMinutes ?? 60) : minutesOf(talk.end);
  if (late > 0 || now.hour * 60 + now.minute < end || end <= minutesOf(start)) return [];
  return [
    problem(
      'ended-in-next',
      [line],
      `Line ${line}: the talk of today has ended and still stands under Next; move it to Previous.`,
    ),
  ];
}

function oddTimes(talk: PageTalk, usual: UsualMeeting): Problem[] {
  const problems: Problem[] = [];
  const line = lineOf(talk, 'time', 'date');
  const minutes = lengthOf(talk);
  if (minutes !== null && minutes <= 0) {
    problems.push(
      problem(
        'time-backwards',
        [line],
        `Line ${line}: the end ${talk.end} is not after the start ${talk.start}; correct one of the two.`,
      ),
    );
  } else if (minutes !== null && usual.minutes !== null && minutes !== usual.minutes) {
    problems.push(
      problem(
        'unusual-duration',
        [line],
        `Line ${line}: ${talk.start}-${talk.end} is ${minutes} minutes, the usual length is ${usual.minutes}; correct it if it is not meant.`,
      ),
    );
  }
  if (talk.start !== null && usual.start !== null && talk.start !== usual.start) {
    problems.push(
      problem(
        'unusual-time',
        [line],
        `Line ${line}: the talk starts at ${talk.start}, usually it is ${usual.start}; correct it if it is not meant.`,
      ),
    );
  }
  if (talk.date === null || usual.weekday === null) return problems;
  const weekday = Temporal.PlainDate.from(talk.date).dayOfWeek;
  if (weekday === usual.weekday) return problems;
  const [is, was] = [WEEKDAY_NAMES[weekday - 1], WEEKDAY_NAMES[usual.weekday - 1]];
  const day = lineOf(talk, 'date');
  problems.push(
    notUsualWeekday(
      usual.weekday,
      [day],
      `Line ${day}: ${talk.date} is a ${is}, the colloquium usually meets on ${was}; correct the date if it is not meant.`,
    ),
  );
  return problems;
}

function zoneLabel(talk: PageTalk, zone: string): Problem[] {
  if (talk.zoneLabel === null || talk.date === null) return [];
  const claimed = claimedSeason(talk.zoneLabel);
  const inForce = seasonInForce(talk.date, zone);
  if (claimed === null || inForce === null || claimed === inForce) return [];
  const line = lineOf(talk, 'date');
  return [
    problem(
      'zone-label-contradicts-date',
      [line],
      `Line ${line}: “${talk.zoneLabel}” is ${claimed} time, but on ${talk.date} ${inForce} time is in force; leave the label out or correct it.`,
    ),
  ];
}

function oddWriting(talk: PageTalk): Problem[] {
  const problems: Problem[] = [];
  if (talk.speaker !== null && isRunTogether(talk.speaker)) {
    const line = lineOf(talk, 'speaker');
    problems.push(
      problem(
        'speaker-run-together',
        [line],
        `Line ${line}: the name “${talk.speaker}” has no space; write ${spelledApart(talk.speaker)}.`,
      ),
    );
  }
  if (talk.photo !== null && isOddPath(talk.photo)) {
    const line = lineOf(talk, 'photo');
    problems.push(
      problem(
        'photo-path-odd',
        [line],
        `Line ${line}: the picture “${talk.photo.slice(0, 120)}” has an unusual path; check that the page shows it.`,
      ),
    );
  }
  return problems;
}

/** Blanks, backslashes, doubled slashes or suffixes, a local drive: a browser will hardly find it. */
function isOddPath(path: string): boolean {
  const local = path.replace(/^https?:\/\//i, '').replace(/\{\{[^{}]{0,200}\}\}/g, '');
  if (/[\s\\]|\/\/|^file:|^[a-z]:|^\.{3,}|\.(?:jpe?g|png|gif|webp)\.|\/\.\.\/.*\/\.\.\//i.test(local))
    return true;
  return (
    !/^https?:/i.test(path) &&
    !/^data:/i.test(path) &&
    !/\.(?:jpe?g|png|gif|webp|svg|avif)(?:[?#].{0,200})?$/i.test(local)
  );
}

/** "Speaker: Alexander T." over a biography of "Alexandre T.". */
function nameInBio(talk: PageTalk): Problem[] {
  if (talk.speaker === null || talk.bio === null) return [];
  const speaker = nameWords(talk.speaker);
  const opening = /^(?:(?:prof|dr)\.?\s+)*((?:\p{Lu}[\p{L}'’.-]*\s+){1,4}\p{Lu}[\p{L}'’-]*)/iu.exec(
    talk.bio.slice(0, 200),
  );
  const words = nameWords(opening?.[1] ?? '');
  const ownLast = speaker.at(-1) ?? '';
  const last = words.findIndex((word, at) => at > 0 && (word === ownLast || isSlip(word, ownLast)));
  const [first, told] = [speaker[0] ?? '', words[0] ?? ''];
  const isSpelledAlike = first === told && words[last] === ownLast;
  if (speaker.length < 2 || last < 1 || isSpelledAlike || !isSlip(first, told)) return [];
  const where = [lineOf(talk, 'speaker'), lineOf(talk, 'bio')];
  return [
    problem(
      'name-variant',
      where,
      `Lines ${where.join(' and ')}: the speaker is “${talk.speaker}”, the biography says “${opening?.[1]
        ?.split(/\s+/)
        .slice(0, last + 1)
        .join(' ')}”; use one spelling.`,
    ),
  ];
}
