/** What single lines mean inside a written-out talk. */

import { matchNames } from '../match-names.ts';
import { findDate } from './date-words.ts';
import { bracketedName, readBy, readParts } from './entry-parts.ts';
import { takeEntry } from './entry-text.ts';
import type { LabelledText } from './field-label.ts';
import { MONTH_PATTERN } from './month-words.ts';
import type { PageContext } from './page-context.ts';
import { findWatch } from './page-links.ts';
import type { PageHeading } from './page-outline.ts';
import { isAcronym, isPersonLike, looksLikeAffiliation, looksLikeTitle } from './person-words.ts';
import { nameLook } from './piece-looks.ts';
import { plainText, withoutLinks } from './plain-text.ts';
import { isFooter } from './prose.ts';
import { isSeriesNotice } from './series-notice.ts';
import { divide, readSpeaker } from './speaker-line.ts';
import { calledOffIn, type TalkDraft, takeSpeaker, takeTitle, takeWhen } from './talk-draft.ts';
import { isUnknown, known } from './talk-state.ts';
import { isOnlyPlace, leadingPlace, leadingTime, readWhen } from './when-line.ts';

/** Inside an abstract `Topic: …` is prose; a label that cannot be, or one that stands apart, ends it. */
export function endsProse(label: LabelledText, raw: string, prose: readonly string[]): boolean {
  if (label.marked || /^(?:title|date|speaker|bio|abstract|watch|photo)$/.test(label.field)) return true;
  const apart =
    isUnknown(prose.join(' ').slice(0, 200)) || prose.at(-1)?.trim() === '' || /https?:/.test(raw);
  return apart && raw.length < 300 && /^(?:online|place|affiliation|ignored)$/.test(label.field);
}

/** `Seminar 3`, `Talk #12`: a heading that counts, no title. */
export function isNumbered(text: string): boolean {
  return /^(?:seminar|talk|colloquium|session|lecture|week|meeting|event|speaker)?\s*(?:no\.?|nr\.?|#)?\s*\d{1,4}[.:]?$/i.test(
    text,
  );
}

/** `1. Glass that flows`, `Talk 2: Glass that flows` without the count. */
export function withoutCount(text: string): string {
  return text.replace(
    /^\s*(?:(?:talk|session|lecture|part)\s*)?#?\d{1,2}(?:[.):]|\s[–—-])\s+(?=[\p{L}“"*_[])/iu,
    '',
  );
}

