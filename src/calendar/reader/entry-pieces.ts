/**
 * A line of a schedule cut at its marks: `**Ana Bell** (MIT): *Glass*` is three pieces, each with the mark that leads to it.
 * What stands in brackets, quotation marks, bold or italics is one piece, whatever commas it holds.
 */
import type { Mark } from './page-marks.ts';
import { plainText } from './plain-text.ts';

export interface EntryPiece {
  readonly text: string;
  readonly mark: Mark;
  /** What stands before it: `(`, `:`, `–`, `,`, `|`; a blank where only its mark sets it apart, nothing at the start. */
  readonly lead: string;
  /** The span in the line, marks and brackets included. */
  readonly from: number;
  readonly to: number;
  /** The span without the brackets. */
  readonly inner: string;
}

const RUN =
  /(\*\*|__)(?=\S)[^\n]{1,300}?\1|(?<![\w*])([*_])(?=[^\s*_])[^*_\n]{1,300}?\2(?![\w*])|["“„«][^"“”„«»\n]{1,300}["”“»]|<(b|strong|em|i)>[^<\n]{1,300}<\/\3>/y;
const BRACKET = /\(([^()\n]{1,200}(?:\([^()\n]{0,80}\)[^()\n]{0,80})?)\)|\[([^[\]\n]{1,200})\]/y;
const DIVIDER =
  /\s*(?:([|¦\t→⇒])|([·•∙⋅]))\s*|\s+(\/{1,2}|–|—|-{1,3})\s+|\s*([:：])\s+|([;,])\s+|\s*[-=]+>\s*/y;
/** `Ngozi (Grace) Okafor`, `Ana Bell, PhD`: neither bracket nor comma divides. */
const CALLED = /(?<![\p{L}])\p{Lu}[\p{L}'’-]+\s\(\p{Lu}\p{Ll}+\)(?=\s\p{Lu}\p{Ll})/gu;
const DEGREE = /,(?=\s(?:ph\.?\s?d|m\.?sc|jr|sr)\b)/giu;
const MAX_CHARS = 600;

export function cutPieces(line: string): readonly EntryPiece[] {
  const text = line.slice(0, MAX_CHARS);
  const seen = text
    .replace(CALLED, (name) => name.replace(/[()]/g, 'x'))
    .replace(DEGREE, (comma) => 'x'.repeat(comma.length));
  const pieces: EntryPiece[] = [];
  let lead = '';
  let from = 0;
  let at = 0;
  const close = (): void => {
    add(pieces, text, from, at, lead);
    lead = ' ';
  };
  while (at < text.length) {
    const [bracket, run] = startsPart(text, at) ? [match(BRACKET, seen, at), match(RUN, seen, at)] : [];
    const divider = bracket == null && run == null ? match(DIVIDER, seen, at) : null;
    const part = bracket ?? run ?? divider;
    if (part == null) {
      at += 1;
      continue;
    }
    close();
    if (divider == null) add(pieces, text, at, at + part[0].length, bracket == null ? lead : '(');
    at += part[0].length;
    from = at;
    lead = divider == null ? ' ' : leadOf(divider);
  }
  close();
  return pieces;
}

/** A bracket or a mark in the middle of a word sets nothing apart. */
function startsPart(text: string, at: number): boolean {
  return at === 0 || /[\s,;:|·–—(*_-]/.test(text[at - 1] ?? '');
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function leadOf([whole, bar, dot, dash, colon, comma]: RegExpExecArray): string {
  if (dash !== undefined) return /^\//.test(dash) ? '/' : '–';
  if (colon !== undefined) return ':';
  return bar ?? dot ?? comma ?? whole.trim();
}

function add(pieces: EntryPiece[], text: string, from: number, to: number, lead: string): void {
  const markup = text.slice(from, to);
  const inner = lead === '(' ? markup.slice(1, -1) : markup;
  const words = plainText(inner);
  if (!/[\p{L}\d?]/u.test(words)) return;
  // `*(Bergen)*`: the bracket stands inside the mark.
  const bracketed = /^\(([^()]+)\)$/.exec(words)?.[1];
  pieces.push({
    text: bracketed ?? words,
    mark: bracketed === undefined ? markOfRun(inner.trim()) : 'plain',
    lead: bracketed !== undefined ? '(' : pieces.length === 0 ? '' : lead,
    from,
    to,
    inner,
  });
}

function markOfRun(markup: string): Mark {
  if (/^(?:\*\*|__|<(?:b|strong)>).*(?:\*\*|__|<\/(?:b|strong)>)$/.test(markup)) return 'bold';
  if (/^(?:[*_]|<(?:em|i)>).*(?:[*_]|<\/(?:em|i)>)$/.test(markup)) return 'italic';
  return /^["“„«].*["”“»]$/u.test(markup) ? 'quote' : 'plain';
}
