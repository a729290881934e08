/** Quoted-printable for short pieces of text that enter a message after it was built (RFC 2045 §6.7). */

const maxLine = 76;
const utf8 = new TextEncoder();

/**
 * Lines in, lines out: CRLF and LF become CRLF, every other control character but TAB becomes `=XX`, no line is longer
 * than 76 octets. A dot that would begin a line is written `=2E`, so that the result never needs dot-stuffing
 * (RFC 5321 §4.5.2); this is allowed for any character (RFC 2045 §6.7 rule 1).
 */
export function encodeQuotedPrintable(text: string): string {
  return text.split(/\r?\n/).map(encodeLine).join('\r\n');
}

function encodeLine(line: string): string {
  // Most lines need no more than their equals signs written out.
  if (/^[!-~](?:[ -~]*[!-~])?$/.test(line)) return breakLine(line.replaceAll('=', '=3D'));
  let out = '';
  let column = 0;
  const bytes = utf8.encode(line);
  for (let at = 0; at < bytes.length; at++) {
    const last = at === bytes.length - 1;
    let atom = encodeByte(bytes[at]!, last);
    // The soft line break takes one column of its own.
    if (column + atom.length > (last ? maxLine : maxLine - 1)) {
      out += '=\r\n';
      column = 0;
    }
    if (column === 0 && atom === '.') atom = '=2E';
    out += atom;
    column += atom.length;
  }
  return out;
}

/** Of characters that stand for themselves and of `=XX`, which are not cut. */
function breakLine(encoded: string): string {
  let out = '';
  let rest = guardDot(encoded);
  while (rest.length > maxLine) {
    // The soft line break takes one column of its own.
    let cut = maxLine - 1;
    if (rest[cut - 1] === '=') cut -= 1;
    else if (rest[cut - 2] === '=') cut -= 2;
    out += `${rest.slice(0, cut)}=\r\n`;
    rest = guardDot(rest.slice(cut));
  }
  return out + rest;
}

function guardDot(line: string): string {
  return line.startsWith('.') ? `=2E${line.slice(1)}` : line;
}

/** Space and TAB stay themselves except at the end of a line, where transports cut them off. */
function encodeByte(byte: number, last: boolean): string {
  const blank = byte === 0x20 || byte === 0x09;
  const literal = blank ? !last : byte > 0x20 && byte < 0x7f && byte !== 0x3d;
  return literal ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
