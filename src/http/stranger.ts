/** The words of strangers on a page: always text, never able to turn what stands beside them. Pure. */
/** Controls that change the direction of text (UAX #9), and all others but the line end. */
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** `text` without controls, at most `limit` characters. */
export function plain(text: string | null | undefined, limit = 4000): string {
  const clean = (text ?? '').replace(unseen, '');
  return clean.length <= limit ? clean : `${clean.slice(0, limit).trimEnd()} …`;
}

/** The same on one line. */
export function line(text: string | null | undefined, limit = 300): string {
  return plain((text ?? '').replace(/\s+/g, ' ').trim(), limit);
}

/** Text by its paragraphs. */
export function paragraphs(text: string | null | undefined): string[] {
  return plain(text, 20_000)
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
