/** The headings of a page and the sections they open: Next, Schedule, Previous, and all the rest. */

import { findDate } from './date-words.ts';
import { readLabel } from './field-label.ts';
import { isMonth } from './month-headings.ts';
import { plainText } from './plain-text.ts';
import { isAside, isUpcoming, mayBeList, type SectionKind, sectionKind } from './section-words.ts';
import { findSeason, type Season } from './settle-year.ts';

export interface PageHeading {
  /** 1-based. */
  readonly line: number;
  readonly level: number;
  readonly text: string;
  /** The raw text behind the marks. */
  readonly markup: string;
  /** A `#` line right under other text: Kramdown shows it as text, not as a heading. */
  readonly glued: boolean;
}

export interface PageSection {
  readonly kind: SectionKind;
  readonly heading: PageHeading | null;
  /** 1-based, both inclusive; the heading's own line is not in it. */
  readonly from: number;
  readonly to: number;
  /** Talks headed by their days, side by side with the other sections; the first heading is in it. */
  readonly isDays?: true;
}

/** `written`: the lines before comments were hidden and tags joined; they tell whether a heading is glued. */
export function readHeadings(lines: readonly string[], written: readonly string[] = lines): PageHeading[] {
  const headings: PageHeading[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '' || line.length > 2000) continue;
    const found = atx(line) ?? html(line) ?? bold(line) ?? setext(line, lines[index + 1]);
    if (found === null) continue;
    const above = (written[index - 1] ?? '').trim();
    const glued = line.startsWith('#') && above !== '' && !/^#|^---$|-->$|^\{[%{:].*\}$/.test(above);
    headings.push({
      line: index + 1,
      level: found.level,
      text: plainText(found.markup),
      markup: found.markup,
      glued,
    });
  }
  return headings;
}

const MAX_HEADINGS = 200;

type Start = Omit<PageSection, 'to'>;

/** Sections in page order. A deeper heading that names no section is content of the one it stands in. */
export function readSections(headings: readonly PageHeading[], lines: readonly string[]): PageSection[] {
  const lineCount = lines.length;
  const starts: Start[] = [{ kind: 'other', heading: null, from: 1 }];
  let level = 0;
  let kind: SectionKind = 'other';
  const base = sectionLevel(headings);
  for (const heading of headings) {
    if (readLabel(`# ${heading.markup}`) !== null) continue;
    const deeper = heading.level > level && (kind !== 'other' || (level > 0 && level === base));
    const named = sectionKind(heading.text, deeper);
    if (deeper && (named === 'other' || (named === kind && !opensList(heading.text)))) continue;
    const isDated = named === 'other' && isDay(heading.text);
    if (heading.level > level && starts.length > 1 && isDated) continue;
    const isAmongDays = starts.at(-1)?.isDays === true && named === 'other';
    if (isAmongDays && (isDated || heading.level > level)) continue;
    if (isDated) starts.push({ kind: named, heading: null, from: heading.line, isDays: true });
    else starts.push({ kind: named, heading, from: heading.line + 1 });
    level = heading.level;
    kind = named;
  }
  return joinEmpty(
    starts.map((start, index) => {
      const next = starts[index + 1];
      const to = next === undefined ? lineCount : next.from - (next.isDays === true ? 1 : 2);
      return { ...start, to };
    }),
    lines,
  );
}

/** The level of the sections: that of the first heading that names one, else the highest one with several headings. */
function sectionLevel(headings: readonly PageHeading[]): number {
  const named = headings.slice(0, MAX_HEADINGS).find(({ text }) => sectionKind(text) !== 'other');
  if (named !== undefined) return named.level;
  const levels = headings.map(({ level }) => level).sort((a, b) => a - b);
  return levels.find((level, at) => levels[at + 1] === level) ?? 0;
}

/** `## Next Colloquium` right above `## Glass that flows`: the title should have been a smaller heading. */
function joinEmpty(sections: readonly PageSection[], lines: readonly string[]): PageSection[] {
  return sections.flatMap((section, at) => {
    const [above, below] = [sections[at - 1], sections[at + 1]];
    if (above !== undefined && isJoined(above, section, lines)) return [];
    return [below !== undefined && isJoined(section, below, lines) ? { ...section, to: below.to } : section];
  });
}

function isJoined(section: PageSection, below: PageSection, lines: readonly string[]): boolean {
  const isEmpty = lines.slice(section.from - 1, section.to).every((line) => /^[\s\u200b]*$/.test(line));
  const { kind, heading } = below;
  return section.kind === 'next' && isEmpty && kind === 'other' && heading !== null && !isAside(heading.text);
}

