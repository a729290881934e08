/**
 * What a line without a label says of a written-out talk: when it is, where, by whom. Each way of writing is tried in
 * turn; the first that knows the line fills the draft.
 */

import { takeAnnouncement } from './announcement-sentence.ts';
import { LED, nameIn, takeAffiliation, takeBehindDate, takeNamedTitle, withoutCount } from './block-lines.ts';
import { findDate } from './date-words.ts';
import { type ReadAlone, readAlone } from './entry-forms.ts';
import { readBy } from './entry-parts.ts';
import { takeEntry } from './entry-text.ts';
import { takeFactLine } from './fact-line.ts';
import { takeWatch } from './labelled-line.ts';
import { takeMeetingPlace, takeRoom } from './meeting-place.ts';
import type { PageContext } from './page-context.ts';
import { findLinks, watchAmong } from './page-links.ts';
import { isAcronym, isFullName, isPersonLike, looksLikeAffiliation, looksLikeTitle } from './person-words.ts';
import { plainText, withoutLinks } from './plain-text.ts';
import { affiliationOf, divide } from './speaker-line.ts';
import { type TalkDraft, takeSpeaker, takeTitle, takeWhen } from './talk-draft.ts';
import { isBreakNotice, isNotRecorded, known } from './talk-state.ts';
import { isOnlyPlace, leadingTime, readWhen, withoutStruck } from './when-line.ts';

interface Line {
  readonly raw: string;
  /** Its plain text. */
  readonly text: string;
  readonly number: number;
}

type Way = (draft: TalkDraft, line: Line, page: PageContext) => boolean;

