/**
 * Lays out the text part: 72 columns, one paragraph or fact per logical line. A template writes each paragraph
 * as one long line; here it is folded so that a continuation stands where the eye expects it:
 *
 *     When    Tuesday …          below its value        two spaces, label, two spaces, value
 *   > quoted words               behind the same `>`
 *       indented                 at the same indent
 */

/** RFC 3676 §4.2 recommends 72; beyond it a quoted answer breaks raggedly. */
export const TEXT_COLUMNS = 72;

/** A rendered text template, laid out; ends with one line end. Lines hold LF. */
export function layOutText(rendered: string, columns: number = TEXT_COLUMNS): string {
  const lines = rendered.split('\n').flatMap((line) => wrapLine(line, columns));
  const text = spaced(lines).join('\n').trim();
  return `${text.replaceAll('\u00a0', ' ')}\n`;
}

/** One logical line, folded at spaces. An address is never broken; a word without end is. */
export function wrapLine(line: string, columns: number = TEXT_COLUMNS): string[] {
  // A signature mark is dash, dash, space (RFC 3676 §4.3): the one line whose last space counts.
  if (line === '-- ') return [line];
  const { first, rest, words } = partsOf(line);
  const lines: string[] = [];
  let current = first;
  let isEmpty = true;
  for (const piece of words.split(' ').flatMap((word) => breakWord(word, columns - rest.length))) {
    const fits = widthOf(current) + widthOf(piece) + (isEmpty ? 0 : 1) <= columns;
    if (!isEmpty && !fits) {
      lines.push(current);
      current = rest;
      isEmpty = true;
    }
    current += isEmpty ? piece : ` ${piece}`;
    isEmpty = false;
  }
  return [...lines, current].map((each) => each.trimEnd());
}

/** What stands before the words on the first line, and on the lines that continue it. */
function partsOf(line: string): { first: string; rest: string; words: string } {
  const quoted = /^(?:> ?){1,8}/.exec(line)?.[0];
  if (quoted !== undefined) return { first: quoted, rest: quoted, words: line.slice(quoted.length) };
  const fact = /^ {2,}\S.{0,30}? {2,}(?=\S)/.exec(line)?.[0];
  if (fact !== undefined) {
    return { first: fact, rest: ' '.repeat(widthOf(fact)), words: line.slice(fact.length) };
  }
  const indent = /^ {0,20}/.exec(line)?.[0] ?? '';
  return { first: indent, rest: indent, words: line.slice(indent.length) };
}

function breakWord(word: string, room: number): string[] {
  if (widthOf(word) <= room || /^[(“"]?https?:\/\//.test(word)) return [word];
  const characters = [...word];
  const pieces: string[] = [];
  for (let from = 0; from < characters.length; from += room) {
    pieces.push(characters.slice(from, from + room).join(''));
  }
  return pieces;
}

/** Columns, counted as characters: a text part has no better measure. */
function widthOf(text: string): number {
  return [...text].length;
}

/** Two blank lines before a section label (capitals alone on a line), at most one anywhere else. */
function spaced(lines: readonly string[]): string[] {
  const out: string[] = [];
  let blanks = 0;
  for (const line of lines) {
    if (line === '') {
      blanks += 1;
      continue;
    }
    if (out.length > 0 && blanks > 0) out.push(...(isLabel(line) ? ['', ''] : ['']));
    out.push(line);
    blanks = 0;
  }
  return out;
}

function isLabel(line: string): boolean {
  return /^\p{Lu}/u.test(line) && line === line.toUpperCase() && /\p{Lu}{2}/u.test(line);
}
