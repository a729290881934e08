/** Values of a calendar object: escaped, cleaned and folded (RFC 5545 §3.1, §3.3.11, §3.2). */

/** Lines are at most 75 octets, their end not counted (RFC 5545 §3.1). */
const LINE_OCTETS = 75;

/** Controls but tab and line feed, and characters that reorder or hide text (threats 14, 16). */
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** A TEXT value: backslash, semicolon, comma and line ends escaped, so that it ends where it ends (RFC 5545 §3.3.11). */
export function icalText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(HIDDEN, '')
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n');
}

/**
 * A quoted parameter value. Quotation marks cannot be written in one (RFC 5545 §3.2), the escapes of RFC 6868 are not
 * known everywhere, and some programs take a backslash for an escape, so `"`, `^` and `\` are left out.
 */
export function icalQuoted(text: string): string {
  const value = text
    .toWellFormed()
    .replace(/[\t\r\n\u0085\u2028\u2029]+/g, ' ')
    .replace(HIDDEN, '')
    .replace(/["^\\]/g, '')
    .trim();
  return `"${value}"`;
}

/** A CAL-ADDRESS: `mailto:` with everything outside the plain characters of an address percent-encoded (RFC 6068 §2). */
export function calAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, Math.max(at, 0)), address.slice(at + 1)];
  return `mailto:${encoded(local)}@${encoded(domain)}`;
}

function encoded(part: string): string {
  return encodeURIComponent(part.toWellFormed()).replace(/%2B|%3D/g, (code) => (code === '%2B' ? '+' : '='));
}

/** Folds one content line at 75 octets, never inside a character, and ends it with CRLF. */
export function foldLine(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return `${folded}\r\n`;
}

/** Content lines as they travel. */
export function icalLines(lines: readonly string[]): string {
  return lines.map(foldLine).join('');
}

/** `20261124T130000Z` (RFC 5545 §3.3.5, form 2). */
export function utcStamp(at: Temporal.Instant): string {
  return at.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString().replace(/[-:]/g, '');
}

/** `20261124T140000`, local to a zone named beside it (form 3). */
export function localStamp(at: Temporal.PlainDateTime): string {
  return at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}
