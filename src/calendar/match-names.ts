/**
 * Is it the same person, is it the same sentence? Hosts write one name in several ways: "David Fisher" and
 * "David Fischer", "AlexanderTkatchenko", "D. Fischer", "Fischer, David", "Eliu Huerta" and "Eliu Huerta Escudero".
 */
import { isRunTogether } from './reader/speaker-line.ts';

/** `same`: written alike, but for accents, titles and middle names. `variant`: may well be one person, spelled in two ways. */
export type NameMatch = 'same' | 'variant' | 'different';

/** How two written names stand to each other. A name without a word is nobody's. */
export function matchNames(one: string, other: string): NameMatch {
  const [a, b] = [nameWords(one), nameWords(other)];
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return 'different';
  if (short.join('') === long.join('') || isCovered(short, long)) return 'same';
  return mayNameOne(short, long) ? 'variant' : 'different';
}

/** True where two spellings may well name one person. A missing name is nobody's. */
export function isSameName(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && matchNames(one, other) !== 'different';
}

/** True where two texts say the same but for case, white space, accents, quotes and punctuation. */
export function isSameText(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : textKey(one) === textKey(other);
}

/** True where both say something, and the same. */
export function isSharedText(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && textKey(one) !== '' && isSameText(one, other);
}

/**
 * True where a title announces another talk: most of its words are new. A title that is corrected, shortened, or goes on
 * behind a colon keeps most of the words of the shorter one.
 */
export function isOtherTitle(one: string, other: string): boolean {
  const [a, b] = [contentWords(one), contentWords(other)];
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return textKey(one) !== textKey(other);
  const kept = short.filter((word) => long.some((known) => isSlip(word, known) || isSameStem(word, known)));
  return kept.length * 2 < short.length || (short.length > 1 && kept.length === 1);
}

/** Words that say what a talk is about; of a title of small words only, all. */
function contentWords(title: string): readonly string[] {
  const words = textKey(title.slice(0, 300))
    .split(' ')
    .filter((word) => word !== '');
  const weighty = words.filter((word) => word.length > 3);
  return weighty.length > 0 ? weighty : words;
}

/** `learning` and `learned`, `model` and `models`. */
function isSameStem(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  return (
    length >= 5 &&
    one.slice(0, length - 2) === other.slice(0, length - 2) &&
    Math.abs(one.length - other.length) <= 3
  );
}

/** A text without everything that a typist changes without meaning it. */
export function textKey(text: string): string {
  return plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Of two spellings of one name the better one: not run together, then the first. */
export function betterSpelling(one: string, other: string): string {
  const isWorse = !/\s/.test(one.trim()) && /\s/.test(other.trim());
  return isWorse && nameWords(one).join('') === nameWords(other).join('') ? other : one;
}

/** No name is longer; what is longer shall not cost more time. */
const longestName = 200;

const titles = new Set([
  'dr',
  'prof',
  'professor',
  'mr',
  'mrs',
  'ms',
  'phd',
  'msc',
  'ir',
  'drs',
  'dipl',
  'ing',
]);

/** The words of a name in lower case, without accents and titles; `AnaBell` is two words. */
export function nameWords(name: string): readonly string[] {
  const pieces = withoutAccents(name.slice(0, longestName)).split(/[^\p{L}]+/u);
  return pieces
    .flatMap((piece) => spelledApart(piece).split(' '))
    .map(plain)
    .filter((word) => word !== '' && !titles.has(word));
}

/** `AlexanderTkatchenko` with its space; `McDonald` as it is. */
export function spelledApart(name: string): string {
  return isRunTogether(name) ? name.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ') : name;
}

/** A slip of the pen, given that one person is meant: `Erik` and `Eric`. It does not tell people apart. */
export function isSlip(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  return isAlmost(one, other, length >= 6 ? 2 : length >= 4 ? 1 : 0);
}

function plain(text: string): string {
  return withoutAccents(text).toLowerCase().replace(/ß/g, 'ss').replace(/ø/g, 'o');
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** `Erik Thiede` names `Erik Henning Thiede`: first and last agree and nothing contradicts. */
function isCovered(short: readonly string[], long: readonly string[]): boolean {
  const agreesAtEnds = short[0] === long[0] && short.at(-1) === long.at(-1);
  return short.length > 1 && agreesAtEnds && short.every((word) => long.includes(word));
}

function mayNameOne(short: readonly string[], long: readonly string[]): boolean {
  if (short.toSorted().join('') === long.toSorted().join('')) return true;
  if (short.length === 1) return long.some((word) => word.length > 3 && isAlmostWord(word, short[0]!));
  return containsAll(short, long);
}

/** Every word of the shorter name has its own word in the longer one, and one of them in full. */
function containsAll(short: readonly string[], long: readonly string[]): boolean {
  const free = [...long];
  let isAnchored = false;
  for (const word of short.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))) {
    const at = free.findIndex((candidate) => isAlmostWord(word, candidate) || isShortFor(word, candidate));
    if (at < 0) return false;
    if (word.length > 2 && isAlmostWord(word, free[at]!)) isAnchored = true;
    free.splice(at, 1);
  }
  return isAnchored;
}

/** An initial, or a short form of at least three letters: D. for David, Ben for Benjamin. */
function isShortFor(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return (short.length === 1 || short.length >= 3) && long.startsWith(short);
}

/** Tells people apart: short words must agree to the letter, Wang is not Zhang. */
function isAlmostWord(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  return isAlmost(one, other, length >= 8 ? 2 : length >= 5 ? 1 : 0);
}

function isAlmost(one: string, other: string, slips: number): boolean {
  return one === other || (Math.abs(one.length - other.length) <= slips && slipsBetween(one, other) <= slips);
}

/** Levenshtein distance; names are short, so the plain table will do. Longer than 64 letters: compared as they are. */
function slipsBetween(one: string, other: string): number {
  if (one.length > 64 || other.length > 64) return one === other ? 0 : 64;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const swap = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[other.length]!;
}
