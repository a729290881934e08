/**
 * A talk written out over several lines: a heading with the title, then `Date:`, a photo, `Speaker:`, `Abstract`,
 * `Bio`, the recording, in any order and with any of them missing.
 */
import { findDate } from './date-words.ts';
import { type LabelledText, readLabel } from './field-label.ts';
import type { PlaceLine } from './labelled-line.ts';
import { isMonth } from './month-headings.ts';
import { MAX_TALKS, type PageContext, type Recognised, type Stretch } from './page-context.ts';
import { isFullName, looksLikeTitle } from './person-words.ts';
import { plainText } from './plain-text.ts';
import { sectionKind } from './section-words.ts';
import { findSeason } from './settle-year.ts';
import { divide } from './speaker-line.ts';
import { BlockReader } from './talk-block.ts';
import type { FoundTalk } from './talk-draft.ts';
import { findOpenings } from './talk-openings.ts';
import { isOnlyPlace, leadingTime } from './when-line.ts';

export function detailBlocks(stretch: Stretch, page: PageContext): Recognised {
  const found = blocksIn(stretch, page, null);
  const told = found.talks.length === 0 ? toldInHeading(stretch, page) : null;
  return told === null ? found : blocksIn(stretch, page, told);
}

/** `## Next Colloquium: Ana Bell (KNMI), 7 October, 14:00` over nothing that names her or the day. */
function toldInHeading({ section, source }: Stretch, page: PageContext): string | null {
  const { heading } = source;
  if (heading === null || section === 'schedule') return null;
  const words = /:\s+(\S.{5,200})$/u.exec(heading.markup)?.[1] ?? '';
  const isDated = findDate(words, page.senseAt(heading.line).order) !== null;
  return isDated && isFullName(divide(plainText(words)).name) ? words : null;
}

/** `told`: what the section's heading says of its talk, read before its lines. */
function blocksIn(stretch: Stretch, page: PageContext, told: string | null): Recognised {
  const talks: FoundTalk[] = [];
  const taken: number[] = [];
  let block = new BlockReader(stretch.section, page);
  let day: { readonly markup: string; readonly line: number } | null = null;
  let place: PlaceLine | null = null;
  let hasTitles = false;
  const close = (): void => {
    const { heading } = stretch.source;
    if (day !== null) block.takeSectionDate(day.markup, day.line, place);
    if (heading !== null) block.takeSectionHeading(heading.markup, heading.line);
    const found = block.close();
    if (found !== null) talks.push(found);
    if (found !== null) taken.push(...block.linesRead());
  };
  if (told !== null) block.takeLine(told, stretch.source.heading?.line ?? stretch.source.from);
  const headings = new Map(page.headings.map((heading) => [heading.line, heading]));
  const openings = findOpenings(stretch, page, headings);
  for (let line = stretch.source.from; line <= stretch.source.to && talks.length < MAX_TALKS; line += 1) {
    const written = stretch.taken.has(line) ? '' : (page.lines[line - 1] ?? '');
    const raw = written.length < 30 && isMonth(plainText(written)) ? '' : written;
    const label = readLabel(raw);
    const heading = label === null && !stretch.taken.has(line) ? headings.get(line) : undefined;
    if (heading !== undefined && sectionKind(heading.text, true) !== 'other' && !block.isOpen()) continue;
    const opens = openings.lines.has(line) && (block.isDated() || (openings.isDated && block.isOpen()));
    if (opens || block.endsBefore(label, heading, raw)) {
      close();
      block = new BlockReader(stretch.section, page);
    }
    if (label !== null) takeLabels(block, label, raw, line, page);
    else if (heading !== undefined) takeHeading(block, heading.markup, line, page);
    else for (const part of atBreaks(raw)) block.takeLine(part, line);
    hasTitles ||= heading !== undefined || label?.field === 'title';
    // A day before the first title holds for every talk of the section: `Date: 8 April`, then two talks with their times.
    if (!hasTitles && block.isDated()) day ??= { markup: raw, line };
    if (!hasTitles && label?.field === 'place') place ??= { label, raw, line };
  }
  close();
  return { talks, taken };
}

/** `When: 14:00, Where: L3.36`, `Speaker: Ana Bell<br>KNMI`: short facts in one line. */
function takeLabels(
  block: BlockReader,
  label: LabelledText,
  raw: string,
  line: number,
  page: PageContext,
): void {
  const isFact = /^(?:date|time|speaker|affiliation|place|online)$/.test(label.field);
  const parts = isFact ? atLabels(raw).flatMap((part) => atBreaks(part)) : [raw];
  if (label.field === 'speaker' && parts.length === 2 && isWhence(parts[1] ?? '', line, page)) {
    block.takeLabel({ ...label, value: label.value.replace(/\s*<br\s*\/?>\s*/i, ', ') }, raw, line);
    return;
  }
  for (const [at, part] of parts.entries()) {
    const own = at === 0 ? label : readLabel(part);
    if (own === null) block.takeLine(part, line);
    else block.takeLabel(at === 0 && parts.length > 1 ? (readLabel(part) ?? own) : own, part, line);
  }
}

/** What stands below a labelled name, where it is neither a day nor a room nor set apart as a title. */
function isWhence(part: string, line: number, page: PageContext): boolean {
  const text = plainText(part);
  const isTold = readLabel(part) !== null || /^["“„«]|[?!]$|https?:/u.test(text);
  if (isTold || isOnlyPlace(text) || leadingTime(text) > 0 || looksLikeTitle(text, 2)) return false;
  return /^\p{Lu}/u.test(text) && findDate(text, page.senseAt(line).order) === null;
}

const INLINE = /\s*[,;|·–—]\s+(?=(?:\*\*|__)?\p{Lu}\p{L}{2,12}(?:\*\*|__)?\s?:(?:\*\*|__)?\s)/u;
const MAX_SHORT = 600;

function atLabels(raw: string): string[] {
  const parts = raw.length > MAX_SHORT ? [raw] : raw.split(INLINE);
  return parts.every((part) => readLabel(part) !== null) ? parts : [raw];
}

/** The lines that a visitor sees, where the host broke one of the page. */
function atBreaks(raw: string): string[] {
  if (raw.length > MAX_SHORT || !/<br/i.test(raw)) return [raw];
  const parts = raw.split(/<br\s*\/?>/i).filter((part) => plainText(part) !== '');
  return parts.length > 1 && parts.every((part) => part.length < 200) ? parts : [raw];
}

/** `### 22 June 2021: Ana Bell` carries a date; any other heading inside a section is a title. */
function takeHeading(block: BlockReader, markup: string, line: number, page: PageContext): void {
  const text = plainText(markup);
  // `Spring 2026`, `March`: it says when the talks below it are, not what they are about.
  if (text.length < 30 && (findSeason(text) !== null || isMonth(text))) return;
  const date = findDate(markup, page.senseAt(line).order);
  const time = date === null ? leadingTime(plainText(markup)) : 0;
  if (date !== null && date.from < 30) block.takeDatedHeading(markup, line);
  else if (time > 0) block.takeTimedHeading(plainText(markup), time, line);
  else block.takeTitleHeading(markup, line);
}
