/** Answers to a digest: "1 and 3 yes, 2 no", "approve 1-4, decline 5: not an academic", one line per item. */

import { hasAny, hasDoubt } from './read-reply-consume.ts';
import type { ItemDecision } from './read-reply-decision.ts';
import { passableReason } from './read-reply-passable.ts';
import { fold } from './read-reply-sentences.ts';

type ItemVerdict = 'approve' | 'decline';

const YES =
  "yes|yep|ok|okay|approved?|accept(?:ed)?|fine|welcome|sure|ja|akkoord|goed|prima|toelaten|welkom|gerne?|annehmen|aufnehmen|zulassen|genehmigt|oui|d'accord|accepter?|acceptee?s?|si|va bene|accetta|approva|👍|✅";
const NO =
  'no|nope|decline[d]?|reject(?:ed)?|refuse[d]?|nee|afwijzen|weigeren|nein|ablehnen|abgelehnt|non|refuser?|refusee?s?|rifiuta|👎|❌';
const NUMBER = '(?:(?:nr|no|number|item|request|#|nummer|numero|n)\\.?\\s*)?#?\\d{1,3}';
const NUMBERS = `${NUMBER}(?:\\s*(?:,|and|&|\\+|-|to|through|en|und|et|e|t/m|bis|,\\s*and)\\s*${NUMBER}){0,40}`;
const WORD = `(?:${YES}|${NO})(?![\\p{L}\\d'])`;

const NUMBERS_FIRST = new RegExp(`^(${NUMBERS})\\s*(?:[:=.)-]|are|is|both|all)?\\s*(?:-\\s*)?(${WORD})`, 'u');
const WORD_FIRST = new RegExp(
  `^(?:please\\s+)?(${WORD})\\s*(?:to|for|on|with|voor|fur|pour|per|a|op)?\\s*:?\\s*(${NUMBERS})(?![\\d])`,
  'u',
);
const ALL = new RegExp(
  `^(?:please\\s+)?(?:(${WORD})\\s*(?:,?\\s*(?:to|for|voor|fur|pour|per))?\\s*(?:all|everyone|everybody|both|them all|all of them|alle|allemaal|alle drei|tous|toutes|tutti|tutte)|(?:all|both|alle|allemaal|tous|toutes|tutti|tutte)\\s*:?\\s*(${WORD}))[\\s.!]*$`,
  'u',
);
const MAX_TEXT = 1500;
const ONLY_NUMBERS = new RegExp(`^\\s*${NUMBERS}\\s*(?:,|and|&|en|und|et|e)?\\s*$`, 'u');
const FILLER =
  /^(?:please|thanks|thank you|the rest|and|en|und|et|e|hi|dank|danke|merci|grazie|cheers)?[\s,.;!&]*$/u;

/**
 * @param items the numbers the digest had; empty when unknown, and then any number is taken at its word
 * @returns null when the text is no answer by number; `unclear` when part of it could not be read
 */
export function readItems(text: string, items: readonly number[]): ItemDecision[] | 'unclear' | null {
  const folded = fold(text.normalize('NFC')).slice(0, MAX_TEXT).trim();
  const original = text.normalize('NFC').slice(0, MAX_TEXT).trim();
  const all = ALL.exec(folded);
  if (all !== null && items.length > 0)
    return items.map((item) => decisionOf(item, verdictOf(all[1] ?? all[2] ?? ''), null));
  if (!NUMBERS_FIRST.test(folded) && !WORD_FIRST.test(folded)) return null;
  // "approve 131" names a request by its own number, not an item of a digest.
  if (items.length === 0 && /\d{3}/.test(folded)) return null;
  const found = new Map<number, ItemDecision>();
  for (const segment of segments(original)) {
    const outcome = readSegment(segment, items);
    if (outcome === 'unclear') return 'unclear';
    for (const decision of outcome) {
      if (found.has(decision.item)) return 'unclear';
      found.set(decision.item, decision);
    }
  }
  return found.size === 0 ? 'unclear' : [...found.values()].sort((a, b) => a.item - b.item);
}

