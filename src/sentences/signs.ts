/** The signs of a sentence by which its role is judged: its words, their pieces, its place in the mail. Pure. */

/** Signs are hashed into this many buckets. */
export const BUCKETS = 1 << 14;

/** Longer sentences than people write are judged by their beginning. */
const MAX_CHARS = 600;
const MAX_WORDS = 80;

/** Scripts without spaces: every character says something by itself. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The buckets of a sentence's signs, each once. `index` counts from 0 among `count` sentences of one mail. */
export function signsOf(sentence: string, index: number, count: number): Int32Array {
  const text = sentence.normalize('NFKC').slice(0, MAX_CHARS);
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|\d+|[?!@;:]/gu) ?? [];
  const buckets = new Set<number>();
  const add = (sign: string) => buckets.add(bucketOf(sign));
  let before = '^';
  for (const [place, word] of words.slice(0, MAX_WORDS).entries()) {
    add(`word ${word}`);
    add(`pair ${before} ${word}`);
    if (place < 2) add(`word ${place} ${word}`);
    for (const piece of piecesOf(word)) add(`piece ${piece}`);
    before = word;
  }
  add(`pair ${before} $`);
  add(`length ${Math.min(6, words.length >> 2)}`);
  add(`from the first ${Math.min(index, 4)}`);
  add(`from the last ${Math.min(count - 1 - index, 3)}`);
  add(`capitals ${Math.min(text.slice(1).match(/(?<=\s)\p{Lu}/gu)?.length ?? 0, 4)}`);
  if (/[?？]/.test(text)) add('asks');
  return Int32Array.from(buckets);
}

/** Three to five letters of a word with its edges; one to three where every letter is a word. */
function piecesOf(word: string): string[] {
  const isDense = DENSE.test(word);
  const edged = isDense ? word : `<${word}>`;
  return (isDense ? [1, 2, 3] : [3, 4, 5]).flatMap((size) =>
    Array.from({ length: Math.max(0, edged.length - size + 1) }, (_, at) => edged.slice(at, at + size)),
  );
}

/** FNV-1a with a last stir, for the low bits of short texts. */
function bucketOf(sign: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < sign.length; at += 1) hash = Math.imul(hash ^ sign.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) & (BUCKETS - 1);
}
