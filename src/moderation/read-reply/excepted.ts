/** What "everyone except the last one, that is a recruiter" says about the last one. */
import { hasAny, hasDoubt } from './consume.ts';
import { BAD, NOT_BAD } from './decline.ts';
import type { DigestItem } from './refs.ts';
import { fold } from './sentences.ts';

const SUPPOSED = /\?|\b(?:ask|looks?|seems?|smells?|sounds?|could|may|can|used to|was|were)\b/u;

/** @param said what stands behind the exception: a no where it names what no list wants; else it is read as it stands */
export function exceptedAs(said: string): string {
  const folded = fold(said);
  if (folded === '') return '?';
  const isUnwanted =
    BAD.test(folded) &&
    !NOT_BAD.test(folded) &&
    !SUPPOSED.test(folded) &&
    !hasDoubt(folded) &&
    !hasAny(folded, 'approve');
  return isUnwanted ? `no, ${said}` : said;
}

/** Whether what is said about some items also names one of the others, by number or by name. */
export function namesAnother(
  folded: string,
  items: readonly DigestItem[],
  numbers: readonly number[],
): boolean {
  return items
    .filter(({ number }) => !numbers.includes(number))
    .some(({ number, name }) => {
      const words = fold(name ?? '')
        .split(/[^\p{L}]+/u)
        .filter((word) => word.length > 2);
      const said = folded.split(/[^\p{L}\d]+/u);
      return said.includes(String(number)) || words.some((word) => said.includes(word));
    });
}
