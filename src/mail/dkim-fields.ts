/** What a DKIM signature of ours covers, in the form in which it is signed (RFC 6376 §3.4, §5.4). */
import { relaxedBody, relaxedHeader } from './mime-canonical.ts';

/** A message, its signed fields and its body relaxed. Strings hold octets as characters. */
export interface CanonicalMessage {
  /** Of the signed fields, in their order. */
  readonly names: readonly string[];
  /** The signed fields, each with its CRLF. */
  readonly head: string;
  readonly body: Buffer;
}

export interface HeaderField {
  /** In lower case. */
  readonly name: string;
  /** As written, without its final CRLF. */
  readonly text: string;
  /** Where it stands in the header block. */
  readonly start: number;
}

/** RFC 6376 §5.4.1, RFC 8058 §4: both List-Unsubscribe headers must be covered. */
const signedNames = [
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'reply-to',
  'in-reply-to',
  'references',
  'auto-submitted',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-help',
  'list-owner',
  'list-post',
  'list-archive',
  'precedence',
];

/** Of a header block, without the empty line behind it. Fields of one name are signed from the last to the first. */
export function signedFields(head: string): HeaderField[] {
  const all: HeaderField[] = [];
  let start = 0;
  for (const text of head.split(/\r\n(?![ \t])/)) {
    all.push({ name: text.slice(0, text.indexOf(':')).trim().toLowerCase(), text, start });
    start += text.length + 2;
  }
  return signedNames.flatMap((name) => all.filter((field) => field.name === name).reverse());
}

/** `wire` is a whole message in wire form. */
export function canonicalMessage(wire: Buffer): CanonicalMessage {
  const headEnd = wire.indexOf('\r\n\r\n');
  const fields = signedFields(wire.toString('latin1', 0, headEnd));
  return {
    names: fields.map(({ name }) => name),
    head: fields.map(({ text }) => `${relaxedHeader(text)}\r\n`).join(''),
    body: relaxedBody(wire.subarray(headEnd + 4)),
  };
}
