/**
 * Which mail is which: one mail that comes by LMTP, by IMAP and through a pipe has one identity, so that it is one row.
 * The hash covers every header field that its author's side wrote and the whole body; it leaves out what servers add
 * on the way, line ends, folding and empty lines at the end, because these differ between two copies of one mail.
 */
import { createHash } from 'node:crypto';

/** Trace and delivery fields (RFC 5321 §4.4, RFC 8601, RFC 8617, RFC 6376) and the marks of stores and filters. */
const ADDED_ON_THE_WAY = new Set([
  'return-path',
  'received',
  'received-spf',
  'delivered-to',
  'x-delivered-to',
  'x-original-to',
  'x-original-delivered-to',
  'original-recipient',
  'envelope-to',
  'x-envelope-to',
  'x-envelope-from',
  'x-resolved-to',
  'x-rcpt-to',
  'apparently-to',
  'delivery-date',
  'authentication-results',
  'x-authentication-results',
  'authentication-results-original',
  'x-original-authentication-results',
  'dkim-signature',
  'domainkey-signature',
  'dkim-filter',
  'x-google-dkim-signature',
  'x-received',
  'x-google-smtp-source',
  'x-gm-message-state',
  'x-gm-features',
  'x-gm-gg',
  'x-gm-thrid',
  'x-gm-labels',
  'x-forwarded-to',
  'x-forwarded-for',
  'x-forwarded-encrypted',
  'x-getmail-retrieved-from-mailbox',
  'x-sieve',
  'x-uid',
  'x-uidl',
  'x-keywords',
  'x-mozilla-status',
  'x-mozilla-status2',
  'x-mozilla-keys',
  'x-evolution-source',
  'status',
  'x-status',
  'lines',
  'content-length',
]);

const ADDED_FAMILIES = [
  'arc-',
  'x-spam',
  'x-rspamd-',
  'x-virus-',
  'x-amavis-',
  'x-barracuda-',
  'x-proofpoint-',
  'x-mimecast-',
  'x-ms-exchange-organization-',
  'x-ms-exchange-transport-',
  'x-ms-exchange-crosstenant-',
];

/** No author's side writes so much; what has more is told apart by all its bytes, for reading its fields would take long. */
const mostHeaderBytes = 256 * 1024;

/**
 * The identity of a raw message, 32 bytes. `colloquium` keeps apart the two rows of one mail that was written to two
 * colloquia at once. Line ends may be LF or CRLF; a leading mbox separator is passed over. In time that grows with the
 * size alone (10 MB: some 50 ms), whatever the bytes: it runs before any limit on content.
 */
export function identityOf(raw: Uint8Array, colloquium = ''): Buffer {
  const bytes = withLfEnds(raw);
  const start = skipNewlines(
    bytes,
    bytes.subarray(0, 5).toString('latin1') === 'From ' ? bytes.indexOf(lf) : 0,
  );
  const gap = bytes.indexOf('\n\n', start);
  const end = gap === -1 ? bytes.length : gap;
  const hash = createHash('sha256').update(`${colloquium}\0`);
  if (end - start > mostHeaderBytes) return hash.update(bytes).digest();
  const fields = unfold(bytes.toString('latin1', start, end));
  for (const field of fields) if (!isAddedOnTheWay(nameOf(field))) hash.update(`${field}\n`, 'latin1');
  hash.update(birthmark(fields), 'latin1').update('\n');
  let last = bytes.length;
  while (last > end && bytes[last - 1] === lf) last -= 1;
  return hash.update(bytes.subarray(Math.min(skipNewlines(bytes, end), last), last)).digest();
}

const lf = 0x0a;
const cr = 0x0d;

/** A CR before a LF is dropped; others stay. */
function withLfEnds(raw: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(raw.length);
  let length = 0;
  for (let at = 0; at < raw.length; at += 1) {
    const byte = raw[at] as number;
    if (byte === cr && raw[at + 1] === lf) continue;
    out[length] = byte;
    length += 1;
  }
  return out.subarray(0, length);
}

function skipNewlines(bytes: Buffer, from: number): number {
  let at = Math.max(0, from);
  while (at < bytes.length && bytes[at] === lf) at += 1;
  return at;
}

/** How many servers have handed this message on (RFC 5321 §6.3: many more than usual is a loop). */
export function countReceived(raw: Uint8Array): number {
  const view = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const ends = [view.indexOf('\r\n\r\n'), view.indexOf('\n\n')].filter((at) => at !== -1);
  const block = view.toString('latin1', 0, Math.min(view.length, ...ends));
  return block.match(/^received[ \t]*:/gim)?.length ?? 0;
}

/**
 * What tells two mails apart whose author wrote the same words twice and whose program wrote no Message-ID: the
 * first server's stamp. Both copies of one mail have it, for they part later.
 */
function birthmark(fields: readonly string[]): string {
  if (fields.some((field) => nameOf(field) === 'message-id')) return '';
  return fields.findLast((field) => nameOf(field) === 'received') ?? '';
}

/** The lines of a header block with continuations joined and runs of white space made one space. */
function unfold(block: string): string[] {
  return block
    .replace(/\n(?=[ \t])/g, '')
    .split('\n')
    .map((line) => line.replace(/[ \t\r]+/g, ' ').trim());
}

function nameOf(field: string): string {
  return /^[!-9;-~]+(?= ?:)/.exec(field)?.[0].toLowerCase() ?? '';
}

function isAddedOnTheWay(name: string): boolean {
  return ADDED_ON_THE_WAY.has(name) || ADDED_FAMILIES.some((family) => name.startsWith(family));
}
