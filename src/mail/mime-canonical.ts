/** The relaxed canonical forms of DKIM (RFC 6376 §3.4.2, §3.4.4): what stays the same when a relay folds and trims. */

import { terminatorLength } from './mime-wire.ts';

const tab = 0x09;
const lf = 0x0a;
const cr = 0x0d;
const space = 0x20;
const dot = 0x2e;

/** One header field without its final CRLF, its octets as characters. */
export function relaxedHeader(field: string): string {
  const colon = field.indexOf(':');
  const name = field.slice(0, colon).trim().toLowerCase();
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, '');
  return `${name}:${value}`;
}

/** Whole lines out of a body, of which the last has no end and none begins with a dot. */
export function relaxedLines(lines: Buffer): Buffer {
  const text = lines.toString('latin1');
  if (!/[ \t](?:[ \t]|\r|$)|\t/.test(text)) return lines;
  return Buffer.from(text.replace(/[ \t]+(?=\r|$)/g, '').replace(/[ \t]+/g, ' '), 'latin1');
}

/**
 * `body` in wire form, from behind the empty line up to and with the lone dot. The dots that were added for the wire go,
 * blanks at line ends and empty lines at the end too; other blanks become one space.
 */
export function relaxedBody(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  const end = body.length - terminatorLength;
  let position = 0;
  let at = body[0] === dot ? 1 : 0;
  while (at < end) {
    const byte = body[at++]!;
    // Nearly all of a message: this loop is what signing costs besides the signature.
    if (byte > space) {
      out[position++] = byte;
    } else if (byte === space || byte === tab) {
      while (body[at] === space || body[at] === tab) at++;
      if (body[at] !== cr && at < end) out[position++] = space;
    } else {
      out[position++] = byte;
      if (byte === lf && body[at] === dot) at++;
    }
  }
  return endWithOneLine(out, position);
}

/** `length` octets of `out`, without the empty lines at its end; nothing at all where there is no other line. */
function endWithOneLine(out: Buffer, length: number): Buffer {
  let kept = length;
  while (kept >= 2 && out[kept - 1] === lf && out[kept - 2] === cr) kept -= 2;
  if (kept === 0) return out.subarray(0, 0);
  out[kept] = cr;
  out[kept + 1] = lf;
  return out.subarray(0, kept + 2);
}
