/**
 * The header block from raw bytes. Read here and not by the MIME library because real headers hold raw 8-bit bytes
 * (RFC 6532 allows UTF-8, old mailers write windows-1252) and because a decoded line break must stay visible.
 */
import { addressParser, decodeWords } from 'postal-mime';
import type { HeaderField, Mailbox } from './message.ts';
import { decodeUtf8OrLatin } from './parse-message-charset.ts';

/** A field as it came: unfolded, bytes decoded, encoded-words (RFC 2047) not yet. */
export interface RawField {
  readonly name: string;
  readonly value: string;
}

/** The length in bytes of the header block: up to the first empty line, or everything. */
export function headerBlockLength(raw: Uint8Array): number {
  let lineStart = 0;
  while (lineStart < raw.length) {
    let end = raw.indexOf(0x0a, lineStart);
    if (end === -1) end = raw.length;
    const isEmpty = end === lineStart || (end === lineStart + 1 && raw[lineStart] === 0x0d);
    if (isEmpty) return lineStart;
    lineStart = end + 1;
  }
  return raw.length;
}

/** Splits and unfolds a header block (RFC 5322 §2.2). Lines that are no field, such as mbox `From `, are passed over. */
export function readFields(block: Uint8Array): RawField[] {
  const fields: { name: string; lines: string[] }[] = [];
  let start = 0;
  while (start < block.length) {
    let end = block.indexOf(0x0a, start);
    if (end === -1) end = block.length;
    const line = decodeUtf8OrLatin(block.subarray(start, end)).replace(/\r+$/, '');
    start = end + 1;
    const field = /^([!-9;-~]+)[ \t]*:(.*)$/s.exec(line);
    if (/^[ \t]/.test(line)) fields.at(-1)?.lines.push(line);
    else if (field) fields.push({ name: (field[1] ?? '').toLowerCase(), lines: [field[2] ?? ''] });
  }
  return fields.map(({ name, lines }) => ({ name, value: lines.join('').replace(/\t/g, ' ').trim() }));
}

/** The field with encoded-words decoded; control characters become their visible symbols (U+2400…), never line breaks. */
export function decodeField(field: RawField): HeaderField {
  return { name: field.name, value: showControls(decodeWords(field.value)) };
}

/** Replaces control characters by U+2400 symbols, so that a decoded CR LF is seen as ␍␊ and can start no header line. */
function showControls(text: string): string {
  return text.replace(/[\x00-\x1f\x7f]/g, (char) =>
    char === '\t' ? ' ' : String.fromCharCode(char === '\x7f' ? 0x2421 : 0x2400 + char.charCodeAt(0)),
  );
}

/** The symbols `showControls` writes: a header holding one decoded to a control character. */
export const SHOWN_CONTROL = /[\u2400-\u2421]/;

/** Mailboxes of an address header, groups flattened; a name ends where a decoded line break begins. */
export function readMailboxes(value: string): Mailbox[] {
  const boxes: Mailbox[] = [];
  for (const entry of addressParser(value)) {
    for (const box of entry.group ?? [entry]) {
      const address = (box.address ?? '').trim();
      const name = cutAtControl(decodeWords(box.name ?? ''));
      if (address !== '' || name !== '') boxes.push({ name, address: cutAtControl(address) });
    }
  }
  return boxes;
}

/** The text before the first control character, spaces collapsed, enclosing quotes removed. */
export function cutAtControl(text: string): string {
  const cut = text.replace(/\t/g, ' ').split(/[\x00-\x1f\x7f\u2028\u2029]/, 1)[0] ?? '';
  return cut
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/^'([^']*)'$/, '$1');
}

/** Message identifiers without angle brackets (RFC 5322 §3.6.4). */
export function readMessageIds(value: string): string[] {
  return [...value.matchAll(/<\s*([^<>\s]+)\s*>/g)].map((match) => match[1] ?? '');
}
