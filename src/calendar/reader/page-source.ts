/**
 * A page split into what a visitor sees and what not: front matter, HTML comments and Liquid comments are
 * blanked, line numbers stay. A tag written over several lines is moved to its first line.
 *
 * A scanner of our own rather than a Markdown tree: hosts' pages break Markdown all the time (glued
 * headings, unclosed bold, comments round half a block) and a host means the line, not the tree.
 */

import { joinDefinitions } from './definition-lists.ts';
import { spreadFactTables } from './fact-tables.ts';
import { readHtmlItems } from './html-items.ts';
import { completeDays } from './month-headings.ts';
import { decodeEntities } from './plain-text.ts';
import { withRunInHeadings } from './run-in-headings.ts';
import { dividedAtSigns } from './signs.ts';
import { joinSpreadMarks } from './spread-marks.ts';

interface LineRange {
  /** 1-based, both inclusive. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface PageComment extends LineRange {
  readonly closed: boolean;
  /** The visitor sees the inside: see `leaksInRender`. */
  readonly leaks: boolean;
}

interface FrontMatter extends LineRange {
  readonly language: 'yaml' | 'toml';
}

export interface PageSource {
  /** The visible lines; `lines[0]` is line 1. */
  readonly lines: readonly string[];
  /** The lines as written, hidden ones included. */
  readonly written: readonly string[];
  readonly frontMatter: FrontMatter | null;
  readonly comments: readonly PageComment[];
  /** Link references, `[1]: https://…`, keyed in lower case. */
  readonly references: ReadonlyMap<string, string>;
}

const SPREAD_TAG =
  /^<(?:img|a|p|div|span|table|tr|td|th|iframe|video|source|button|details|summary|figure|li|ul|ol|h[1-6]|strong|em|b|i)\b/i;
const MAX_TAG_LINES = 12;
/** Left where a tag went on: a zero-width space, so that the line is not empty and ends no paragraph. */
const CONTINUED = '\u200b';
/** Kramdown's `{: .teaser}` alone on its line says how the block above it looks. */
const ATTRIBUTES = /^\{:[^{}]{0,200}\}\s*$/;
/** `- [x] 23 September: …` */
const CHECKBOX = /^(\s*(?:[-*+]|\d{1,3}[.)])\s+)(?:\[[ xX]?\]|[✅☑✔✓☐]\uFE0F?)\s+/u;
/** `2026-05-26T14:00:00`, a date and a time without a zone. */
const STAMP = /(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?(?![\d:Z+-])/g;
const REFERENCE = /^ {0,3}\[([^\]\n]{1,80})\]:\s*<?([^\s>]{1,2000})>?/;

export function readSource(text: string): PageSource {
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const frontMatter = findFrontMatter(clean);
  const body = frontMatter === null ? clean : blankLines(clean, frontMatter.to);
  const { visible, comments } = hideComments(body);
  const read = joinSpreadTags(visible.split('\n')).map((line) => dividedAtSigns(withMarks(unquoted(line))));
  const references = findReferences(read);
  const headed = withRunInHeadings(read);
  const lines = completeDays(
    joinDefinitions(spreadFactTables(readHtmlItems(joinSpreadMarks(headed, CONTINUED), CONTINUED))),
  );
  return { lines, written: clean.split('\n'), frontMatter, comments, references };
}

/** `---` … `---` (YAML) or `+++` … `+++` (TOML) at the very top. */
function findFrontMatter(text: string): FrontMatter | null {
  const fence = text.startsWith('---\n') ? '---' : text.startsWith('+++\n') ? '+++' : null;
  if (fence === null) return null;
  const close = text.indexOf(`\n${fence}`, 3);
  if (close < 0) return null;
  const inside = text.slice(4, close + 1);
  const to = countLines(text.slice(0, close)) + 2;
  return { from: 1, to, text: inside, language: fence === '---' ? 'yaml' : 'toml' };
}

