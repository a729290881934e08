/** Where an address stands in the bytes of a mail, also behind a transfer encoding (RFC 2045 §6). Pure. */

/** `writer`: in its From; `plain`: it can be struck out where it stands; `encoded`: it cannot. */
export type Mention = 'writer' | 'plain' | 'encoded' | 'none';

/** So much of an encoded part is looked at: text of that length, not an attached film. */
const longestPart = 400_000;

/** @param spellings lower-case */
export function mentionOf(raw: Buffer, spellings: readonly string[]): Mention {
  const wanted = spellings.map(bytesAsText);
  const text = lowered(raw.toString('latin1'));
  const has = (where: string) => wanted.some((spelling) => where.includes(spelling));
  const from = /^from:[^\n]*(?:\n[ \t][^\n]*)*/m.exec(text.slice(0, headLength(text)))?.[0] ?? '';
  if (has(from)) return 'writer';
  const rest = wanted.reduce((left, spelling) => left.split(spelling).join('\0'), text);
  if (text.includes('quoted-printable') && has(lowered(unquoted(rest)))) return 'encoded';
  if (text.includes('base64') && base64Parts(raw).some((part) => has(lowered(part)))) return 'encoded';
  return has(text) ? 'plain' : 'none';
}

/** The address as `xxx`, octet for octet. */
export function strikeOut(raw: Buffer, spellings: readonly string[]): Buffer {
  const out = Buffer.from(raw);
  const text = lowered(raw.toString('latin1'));
  for (const wanted of spellings.map(bytesAsText)) {
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
      out.fill('x', at, at + wanted.length);
  }
  return out;
}

/** Latin-1 has one character per byte, so that places in the text are places in the bytes. */
function bytesAsText(spelling: string): string {
  return Buffer.from(spelling, 'utf8').toString('latin1');
}

function lowered(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function headLength(text: string): number {
  return /\r?\n\r?\n/.exec(text)?.index ?? text.length;
}

/** Soft line breaks and `=40` undone (RFC 2045 §6.7). */
function unquoted(text: string): string {
  return text
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Runs of base64 lines, decoded; encoded words of a header (RFC 2047 §2) are such runs, too. */
function base64Parts(raw: Buffer): string[] {
  const runs = raw.toString('latin1').matchAll(/(?:[A-Za-z0-9+/]{8,}={0,2}\r?\n?)+/g);
  return Array.from(runs, ([run]) => Buffer.from(run.slice(0, longestPart), 'base64').toString('latin1'));
}
