/**
 * Days under a month: `**June 2024**` over `* 4 – Ana Bell` and `* 18 – Ben Cole`. Each item gets its month (and year,
 * where the heading says one), so that it reads like any other item with a date.
 */
import { MONTH_PATTERN } from './month-words.ts';
import { plainText } from './plain-text.ts';

const MONTH = new RegExp(`^(${MONTH_PATTERN})\\.?,?(?:\\s+((?:19|20)\\d{2}))?\\s*:?$`, 'iu');
const DAY =
  /^(\s{0,8}(?:[-*+•]|\d{1,2}[.)])\s+|\s*<li\b[^<>]{0,200}>\s*|\s*\|\s*)((?:\*\*|__)?)((?:\p{Lu}\p{Ll}{1,8}\.?,?\s+)?)(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|e|\.)?(?=\2\s*(?:[-–—:|,]|\())/u;
/** `7 Ana Bell`, `21 – tba` without a list mark. */
const BARE_DAY =
  /^(?:\p{Lu}\p{Ll}{1,8}\s)?(\d{1,2})(?:st|nd|rd|th|\.)?(?:\s*[:,|])?\s+([\p{Lu}*_–—[-][^\s]*)/u;
const MAX_HEADING = 120;

export function completeDays(lines: readonly string[]): string[] {
  let month: string | null = null;
  return lines.map((line) => {
    if (line.trim() === '') return line;
    const named = line.length <= MAX_HEADING ? MONTH.exec(headingText(line)) : null;
    if (named !== null) {
      month = [named[1], named[2]].filter((part) => part !== undefined).join(' ');
      return line;
    }
    if (/^\s{0,3}#{1,6}\s/.test(line)) month = null;
    const bare = month === null || line.length > 200 ? null : BARE_DAY.exec(line);
    if (bare !== null && Number(bare[1]) <= 31 && !isMonth(bare[2] ?? ''))
      return `- ${bare[1]} ${month}: ${line.slice(bare[0].length - (bare[2]?.length ?? 0))}`;
    const day = month === null ? null : DAY.exec(line.slice(0, 80));
    if (day === null || Number(day[4]) > 31) return line;
    const [whole, lead, mark, weekday, number] = day;
    return `${lead}${mark}${weekday}${number} ${month}${line.slice(whole.length)}`;
  });
}

/** `June 2024`, `September` */
export function isMonth(text: string): boolean {
  return MONTH.test(text);
}

function headingText(line: string): string {
  return plainText(line.replace(/^\s{0,3}(?:#{1,6}|[-*+])\s+/, ''));
}
