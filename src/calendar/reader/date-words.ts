/**
 * Finds a date in a line as hosts write it: `22-06-2021`, `2021-06-22`, `Tuesday 22 June 2021`, `June 22nd`,
 * `22/06/21`, `Feb 26`. What is not printed (the year) stays null and is settled by `settle-year.ts`.
 */
import { MONTH_PATTERN, monthNumber, WEEKDAY_PATTERN, weekdayNumber } from './month-words.ts';

export interface WrittenDate {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  /** 1 (Monday) to 7, where a weekday stands beside the date. */
  readonly weekday: number | null;
  /** The span in the line, weekday included. */
  readonly from: number;
  readonly to: number;
}

/** Which number of `03/09/2021` is the day. */
export type DateOrder = 'day-first' | 'month-first';

const YEAR = `(?:(?:,?\\s+|(?<=[-/]))((?:19|20)\\d{2})(?![\\d:.]\\d)|,?\\s+(?:['’](?=\\d{2}\\b)|(?=(?:19|2\\d|3\\d)\\s*(?:[|,;)–—]|-\\s|$)))(\\d{2}))?`;
const LEAD = `(?:(?<weekday>${WEEKDAY_PATTERN})s?\\.?,?\\s+(?:the\\s+|den\\s+|le\\s+)?)?`;
const ISO = /(?<![\d.])((?:19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const COMPACT = /(?<![\d.-])(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/;
const NUMERIC = /(?<![\d.])(\d{1,2})\s?([-/.–])\s?(\d{1,2})\s?\2\s?((?:19|20)\d{2}|\d{2})(?!\d|:\d)/;
const SHORT_NUMERIC = /(?<![\d./:])(\d{1,2})(?:\/(\d{1,2})|\.(\d{1,2})\.)(?![\d/])/;
const DAY_MONTH = new RegExp(
  `${LEAD}\\b(\\d{1,2})(?:st|nd|rd|th|er|e|ste|de|\\.|º)?(?:\\s+(?:of|de)\\s+|[\\s-]+|\\/|)(${MONTH_PATTERN})\\b\\.?(?:\\s+de)?(?:\\s?[-/](?=(?:19|20)\\d{2}\\b)|)${YEAR}`,
  'iu',
);
const MONTH_DAY = new RegExp(
  `${LEAD}\\b(${MONTH_PATTERN})\\.?\\s+(?:the\\s+)?(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|[:.]\\d)${YEAR}`,
  'iu',
);
const WEEKDAY_BEFORE = new RegExp(`\\b(${WEEKDAY_PATTERN})\\.?,?\\s*\\(?(?:the\\s+)?$`, 'iu');
const WEEKDAY_AFTER = new RegExp(`^\\s*[,(]\\s*(${WEEKDAY_PATTERN})\\b`, 'iu');
/** A date stands near the start of what announces it; the rest of a long line is prose. */
const REACH = 400;

/** The first date in `text`, or null. */
export function findDate(text: string, order: DateOrder): WrittenDate | null {
  const near = text.slice(0, REACH);
  if (!/\d/.test(near)) return null;
  const found = [
    iso(near),
    numeric(near, order),
    worded(near, DAY_MONTH, 'day'),
    worded(near, MONTH_DAY, 'month'),
  ]
    .filter((date) => date !== null)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  return found[0] ?? shortNumeric(near, order);
}

/** Day first or month first, from the numeric dates of a whole page: `24/09` can only be one of them. */
export function guessDateOrder(text: string, zone: string): DateOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  let slashes = false;
  for (const match of text.matchAll(/(?<![\d.])(\d{1,2})([-/.])(\d{1,2})\2(?:20)?\d{2}(?!\d)/g)) {
    if (Number(match[1]) > 12) dayFirst += 1;
    if (Number(match[3]) > 12) monthFirst += 1;
    slashes ||= match[2] === '/';
  }
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'day-first' : 'month-first';
  const american = /^(America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Boise|Anchorage)|US\/)/;
  return slashes && american.test(zone) ? 'month-first' : 'day-first';
}

function iso(text: string): WrittenDate | null {
  const match = ISO.exec(text);
  const compact = match === null ? COMPACT.exec(text) : null;
  if (compact !== null)
    return dated(text, compact, Number(compact[1]), Number(compact[2]), Number(compact[3]), null);
  if (match === null) return null;
  return dated(text, match, Number(match[1]), Number(match[3]), Number(match[4]), null);
}

function numeric(text: string, order: DateOrder): WrittenDate | null {
  const match = NUMERIC.exec(text);
  if (match === null) return null;
  const [day, month] = sorted(Number(match[1]), Number(match[3]), order);
  return dated(text, match, fullYear(match[4] ?? ''), month, day, null);
}

/** `4-11: `, `di 4-11 ` at the start of a line; elsewhere it is a range. */
const DASHED = new RegExp(
  String.raw`^\W{0,3}(?:(?:${WEEKDAY_PATTERN}|ma|di|wo|do|vr|mo|mi|fr)\.?,?\s+)?(\d{1,2})-(\d{1,2})(?=\s*(?:[:|,–]|$)|\s+[-–—]?\s?[\p{Lu}*_[])`,
  'iu',
);

/** `22/06` or `22.06.`: only where nothing else in the line is a date. */
function shortNumeric(text: string, order: DateOrder): WrittenDate | null {
  const dashed = DASHED.exec(text);
  if (dashed !== null) {
    const [day, month] = sorted(Number(dashed[1]), Number(dashed[2]), order);
    const found = dated(text, dashed, null, month, day, null);
    return found === null ? null : { ...found, from: 0 };
  }
  const match = SHORT_NUMERIC.exec(text);
  if (match === null || match.index > 40) return null;
  const [day, month] = sorted(Number(match[1]), Number(match[2] ?? match[3]), order);
  return dated(text, match, null, month, day, null);
}

function worded(text: string, pattern: RegExp, first: 'day' | 'month'): WrittenDate | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [day, word] = first === 'day' ? [match[2], match[3]] : [match[3], match[2]];
  const year = match[4] ?? match[5];
  const weekday = match.groups?.['weekday'];
  const month = monthNumber(word ?? '');
  if (month === null) return null;
  const number = weekday === undefined ? null : weekdayNumber(weekday);
  return dated(text, match, year === undefined ? null : fullYear(year), month, Number(day), number);
}

function dated(
  text: string,
  match: RegExpExecArray,
  year: number | null,
  month: number,
  day: number,
  weekday: number | null,
): WrittenDate | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const end = match.index + match[0].length;
  const before =
    weekday === null ? WEEKDAY_BEFORE.exec(text.slice(Math.max(0, match.index - 16), match.index)) : null;
  const after = WEEKDAY_AFTER.exec(text.slice(end, end + 20));
  return {
    year,
    month,
    day,
    weekday: weekday ?? weekdayNumber(before?.[1] ?? after?.[1] ?? ''),
    from: match.index - (before?.[0].length ?? 0),
    to: end,
  };
}

function sorted(first: number, second: number, order: DateOrder): readonly [day: number, month: number] {
  if (first > 12) return [first, second];
  if (second > 12) return [second, first];
  return order === 'day-first' ? [first, second] : [second, first];
}

function fullYear(digits: string): number {
  return digits.length === 4 ? Number(digits) : 2000 + Number(digits);
}
