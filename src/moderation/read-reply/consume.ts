/** Reads a sentence word by word against the lists, without going back: linear in its length whatever a mail holds. */
import { type HostLanguage, languageOf } from './language.ts';
import { fold } from './sentences.ts';
import { type WordList, wordsOf } from './words.ts';

const END = "(?![\\p{L}\\d'])";
const compiled = new Map<WordList, RegExp>();

/** The list as a pattern that matches whole words or phrases at a position. */
function at(list: WordList): RegExp {
  const known = compiled.get(list) ?? new RegExp(`(?:${wordsOf(list)})${END}`, 'uy');
  compiled.set(list, known);
  return known;
}

const GAP = /[\s,;:.!…"'()\-+*~%]+/uy;
const SMILE = /(?:\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}]|\uFE0F|\u200D|:-?[)D]|;-?\)|<3)+/uy;
const THUMB_UP = /👍|✅|✔|☑|👌|🆗|🙌|💯/u;
const THUMB_DOWN = /👎|❌|✗|✘|🚫|⛔|🙅/u;
const NAME = /\p{Lu}[\p{L}'’-]{1,30}\.?/uy;

export interface Consumed {
  /** Whether a deciding word was among what was read. */
  readonly isStrong: boolean;
  /** Where the first deciding word ends. */
  readonly firstEnd: number;
  /** Where the last deciding word ends. */
  readonly strongEnd: number;
  readonly isAll: boolean;
  /** Words starting with a capital that no list knows: names, as it seems. */
  readonly names: readonly string[];
}

/**
 * @param lists the first is the one with deciding words
 * @param mayName whether unknown capitalised words pass as names
 */
export function consume(
  text: string,
  folded: string,
  strong: readonly WordList[],
  mayName: boolean,
): Consumed {
  let position = 0;
  const names: string[] = [];
  let firstEnd = 0;
  let strongEnd = 0;
  while (position < folded.length) {
    const gap = step(GAP, folded, position) || step(SMILE, folded, position);
    if (gap > 0) {
      position += gap;
      continue;
    }
    const deciding = strong.reduce((best, list) => Math.max(best, step(at(list), folded, position)), 0);
    const filling = deciding > 0 ? 0 : step(at('fill'), folded, position);
    const name = deciding > 0 || filling > 0 || !mayName ? 0 : step(NAME, text, position);
    const length = deciding || filling || name;
    if (length === 0) break;
    if (name > 0) names.push(folded.slice(position, position + name));
    position += length;
    if (deciding > 0) strongEnd = position;
    if (deciding > 0 && firstEnd === 0) firstEnd = position;
  }
  return { isStrong: strongEnd > 0, firstEnd, strongEnd, isAll: position >= folded.length, names };
}

function step(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0].length ?? 0;
}

const everywhere = new Map<WordList, RegExp>();

/** The list as a pattern for whole words and phrases anywhere. */
export function anywhere(list: WordList): RegExp {
  const known = everywhere.get(list) ?? new RegExp(`(?<![\\p{L}\\d'])(?:${wordsOf(list)})${END}`, 'gu');
  everywhere.set(list, known);
  return known;
}

/** The text with the words of a list blanked, positions kept. */
export function blank(folded: string, list: WordList): string {
  return folded.replace(anywhere(list), (word) => ' '.repeat(word.length));
}

/** As `blank`, but single words stay: "non ora" must still be seen as one phrase. */
export function blankPhrases(folded: string, list: WordList): string {
  return folded.replace(anywhere(list), (phrase) =>
    phrase.includes(' ') ? ' '.repeat(phrase.length) : phrase,
  );
}

const searched = new Map<WordList, RegExp>();

/** Whether any word or phrase of a list stands anywhere in the text. */
export function hasAny(folded: string, list: WordList): boolean {
  const known = searched.get(list) ?? new RegExp(`(?<![\\p{L}\\d'])(?:${wordsOf(list)})${END}`, 'u');
  searched.set(list, known);
  return known.test(folded) || ((list === 'negative' || list === 'denial') && /n't\b/.test(folded));
}

/** "❌ sorry" is its sign; what only fills is dropped where nothing else stands. */
function withoutFill(text: string): string {
  const isOnlyFill = /\p{L}/u.test(text) && consume(text, fold(text), [], false).isAll;
  return isOnlyFill ? text.replace(/\p{L}+/gu, '') : text;
}

/** A thumb as the whole answer: `up`, `down` or null. */
export function thumbOf(text: string): 'up' | 'down' | null {
  const bare = withoutFill(text).replace(/(?:[\s!.,]|\uFE0F|\u200D|[♀♂]|[\u{1F3FB}-\u{1F3FF}])+/gu, '');
  if (bare === '' || /[\p{L}\d]/u.test(fold(bare))) return null;
  const [isUp, isDown] = [THUMB_UP.test(bare), THUMB_DOWN.test(bare)];
  return isUp === isDown ? null : isUp ? 'up' : 'down';
}

/** Words of doubt in one language that are ordinary words in another: Dutch "of" is "or". */
const ORDINARY: Readonly<Record<HostLanguage, RegExp>> = {
  en: /\b(?:of|come|al|was|se|ma|o|prima|dove|solo|wie|als|even|tot|wo|chi|bis|nur|(?<!as long )as(?! long))\b/gu,
  nl: /\b(?:o|se|ma|come|or|dove|prima|was)\b/gu,
  de: /\b(?:of|o|se|ma|come|al|or|prima|als)\b/gu,
  fr: /\b(?:ma|of|se|o|al|or|come|some|once|as)\b/gu,
  it: /\b(?:al|of|or|even|once|as)\b/gu,
};

/**
 * Whether anything puts what is said in doubt, off, or under a condition.
 *
 * @param context the text whose language counts, where `folded` is only a rest of it
 */
export function hasDoubt(folded: string, context = folded): boolean {
  return hasAny(
    folded.replace(ORDINARY[languageOf(context)], (word) => ' '.repeat(word.length)),
    'doubt',
  );
}
