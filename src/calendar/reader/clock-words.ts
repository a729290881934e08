/**
 * Finds a time or a range of times in a line as hosts write it: `14:00-15:00`, `14.00 – 15.00`, `14:00-1500`,
 * `2:45-3:45pm`, `1pm-2pm EDT (5pm-6pm UTC)`, `11:00 JST-12:00 JST`, `14h00`, `16 Uhr`. The first one counts.
 */

export interface WrittenTime {
  /** HH:MM. */
  readonly start: string;
  readonly end: string | null;
  /** What is wrong in writing although it can be read: `1500` without a colon. Null when well written. */
  readonly malformed: string | null;
  readonly from: number;
  readonly to: number;
}

interface Moment {
  readonly hour: number;
  readonly minute: number;
  readonly meridiem: 'am' | 'pm' | null;
  /** Reads as a time standing alone; `9` or `1500` is one only inside a range. */
  readonly alone: boolean;
  readonly malformed: boolean;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const MOMENT =
  /(?<![\p{L}\d/€$#]|\d[.,:]|\b(?:room|zaal|raum|hall|salle|lab|lokaal|floor|version)\s)(?:(noon|midday)|(\d{1,2})(?!\d)(?:([:.;hu])\s?(\d{2}|\d(?!\d))(?!\d))?(?:\s?([ap])\.?m\b\.?|\s?(uur|uhr|h|u|o['’]clock)(?!\p{L}))?|(\d{3,4})(?!\d)(?:\s?([ap])\.?m\b\.?)?)/giu;
const BETWEEN =
  /^\s*(?:(?:CES?T|[A-Z]{2,4}T|UTC|GMT|uur|uhr|h)\s*)?(?:[-–—−~/]|\(?\s*(?:until|till?)|to|tot|bis|à|and)\s*(?:ca\.?\s*)?$/iu;
const REACH = 500;

/** The first time in `text`; dates must have been cut out before, their numbers look like hours. */
export function findTime(text: string): WrittenTime | null {
  const near = text.slice(0, REACH).replace(HOUR_WORD, (word) => hourOf(word));
  const moments = [...near.matchAll(MOMENT)].map(momentOf).filter((moment) => moment !== null);
  for (const [index, first] of moments.entries()) {
    const second = moments[index + 1];
    const ranged = second !== undefined && BETWEEN.test(near.slice(first.to, second.from));
    // `from 14 to 15`
    if (ranged && /\b(?:from|van|von|between)\s+$/i.test(near.slice(0, first.from)))
      return range(first, second);
    if (ranged && (first.alone || second.alone || (isPacked(first) && isPacked(second))))
      return range(first, second);
    if (first.alone && !first.malformed) return single(first);
  }
  return null;
}

const HOURS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const HOUR_WORD = new RegExp(String.raw`\b(?:${HOURS.join('|')})(?=\s+o['’]clock)`, 'giu');

/** As many characters as the word has, so that all spans stay. */
function hourOf(word: string): string {
  return String(HOURS.indexOf(word.toLowerCase()) + 1).padStart(word.length);
}

function momentOf(match: RegExpExecArray): Moment | null {
  const [text, noon, hourDigits, mark, minuteDigits, half, word, packed, packedHalf] = match;
  const from = match.index;
  const base = { text, from, to: from + text.length };
  if (noon !== undefined)
    return { ...base, hour: 12, minute: 0, meridiem: 'pm', alone: true, malformed: false };
  const meridiem = meridiemOf(half ?? packedHalf);
  const hour = packed === undefined ? Number(hourDigits) : Number(packed.slice(0, -2));
  const minute = packed === undefined ? Number(minuteDigits ?? 0) : Number(packed.slice(-2));
  // Nobody meets at two o'clock in the night.
  if (/^o/i.test(word ?? '') && hour < 7)
    return { ...base, hour: hour + 12, minute, meridiem, alone: true, malformed: false };
  if (hour > (meridiem === null ? 24 : 12) || minute > 59) return null;
  const odd = packed !== undefined || mark === ';' || minuteDigits?.length === 1;
  const alone = meridiem !== null || word !== undefined || (minuteDigits !== undefined && mark !== ';');
  return { ...base, hour, minute, meridiem, alone: alone && packed === undefined, malformed: odd };
}

/** `1400-1500`: two of them can only be hours. */
function isPacked(moment: Moment): boolean {
  return /^\d{4}$/.test(moment.text);
}

function meridiemOf(letter: string | undefined): 'am' | 'pm' | null {
  if (letter === undefined) return null;
  return letter.toLowerCase() === 'a' ? 'am' : 'pm';
}

function range(first: Moment, second: Moment): WrittenTime {
  const end = minutesOf(second, second.meridiem);
  const start = first.meridiem === null ? startBefore(first, second, end) : minutesOf(first, first.meridiem);
  const odd = second.malformed ? second : first.malformed ? first : null;
  return {
    start: clock(start),
    end: clock(end),
    malformed: odd?.text.trim() ?? null,
    from: first.from,
    to: second.to,
  };
}

/** `2:45-3:45pm` starts in the afternoon, `11-1pm` in the morning. */
function startBefore(first: Moment, second: Moment, end: number): number {
  if (second.meridiem === null) return minutesOf(first, null);
  const same = minutesOf(first, second.meridiem);
  return same < end ? same : minutesOf(first, second.meridiem === 'pm' ? 'am' : 'pm');
}

function single(moment: Moment): WrittenTime {
  const start = clock(minutesOf(moment, moment.meridiem));
  return { start, end: null, malformed: null, from: moment.from, to: moment.to };
}

function minutesOf(moment: Moment, meridiem: 'am' | 'pm' | null): number {
  const hour = meridiem === null ? moment.hour % 24 : (moment.hour % 12) + (meridiem === 'pm' ? 12 : 0);
  return hour * 60 + moment.minute;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