/** Cut where a new answer begins: at a line, a semicolon, or a comma before another number or verdict. */
function segments(text: string): string[] {
  const byNumber = `(?:${NUMBERS})\\s*(?:[:=.)-]|are|is|both|all)?\\s*(?:-\\s*)?(?:${WORD})`;
  const byWord = `(?:please\\s+)?(?:${WORD})\\s*(?:to|for|on|with|voor|fur|pour|per|a|op)?\\s*:?\\s*#?\\d`;
  // One way of writing per answer: "yes to 1 and 3. No to 2" must not be cut at "3. No".
  const next = WORD_FIRST.test(fold(text)) ? byWord : byNumber;
  const begins = new RegExp(
    `(?:\\n|[;.]\\s|\\s(?=\\d)|,\\s*|\\s+(?:and|en|und|et|e|but|maar|aber|mais|ma)\\s+)(?=\\s*(?:${next}))`,
    'gu',
  );
  const folded = fold(text);
  const cuts = [...folded.matchAll(begins)].map((mark) => [mark.index, mark.index + mark[0].length] as const);
  const pieces: string[] = [];
  let from = 0;
  for (const [start, end] of cuts) {
    // "1 and 3 yes": the first number waits for the verdict of the second.
    if (ONLY_NUMBERS.test(folded.slice(from, start))) continue;
    pieces.push(text.slice(from, start));
    from = end;
  }
  return [...pieces, text.slice(from)].map((piece) => piece.trim()).filter((piece) => piece !== '');
}

function readSegment(segment: string, items: readonly number[]): ItemDecision[] | 'unclear' {
  const folded = fold(segment);
  const byWord = WORD_FIRST.exec(folded);
  const byNumber = byWord === null ? NUMBERS_FIRST.exec(folded) : null;
  const match = byNumber ?? byWord;
  if (match === null) return FILLER.test(folded) ? [] : 'unclear';
  const verdict = verdictOf((byNumber === null ? byWord?.[1] : byNumber[2]) ?? '');
  const numbers = expand((byNumber === null ? byWord?.[2] : byNumber[1]) ?? '');
  if (numbers === null || numbers.some((number) => items.length > 0 && !items.includes(number)))
    return 'unclear';
  const rest = segment.slice(match[0].length);
  const foldedRest = folded.slice(match[0].length);
  if (
    /\?/.test(rest) ||
    /\d/.test(foldedRest) ||
    hasDoubt(foldedRest.replace(/\b(?:only|alleen|nur|seulement|solo|please|of)\b/gu, ' '))
  )
    return 'unclear';
  const opposite = verdict === 'approve' ? 'negative' : 'positive';
  if (hasAny(foldedRest, opposite)) return 'unclear';
  if (!/^\s*(?:$|[,.;:!(-]|please|thanks|\s-)/u.test(foldedRest)) return 'unclear';
  const reason = verdict === 'decline' ? passableReason(rest, /^\s*:/.test(rest)) : null;
  return numbers.map((number) => decisionOf(number, verdict, reason));
}

function decisionOf(item: number, verdict: ItemVerdict, reason: string | null): ItemDecision {
  return { item, verdict, reason };
}

function verdictOf(word: string): ItemVerdict {
  return new RegExp(`^(?:${NO})$`, 'u').test(word.trim()) ? 'decline' : 'approve';
}

/** `1, 3-5 and 7` → [1,3,4,5,7]; null when a range runs backwards or is longer than a digest. */
function expand(list: string): number[] | null {
  const numbers: number[] = [];
  for (const part of list.matchAll(/(\d{1,3})(?:\s*(?:-|to|through|t\/m|bis)\s*(?:\D{0,8}?)(\d{1,3}))?/g)) {
    const [from, to] = [Number(part[1]), Number(part[2] ?? part[1])];
    if (to < from || to - from > 50) return null;
    for (let number = from; number <= to; number += 1) numbers.push(number);
  }
  return numbers.length === 0 ? null : [...new Set(numbers)];
}
