/**
 * Lines that begin with a date: `- 22 June 2021 - **Ana Bell**`, also with more lines below
 * (`by [Ana Bell](…)`, `- Time: 1pm-2pm`) and without a list mark.
 */
import { type DateOrder, findDate } from './date-words.ts';
import { BULLET, dateFirst, dayBelow, linesDatedBehind, MAX_ENTRY_LINE } from './dates-behind.ts';
import { isHeldBySomebody, isPause, settleState } from './entry-day-off.ts';
import { takeEntry } from './entry-text.ts';
import { readLabel } from './field-label.ts';
import { takeLabelled } from './labelled-line.ts';
import { WEEKDAY_PATTERN } from './month-words.ts';
import { entryMovedTo } from './moved-to.ts';
import { MAX_TALKS, type PageContext, type Recognised, type Stretch } from './page-context.ts';
import { findWatch, withoutWatchLinks } from './page-links.ts';
import { plainText } from './plain-text.ts';
import { readProse } from './prose.ts';
import { readStruck } from './struck-out.ts';
import {
  closeDraft,
  emptyDraft,
  type FoundTalk,
  type TalkDraft,
  takeRemark,
  takeWhen,
} from './talk-draft.ts';
import { calledOff, isNotRecorded, isUnknown, withoutCallOff } from './talk-state.ts';
import { isOnlyPlace, leadingPlace, leadingTime, readWhen } from './when-line.ts';

