/**
 * Turning bytes into text as mail really labels them: `iso-8859-1` and `us-ascii` mean windows-1252 (WHATWG), UTF-8
 * under a single-byte label is common, and an unknown label must not lose the message.
 */
const SINGLE_BYTE_GUESSES = new Set([
  '',
  'us-ascii',
  'ascii',
  'iso-8859-1',
  'latin1',
  'windows-1252',
  'unknown-8bit',
  '8bit',
  'default',
  'none',
  'utf-8',
  'utf8',
]);
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

/** Decodes text bytes under a charset label. Never throws; the worst outcome is a replacement character. */
export function decodeCharset(bytes: Uint8Array, label: string | undefined): string {
  const charset = (label ?? '').trim().toLowerCase();
  if (SINGLE_BYTE_GUESSES.has(charset)) return decodeUtf8OrLatin(bytes);
  const decoder = makeDecoder(charset) ?? makeDecoder(respell(charset));
  return decoder === null ? decodeUtf8OrLatin(bytes) : decoder.decode(bytes);
}

/** UTF-8 when the bytes are valid UTF-8, else windows-1252. Latin text is practically never valid UTF-8 by chance. */
export function decodeUtf8OrLatin(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

function makeDecoder(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

/** Spellings seen in mail that the Encoding Standard does not list. */
function respell(label: string): string {
  const bare = label.replace(/^(?:x-|cs)/, '').replace(/[\s._-]+/g, '');
  const known: Record<string, string> = {
    cp932: 'shift_jis',
    cp936: 'gbk',
    cp949: 'euc-kr',
    cp950: 'big5',
    eucjp: 'euc-jp',
    euckr: 'euc-kr',
    iso2022jp1: 'iso-2022-jp',
    iso2022jp2: 'iso-2022-jp',
    iso2022jpms: 'iso-2022-jp',
    cp50220: 'iso-2022-jp',
    cp50221: 'iso-2022-jp',
    shiftjis: 'shift_jis',
    sjis: 'shift_jis',
    gb2312: 'gb18030',
    macintosh: 'macintosh',
    iso88598i: 'iso-8859-8',
    latin9: 'iso-8859-15',
    tis620: 'windows-874',
  };
  return (
    known[bare] ??
    bare.replace(/^iso8859(\d)/, 'iso-8859-$1').replace(/^(?:cp|win|windows)(125\d)$/, 'windows-$1')
  );
}