const WAYS: readonly Way[] = [
  takeSentence,
  takeNameWithDay,
  takeDated,
  takeTimed,
  takeNamed,
  (draft, { raw, number }) => /[*_"“„«]/.test(raw) && takeFormed(draft, raw, number),
  takeRoom,
  takeNameAgain,
  takeAffiliationLine,
  takeTitleLine,
  takePlainTitle,
  takeNameAlone,
];

/** True where the line was one of these. */
export function takeUnlabelledLine(draft: TalkDraft, line: Line, page: PageContext): boolean {
  return isNote(line.text) || WAYS.some((way) => way(draft, line, page));
}

/** `Note: this time in another building!`: a remark to the reader, neither title nor name; what it changes stands elsewhere too. */
function isNote(text: string): boolean {
  return (
    /^(?:please )?(?:note|nb|n\.b\.|attention|remark|let op|opgelet|achtung|hinweis|attention|atención|nota)\s*[:!–—]/iu.test(
      text,
    ) && !/\d{1,2}[.:]\d{2}|\b\d{4}\b/.test(text)
  );
}

function takeSentence(draft: TalkDraft, { raw, number }: Line, page: PageContext): boolean {
  if (!takeAnnouncement(draft, raw, number, page.senseAt(number)))
    return takeMeetingPlace(draft, raw, number);
  const watch = watchAmong(findLinks(raw, page.references));
  if (watch !== null) takeWatch(draft, watch, number);
  return true;
}

/** `Ghent University. Room L3.36. 14:00.` below the day or the name. */
export function takeFacts(draft: TalkDraft, { raw, number }: Line, page: PageContext): boolean {
  const isOpen = draft.date !== null || draft.speaker !== null;
  return isOpen && takeFactLine(draft, raw, number, page.senseAt(number));
}

/** `Tuesday 22 June 2021, 14:00-15:00, L1.02`, also with the name and the title behind it. */
function takeDated(draft: TalkDraft, { raw, text, number }: Line, page: PageContext): boolean {
  const sense = page.senseAt(number);
  const date = draft.date === null && text.length < 300 ? findDate(text, sense.order) : null;
  const near = raw.slice(0, 600);
  const isMarked = date !== null && /\s[–—-]\s/.test(near) && /[*_"“]/.test(near);
  const isFirst = date !== null && (date.from < 12 || isWhen(text.slice(0, date.from)));
  if (date === null || !isFirst || (text.length >= 140 && !isMarked)) return false;
  takeWhen(draft, readWhen(text, sense), number);
  const written = draft.speaker === null ? findDate(near, sense.order) : null;
  if (written !== null && (isMarked || isNamedBehind(near.slice(written.to))))
    takeBehindDate(draft, near.slice(written.to), number, page.references);
  return true;
}

/** `14:00 - 15:00 CET, ` and `Lab42, L3.36, ` before the day. */
function isWhen(before: string): boolean {
  const rest = before
    .slice(leadingTime(before))
    .replace(TIME_ELSEWHERE, '')
    .replace(/^[\s,;:|·–—-]+|[\s,;:|·–—-]+$/gu, '');
  return !/\p{L}/u.test(rest) || isOnlyPlace(rest);
}

/** `14:00 CEST (8 am EDT), `: the same hour in another zone. */
const TIME_ELSEWHERE = /\([^()]{0,30}\d[^()]{0,40}\)/gu;

/** `, 14:00-15:00: Ana Bell` */
function isNamedBehind(behind: string): boolean {
  const words = plainText(behind.slice(leadingTime(behind))).replace(/^[\s:,;|·–—-]+/u, '');
  return isFullName(divide(words).name);
}

/** `**Ana Bell** (MIT), 3 March 2026, 14:00` */
function takeNameWithDay(draft: TalkDraft, { raw, text, number }: Line, page: PageContext): boolean {
  if (draft.date !== null || draft.speaker !== null || text.length > 200) return false;
  const near = raw.slice(0, 600);
  const sense = page.senseAt(number);
  const date = findDate(near, sense.order);
  if (date === null) return false;
  const before = near.slice(0, date.from).replace(/[\s,;:|·(–—-]+(?:on\s*)?$/u, '');
  const by = draft.title === null ? readBy(withoutCount(plainText(before))) : null;
  if (by !== null) return takeTitleBy(draft, by, near.slice(date.from), number, page);
  const formed = draft.title === null ? readAlone(withoutLinks(before)) : null;
  if (formed !== null) takeReadAlone(draft, formed, number);
  if (formed === null && !isFullName(divide(plainText(before)).name)) return false;
  takeWhen(draft, readWhen(near.slice(date.from), sense), number);
  if (formed === null) takeSpeaker(draft, withoutStruck(before), number);
  draft.lines.speaker = number;
  // `…, on 23 September: *Ice* ([video](…))`
  const behind = near.slice(date.to);
  const title = /^\s*[:–—-]\s+(?:["“„«*_]{1,2})([^"“”„«»*_]{3,200})["”“»*_]/u.exec(withoutLinks(behind))?.[1];
  if (draft.title === null && title !== undefined) takeTitle(draft, title);
  takeWatch(draft, watchAmong(findLinks(behind, page.references)), number);
  return true;
}

/** `**Glass that flows** by *Ana Bell* (MIT), 3 March 2026 [[video](…)]` */
function takeTitleBy(
  draft: TalkDraft,
  by: { readonly title: string; readonly speaker: string },
  behind: string,
  line: number,
  page: PageContext,
): boolean {
  takeWhen(draft, readWhen(withoutLinks(behind), page.senseAt(line)), line);
  takeTitle(draft, by.title);
  takeSpeaker(draft, by.speaker, line);
  draft.lines.title ??= line;
  draft.lines.speaker = line;
  takeWatch(draft, watchAmong(findLinks(behind, page.references)), line);
  return true;
}

/** `Ana Bell: “Glass that flows”`, `1. **Glass that flows** by *Ana Bell* (MIT)` on a line by itself. */
function takeNamed(draft: TalkDraft, { raw, text, number }: Line): boolean {
  if (draft.title !== null || draft.speaker !== null || text.length > 200 || raw.trimEnd().endsWith('.'))
    return false;
  return takeNamedTitle(draft, withoutCount(text), number);
}

/** `**Ana Bell**, KNMI: *Glass that flows*`: name, affiliation and title in one line, each with its mark. */
export function takeFormed(draft: TalkDraft, raw: string, line: number): boolean {
  if (draft.title !== null || draft.speaker !== null || raw.length > 250) return false;
  const parts = readAlone(withoutLinks(raw.trim()));
  if (parts === null) return false;
  takeReadAlone(draft, parts, line);
  return true;
}

function takeReadAlone(draft: TalkDraft, { title, speaker, affiliation }: ReadAlone, line: number): void {
  takeTitle(draft, title);
  takeSpeaker(draft, speaker, line);
  draft.affiliation ??= known(affiliationOf(affiliation ?? '')?.text ?? null);
  draft.lines.title ??= line;
  draft.lines.speaker = line;
}

/** `14:00 – 15:00 | **Ana Bell**, MIT` below a date that stands for several talks. */
function takeTimed(draft: TalkDraft, { raw, text, number }: Line, page: PageContext): boolean {
  if (draft.start !== null || text.length > 250) return false;
  const near = raw.slice(0, 600).replace(/^\s*(?:[-*+]\s+)?/, '');
  const mark = /^[*_]{0,3}/.exec(near)?.[0].length ?? 0;
  const end = leadingTime(near.slice(mark));
  if (end === 0) return false;
  takeWhen(draft, readWhen(near.slice(0, mark + end), page.senseAt(number)), number);
  draft.lines.time ??= number;
  const rest = near.slice(mark + end).replace(/^[\s|,;:·–—-]+/, '');
  if (isOnlyPlace(rest)) draft.place ??= plainText(rest);
  else if (draft.speaker === null && /\p{L}{3}/u.test(rest)) takePeople(draft, rest, number, page);
  return true;
}

function takePeople(draft: TalkDraft, words: string, line: number, page: PageContext): void {
  const { title } = draft;
  takeEntry(draft, words, line, page.references);
  if (title !== null && draft.title !== title) draft.title = title;
  else if (draft.title !== null) draft.lines.title ??= line;
  if (draft.speaker !== null) draft.lines.speaker ??= line;
}

function takeNameAgain(draft: TalkDraft, { text, number }: Line): boolean {
  return takeAffiliation(draft, text, number);
}

/** `*Glass that flows*`, `“Glass that flows”` below the name: all of the line is set apart. */
function takeTitleLine(draft: TalkDraft, { raw, text, number }: Line): boolean {
  const isApart =
    /^\s*(?:>\s*)?(?:[*_](?![*_\s])[^*_]{3,300}[*_]|["“„«][^"“”„«»]{3,300}["”“»]|<(?:em|i)>[^<>]{3,300}<\/(?:em|i)>)\s*(?:<br\s*\/?>)?\s*$/i.test(
      raw,
    );
  if (!isApart || draft.title !== null || draft.speaker === null || isOnlyPlace(text)) return false;
  if (isBreakNotice(text) || isNotRecorded(text) || looksLikeAffiliation(text) || isPersonLike(text))
    return false;
  takeTitle(draft, raw.trim());
  draft.lines.title ??= number;
  return true;
}

/** `<p align="center">Ana Bell<br>` without the paragraph's marks. */
export function withoutWrapper(raw: string): string {
  const cells = /^\s*\|([^|]{2,80}\|[^|]{2,120})\|\s*$/.exec(raw)?.[1];
  if (cells !== undefined) return cells.trim();
  if (!raw.includes('<')) return raw.replace(/^\s*(?:\p{Extended_Pictographic}\uFE0F?\s+)+(?=\S)/u, '');
  return raw
    .replace(/^\s*(?:<(?:p|div|center|section|article|small|font)\b[^<>]{0,300}>\s*)+/i, '')
    .replace(/(?:\s*(?:<br\s*\/?>|<\/(?:p|div|center|section|article|small|font)>))+\s*$/i, '');
}

/** `TU Graz`, `*MIT*`, `*KNMI, De Bilt*` right below the name. */
function takeAffiliationLine(draft: TalkDraft, { text, number }: Line, page: PageContext): boolean {
  const { speaker, affiliation, lines } = draft;
  if (speaker === null || affiliation !== null || text.length > 120 || text.endsWith('.')) return false;
  const isBelow = lines.speaker === number || nearestLine(number - 1, -1, page) === lines.speaker;
  if (!isBelow || isOnlyPlace(text)) return false;
  const isShort = isAcronym(text.replace(/,\s\p{Lu}[\p{L}' -]{1,40}$/u, ''));
  if (!(looksLikeAffiliation(text) || isShort) || looksLikeTitle(text)) return false;
  draft.affiliation = text;
  draft.lines.affiliation ??= number;
  return true;
}

/** `Ana Bell` alone below the title, where the line below it is her institution, the day, or the abstract. */
function takeNameAlone(draft: TalkDraft, { text, number }: Line, page: PageContext): boolean {
  const { title, speaker, lines } = draft;
  if (title === null || speaker !== null || nearestLine(number - 1, -1, page) !== lines.title) return false;
  if (!isFullName(text) || isOnlyPlace(text)) return false;
  const next = nearestLine(number + 1, 1, page);
  const below = next === null ? '' : plainText(withoutWrapper(page.lines[next - 1] ?? '').slice(0, 2000));
  const date = findDate(below, page.senseAt(number).order);
  const isTold = looksLikeAffiliation(below) || isAcronym(below) || below.length >= MIN_ABSTRACT;
  if (!isTold && (date === null || date.from > 12)) return false;
  takeSpeaker(draft, text, number);
  draft.lines.speaker = number;
  return true;
}

const NOTICE =
  /\b(?:please|welcome|note|register|registration|join|link|coffee|tea|drinks|lunch|recording|recorded|slides|video|talk|speaker|colloquium|seminar|we|you|your|our|abstract|more|via|will|everyone|attend\w*)\b|[.:;]$|https?:|\d[:.]\d\d/iu;

/** A short line between the name and the first paragraph: `Ana Bell (MIT)`, `Glass that flows`, the abstract. */
function takePlainTitle(draft: TalkDraft, { raw, text, number }: Line, page: PageContext): boolean {
  const { title, speaker, date, lines } = draft;
  if (title !== null || speaker === null || date === null || text.length > 160 || /^\s*[-*+>|<]/.test(raw))
    return false;
  const above = nearestLine(number - 1, -1, page);
  const below = nearestLine(number + 1, 1, page);
  const isBetween = above !== null && (above === lines.speaker || above === lines.date) && below !== null;
  if (!isBetween || plainText(page.lines[(below ?? 1) - 1] ?? '').length < MIN_ABSTRACT) return false;
  if (NOTICE.test(text) || !looksLikeTitle(text) || isOnlyPlace(text) || isPersonLike(text)) return false;
  takeTitle(draft, text);
  draft.lines.title ??= number;
  return true;
}

const MIN_ABSTRACT = 70;

function nearestLine(from: number, step: 1 | -1, page: PageContext): number | null {
  for (let line = from; line >= 1 && line <= page.lines.length; line += step) {
    if ((page.lines[line - 1] ?? '').trim() !== '') return line;
  }
  return null;
}

/** `**Ana Bell**, MIT`, `by Ana Bell`, `_Dr. Ana Bell | MIT_` below a title. */
export function takeNameLine(draft: TalkDraft, { raw, text, number }: Line): boolean {
  const named = nameIn(raw, draft.title !== null);
  if (draft.speaker !== null || text.length >= 200 || named === undefined) return false;
  if (!isPersonLike(plainText(named))) return false;
  draft.lines.speaker = number;
  takeSpeaker(
    draft,
    withoutStruck(raw)
      .replace(LED, '')
      .replace(/^\s*(?:[-*+]\s+)?(?:by\s+)?/i, ''),
    number,
  );
  return true;
}
