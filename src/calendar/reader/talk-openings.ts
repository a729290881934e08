/**
 * How the talks of one section begin: their siblings tell. Where the first line of a section is a day, a heading or a label,
 * and lines of that kind come again, each of them begins a talk.
 */
import { findDate } from './date-words.ts';
import { readLabel } from './field-label.ts';
import { outerItems } from './list-outlines.ts';
import { isMonth } from './month-headings.ts';
import type { PageContext, Stretch } from './page-context.ts';
import type { PageHeading } from './page-outline.ts';
import { plainText } from './plain-text.ts';
import { sectionKind } from './section-words.ts';
import { peopleIn } from './sentences.ts';
import { findSeason } from './settle-year.ts';

export interface Openings {
  /** The lines that begin a talk (1-based). */
  readonly lines: ReadonlySet<number>;
  /** Every one of them says its day; another kind begins a talk only where the one before has its day. */
  readonly isDated: boolean;
}

const MAX_LINE = 300;
const BOLD = /^\s{0,3}(?:\*\*|__|<(?:b|strong)>)/i;

export function findOpenings(
  { section, source, taken }: Stretch,
  page: PageContext,
  headings: ReadonlyMap<number, PageHeading>,
): Openings {
  const outer = outerItems({ section, source, taken }, page);
  if (outer.length > 0) return { lines: new Set(outer), isDated: true };
  const kinds = new Map<string, number[]>();
  let first: string | null = null;
  for (let line = source.from; line <= source.to; line += 1) {
    const kind = taken.has(line) ? null : kindOf(line, page, headings.get(line));
    if (kind === null) continue;
    first ??= kind;
    kinds.set(kind, [...(kinds.get(kind) ?? []), line]);
  }
  const apart = first === 'text' ? dayParagraphs(source, taken, page) : [];
  if (apart.length > 1) return { lines: new Set(apart), isDated: true };
  const lines = first === null ? [] : (kinds.get(first) ?? []);
  const isDated = first?.startsWith('day') === true;
  const mayOpen = first !== null && first !== 'text' && lines.length > 1;
  return { lines: new Set(mayOpen ? lines : []), isDated };
}

const MAX_PARAGRAPH_LINES = 6;

/** `**Ana Bell** (MIT)`, `*Glass*`, `21 October` in one paragraph, and again in the next: their first lines. */
function dayParagraphs(source: Stretch['source'], taken: ReadonlySet<number>, page: PageContext): number[] {
  const openings: number[] = [];
  let paragraph: number[] = [];
  const close = (): void => {
    const [opening, ...others] = paragraph;
    const isShort = paragraph.every((line) => (page.lines[line - 1] ?? '').length <= MAX_LINE);
    const isDated = paragraph.some((line) =>
      beginsWithDay(plainText(page.lines[line - 1] ?? ''), line, page),
    );
    const isTalk = others.length > 0 && paragraph.length <= MAX_PARAGRAPH_LINES && isShort && isDated;
    if (opening !== undefined && isTalk) openings.push(opening);
    paragraph = [];
  };
  for (let line = source.from; line <= source.to; line += 1) {
    const raw = (page.lines[line - 1] ?? '').trim();
    if (raw === '' || taken.has(line) || page.headingLines.has(line)) close();
    else if (raw !== '\u200b') paragraph.push(line);
  }
  close();
  return openings;
}

/** Null for lines that belong to no talk: empty ones, months, names of sections. */
function kindOf(line: number, page: PageContext, heading: PageHeading | undefined): string | null {
  const raw = page.lines[line - 1] ?? '';
  if (raw.trim() === '' || raw.trim() === '\u200b') return null;
  const label = readLabel(raw);
  if (label !== null) return label.field === 'ignored' ? null : `label ${label.field}`;
  if (heading !== undefined) {
    const { text, level } = heading;
    if (sectionKind(text, true) !== 'other') return null;
    if (text.length < 30 && (findSeason(text) !== null || isMonth(text))) return null;
    return `${beginsWithDay(text, line, page) ? 'day ' : ''}heading ${level}`;
  }
  if (isTold(raw, line, page)) return 'day told';
  if (raw.length > MAX_LINE) return 'text';
  const isMarked = BOLD.test(raw);
  return isMarked && beginsWithDay(plainText(raw), line, page) ? 'day bold' : 'text';
}

const MAX_TOLD = 600;

/** `On **Tuesday 23 February** Ana Bell (MIT) told us about`: a sentence that begins with the day and names who speaks. */
function isTold(raw: string, line: number, page: PageContext): boolean {
  if (raw.length > MAX_TOLD || !/^[*_]{0,3}\p{Lu}.{0,40}\d/u.test(raw) || raw.split(' ').length < 8)
    return false;
  const date = findDate(raw, page.senseAt(line).order);
  return (
    date !== null &&
    /^(?:[*_]{0,3}\p{L}+,?\s+){0,2}[*_]{0,3}$/u.test(raw.slice(0, date.from)) &&
    peopleIn(raw).length > 0
  );
}

function beginsWithDay(text: string, line: number, page: PageContext): boolean {
  const date = findDate(text, page.senseAt(line).order);
  return date !== null && !/\p{L}/u.test(text.slice(0, date.from));
}