function blankLines(text: string, upTo: number): string {
  let at = 0;
  for (let line = 0; line < upTo; line += 1) {
    const next = text.indexOf('\n', at);
    if (next < 0) return '\n'.repeat(upTo);
    at = next + 1;
  }
  return '\n'.repeat(upTo) + text.slice(at);
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function hideComments(text: string): { visible: string; comments: PageComment[] } {
  const comments: PageComment[] = [];
  const kept: string[] = [];
  const last = {
    open: text.lastIndexOf('<!--'),
    close: text.lastIndexOf('-->'),
    liquid: text.lastIndexOf('{% endcomment %}'),
  };
  let at = 0;
  let line = 1;
  for (;;) {
    const found = nextComment(text, at, last);
    if (found === null) break;
    const before = text.slice(at, found.from);
    const hidden = text.slice(found.from, found.to);
    line += countLines(before);
    const height = countLines(hidden);
    kept.push(before, '\n'.repeat(height));
    if (found.html) {
      const inside = found.closed ? hidden.slice(4, -3) : '';
      const leaks = found.stray || leaksInRender(text, found.from, inside);
      comments.push({ from: line, to: line + height, text: inside, closed: found.closed, leaks });
    }
    line += height;
    at = found.to;
  }
  kept.push(text.slice(at));
  return { visible: kept.join(''), comments };
}

interface CommentSpan {
  readonly from: number;
  readonly to: number;
  readonly html: boolean;
  readonly closed: boolean;
  /** A second `-->` follows a comment inside the comment. */
  readonly stray: boolean;
}

/** Where the last marks of a text are: behind them nothing is searched, so thousands of open comments cost nothing. */
interface LastMarks {
  readonly open: number;
  readonly close: number;
  readonly liquid: number;
}

function nextComment(text: string, at: number, last: LastMarks): CommentSpan | null {
  const html = at > last.open ? -1 : text.indexOf('<!--', at);
  const liquid = at > last.liquid ? -1 : text.indexOf('{% comment %}', at);
  if (liquid >= 0 && (html < 0 || liquid < html) && liquid < last.liquid) {
    const to = text.indexOf('{% endcomment %}', liquid) + '{% endcomment %}'.length;
    return { from: liquid, to, html: false, closed: true, stray: false };
  }
  if (html < 0) return null;
  // Never closed: only the first one is of interest, the text behind it is read as visible.
  if (html + 4 > last.close)
    return at > last.close + 3 ? null : { from: html, to: html + 4, html: true, closed: false, stray: false };
  const close = text.indexOf('-->', html + 4);
  const nested = text.slice(html + 4, close).includes('<!--');
  const second = nested && close + 3 <= last.close ? text.indexOf('-->', close + 3) : -1;
  const third = second >= 0 ? text.slice(close + 3, second).indexOf('<!--') : -1;
  const stray = second >= 0 && third < 0;
  return { from: html, to: (stray ? second : close) + 3, html: true, closed: true, stray };
}

/**
 * Kramdown ends a paragraph at an empty line. A comment that opens inside a paragraph and holds an empty line is
 * therefore no comment for it, and the visitor reads what the host meant to hide.
 */
function leaksInRender(text: string, from: number, inside: string): boolean {
  if (!/\n[ \t]*\n/.test(inside)) return false;
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  if (text.slice(lineStart, from).trim() !== '') return true;
  const previous = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, Math.max(lineStart - 1, 0)).trim();
  return previous !== '' && !/^(#{1,6}[ \t\w]|<\/?(?:p|div|table|ul|ol|h[1-6]|hr)\b)|-->$/i.test(previous);
}

/** Hosts set a whole talk as a quotation, dashes as entities, and dates in tags for machines; what it says is the same. */
function unquoted(line: string): string {
  const bare = line.includes('<time') ? line.replace(/<\/?time\b[^<>]{0,300}>/gi, '') : line;
  const said = bare.startsWith('>') || bare.startsWith(' ') ? bare.replace(/^ {0,3}> ?/, '') : bare;
  if (CHECKBOX.test(said)) return said.replace(CHECKBOX, '$1');
  if (said.startsWith('{:') && ATTRIBUTES.test(said)) return CONTINUED;
  if (said.endsWith('\\')) return said.slice(0, -1);
  if (/\d-\d\dT\d\d:/.test(said)) return said.replace(STAMP, '$1 $2');
  return said.includes('&') ? said.replace(/&(?:ndash|mdash|nbsp|#8211|#8212|#160);/g, decodeEntities) : said;
}

/** Bold and italics in HTML mean what they mean in Markdown. */
function withMarks(line: string): string {
  if (!/<(?:b|strong|em|i)>/i.test(line) || /<table|<t[drh]\b/i.test(line)) return line;
  return line
    .replace(/<(b|strong)>\s*([^<>*]{1,300}?)\s*<\/\1>/gi, '**$2**')
    .replace(/<(em|i)>\s*([^<>*]{1,300}?)\s*<\/\1>/gi, '*$2*');
}

function joinSpreadTags(lines: string[]): string[] {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const open = line.lastIndexOf('<');
    if (open < 0 || line.indexOf('>', open) >= 0 || !SPREAD_TAG.test(line.slice(open, open + 12))) continue;
    for (let next = at + 1; next < Math.min(lines.length, at + MAX_TAG_LINES); next += 1) {
      const more = lines[next] ?? '';
      const close = more.indexOf('>');
      const other = more.indexOf('<');
      if (other >= 0 && (close < 0 || other < close)) break;
      if (close < 0) continue;
      const middle = lines.slice(at + 1, next).map((part) => part.trim());
      lines[at] = [line.trimEnd(), ...middle, more.slice(0, close + 1).trim()].join(' ');
      for (let gone = at + 1; gone < next; gone += 1) lines[gone] = CONTINUED;
      lines[next] = more.slice(close + 1) || CONTINUED;
      break;
    }
  }
  return lines;
}

function findReferences(lines: string[]): Map<string, string> {
  const references = new Map<string, string>();
  lines.forEach((line, index) => {
    const found = line.length < 2500 ? REFERENCE.exec(line) : null;
    if (found === null || found[1]?.startsWith('^')) return;
    references.set((found[1] ?? '').toLowerCase(), found[2] ?? '');
    lines[index] = '';
  });
  return references;
}
