/** A talk while it is being read: filled in by the recognisers, then closed into a `PageTalk`. */

import { problem } from '../problem-kinds.ts';
import type { PageTalk, Problem, TalkPart, TalkSection, TalkStatus } from '../reading.ts';
import { movedTo } from './moved-to.ts';
import { isFullName } from './person-words.ts';
import { plainText } from './plain-text.ts';
import type { Change } from './remark-line.ts';
import { divide, readSpeaker } from './speaker-line.ts';
import { calledOff, known, withoutCallOff } from './talk-state.ts';
import { type DateSense, readWhen, type When, withoutStruck } from './when-line.ts';

export interface TalkDraft {
  section: TalkSection;
  date: string | null;
  start: string | null;
  end: string | null;
  title: string | null;
  speaker: string | null;
  affiliation: string | null;
  abstract: string | null;
  bio: string | null;
  photo: string | null;
  place: string | null;
  online: string | null;
  watch: string | null;
  zoneLabel: string | null;
  status: TalkStatus;
  lines: Partial<Record<TalkPart, number>>;
  /** The words of a one-line entry, markup in them, that name, affiliation and title were read from. */
  words?: string;
  /** What was noticed about the writing on the way. */
  signs: Problem[];
}

/** A talk as found: the facts, and what was noticed about their writing. */
export interface FoundTalk {
  readonly talk: PageTalk;
  readonly signs: readonly Problem[];
  /** The words of a one-line entry: its siblings may tell how they are meant. */
  readonly words?: string;
  /** It was told in a sentence, which may speak of a talk that is listed elsewhere. */
  readonly isTold?: true;
}

export function emptyDraft(section: TalkSection): TalkDraft {
  return {
    section,
    date: null,
    start: null,
    end: null,
    title: null,
    speaker: null,
    affiliation: null,
    abstract: null,
    bio: null,
    photo: null,
    place: null,
    online: null,
    watch: null,
    zoneLabel: null,
    status: 'scheduled',
    lines: {},
    signs: [],
  };
}

export function closeDraft(draft: TalkDraft): FoundTalk {
  const { signs, words, ...facts } = draft;
  // A line with a title and nobody named is an event ("Lightning talks"); a written-out talk waits for its speaker.
  const event = facts.title !== null && facts.lines.entry !== undefined;
  const open =
    facts.status === 'scheduled' && facts.speaker === null && facts.section !== 'previous' && !event;
  const { watch, ...others } = facts.lines;
  // A line that says everything is named once.
  const lines = watch === others.entry ? others : facts.lines;
  const talk = { ...facts, lines, status: open ? ('tba' as const) : facts.status };
  return words === undefined ? { talk, signs } : { talk, signs, words };
}

/** Takes what `when` has and the draft has not; a second date in a talk does not overrule the first. */
export function takeWhen(draft: TalkDraft, when: When, line: number): void {
  if (draft.date === null && when.date !== null) {
    draft.date = when.date;
    draft.lines.date ??= line;
    if (when.wrongWeekday !== null) draft.signs.push(wrongWeekday(when.date, line));
  }
  if (draft.start === null && when.start !== null) {
    draft.start = when.start;
    draft.end = when.end;
    draft.zoneLabel = when.zoneLabel;
    if (when.malformed !== null) draft.signs.push(malformed(when, line));
  }
  draft.place ??= known(when.place);
}

/** A labelled `When: ~~3 March~~ POSTPONED, new date follows` has no day any more; the old one tells which talk it is. */
export function takeWhenLabel(draft: TalkDraft, markup: string, line: number, sense: DateSense): void {
  const when = readWhen(markup, sense);
  const off = when.date === null ? calledOff(plainText(withoutStruck(markup))) : calledOffIn(when.rest);
  if (off === null) {
    takeWhen(draft, when, line);
    return;
  }
  const { date, start, end, ...rest } = readWhen(markup.replace(/~~|<\/?(?:s|del|strike)>/gi, ' '), sense);
  takeWhen(draft, { ...rest, date, start, end, place: null }, line);
  const moved = movedTo(plainText(withoutStruck(markup)), sense);
  if (moved === null) draft.status = off;
  else takeRemark(draft, { kind: 'moved', when: moved });
}

