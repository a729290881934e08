/**
 * Term and definition read as one line: `Speaker` over `: Ana Bell` (Kramdown), `<dt>Speaker</dt>` and
 * `<dd>Ana Bell</dd>`. A term that is a date becomes the item of a list. The definition's line keeps its number.
 */
import { findDate } from './date-words.ts';
import { fieldOf } from './field-label.ts';
import { plainText } from './plain-text.ts';

const TERM_TAG =
  /^\s*(?:<dl\b[^<>]{0,200}>\s*)?<dt\b[^<>]{0,200}>([^<]{1,80}(?:<(?!\/?d[dt])[^<]{0,80}){0,4})(?:<\/dt>)?\s*/i;
const DEFINITION_TAG = /^\s*<dd\b[^<>]{0,200}>(.{0,4000}?)(?:<\/dd>)?\s*(?:<\/dl>)?\s*$/i;
const DEFINITION = /^ {0,3}:[ \t]+(?=\S)/;
const MAX_TERM = 60;

interface Term {
  readonly text: string;
  /** Index of its line, and of its first definition's. */
  readonly line: number;
  readonly first: number | null;
}

export function joinDefinitions(lines: readonly string[]): string[] {
  if (!lines.some((line) => DEFINITION.test(line) || /<d[dt]\b/i.test(line))) return [...lines];
  const joined = [...lines];
  let term: Term | null = null;
  for (const [index, line] of lines.entries()) {
    const tag = TERM_TAG.exec(line.slice(0, 1000));
    if (tag !== null) term = { text: plainText(tag[1] ?? ''), line: index, first: null };
    const value = definitionIn(tag === null ? line : line.slice(tag[0].length));
    if (value !== null && term !== null) {
      const said = together(term.text, value);
      if (said === null) continue;
      const first = term.first;
      if (first !== null && said.startsWith('- ')) {
        joined[first] = `${joined[first]} · ${value}`;
        joined[index] = '';
        continue;
      }
      if (term.line !== index) joined[term.line] = '';
      joined[index] = said;
      term = { ...term, first: index };
    } else if (tag === null && line.trim() !== '') {
      term = mayBeTerm(line) ? { text: plainText(line), line: index, first: null } : null;
    }
  }
  return joined;
}

function definitionIn(line: string): string | null {
  const mark = DEFINITION.exec(line);
  if (mark !== null) return line.slice(mark[0].length);
  return DEFINITION_TAG.exec(line.slice(0, 5000))?.[1] ?? null;
}

function mayBeTerm(line: string): boolean {
  return line.length <= MAX_TERM * 2 && !/^\s*(?:#|[-*+>|:]\s|<\/?(?:dl|ul|ol|table))/i.test(line);
}

/** Null where the term is neither a label nor a date. */
function together(term: string, value: string): string | null {
  if (term === '' || term.length > MAX_TERM) return null;
  const name = term.replace(/[:：]\s*$/, '');
  const called = fieldOf(plainText(value.slice(0, 100)));
  // `Where` over `online` is a fact; `Speaker` over `Title` is the head of a table.
  if (called !== null && !(called === 'online' && fieldOf(name) === 'place')) return null;
  if (fieldOf(name) !== null) return `**${name}:** ${value}`;
  const date = findDate(term, 'day-first');
  return date !== null && date.from < 4 ? `- ${term}: ${value}` : null;
}
