/** Mailboxes as people write them into a list: `a@b`, `Name <a@b>`, `"Name, First" <a@b>`, `a@b (Name)`, several in a line. Pure. */
import { bareCell, readCsv, type Separator } from './csv.ts';

export interface WrittenMailbox {
  readonly name: string;
  /** As written; it may not be a valid address. */
  readonly address: string;
}

/** RFC 5322 §3.4: name-addr, the name quoted or not. */
const nameAddress = /(?:"((?:[^"\\]|\\.)*)"|([^",;<>\t]*))\s*<\s*(?:mailto:)?([^<>\s]*@[^<>\s]*)\s*>/gi;
/** The old way of writing a name: as a comment behind the address. */
const commented = /^\s*(?:mailto:)?(\S+@\S+)\s+\(([^()]*)\)\s*$/i;

export function readMailboxes(text: string, separator: Separator = ','): WrittenMailbox[] {
  const named = [...text.matchAll(nameAddress)];
  if (named.length > 0) {
    const mailboxes = named.map(([, quoted, plain, address]) => ({
      name: cleanName(quoted?.replace(/\\(.)/g, '$1') ?? plain ?? ''),
      address: address ?? '',
    }));
    // Bare addresses may stand between those with names.
    const rest = text.replace(nameAddress, ' ').split(/[\s,;]+/);
    return [...mailboxes, ...splitAddresses(rest.filter((word) => word.includes('@')))];
  }
  const comment = commented.exec(text);
  if (comment !== null) return [{ name: cleanName(comment[2] ?? ''), address: comment[1] ?? '' }];
  const cells = readCsv(text, separator).flatMap((record) =>
    record.cells.map((cell) => bareCell(cell.trim())),
  );
  const addresses = cells.filter((cell) => cell.includes('@'));
  const [only] = addresses;
  if (addresses.length !== 1 || only === undefined) return splitAddresses(addresses);
  const several = splitAddresses([only]);
  if (several.length > 1) return several;
  const name = cells.find((cell) => cell !== '' && cell !== only && !cell.includes('@')) ?? '';
  return [{ name: /^\d+$/.test(name) ? '' : cleanName(name), address: several[0]?.address ?? only }];
}

/** Addresses hold no spaces: what stands between two is a separator of its own. */
function splitAddresses(cells: readonly string[]): WrittenMailbox[] {
  const parts = cells.flatMap((cell) => {
    const words = cell.split(/[\s,;]+/).filter((word) => word !== '');
    return words.every((word) => word.includes('@')) ? words : [cell];
  });
  return parts.map((part) => ({
    name: '',
    address: part.replace(/^mailto:/i, '').replace(/^<|>$|[.,;]+$/g, ''),
  }));
}

export function cleanName(text: string): string {
  return text
    .replace(/[\x00-\x1f\x7f]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^['"\s]+|['"\s]+$/g, '')
    .slice(0, 200);
}
