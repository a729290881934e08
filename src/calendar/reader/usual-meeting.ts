/** When a series usually meets, from what its page says and does. */

import type { PageTalk, ReadOptions } from '../reading.ts';
import { WEEKDAY_PATTERN, weekdayNumber } from './month-words.ts';

export interface UsualMeeting {
  /** 1 (Monday) to 7; null where the dates do not tell. */
  readonly weekday: number | null;
  /** HH:MM; null where a page keeps no usual time. */
  readonly start: string | null;
  readonly minutes: number | null;
}

/** Whole names only: "thus" is not the plural of "Thu". */
const NAMES = WEEKDAY_PATTERN.split('|')
  .filter((name) => name.length > 5)
  .join('|');
const SAID = new RegExp(
  `\\b(?:every|each|alternat\\w+|bi-?weekly|weekly|second|other|elke|iedere|jeden|chaque|on)\\s+(?:\\w+\\s+)?(${NAMES})s?\\b|\\b(${NAMES})s\\b`,
  'iu',
);
const ENOUGH = 3;
const MOST = 0.6;

/** `sorted`: the page has a Next or Previous section, so the configured time is the usual one. */
export function usualMeeting(
  talks: readonly PageTalk[],
  introduction: string,
  options: ReadOptions,
  sorted: boolean,
): UsualMeeting {
  const said = SAID.exec(introduction.slice(0, 5000));
  const weekdays = [...new Set(talks.map((talk) => talk.date))].filter((date) => date !== null);
  const days = weekdays.map((date) => Temporal.PlainDate.from(date).dayOfWeek);
  const weekday = commonest(days) ?? (said === null ? null : weekdayNumber(said[1] ?? said[2] ?? ''));
  const minutes = options.defaultDurationMinutes ?? 60;
  if (sorted) return { weekday, start: options.defaultTime, minutes };
  const starts = talks.map((talk) => talk.start).filter((start) => start !== null);
  return { weekday, start: commonest(starts), minutes: null };
}

/** The value that most share, from three on. */
function commonest<T>(values: readonly T[]): T | null {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const top = [...counts].sort((a, b) => b[1] - a[1])[0];
  return top !== undefined && values.length >= ENOUGH && top[1] / values.length >= MOST ? top[0] : null;
}

/** Minutes from start to end; null where one is missing. */
export function lengthOf(talk: Pick<PageTalk, 'start' | 'end'>): number | null {
  if (talk.start === null || talk.end === null) return null;
  return minutesOf(talk.end) - minutesOf(talk.start);
}

export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
