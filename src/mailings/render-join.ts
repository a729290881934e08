/**
 * Joins a mail's template with the pieces it shares, before anything is compiled. These marks exist:
 *
 *     {% part 'foot-list' %}          the file layout/foot-list.mjml (or .txt), in this place
 *     {% part 'news', h1: 'h2' %}     the same, with a word that the part prints as [[h1]]
 *     {% part 'news-*' of kind %}      `layout/news-announcement`, `layout/news-reminder` …: the one that the value names
 *     [[thanks]]                      a sentence from the words file of the mail's language
 *
 * The result keeps, for each line, where it came from: faults are reported where a person can mend them.
 * Pure; reading files is the caller's.
 */

import { mailingKinds } from './mailing-kinds.ts';

export interface Line {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export type Words = ReadonlyMap<string, string>;

export interface Pieces {
  /** The file's text, or null when there is none. `name` as in `layout/head.mjml`. */
  readonly read: (name: string) => string | null;
  readonly words: Words;
  /** `mjml`: words are escaped, and Liquid lines between MJML elements are wrapped. `txt`: Liquid lines leave no blank line. */
  readonly form: 'mjml' | 'txt';
}

export interface Joined {
  readonly lines: readonly Line[];
  readonly faults: readonly Fault[];
}

const PART =
  /^\s*\{%-?\s*part\s+'([a-z0-9-]+\*?)'(?:\s+of\s+([a-z.]+))?((?:\s*,\s*[a-z0-9]+:\s*(?:'[^']*'|"[^"]*"))*)\s*-?%\}\s*$/;
const WORD = /\[\[([a-z0-9_]+)\]\]/g;

/** Parts may contain parts; deeper than this is a circle. */
const DEEPEST = 6;

/** The template `file` with all its parts and words in place. */
export function joinTemplate(file: string, pieces: Pieces): Joined {
  const faults: Fault[] = [];
  const lines = expand(file, pieces, new Map(), 0, faults, { file, line: 1 });
  return { lines, faults };
}

/** The joined text, one line end after each line. */
export function textOf(joined: Joined): string {
  return joined.lines.map((line) => line.text).join('\n');
}

function expand(
  file: string,
  pieces: Pieces,
  params: Words,
  depth: number,
  faults: Fault[],
  asked: { file: string; line: number },
): Line[] {
  const source = pieces.read(file);
  if (source === null || depth > DEEPEST) {
    const text = source === null ? `There is no ${file}.` : `${file} contains itself.`;
    faults.push({ ...asked, text });
    return [];
  }
  return source
    .replace(/\r\n/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((raw, index) => {
      const here = { file, line: index + 1 };
      const part = PART.exec(raw);
      if (part !== null) {
        const [, name = '', value, given = ''] = part;
        const inner = paramsOf(given, pieces, params, here, faults);
        return partsOf(name, value).flatMap(({ name, before, after }) => [
          ...before.map((text) => ({ ...here, text })),
          ...expand(`layout/${name}.${pieces.form}`, pieces, inner, depth + 1, faults, here),
          ...after.map((text) => ({ ...here, text })),
        ]);
      }
      return [{ ...here, text: withWords(raw, pieces, params, here, faults) }];
    });
}

interface PartCalled {
  readonly name: string;
  /** The lines of Liquid around it. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** One part; or that of each kind of mail to the list, of which Liquid draws the one that `value` names. */
function partsOf(name: string, value: string | undefined): readonly PartCalled[] {
  if (!name.endsWith('*') || value === undefined) return [{ name, before: [], after: [] }];
  return mailingKinds.map((kind) => ({
    name: name.replace('*', kind),
    before: [`{% if ${value} == '${kind}' %}`],
    after: ['{% endif %}'],
  }));
}

/** Parameters of a part, together with those it was itself called with. */
function paramsOf(
  text: string,
  pieces: Pieces,
  outer: Words,
  here: { file: string; line: number },
  faults: Fault[],
): Words {
  const own = [...text.matchAll(/,\s*([a-z0-9]+):\s*(?:'([^']*)'|"([^"]*)")/g)].map(
    ([, key, single, double]) =>
      [key ?? '', withWords(single ?? double ?? '', pieces, outer, here, faults)] as const,
  );
  return new Map([...outer, ...own]);
}

function withWords(
  text: string,
  pieces: Pieces,
  params: Words,
  here: { file: string; line: number },
  faults: Fault[],
): string {
  return text.replace(WORD, (mark, key: string) => {
    const param = params.get(key);
    if (param !== undefined) return param;
    const words = pieces.words.get(key);
    if (words !== undefined) return pieces.form === 'mjml' ? escapeOutsideLiquid(words) : words;
    faults.push({ ...here, text: `There are no words for ${mark}.` });
    return '';
  });
}

/** A sentence for HTML; what Liquid will fill is left alone. */
function escapeOutsideLiquid(words: string): string {
  return words
    .split(/(\{\{.*?\}\}|\{%.*?%\})/)
    .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/&/g, '&amp;').replace(/</g, '&lt;')))
    .join('');
}

/**
 * A words file: one sentence per line, `key: sentence`. `~` is a no-break space, `#` begins a remark.
 * Faults name lines that are neither.
 */
export function parseWords(file: string, source: string): { words: Words; faults: Fault[] } {
  const words = new Map<string, string>();
  const faults: Fault[] = [];
  for (const [index, line] of source.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const match = /^([a-z0-9_]+):\s+(.*\S)\s*$/.exec(line);
    if (match === null)
      faults.push({ file, line: index + 1, text: 'Write each sentence as “key: sentence”.' });
    else words.set(match[1] ?? '', (match[2] ?? '').replaceAll('~', '\u00a0'));
  }
  return { words, faults };
}
