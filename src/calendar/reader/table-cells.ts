/** The rows and cells of tables on a page, Markdown (`| … | … |`) and HTML alike, with their lines. */

export interface TableCell {
  readonly markup: string;
  /** 1-based. */
  readonly line: number;
}

export interface TableRow {
  readonly line: number;
  readonly cells: readonly TableCell[];
}

export interface PageTable {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly TableRow[];
}

const RULER = /^\s*\|?\s*:?-{1,200}:?\s*(?:\|\s*:?-{1,200}:?\s*){0,60}\|?\s*$/;
const MAX_ROWS = 600;
const MAX_CELLS = 40;

export function pipeTables(lines: readonly string[], from: number, to: number): PageTable[] {
  const tables: PageTable[] = [];
  for (let line = from; line <= to; line += 1) {
    if (!isPipeRow(lines[line - 1]) || !isPipeRow(lines[line])) continue;
    const rows: TableRow[] = [];
    const start = line;
    for (; line <= to && isPipeRow(lines[line - 1]); line += 1) {
      const text = lines[line - 1] ?? '';
      if (!RULER.test(text.slice(0, 2000)) && rows.length < MAX_ROWS) rows.push(pipeRow(text, line));
    }
    tables.push({ from: start, to: line - 1, rows });
  }
  return tables;
}

function isPipeRow(line: string | undefined): boolean {
  // An item of a list with bars between its parts is no row.
  if (line === undefined || line.length > 100_000 || /^\s*(?:[-*+•]|\d{1,3}[.)])\s/.test(line)) return false;
  const first = line.indexOf('|');
  return (
    first >= 0 &&
    (line.trimStart().startsWith('|') || line.indexOf('|', first + 1) > 0 || RULER.test(line.slice(0, 2000)))
  );
}

function pipeRow(text: string, line: number): TableRow {
  const inner = text.trim().replace(/^\|/, '').replace(/\|$/, '');
  const cells = inner.split(/(?<!\\)\|/, MAX_CELLS).map((markup) => ({ markup: markup.trim(), line }));
  return { line, cells };
}

/** Rows end at `</tr>` or the next `<tr>`, cells likewise: authors leave closing tags out. */
export function htmlTables(lines: readonly string[], from: number, to: number): PageTable[] {
  const tables: PageTable[] = [];
  let rows: TableRow[] | null = null;
  let cells: TableCell[] = [];
  let cell: { parts: string[]; line: number } | null = null;
  let start = 0;
  let rowLine = 0;
  const endCell = (): void => {
    if (cell !== null && cells.length < MAX_CELLS)
      cells.push({ markup: cell.parts.join('\n'), line: cell.line });
    cell = null;
  };
  const endRow = (): void => {
    endCell();
    if (cells.length > 0 && rows !== null && rows.length < MAX_ROWS) rows.push({ line: rowLine, cells });
    cells = [];
  };
  for (let line = from; line <= to; line += 1) {
    const text = lines[line - 1] ?? '';
    if (rows === null && !/<table/i.test(text)) continue;
    for (const piece of text.split(/(<\/?(?:table|thead|tbody|tr|td|th)\b[^<>]{0,2000}>)/i)) {
      const tag = /^<(\/?)(table|thead|tbody|tr|td|th)\b/i.exec(piece.slice(0, 12));
      if (tag === null) {
        (cell as { parts: string[] } | null)?.parts.push(piece);
        continue;
      }
      const name = `${tag[1]}${tag[2]}`.toLowerCase();
      if (name === 'table' && rows === null) {
        rows = [];
        start = line;
      } else if (name === '/table' && rows !== null) {
        endRow();
        tables.push({ from: start, to: line, rows });
        rows = null;
      } else if (name === 'tr' || name === '/tr') {
        endRow();
        rowLine = line;
      } else if (name === 'td' || name === 'th') {
        endCell();
        cell = { parts: [], line };
      } else if (name === '/td' || name === '/th') endCell();
    }
  }
  return tables;
}
