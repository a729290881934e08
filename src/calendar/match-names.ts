/**
 * Is it the same person, is it the same sentence? Hosts write one name in several ways: "David Fisher" and
 * "David Fischer", "AlexanderTkatchenko", "D. Fischer", "Fischer, David", "Eliu Huerta" and "Eliu Huerta Escudero".
 */

/** True where two spellings may well name one person. A missing name is nobody's. */
export function isSameName(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const a = nameWords(one);
  const b = nameWords(other);
  if (a.length === 0 || b.length === 0) return false;
  if (isAlmost(a.join(''), b.join(''), 0) || isAlmost(sorted(a).join(''), sorted(b).join(''), 0)) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 1) return long.some((word) => word.length > 3 && isAlmostWord(word, short[0]!));
  return containsAll(short, long);
}

/** True where two texts say the same but for case, white space, accents, quotes and punctuation. */
export function isSameText(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : textKey(one) === textKey(other);
}

/** A text without everything that a typist changes without meaning it. */
export function textKey(text: string): string {
  return plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Of two spellings of one name the better one: not run together, then the first. */
export function betterSpelling(one: string, other: string): string {
  const isRunTogether = !/\s/.test(one.trim()) && /\s/.test(other.trim());
  return isRunTogether && joined(one) === joined(other) ? other : one;
}

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

function nameWords(name: string): readonly string[] {
  return plain(name)
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '' && !titles.has(word));
}

function joined(name: string): string {
  return nameWords(name).join('');
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss').replace(/ø/g, 'o');
}

function sorted(words: readonly string[]): readonly string[] {
  return [...words].sort();
}

/** Every word of the shorter name has its own word in the longer one, and one of them in full. */
function containsAll(short: readonly string[], long: readonly string[]): boolean {
  const free = [...long];
  let isAnchored = false;
  for (const word of sorted(short).toSorted((a, b) => b.length - a.length)) {
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

/** Short words must agree to the letter: Wang is not Zhang. */
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
