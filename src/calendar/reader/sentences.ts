/** Sentences of a paragraph, and the days and people they mention. */
import { type DateOrder, findDate } from './date-words.ts';
import { MONTH_PATTERN, WEEKDAY_PATTERN } from './month-words.ts';
import { isFullName } from './person-words.ts';
import { nameLook } from './piece-looks.ts';
import { plainText } from './plain-text.ts';

export interface Mention {
  readonly from: number;
  readonly to: number;
  /** As it stands there: a day's markup, a person's plain name. */
  readonly text: string;
}

const BOUNDARY =
  /(?<=[\p{Ll}\d)*_”"][.!?][)*_”"]{0,3})(?<!\b(?:prof|dr|drs|ir|mr|mrs|ms|st|nr|no|ca|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|tue|wed|thu|fri|mon|sat|sun|vs|e\.g|i\.e|[ap]\.m)\.)\s+(?=[\p{Lu}*_[“"])|;\s+/iu;
const MARKED =
  /(?:\*\*|__)([^*_]{3,80})(?:\*\*|__)|<(?:b|strong)>([^<>]{3,80})<\/(?:b|strong)>|\[([^[\]]{3,80})\]\([^()]{0,500}\)/gu;
const WORD = String.raw`\p{Lu}[\p{L}'’-]+\.?`;
const PARTICLE = '(?:van|von|de|der|den|del|di|da|la|le|ten|ter|el|al|bin)';
const NAME = new RegExp(
  String.raw`(?<![\p{L}\d-])(?:(?:Prof|Dr|Drs|Ir|Mr|Mrs|Ms)\.?\s+)*(${WORD}(?:\s(?:${PARTICLE}\s){0,2}(?:\p{Lu}\.|${WORD})){1,3})`,
  'gu',
);
/** Neither a bracket, nor a title in quotation marks or italics. */
const ASIDE = /\([^()]*\)|["“„«][^"“”„«»]*["”“»]|(?<![\w*])[*_][^*_]+[*_](?![\w*])/gu;
const TITLES = /["“„«][^"“”„«»]*["”“»]|(?<![\w*])[*_][^*_]+[*_](?![\w*])/gu;
const CALENDAR_WORD = new RegExp(
  String.raw`(?<!\p{L})(?:${MONTH_PATTERN}|${WEEKDAY_PATTERN}|christmas|easter|zoom)s?(?!\p{L})`,
  'giu',
);
/** Behind these stands somebody else, or an institution. */
const OTHER_BEFORE =
  /\b(?:at|of|in|the|from|hosted by|chaired by|moderated by|introduced by|organi[sz]ed by|instead of|replac\w+|contact|ask|via|defen[cs]e of|thanks to|colleague|student)\s*$/iu;
const MAX_DAYS = 20;

export function sentencesOf(paragraph: string): string[] {
  return paragraph.split(BOUNDARY).filter((sentence) => /\p{L}/u.test(sentence));
}

export function daysIn(sentence: string, order: DateOrder): Mention[] {
  const days: Mention[] = [];
  let at = 0;
  while (days.length < MAX_DAYS) {
    const found = findDate(sentence.slice(at), order);
    if (found === null) break;
    const [from, to] = [at + found.from, at + found.to];
    days.push({ from, to, text: sentence.slice(from, to) });
    at = to;
  }
  return days;
}

/** Marked names, or, where none is marked, words with capitals that read like a name and stand where one who speaks would. */
export function peopleIn(sentence: string): Mention[] {
  const marked = [...sentence.matchAll(MARKED)].flatMap((match) => {
    const text = plainText(match[1] ?? match[2] ?? match[3] ?? '').replace(
      /^(?:(?:prof|dr|ir|drs)\.?\s+)+/iu,
      '',
    );
    return isFullName(text) && nameLook(text) > 0
      ? [{ text, from: match.index, to: match.index + match[0].length }]
      : [];
  });
  if (marked.length > 0) return marked;
  const told = namesIn(sentence, ASIDE);
  // `The talk of 9 September (Ana Bell, KIT) was cancelled`
  return told.length > 0 ? told : namesIn(sentence, TITLES);
}

/** Without what stands in quotation marks or italics: a title may say "cancelled" as well. */
export function withoutTitles(sentence: string): string {
  return sentence.replace(TITLES, ' ');
}

function namesIn(sentence: string, aside: RegExp): Mention[] {
  const blank = (part: string): string => '.'.repeat(part.length);
  const told = sentence.replace(aside, blank).replace(CALENDAR_WORD, blank);
  return [...told.matchAll(NAME)].flatMap((match) => {
    const text = match[1] ?? '';
    const from = match.index + match[0].length - text.length;
    const isSpeaker = !OTHER_BEFORE.test(told.slice(Math.max(0, match.index - 30), match.index));
    if (!isSpeaker || !isFullName(text) || nameLook(text) < 1) return [];
    return [{ text, from, to: from + text.length }];
  });
}