/** `Ana Bell – “Glass that flows”`, `Ana Bell (MIT): Glass that flows`. */
export function takeNamedTitle(draft: TalkDraft, text: string, line: number): boolean {
  const named =
    /^([^"“”„«»:]{3,80}?)\s*[-–—:,|]\s*["“„«](.{3,300})["”“»]\.?$/u.exec(text) ??
    /^([^"“”„«»:(]{3,60}\([^()]{2,150}\))\s*(?::|\s[-–—|])\s+(.{3,300})$/u.exec(text);
  if (draft.speaker !== null) return false;
  if (named === null || !isPersonLike(divide(named[1] ?? '').name)) return takeNamedParts(draft, text, line);
  takeTitle(draft, named[2] ?? '');
  takeSpeaker(draft, named[1] ?? '', line);
  draft.lines.title = line;
  draft.lines.speaker = line;
  return true;
}

/** `This week: Ana Bell (MIT) – Glass that flows`, `Next Colloquium (CANCELLED)`: what the heading of a section says of its talk. */
export function takeSectionWords(draft: TalkDraft, text: string, line: number): void {
  if (draft.status === 'scheduled') draft.status = calledOffIn(text) ?? draft.status;
  const behind = /[:–—|]\s+(.{5,400})$/u.exec(text)?.[1];
  if (draft.title === null && draft.speaker === null && behind !== undefined)
    takeNamedTitle(draft, behind, line);
  // `Our next speaker: Ana Bell`
  if (draft.speaker === null && behind !== undefined && nameLook(behind) >= 1)
    takeSpeaker(draft, behind, line);
}

/** `Ana Bell – Glass that flows`, `Glass that flows | Ana Bell, MIT`. */
function takeNamedParts(draft: TalkDraft, text: string, line: number): boolean {
  const parts = text.length > 300 ? null : (readBy(text) ?? readParts(text) ?? bracketedName(text));
  const isTold = 'affiliation' in (parts ?? {}) === false && /\s(?:by|door|von|par)\s/u.test(text);
  if (parts?.title == null) return false;
  if (!isTold && !looksLikeTitle(parts.title, 2) && !isUnknown(parts.title)) return false;
  takeTitle(draft, parts.title);
  takeSpeaker(draft, parts.speaker, line);
  if ('affiliation' in parts) draft.affiliation ??= parts.affiliation;
  draft.lines.title = line;
  draft.lines.speaker = line;
  return true;
}

/** `, 14:00–15:00, Lab42 L1.01 – Maud Ravensbergen (KNMI): title follows`. */
export function takeBehindDate(
  draft: TalkDraft,
  behind: string,
  line: number,
  references: ReadonlyMap<string, string>,
): void {
  const untimed = behind.slice(leadingTime(behind));
  if (isOnlyPlace(untimed)) return;
  const room = leadingPlace(untimed);
  draft.place = room?.place ?? draft.place;
  const rest = untimed.slice(room?.to ?? 0);
  if (!/\p{L}{3}/u.test(rest)) return;
  takeEntry(draft, rest, line, references);
  if (draft.title !== null) draft.lines.title ??= line;
  if (draft.speaker !== null) draft.lines.speaker ??= line;
}

/** `Ana Bell, MIT` below a heading that has named her. */
export function takeAffiliation(draft: TalkDraft, text: string, line: number): boolean {
  const { speaker, affiliation } = draft;
  if (speaker === null || affiliation !== null || text.length > 200) return false;
  const { name, rest } = divide(text);
  if (rest === '' || matchNames(name, speaker) !== 'same') return false;
  draft.affiliation = known(readSpeaker(text).affiliation);
  draft.lines.affiliation ??= line;
  return true;
}

/** What leads to a name: `— `, `A talk by `. */
export const LED =
  /^\s*(?:[–—-]{1,3}\s+(?=[*_[]{0,3}\p{Lu}))?(?:(?:an?\s+)?(?:talk|lecture|seminar|presentation)\s+(?=by\s))?/iu;

/** `**Ana Bell**, MIT`, `by Ana Bell`; below a title also `*Ana Bell, MIT*` and `Ana Bell (MIT)`. */
export function nameIn(raw: string, hasTitle: boolean): string | undefined {
  const near = raw.slice(0, 250).replace(LED, '');
  return (
    /^\s*(?:[-+•]\s+)?(?:by\s+)?(?:\*\*|__)([^*_]{3,80})(?:\*\*|__)/.exec(near)?.[1] ??
    /^\s*by\s+(\p{Lu}[^,(]{3,60})/u.exec(near)?.[1] ??
    (hasTitle
      ? /^\s*(?:[-+•]\s+)?[*_]{0,2}([^*_,(|·]{3,60}?)(?:[,(|·@]|\s[–—-]\s)[^*]{2,140}[*_]{0,2}\s*$/.exec(
          near,
        )?.[1]
      : affiliatedName(near))
  );
}

/** `Ana Bell (MIT)` without a mark and before there is a title: only where an institution follows the name. */
function affiliatedName(near: string): string | undefined {
  const text = plainText(near);
  const { name, rest } = divide(text);
  const affiliation = rest.replace(/^[\s(,–—|·-]+|[\s)]+$/gu, '');
  const isTold = looksLikeAffiliation(affiliation) || isAcronym(affiliation);
  return isTold && text.length < 160 && /^\S+\s\S/.test(name) ? name : undefined;
}

/** All of the line is bold. */
export function isBoldLine(raw: string): boolean {
  return /^\s*(?:\*\*|__|<(?:b|strong)>).{2,300}(?:\*\*|__|<\/(?:b|strong)>)\s*(?:<br\s*\/?>)?\s*$/i.test(
    raw,
  );
}

/** Behind a talk whose title is a bold line, another bold line that is no name of hers begins the next talk. */
export function isBoldTitleAgain(
  { title, speaker, lines }: TalkDraft,
  raw: string,
  page: PageContext,
): boolean {
  if (title === null || speaker === null || lines.title === undefined) return false;
  if (page.headingLines.has(lines.title) || !isBoldLine(page.lines[lines.title - 1] ?? '')) return false;
  return isBoldLine(raw) && !/\*\*.*\*\*.*\*\*/.test(raw) && findWatch(raw, page.references) === null;
}

/** A heading that could be a name stays a title, unless an affiliation follows the name. A bold line is the name. */
export function mustBeName({ title, lines }: TalkDraft, page: PageContext): boolean {
  const isHeading = page.headingLines.has(lines.title ?? 0);
  return !isHeading || looksLikeAffiliation(divide(title ?? '').rest);
}

/** Without a day it takes a date line that cannot be read, or both name and title; in a list nothing makes up for the day. */
export function isTalk({ date, title, speaker, section, lines }: TalkDraft): boolean {
  const parts = [title, speaker].filter((part) => part !== null).length;
  if (date !== null) return true;
  return section !== 'schedule' && parts > 0 && (lines.date !== undefined || parts > 1);
}

/** Whether what was taken for the title is a name: it is bold, an affiliation follows, or the page has it elsewhere too. */
export function isNamed({ title, speaker, lines }: TalkDraft, page: PageContext): boolean {
  const { name, rest } = divide(title ?? '');
  if (speaker !== null || title === null) return false;
  return (
    !page.headingLines.has(lines.title ?? 0) || /^[\s,(–—|·-]+\p{Lu}/u.test(rest) || isMentioned(name, page)
  );
}

export function isMentioned(name: string, page: PageContext): boolean {
  return page.lines.filter((line) => line.length < 3000 && line.includes(name)).length > 1;
}

/** `Tuesday 7 October · 14:00 · Lab42` */
export function isDayLine(raw: string, line: number, page: PageContext): boolean {
  const text = plainText(raw.slice(0, 400));
  const date = text.length < 140 ? findDate(text, page.senseAt(line).order) : null;
  return date !== null && !/\p{L}/u.test(text.slice(0, date.from));
}

/** `23 September 2025 · [recording](…)` */
export function takeDayBeside(draft: TalkDraft, raw: string, line: number, page: PageContext): void {
  if (draft.date === null && isDayLine(raw, line, page))
    takeWhen(draft, readWhen(withoutLinks(raw), page.senseAt(line)), line);
}

/** Behind an abstract only a short line with a day, a month or a season in it is no part of it any more. */
export function isNotice(raw: string, isInProse: boolean): boolean {
  const text = plainText(raw.slice(0, 700));
  return isSeriesNotice(text) && (!isInProse || (text.length < 160 && TIMED.test(text)));
}

const TIMED = new RegExp(
  String.raw`\d|\b(?:${MONTH_PATTERN}|until|summer|winter|spring|autumn|christmas|easter|year)\b`,
  'iu',
);

/** Sentences, and no title. */
export function isText(value: string): boolean {
  return value.length > 100 && /[.!?]\s+\p{Lu}/u.test(value);
}

const IMPLIED_ABSTRACT_CHARS = 70;

/** A paragraph without a label, once day and person (or title) are known. */
export function mayBeAbstract({ date, start, speaker, title, lines }: TalkDraft, text: string): boolean {
  const known = [date ?? start, speaker, title].filter((fact) => fact !== null).length;
  return (
    known >= 2 && lines.abstract === undefined && text.length >= IMPLIED_ABSTRACT_CHARS && !isFooter(text)
  );
}

/** `### Glass that flows` over `#### Ana Bell, MIT`: the second heading is of the same talk. */
export function isDeeper(
  { level, line }: PageHeading,
  titleLine: number | undefined,
  page: PageContext,
): boolean {
  const above = page.headings.find((one) => one.line === titleLine);
  return above !== undefined && level > above.level && line - above.line <= 4;
}

/** What was taken for the title is the name; false where there is none. */
export function turnTitleToName(draft: TalkDraft): boolean {
  const { title, lines } = draft;
  draft.title = null;
  if (lines.title === undefined || title === null) return false;
  takeSpeaker(draft, title, lines.title);
  draft.lines = { ...lines, speaker: lines.title };
  delete draft.lines.title;
  return true;
}