export function takeRemark(draft: TalkDraft, remark: Change): void {
  if (remark.kind === 'off') {
    draft.status = remark.status;
    return;
  }
  const { date, start, end } = remark.when;
  draft.date = date ?? draft.date;
  if (start !== null) [draft.start, draft.end] = [start, end];
}

/** Reads a title; remarks like "(CANCELLED)" set the status instead. */
export function takeTitle(draft: TalkDraft, markup: string): void {
  const text = plainText(markup);
  const off = calledOffIn(text);
  if (off !== null) draft.status = off;
  const title = off === null ? text : withoutCallOff(text);
  // `Ana Bell (MIT), *online*`
  if (/^(?:online|hybrid|(?:on|via) zoom)$/i.test(title)) {
    draft.place ??= title;
    return;
  }
  const bare = title
    .replace(/^(?:\p{Extended_Pictographic}\uFE0F?\s*)+/u, '')
    .replace(/^(?:title|titel|titre|talk|lecture|presentation|lezing|vortrag)\s*[:：]\s*(?=\S)/i, '');
  draft.title = known(/^["“„«]([^"“”„«»]{3,})["”“»]\.?$/.exec(bare)?.[1] ?? bare) ?? draft.title;
}

export function takeSpeaker(draft: TalkDraft, markup: string, line: number): void {
  const whole = plainText(markup);
  const off = calledOffIn(whole);
  if (off !== null) draft.status = off;
  const reading = readSpeaker(off === null ? markup : withoutCallOff(whole));
  const name = known(reading.speaker);
  const isNew = name !== null && draft.speaker?.split(', ').includes(name) !== true;
  if (isNew) draft.speaker = draft.speaker === null ? name : `${draft.speaker}, ${name}`;
  draft.affiliation ??= name === null ? null : known(reading.affiliation);
  if (reading.unclosed) {
    draft.signs.push(
      problem(
        'unclosed-markup',
        [line],
        `Line ${line}: the bold mark around “${name ?? ''}” does not close; write **${name ?? ''}**.`,
      ),
    );
  }
  if (reading.quoted) {
    draft.signs.push(
      problem(
        'quoted-affiliation',
        [line],
        `Line ${line}: the affiliation stands in quotation marks; leave them out.`,
      ),
    );
  }
}

/** Several people: `Ana Bell & Ben Cole` reads `Ana Bell, Ben Cole`. */
export function takeSpeakers(draft: TalkDraft, markup: string, line: number): void {
  const people = markup.split(/\s+(?:&|&amp;)\s+|(?<=\p{Ll})\s+(?:and|und|et|en)\s+(?=\p{Lu})/u);
  // `Ana Bell, Research & Technology`: the sign may belong to where she comes from.
  const [first = '', ...others] = people;
  const isOfPlace =
    divide(plainText(first)).rest !== '' && !others.every((one) => isFullName(plainText(one)));
  const several =
    people.length > 1 && !isOfPlace && people.every((one) => one.length < 80 && !/[(]/.test(one));
  for (const one of several ? people : [markup]) takeSpeaker(draft, one, line);
}

/** Only a remark counts: a title about "cancelled debts" is a title. */
export function calledOffIn(text: string): 'cancelled' | 'postponed' | null {
  const stripped = withoutCallOff(text);
  return stripped.length < text.replace(/\s+/g, ' ').trim().length ? calledOff(text) : null;
}

function malformed(when: When, line: number): Problem {
  const written = when.malformed ?? '';
  const range = when.end === null ? when.start : `${when.start}-${when.end}`;
  const fault = /[:.h]/.test(written) ? 'is not a full time' : 'has no colon';
  return problem('time-malformed', [line], `Line ${line}: the time “${written}” ${fault}; write ${range}.`);
}

function wrongWeekday(date: string, line: number): Problem {
  const day = Temporal.PlainDate.from(date);
  const name = day.toLocaleString('en', { weekday: 'long' });
  return problem(
    'weekday-contradicts-date',
    [line],
    `Line ${line}: ${date} is a ${name}, not the weekday written beside it; correct one of the two.`,
  );
}
