/** Stretches of days: `8 July – 31 August`, `from 20 December until 6 January`. No talk takes weeks; a pause of the series does. */
import { type DateOrder, findDate } from './date-words.ts';
import { plainText } from './plain-text.ts';
import { peopleIn } from './sentences.ts';

const BETWEEN =
  /^[\s*_,.]*(?:[-–—]|--|to|till?|until|up to|through|t\/m|tot(?: en met)?|bis|à|au)[\s*_]*(?:the\s+)?$/iu;
const MAY_BE = /\d[^\d]{0,24}(?:[-–—]|\b(?:to|till?|until|through|t\/m|tot|bis|au|à)\b)[^\d]{0,24}\d/iu;
const WEEK = 7;

/** Nobody is named, and between the first day and the last there is more than a week. */
export function isSpan(markup: string, order: DateOrder): boolean {
  if (!MAY_BE.test(markup.slice(0, 400))) return false;
  const text = plainText(markup.slice(0, 400));
  const first = findDate(text, order);
  const last = first === null ? null : findDate(text.slice(first.to), order);
  if (first === null) return false;
  // `8–31 August`
  const day = /(?<![\d.:])(\d{1,2})\.?\s*(?:[-–—]|to|tot|bis)\s*$/u.exec(text.slice(0, first.from))?.[1];
  const isNear = day !== undefined && first.day - Number(day) > WEEK && !/\d/.test(text.slice(first.to));
  if (last === null || isNear) return isNear && peopleIn(markup).length === 0;
  if (!BETWEEN.test(text.slice(first.to, first.to + last.from))) return false;
  const [from, to] = [first, last].map(({ month, day }) => month * 30.4 + day);
  const days = ((to ?? 0) - (from ?? 0) + 365) % 365;
  return days > WEEK && peopleIn(markup).length === 0;
}
