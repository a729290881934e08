/** The bytes of a list as text: files come out of spreadsheets and old programs, and say nothing about their encoding. */

export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
}

/** A byte order mark decides; then the pattern of zero bytes; then whether it is valid UTF-8 (RFC 3629 §4). */
export function decodeList(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  // PostgreSQL keeps no NUL.
  return { text: text.replaceAll('\0', ''), encoding };
}

function encodingOf(bytes: Uint8Array): DecodedText['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 4000);
  const zeros = { even: 0, odd: 0 };
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) zeros[at % 2 === 0 ? 'even' : 'odd']++;
  // Addresses are ASCII: in UTF-16 nearly every second byte of a list is zero.
  if (zeros.odd > sample.length / 4 && zeros.even < sample.length / 100) return 'utf-16le';
  if (zeros.even > sample.length / 4 && zeros.odd < sample.length / 100) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
