/** "Everyone except the last one, that is a recruiter", "all good but Glen": what the exception says, and about whom. */
import { hasAny } from './consume.ts';
import { BAD, NOT_BAD } from './decline.ts';
import type { ReadOne } from './items.ts';
import { type DigestItem, type Refs, refsAt } from './refs.ts';
import { fold } from './sentences.ts';
import { signIn } from './signs.ts';

export interface Exception {
  readonly refs: Refs;
  /** What is said about them, as written; '' where they are only taken out: the opposite of what the others get. */
  readonly said: string;
}

const EXCEPT =
  /[\s,]*\b(?:except(?:ing)?|excluding|but not|but|apart from|other than|with the exception of|minus|behalve|uitgezonderd|maar niet|op|ausser|außer|bis auf|aber nicht|sauf|excepte|hormis|mais pas|tranne|eccetto|ma non|a parte|menos|salvo|excepto)(?: for| voor| fur| pour| per| a| di| na)?\s+(?=\S)/gu;
/** Everybody, or nobody, with at most a verdict behind it. */
const ALL_BEFORE =
  /\b(?:all|everyone|everybody|alle[n]?|allemaal|iedereen|tous|toutes|tout le monde|tutti|tutte|todos|todas|none(?: of them)?|nobody|no one|niemand|geen|keine[rn]?|personne|aucune?|nessuno|nadie)\b([^.;\n]{0,40})$/u;
const COURTESY = /^\W*(?:(?:please|pls|bitte|graag|svp|per favore|thanks|though|danke|merci|grazie)\W*)*$/u;

/** Taken out of the text; what follows the exception in the sentence belongs to it. */
export function takeExceptions(
  text: string,
  items: readonly DigestItem[],
  readOne: ReadOne,
): { rest: string; excepted: Exception[] } {
  const folded = fold(text);
  for (const mark of items.length === 0 ? [] : folded.matchAll(EXCEPT)) {
    const refs = refsAt(folded, mark.index + mark[0].length, items);
    const behindAll = ALL_BEFORE.exec(folded.slice(0, mark.index))?.[1];
    if (refs === null || refs.kind !== 'listed' || behindAll === undefined) continue;
    const length = /[.!;\n]|$/u.exec(folded.slice(refs.end))?.index ?? 0;
    const tail = text.slice(refs.end, refs.end + length);
    const said = tail.replace(/^[\s,:(-]+/u, '');
    // "all but 2, spam, and 3, ask her": a second one hides in what is said about the first.
    if (namesAnother(fold(said), items, refs.numbers)) return { rest: '?', excepted: [] };
    const [before, after] = [text.slice(0, mark.index), text.slice(refs.end + length)];
    // "Alle bis auf Nummer 2 gerne", "everyone except Glen: yes": the verdict for the others stands last.
    const isForOthers =
      !/\p{L}/u.test(behindAll) && /^ *(?:[:-]|\p{L})/u.test(tail) && isVerdict(readOne(said, null).verdict);
    if (isForOthers) return { rest: `${before} ${said}${after}`, excepted: [{ refs, said: '' }] };
    return { rest: `${before}${after}`, excepted: [{ refs, said: exceptedAs(said) }] };
  }
  return { rest: text, excepted: [] };
}

function isVerdict(verdict: string): boolean {
  return verdict === 'approve' || verdict === 'decline';
}

const SUPPOSED = /\?|\b(?:ask|looks?|seems?|smells?|sounds?|could|may|can|used to|was|were)\b/u;

/** @param said what stands behind the exception: a no where it names what no list wants; else it is read as it stands */
function exceptedAs(said: string): string {
  const folded = fold(said);
  if (COURTESY.test(folded)) return '';
  const isUnwanted =
    BAD.test(folded) &&
    !NOT_BAD.test(folded) &&
    !SUPPOSED.test(folded) &&
    signIn(folded) === null &&
    !hasAny(folded, 'approve');
  return isUnwanted ? `no, ${said}` : said;
}

/** Whether what is said about some items also names one of the others, by number or by name. */
function namesAnother(folded: string, items: readonly DigestItem[], numbers: readonly number[]): boolean {
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
