/** The relaxed canonical forms of DKIM (RFC 6376 §3.4.2, §3.4.4): what stays the same when a relay folds and trims. */

const tab = 0x09;
const lf = 0x0a;
const cr = 0x0d;
const space = 0x20;

/** One header field, without its final CRLF as the signature's own field is given, with it otherwise. */
export function relaxedHeader(field: string): string {
  const colon = field.indexOf(':');
  const name = field.slice(0, colon).trim().toLowerCase();
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${name}:${value}`;
}

/** `body` has CRLF line ends. Blanks at line ends and empty lines at the end go; other blanks become one space. */
export function relaxedBody(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length + 2);
  let position = 0;
  let kept = 0;
  let blank = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!;
    if (byte === space || byte === tab) {
      blank = true;
    } else if (byte === cr && body[at + 1] === lf) {
      blank = false;
      out[position++] = cr;
      out[position++] = lf;
      at++;
    } else {
      if (blank) out[position++] = space;
      blank = false;
      out[position++] = byte;
      kept = position;
    }
  }
  if (kept === 0) return out.subarray(0, 0);
  out[kept] = cr;
  out[kept + 1] = lf;
  return out.subarray(0, kept + 2);
}

/** The header block as fields, each with its folds and without its final CRLF, in order. */
export function headerFields(head: string): string[] {
  return head.split(/\r\n(?![ \t])/).filter((field) => field !== '');
}