/** `Di. 9.6.`, `vr 12 juni` */
const SHORT_DAY = /^\W*(?:mo|di|mi|do|fr|sa|so|ma|wo|vr|za|zo|lun|mar|mer|jeu|ven|sam|dim)\.?,?\s*$/iu;
/** `14 April (Tuesday): …` */
const DAY_BEHIND = new RegExp(
  `^\\s*(?:[,(]?\\s*(?:${WEEKDAY_PATTERN})\\.?\\s*\\)?(?=\\s*[:;,|·–—-])|[,(]\\s*(?:${WEEKDAY_PATTERN})\\.?\\)?(?=\\s))`,
  'iu',
);
/** `On **21 October** Ana Bell talked about …` */
const ON_THE_DAY = /^(?:on|op|am|le|el|il)\s+(?=[*_]{0,3}\d{1,2}\D)/iu;
/** `Week 43 (21 October): Ana Bell`, `#12, 21 October: Ana Bell` */
const COUNTED =
  /^[*_]{0,2}(?:(?:week|wk|kw|session|talk|meeting|colloquium|seminar|no|nr|number)\.?\s?#?|#)\d{1,3}[*_]{0,2}\s?[:.,|–—-]?\s*(?=[([]?[*_]{0,2}\p{L}*\.?,?\s?\d{1,4}\P{N})/iu;
/** `On 3 May Ana Bell told us about`: the title stands below. */
const LEADS_ON = /\p{L}\s(?:about|on|over|über|sur)\s*:?\s*$/iu;
const ANNOUNCES =
  /^(?:On|Op|Am)\s.{5,200}\b(?:will|speaks|tells|gives|presents|we (?:welcome|host|have))\b.{10,}[.:]$/u;
const MAX_MORE_LINES = 40;
const MIN_PROSE = 70;

interface EntryStart {
  readonly markup: string;
  /** All of it is struck out. */
  readonly struck: boolean;
  /** It is an item of a list, not a line that stands by itself. */
  readonly isItem: boolean;
}

export function datedEntries(stretch: Stretch, page: PageContext): Recognised {
  const talks: FoundTalk[] = [];
  const taken: number[] = [];
  const labelled = hasLabels(stretch, page);
  const mayDateBehind = stretch.section !== 'next' && stretch.source.heading !== null;
  const datedBehind = linesDatedBehind(stretch, page);
  for (let line = stretch.source.from; line <= stretch.source.to; line += 1) {
    if (talks.length >= MAX_TALKS || isPause(line, page)) {
      taken.push(line);
      continue;
    }
    const start = stretch.taken.has(line)
      ? null
      : entryStart(line, page, !labelled, datedBehind.has(line) ? 'all' : mayDateBehind ? 'named' : 'none');
    const below = start === null && stretch.section !== 'next' ? dayBelow(line, stretch, page) : null;
    if (below !== null) {
      const found = readEntry(below.start, line, below.more, stretch, page);
      taken.push(...below.lines);
      if (found !== null) talks.push(found);
      line = below.lines.at(-1) ?? line;
      continue;
    }
    if (start === null) continue;
    const more = moreLines(line, stretch, page, !labelled, datedBehind);
    if (!start.isItem) more.push(...proseBelow(line + more.length, stretch, page));
    const several = more.length === 0 ? entriesInLine(start, page.senseAt(line).order) : [];
    if (several.length > 1) {
      taken.push(line);
      talks.push(
        ...several.map((one) => readEntry(one, line, more, stretch, page)).filter((one) => one !== null),
      );
      continue;
    }
    const found = readEntry(start, line, more, stretch, page);
    // The line of a talk that stands written out around it.
    if (stretch.section === 'next' && !start.isItem && isHalf(found)) continue;
    if (start.isItem && isBare(found) && listsFacts(line, stretch, page)) continue;
    taken.push(line, ...more);
    if (found !== null) talks.push(found);
    line = more.at(-1) ?? line;
  }
  return { talks, taken };
}

/** A bullet with a date in front; where nothing in the stretch has labels, any line with a date in front. */
function entryStart(
  line: number,
  page: PageContext,
  bare: boolean,
  behind: 'all' | 'named' | 'none' = 'none',
): EntryStart | null {
  const raw = (page.lines[line - 1] ?? '').slice(0, MAX_ENTRY_LINE);
  if (!/\d/.test(raw.slice(0, 80))) return null;
  const bullet = BULLET.exec(raw);
  if (bullet === null && (!bare || page.headingLines.has(line) || /^\s*(?:#|<t[drh]|\|)/i.test(raw)))
    return null;
  if (bullet === null && LEADS_ON.test(raw)) return null;
  // In Next a sentence is read as one.
  if (bullet === null && behind === 'none' && ANNOUNCES.test(raw)) return null;
  const markup = raw
    .slice(bullet?.[0].length ?? 0)
    .trim()
    .replace(ON_THE_DAY, '')
    .replace(COUNTED, '');
  const order = page.senseAt(line).order;
  const { markup: seen, struck } = readStruck(markup, order);
  const date = findDate(seen, order);
  if (date === null) return null;
  const before = plainText(seen.slice(0, date.from));
  if (date.from > 24 || (/\p{L}|\d/u.test(before) && !SHORT_DAY.test(before))) {
    const turned =
      (bullet === null && behind !== 'all') || behind === 'none'
        ? null
        : dateFirst(seen, date, behind === 'all');
    return turned === null ? null : { markup: turned, struck, isItem: true };
  }
  const rest = plainText(seen.slice(date.to));
  const when = readWhen(bullet === null ? withoutWatchLinks(seen) : seen, page.senseAt(line));
  // `14 May 2024, 14:00, room L1.02` alone on its line says when a talk is that stands around it.
  if (
    bullet === null &&
    ((!/\p{L}{3}/u.test(when.rest) && !saysUnknown(when.rest)) || isOnlyPlace(when.rest))
  )
    return null;
  return rest.length > 400 && bullet === null ? null : { markup: seen, struck, isItem: bullet !== null };
}

/** `21 Oct – Ana Bell · 4 Nov – tba · 18 Nov – Ben Cole`: every part begins with its day. */
function entriesInLine(start: EntryStart, order: DateOrder): EntryStart[] {
  const parts = start.markup.split(/\s*(?:[·•;|]|<br\s*\/?>)\s*|\s+\/\s+/u);
  const isDated = (part: string): boolean => {
    const date = findDate(part, order);
    return date !== null && !/\p{L}/u.test(plainText(part.slice(0, date.from)));
  };
  return parts.length > 1 && parts.every(isDated) ? parts.map((markup) => ({ ...start, markup })) : [];
}

/** `— t.b.d.` */
function saysUnknown(rest: string): boolean {
  return /[\p{L}?]/u.test(rest) && isUnknown(rest.replace(/^[\s:;,.|·–—-]+/u, ''));
}

function isBare(found: FoundTalk | null): boolean {
  return found !== null && found.talk.speaker === null && found.talk.title === null;
}

/** `* 3 March, 14:00`, `* Ana Bell (MIT)`, `* Glass that flows`: the items of one list are the facts of one talk. */
function listsFacts(line: number, { section, source }: Stretch, page: PageContext): boolean {
  if (section === 'schedule') return false;
  const isItem = (at: number): boolean =>
    at >= source.from && at <= source.to && /^(?:[-*+•]|\d{1,3}[.)])\s/.test(page.lines[at - 1] ?? '');
  const isDated = (at: number): boolean => isItem(at) && entryStart(at, page, false) !== null;
  let [first, last] = [line, line];
  while (isItem(first - 1)) first -= 1;
  while (isItem(last + 1)) last += 1;
  const items = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return items.length > 1 && items.length < 9 && items.filter((at) => isDated(at)).length === 1;
}

/** Neither name nor title, or one of them: the other stands elsewhere. */
function isHalf(found: FoundTalk | null): boolean {
  return found !== null && (found.talk.speaker === null || found.talk.title === null);
}

/** Behind a line that stands by itself: the paragraphs of its abstract, up to the next talk. */
function proseBelow(line: number, stretch: Stretch, page: PageContext): number[] {
  const below: number[] = [];
  for (let next = line + 1; next <= Math.min(stretch.source.to, line + MAX_MORE_LINES); next += 1) {
    const text = page.lines[next - 1] ?? '';
    if (text.trim() === '') continue;
    if (stretch.taken.has(next) || page.headingLines.has(next) || entryStart(next, page, true) !== null)
      break;
    const isWatch = findWatch(text, page.references) !== null;
    if (!isWatch && (plainText(text.slice(0, 2000)).length < MIN_PROSE || /^\s*(?:[-*+]\s|<t|\|)/.test(text)))
      break;
    below.push(next);
  }
  return below;
}

/** Lines below that belong to the entry: deeper bullets and text that follows without an empty line. */
function moreLines(
  line: number,
  stretch: Stretch,
  page: PageContext,
  bare: boolean,
  datedBehind: ReadonlySet<number>,
): number[] {
  const more: number[] = [];
  for (let next = line + 1; next <= Math.min(stretch.source.to, line + MAX_MORE_LINES); next += 1) {
    const text = page.lines[next - 1] ?? '';
    if (text.trim() === '') break;
    if (stretch.taken.has(next) || page.headingLines.has(next) || datedBehind.has(next)) break;
    if (entryStart(next, page, bare) !== null || /^(?:[-*+•]|\d{1,3}[.)])\s/.test(text)) break;
    more.push(next);
  }
  return more;
}

function readEntry(
  start: EntryStart,
  line: number,
  more: readonly number[],
  stretch: Stretch,
  page: PageContext,
): FoundTalk | null {
  const draft = emptyDraft(stretch.section);
  draft.lines.entry = line;
  const sense = page.senseAt(line);
  const date = findDate(start.markup, sense.order);
  const behind = date === null ? start.markup : behindDate(start.markup, date.from, date.to);
  const head = `${start.markup.slice(0, date?.to ?? 0)} ${behind.slice(0, leadingTime(behind))}`;
  takeWhen(draft, readWhen(head, sense), line);
  delete draft.lines.date;
  const untimed = behind.slice(leadingTime(behind));
  const room = leadingPlace(untimed);
  draft.place ??= room?.place ?? null;
  const isRoom = room === null && isOnlyPlace(bareWords(untimed));
  if (isRoom) draft.place ??= bareWords(untimed);
  const words: string[] = [isRoom ? '' : untimed.slice(room?.to ?? 0)];
  const prose: string[] = [];
  for (const number of more) takeMore(draft, number, page, words, prose);
  const isWrittenOut = draft.lines.title !== undefined || draft.lines.speaker !== undefined;
  if (isWrittenOut) {
    draft.lines.date = line;
    delete draft.lines.entry;
  }
  const text = words.join(' ').trim();
  const isDayOff = !settleState(draft, text, start.struck);
  takeEntry(draft, calledOff(text) === null ? text : withoutCallOff(text), line, page.references);
  if (isDayOff && !isHeldBySomebody(draft, text)) return null;
  const moved =
    draft.status === 'postponed' ? entryMovedTo(plainText(text), draft.speaker, line, page) : null;
  if (moved !== null) takeRemark(draft, { kind: 'moved', when: moved });
  if (moved !== null) draft.status = 'scheduled';
  draft.abstract ??= readProse(prose);
  return closeDraft(draft);
}

/** `, L3.36` behind the day: nothing but the room. */
function bareWords(untimed: string): string {
  return plainText(untimed).replace(/^[\s,;:|·@(–—-]+|[\s,;.)]+$/gu, '');
}

/** The rest of the line; a bold mark that closes right behind the date belongs to the date. */
function behindDate(markup: string, from: number, to: number): string {
  const mark = /\*\*|__|[*_`]/.exec(markup.slice(0, from))?.[0];
  const behind = markup.slice(to).replace(/^([*_`]{0,2})\s*[)\]]/, '$1');
  const marked = mark === undefined ? behind : behind.replace(mark, ' ');
  return marked.replace(DAY_BEHIND, ' ');
}