/** `### 21 October: Ana Bell` is a talk of its section, whatever that is called. */
function isDay(text: string): boolean {
  const date = findDate(text, 'day-first');
  return date !== null && !/\p{L}/u.test(text.slice(0, date.from));
}

/** `### Coming up` below the talk of `## Next`: the list, not more of that talk. */
function opensList(text: string): boolean {
  return isUpcoming(text) || mayBeList(text);
}

/**
 * "Upcoming" is the list behind a section that says Next. Without one it holds the next talk, and so does
 * "Upcoming talks" where the talks in it are written out.
 */
export function settleUpcoming(sections: readonly PageSection[], lines: readonly string[]): PageSection[] {
  const isOpen = (section: PageSection): boolean => isUpcoming(section.heading?.text ?? '');
  const named = sections.some((section) => section.kind === 'next' && !isOpen(section));
  const first = sections.find((section) => section.kind === 'next' && !isOpen(section));
  return sections.map((section) => {
    if (section.kind === 'next' && section !== first && mayBeList(section.heading?.text ?? ''))
      return { ...section, kind: 'schedule' };
    if (!isOpen(section) || section.kind === 'other' || section.kind === 'previous') return section;
    const next = section.kind === 'next' || hasFacts(lines.slice(section.from - 1, section.to));
    return { ...section, kind: next && !named ? 'next' : 'schedule' };
  });
}

function hasFacts(lines: readonly string[]): boolean {
  return lines.some((line) => {
    const title = atx(line)?.markup ?? '';
    if (title !== '') return !isMonth(title) && findSeason(title) === null;
    return /^(?:date|speaker)$/.test(readLabel(line)?.field ?? '');
  });
}

/** The season that holds on each line (index 0 is line 1): from the nearest heading above that names one, else the page's. */
export function seasonsByLine(
  headings: readonly PageHeading[],
  page: Season | null,
  lineCount: number,
): readonly (Season | null)[] {
  const named = new Map(headings.map((heading) => [heading.line, findSeason(heading.text)]));
  const seasons: (Season | null)[] = [];
  let holds = page;
  for (let line = 1; line <= lineCount; line += 1) {
    holds = named.get(line) ?? holds;
    seasons.push(holds);
  }
  return seasons;
}

interface Found {
  readonly level: number;
  readonly markup: string;
}

function atx(line: string): Found | null {
  const match = /^ {0,3}(#{1,6})(?=([\t ]*))/.exec(line);
  if (match === null) return null;
  const level = match[1]?.length ?? 1;
  if (level === 1 && match[2] === '') return null;
  const rest = line.slice(match[0].length).trim();
  const markup = rest.endsWith('#') ? rest.replace(/#{1,6}$/, '').trim() : rest;
  const bare = markup.replace(/\s*\{[#:.][^{}]{0,100}\}$/, '');
  return bare === '' ? null : { level, markup: bare };
}

/** `<h2>…</h2>` alone on its line, the button of an accordion, or the summary of a fold. */
function html(line: string): Found | null {
  const match =
    /^\s{0,80}<(h[1-6]|button|summary)\b[^<>]{0,500}>((?:[^<]|<(?!\/(?:h[1-6]|button|summary))){1,500})<\/\1>\s{0,20}$/i.exec(
      line,
    );
  if (match === null) return null;
  const tag = match[1] ?? '';
  const level = /^h/i.test(tag) ? Number(tag[1]) : 4;
  return { level, markup: match[2] ?? '' };
}

/** `**Upcoming talks**` alone on its line, where the words name a section. */
function bold(line: string): Found | null {
  const match =
    /^\s{0,3}(?:\*\*|__|<(?:b|strong)>)([^*_<>]{3,60})(?:\*\*|__|<\/(?:b|strong)>):?\s*(?:<br\s*\/?>)?\s*$/i.exec(
      line,
    );
  const markup = match?.[1]?.replace(/:\s*$/, '') ?? '';
  return markup !== '' && sectionKind(markup, true) !== 'other' ? { level: 2, markup } : null;
}

function setext(line: string, below: string | undefined): Found | null {
  if (below === undefined || line.trim() === '' || line.length > 120) return null;
  if (!/^(?:={3,}|-{3,})\s*$/.test(below.slice(0, 200)) || /[|]|^\s*[-*+<>]|^\s*\d/.test(line)) return null;
  if (readLabel(line) !== null) return null;
  return { level: below.startsWith('=') ? 1 : 2, markup: line.trim() };
}
