/** A list of addresses as somebody else's program wrote it: each line becomes a person, or a reason why not. Pure. */
import { addressKey, parseAddress } from '../mail/address.ts';
import { bareCell, type CsvRecord, findSeparator, readCsv, type Separator } from './csv.ts';
import { type Columns, findColumns } from './import-columns.ts';
import { readMailboxes } from './import-mailboxes.ts';
import { type ImportPerson, readPerson } from './import-person.ts';

/** `line` counts from 1, as an editor shows it. */
export type ImportEntry =
  | { readonly kind: 'person'; readonly line: number; readonly person: ImportPerson }
  | { readonly kind: 'inactive'; readonly line: number; readonly email: string; readonly why: string }
  | { readonly kind: 'invalid'; readonly line: number; readonly text: string; readonly why: string };

export interface ReadList {
  /** `bare`: without a line of headings. */
  readonly form: 'convoke' | 'columns' | 'bare';
  readonly separator: Separator;
  readonly entries: readonly ImportEntry[];
}

export function readList(text: string): ReadList {
  const separator = findSeparator(text);
  const records = readCsv(text, separator);
  const found = findColumns(records);
  if (found === null) return { form: 'bare', separator, entries: readBare(text, separator) };
  const { columns, heading } = found;
  const entries = records.slice(heading + 1).map((record) => readRow(record, columns));
  return { form: columns.isOwn ? 'convoke' : 'columns', separator, entries };
}

function readRow({ line, cells }: CsvRecord, columns: Columns): ImportEntry {
  const at = columns.at.get('email')?.[0] ?? 0;
  const text = bareCell(cells[at] ?? '').trim();
  if (text === '')
    return { kind: 'invalid', line, text: cells.join(' ').trim(), why: 'no address in this line' };
  const [mailbox] = readMailboxes(text);
  const address = parseAddress(mailbox?.address ?? text);
  if (address === null) return { kind: 'invalid', line, text, why: 'not a mail address' };
  const outcome = readPerson(
    { text: address.text, key: addressKey(address) },
    mailbox?.name ?? '',
    cells,
    columns,
  );
  switch (outcome.kind) {
    case 'person':
      return { kind: 'person', line, person: outcome.person };
    case 'inactive':
      return { kind: 'inactive', line, email: address.text, why: outcome.why };
    case 'invalid':
      return { kind: 'invalid', line, text: address.text, why: outcome.why };
  }
}

/** One mailbox per line, or several; a cell beside a lone address is the name. Lines that begin with # say nothing. */
function readBare(text: string, separator: Separator): ImportEntry[] {
  const entries: ImportEntry[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    entries.push(...readBareLine(line, index + 1, separator));
  }
  return entries;
}

function readBareLine(line: string, number: number, separator: Separator): ImportEntry[] {
  // Lists that grew by pasting have several ways in one file.
  const mailboxes = readMailboxes(line, line.includes(separator) ? separator : findSeparator(line));
  if (mailboxes.length === 0)
    return [
      { kind: 'invalid', line: number, text: line.trim().slice(0, 200), why: 'no address in this line' },
    ];
  return mailboxes.map(({ name, address: text }): ImportEntry => {
    const address = parseAddress(text);
    if (address === null) return { kind: 'invalid', line: number, text, why: 'not a mail address' };
    const person = {
      email: address.text,
      emailKey: addressKey(address),
      name,
      affiliation: null,
      language: null,
    };
    return { kind: 'person', line: number, person: { ...person, history: null } };
  });
}
