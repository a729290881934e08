/**
 * The form in which a message crosses the wire after DATA: CRLF line ends, a dot before each leading dot, and the
 * line with the lone dot that ends it (RFC 5321 §4.5.2). Messages are kept in this form once they are made, so that
 * sending is one write; the plain form is taken back from it where another program wants it.
 */

const lf = 0x0a;
const cr = 0x0d;
const dot = 0x2e;
const lineAndDot = Buffer.from('\r\n.', 'latin1');
const terminator = Buffer.from('.\r\n', 'latin1');
export const terminatorLength = terminator.length;

export type Wire =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly reason: string };

/** `message` is a whole RFC 5322 message. Refused: a lone CR or LF, NUL, a line over 998 octets (RFC 5322 §2.1.1). */
export function toWire(message: Buffer): Wire {
  let stuffed = 0;
  let lineStart = 0;
  for (let at = 0; at < message.length; at++) {
    const byte = message[at]!;
    if (byte === 0) return { ok: false, reason: 'a NUL stands in the message' };
    if (byte === dot && at === lineStart) stuffed++;
    if (byte === cr && message[at + 1] !== lf) return { ok: false, reason: 'a CR stands alone' };
    if (byte !== lf) continue;
    if (at === 0 || message[at - 1] !== cr) return { ok: false, reason: 'a LF stands alone' };
    if (at - 1 - lineStart > 998) return { ok: false, reason: 'a line is longer than 998 octets' };
    lineStart = at + 1;
  }
  if (message.length - lineStart > 998) return { ok: false, reason: 'a line is longer than 998 octets' };
  return { ok: true, bytes: stuff(message, stuffed, lineStart === message.length) };
}

function stuff(message: Buffer, stuffed: number, endsWithLine: boolean): Buffer {
  const ending = endsWithLine ? terminator : Buffer.from('\r\n.\r\n', 'latin1');
  if (stuffed === 0) return Buffer.concat([message, ending]);
  const out = Buffer.allocUnsafe(message.length + stuffed + ending.length);
  let position = 0;
  let atLineStart = true;
  for (const byte of message) {
    if (atLineStart && byte === dot) out[position++] = dot;
    out[position++] = byte;
    atLineStart = byte === lf;
  }
  ending.copy(out, position);
  return out;
}

/** The message in its plain form. Shares memory with `wire` when no dot had been added. */
export function fromWire(wire: Buffer): Buffer {
  const body = wire.subarray(0, wire.length - terminatorLength);
  const pieces: Buffer[] = [];
  let start = body[0] === dot ? 1 : 0;
  for (let at = body.indexOf(lineAndDot); at >= 0; at = body.indexOf(lineAndDot, at + 1)) {
    // Every leading dot of a prepared message was doubled: the first one goes.
    pieces.push(body.subarray(start, at + 2));
    start = at + 3;
  }
  if (pieces.length === 0) return body.subarray(start);
  pieces.push(body.subarray(start));
  return Buffer.concat(pieces);
}