/** A line below the first: a labelled fact, or more words. */
function takeMore(draft: TalkDraft, line: number, page: PageContext, words: string[], prose: string[]): void {
  const raw = (page.lines[line - 1] ?? '').slice(0, 20_000);
  const label = readLabel(raw);
  if (label === null) {
    if (isNotRecorded(plainText(raw.slice(0, 400)))) return;
    const isFar = line > (draft.lines.entry ?? line) + 1 && (page.lines[line - 2] ?? '').trim() === '';
    const watch = isFar ? findWatch(raw, page.references) : null;
    if (watch !== null) {
      draft.watch ??= watch;
      draft.lines.watch ??= line;
    } else if (prose.length > 0 || raw.length > 400 || isFar) prose.push(...(isFar ? [''] : []), raw);
    else words.push(BULLET.test(raw) ? raw.replace(BULLET, ' | ') : raw);
    return;
  }
  if (label.field === 'abstract') {
    draft.lines.abstract = line;
    prose.push(label.value);
  } else takeLabelled(draft, label, raw, line, page);
}

function hasLabels(stretch: Stretch, page: PageContext): boolean {
  for (let line = stretch.source.from; line <= stretch.source.to; line += 1) {
    const field = readLabel(page.lines[line - 1] ?? '')?.field;
    if (field === 'date' || field === 'speaker' || field === 'abstract') return true;
  }
  return false;
}
