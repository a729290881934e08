/**
 * An HTML table that lists the facts of one talk, a label and a value in each row: each row is read as a labelled line.
 * Tables with a talk in each row are left alone.
 */
import { fieldOf } from './field-label.ts';
import { plainText } from './plain-text.ts';
import { htmlTables, type PageTable } from './table-cells.ts';

const MIN_FACTS = 2;
const MAX_FACTS = 16;

/** Lines keep their numbers; the table's marks are gone. */
export function spreadFactTables(lines: readonly string[]): string[] {
  const spread = [...lines];
  if (!lines.some((line) => line.includes('<t') && /<table/i.test(line))) return spread;
  for (const table of htmlTables(lines, 1, lines.length)) {
    if (!listsFacts(table)) continue;
    for (let line = table.from; line <= table.to; line += 1) spread[line - 1] = '';
    for (const { cells } of table.rows) {
      const [label, value] = cells;
      if (label === undefined || value === undefined) continue;
      const name = plainText(label.markup).replace(/[:：]$/, '');
      spread[value.line - 1] = `**${name}:** ${value.markup.replace(/\s*\n\s*/g, ' ').trim()}`;
    }
  }
  return spread;
}

function listsFacts({ rows }: PageTable): boolean {
  if (rows.length < MIN_FACTS || rows.length > MAX_FACTS || rows.some(({ cells }) => cells.length !== 2))
    return false;
  const lines = new Set(rows.map(({ cells }) => cells[1]?.line));
  const fields = rows.map(({ cells }) =>
    fieldOf(plainText((cells[0]?.markup ?? '').slice(0, 200)).replace(/[:：]$/, '')),
  );
  const isHeader = fieldOf(plainText((rows[0]?.cells[1]?.markup ?? '').slice(0, 200))) !== null;
  return (
    !isHeader &&
    lines.size === rows.length &&
    fields.every((field) => field !== null) &&
    new Set(fields).size === fields.length
  );
}
