/**
 * Makes a view safe to print: every string becomes one line of text without control characters. Escaping for
 * HTML is the template engine's work; this is what escaping does not do.
 */

/**
 * C0 and C1 controls and the line and paragraph separators: each becomes a space, so that a value
 * can neither end a header line nor begin a line of its own in the text part (threat 6).
 */
const BREAKING = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Bidirectional overrides, embeddings and isolates, zero-width characters and private marks (threat 14). */
const INVISIBLE = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ue000\ue001]/g;

/** Runs of ordinary spaces; no-break spaces are kept, the composing code sets them on purpose. */
const SPACES = /[ \t]{2,}/g;

/** One line, NFC, without characters that act instead of showing; cut at `limit` characters with an ellipsis. */
export function cleanLine(text: string, limit: number = 6000): string {
  const line = text
    .toWellFormed()
    .normalize('NFC')
    .replace(BREAKING, ' ')
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .trim();
  if (line.length <= limit) return line;
  return `${line.slice(0, limit).toWellFormed().replace('\ufffd', '').trimEnd()}…`;
}

type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** The same view with every string cleaned, at any depth. */
export function cleanView<T>(view: T, limit: number = 6000): T {
  return clean(view as Plain, limit) as T;
}

function clean(value: Plain, limit: number): Plain {
  if (typeof value === 'string') return cleanLine(value, limit);
  if (Array.isArray(value)) return value.map((item: Plain) => clean(item, limit));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item, limit)]));
}
