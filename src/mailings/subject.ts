/**
 * Subjects: one line of at most 78 characters, in which what matters comes first. A template marks the
 * part that may shrink, usually the title: `{{ talk.title | elastic }}`.
 */

/** RFC 5322 §2.1.1: a header line should stay below 78 characters; phones show half of that. */
export const SUBJECT_CHARACTERS = 78;

/** The marks around the elastic part; private characters that `cleanLine` takes out of every value. */
export const ELASTIC_START = '\ue000';
export const ELASTIC_END = '\ue001';

const ELASTIC = /\ue000([^\ue001]*)\ue001/;

/**
 * Shortens a rendered subject to `limit` characters: the elastic part loses first its subtitle (from the
 * colon on), then words from its end, with an ellipsis; what is still too long loses words from its own end.
 */
export function fitSubject(rendered: string, limit: number = SUBJECT_CHARACTERS): string {
  const line = rendered
    .replace(/[\u0000-\u001f\u007f-\u009f\u00a0\u2028\u2029\s]+/g, ' ')
    .replace(/ ([\ue001),;:])/g, '$1')
    .trim();
  const elastic = ELASTIC.exec(line)?.[1];
  if (elastic !== undefined) {
    for (const shorter of shortenings(elastic)) {
      const whole = line.replace(ELASTIC, () => shorter);
      if (lengthOf(whole) <= limit) return withoutMarks(whole);
    }
  }
  const shortest =
    elastic === undefined ? line : line.replace(ELASTIC, () => shortenings(elastic).at(-1) ?? '');
  return cutAtWord(withoutMarks(shortest), limit);
}

/** The title itself, without its subtitle, then word by word. */
function shortenings(title: string): string[] {
  const main = mainTitle(title);
  const words = main.split(' ');
  const shorter = words
    .slice(1)
    .map((_, cut) => `${trimmed(words.slice(0, words.length - 1 - cut).join(' '))}…`);
  return [title, main, ...shorter];
}

/** `What a glacier remembers: learning ice flow` becomes `What a glacier remembers`; a colon within a word is none. */
export function mainTitle(title: string): string {
  const colon = title.search(/:\s/);
  return colon > 0 ? title.slice(0, colon).trimEnd() : title;
}

/** Cut before the word that no longer fits; a single word without end is cut inside. */
export function cutAtWord(text: string, limit: number): string {
  const characters = [...text];
  if (characters.length <= limit) return text;
  const kept = characters.slice(0, limit - 1).join('');
  const space = kept.lastIndexOf(' ');
  return `${trimmed(space > limit / 2 ? kept.slice(0, space) : kept)}…`;
}

function trimmed(text: string): string {
  return text.replace(/[\s,;:.–-]+$/, '');
}

function withoutMarks(text: string): string {
  return text.replace(/[\ue000\ue001]/g, '');
}

function lengthOf(text: string): number {
  return [...text].length;
}
