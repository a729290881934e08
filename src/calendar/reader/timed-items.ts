/**
 * A session of several talks: one day for all, and a list whose items begin with their times.
 *
 *     **Tuesday 3 November, 13:30-16:00, Lab42**
 *     - 13:30-14:10 **Ana Bell** (MIT) – *Glass that flows*
 *     - 14:10-14:30 coffee
 *     - 14:30-15:10 **Ben Cole** (KIT) – *Sand that stands*
 */
import { takeEntry } from './entry-text.ts';
import { MAX_TALKS, type PageContext, type Recognised, type Stretch } from './page-context.ts';
import { plainText } from './plain-text.ts';
import { closeDraft, emptyDraft, type FoundTalk, takeWhen } from './talk-draft.ts';
import { known } from './talk-state.ts';
import { leadingTime, readWhen, type When } from './when-line.ts';

const ITEM = /^\s{0,3}(?:[-*+•–]|\d{1,2}[.)])\s+/;
const MAX_LINE = 2000;
/** One talk with its time is no list of them. */
const MIN_TALKS = 2;

export function timedItems(stretch: Stretch, page: PageContext): Recognised {
  const { from, to } = stretch.source;
  const items: number[] = [];
  for (let line = from; line <= to; line += 1)
    if (!stretch.taken.has(line) && isTimed(page.lines[line - 1] ?? '')) items.push(line);
  const day = items[0] === undefined ? null : dayAbove(items[0], stretch, page);
  if (day === null || items.length > MAX_TALKS) return { talks: [], taken: [] };
  if (!items.every((line) => ITEM.test(page.lines[line - 1] ?? '')) && !standTogether(items, to, page))
    return { talks: [], taken: [] };
  const talks = items.flatMap((line) => readItem(line, day, stretch, page));
  if (talks.length < MIN_TALKS) return { talks: [], taken: [] };
  const last = lastLineOf(items.at(-1) ?? to, to, page);
  return { talks, taken: Array.from({ length: last - from + 1 }, (_, at) => from + at) };
}

/** `- 13:30-14:10 Ana Bell`; a date in it makes it an entry of a schedule. */
function isTimed(raw: string): boolean {
  if (raw.length > MAX_LINE || /^\s*[#|<>]/.test(raw)) return false;
  const text = plainText(raw.slice(ITEM.exec(raw)?.[0].length ?? 0));
  const time = leadingTime(text);
  return time > 0 && /\p{L}/u.test(text.slice(time)) && /\d[:.h]?\d/.test(text.slice(0, time));
}

/** Lines without list marks are a list where nothing stands between them; else they begin talks that are written out. */
function standTogether(items: readonly number[], to: number, page: PageContext): boolean {
  const [first = 0, last = 0] = [items[0], items.at(-1)];
  const all = new Set(items);
  for (let line = first; line <= Math.min(to, last + 2); line += 1) {
    if (!all.has(line) && /\S/.test(page.lines[line - 1] ?? '') && !page.headingLines.has(line)) return false;
  }
  return true;
}

interface Day {
  readonly line: number;
  readonly when: When;
}

/** The only day that the lines before the list name. */
export function dayAbove(first: number, { source, taken }: Stretch, page: PageContext): Day | null {
  const days: Day[] = [];
  for (let line = source.from; line < first; line += 1) {
    const raw = page.lines[line - 1] ?? '';
    if (taken.has(line) || raw.length > MAX_LINE || !/\d/.test(raw)) continue;
    const when = readWhen(raw, page.senseAt(line));
    if (when.date !== null) days.push({ line, when });
  }
  const [only, ...others] = days;
  return only !== undefined && others.length === 0 ? only : null;
}

/** Empty for coffee, a discussion or the opening. */
function readItem(line: number, day: Day, stretch: Stretch, page: PageContext): FoundTalk[] {
  const raw = page.lines[line - 1] ?? '';
  const markup = raw.slice(ITEM.exec(raw)?.[0].length ?? 0);
  const time = leadingTime(markup);
  const { start, end, zoneLabel } = readWhen(markup.slice(0, time), page.senseAt(line));
  const draft = emptyDraft(stretch.section);
  takeWhen(draft, { ...day.when, start, end, zoneLabel: zoneLabel ?? day.when.zoneLabel }, day.line);
  draft.lines.entry = line;
  takeEntry(draft, markup.slice(time), line, page.references);
  draft.abstract ??= known(below(line, stretch.source.to, page));
  return draft.speaker === null ? [] : [closeDraft(draft)];
}

/** The words under an item, up to the next one or a blank line. */
function below(item: number, to: number, page: PageContext): string {
  const words: string[] = [];
  for (let line = item + 1; line <= to; line += 1) {
    const raw = page.lines[line - 1] ?? '';
    if (!/\S/.test(raw) || ITEM.test(raw) || page.headingLines.has(line)) break;
    words.push(raw);
  }
  return plainText(words.join(' '));
}

/** What is indented below an item, or follows it without a blank line, belongs to it. */
function lastLineOf(item: number, to: number, page: PageContext): number {
  let last = item;
  while (last < to && /\S/.test(page.lines[last] ?? '') && !page.headingLines.has(last + 1)) last += 1;
  return last;
}
