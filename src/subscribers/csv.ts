/** Comma-separated values (RFC 4180), written so that no spreadsheet takes a cell for a formula, and read as people write them. */

export type Separator = ',' | ';' | '\t';

export interface CsvRecord {
  /** Of its first character in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A quoted cell may hold line ends; one that is still open after so many characters was a stray quote. */
const longestCell = 20_000;

/** Blank lines are no records. A quote in the middle of a cell is an ordinary character. */
export function readCsv(text: string, separator: Separator): CsvRecord[] {
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const record = readRecord(text, at, separator);
    if (record.cells.length > 1 || record.cells[0]?.trim() !== '')
      records.push({ line, cells: record.cells });
    line += record.lineEnds;
    at = record.next;
  }
  return records;
}

interface ReadRecord {
  readonly cells: string[];
  readonly next: number;
  readonly lineEnds: number;
}

function readRecord(text: string, start: number, separator: Separator): ReadRecord {
  const cells: string[] = [];
  let at = start;
  let lineEnds = 0;
  for (;;) {
    const quoted = text[at] === '"' ? readQuoted(text, at, separator) : null;
    const end = quoted?.end ?? endOfPlain(text, at, separator);
    cells.push(quoted?.cell ?? text.slice(at, end));
    lineEnds += quoted?.lineEnds ?? 0;
    if (text[end] === separator) {
      at = end + 1;
      continue;
    }
    const width = text[end] === undefined ? 0 : text.startsWith('\r\n', end) ? 2 : 1;
    return { cells, next: end + width, lineEnds: lineEnds + Math.min(1, width) };
  }
}

function endOfPlain(text: string, start: number, separator: Separator): number {
  let at = start;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** Null where the quote does not close before a separator or a line end: then it was no quotation. */
function readQuoted(
  text: string,
  start: number,
  separator: Separator,
): { cell: string; end: number; lineEnds: number } | null {
  let cell = '';
  let from = start + 1;
  const limit = Math.min(text.length, start + longestCell);
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0 || quote > limit) return null;
    cell += text.slice(from, quote);
    if (text[quote + 1] === '"') {
      cell += '"';
      from = quote + 2;
      continue;
    }
    let end = quote + 1;
    while (text[end] === ' ') end++;
    const after = text[end];
    if (after !== undefined && after !== separator && after !== '\n' && after !== '\r') return null;
    return { cell, end, lineEnds: cell.match(/\r\n|\r|\n/g)?.length ?? 0 };
  }
}

/** The separator that the first lines agree on; a comma where there is none. Quoted text does not count. */
export function findSeparator(text: string): Separator {
  const lines = text
    .slice(0, 50_000)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
    .map((line) => line.replace(/"(?:[^"]|"")*"/g, ''));
  const separators: readonly Separator[] = ['\t', ';', ','];
  const scored = separators.map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1);
    const agreed = counts.filter((count) => count > 0 && count === counts[0]).length;
    return { separator, score: agreed, most: Math.max(0, ...counts) };
  });
  const best = scored.toSorted((a, b) => b.score - a.score || b.most - a.most)[0];
  return best !== undefined && best.most > 0 ? best.separator : ',';
}

/** What spreadsheets take for the beginning of a formula (OWASP, CSV injection), also behind apostrophes of ours. */
const formulaStart = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** An apostrophe before what would be a formula (threat 18). `bareCell` takes it away again. */
export function safeCell(value: string): string {
  return formulaStart.test(value) ? `'${value}` : value;
}

export function bareCell(cell: string): string {
  return cell.startsWith("'") && formulaStart.test(cell) ? cell.slice(1) : cell;
}

/** One record with its line end (RFC 4180 §2.1). */
export function writeRecord(cells: readonly string[]): string {
  return `${cells.map(writeCell).join(',')}\r\n`;
}

function writeCell(value: string): string {
  const safe = safeCell(value);
  return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
