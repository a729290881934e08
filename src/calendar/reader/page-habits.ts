/**
 * What a page says once for all its talks: "When: Fridays 9:30am-10:30am", "Where: 507 Mathematics". Only
 * labelled lines outside the talks count; prose ("held on alternating Tuesdays at 14:00") is an introduction.
 */

import type { PageTalk } from '../reading.ts';
import { findTime } from './clock-words.ts';
import { findDate } from './date-words.ts';
import { readLabel } from './field-label.ts';
import type { PageContext } from './page-context.ts';
import { plainText } from './plain-text.ts';
import { known } from './talk-state.ts';
import { minutesOf } from './usual-meeting.ts';

export interface PageHabits {
  readonly start: string | null;
  readonly end: string | null;
  readonly place: string | null;
}

const MAX_LINES = 300;

export function pageHabits(page: PageContext, until: number): PageHabits {
  let start: string | null = null;
  let end: string | null = null;
  let place: string | null = null;
  for (let line = 1; line < Math.min(until, MAX_LINES); line += 1) {
    const raw = (page.lines[line - 1] ?? '').slice(0, 1000);
    const label = readLabel(raw);
    if (label === null) continue;
    const text = plainText(label.value);
    if (label.field === 'place') place ??= text.length <= 80 ? known(text) : null;
    if (label.field !== 'date' && label.field !== 'time') continue;
    if (findDate(text, page.senseAt(line).order) !== null) continue;
    const time = findTime(text);
    start ??= time?.start ?? null;
    if (time !== null) end ??= time.end ?? endAfter(time.start, text);
  }
  return { start, end, place };
}

/** `11:30 AM (60-minute talk + 30-minute discussion)` ends at 13:00. */
function endAfter(start: string, text: string): string | null {
  const lengths = [...text.matchAll(/\b(\d{1,3})[- ]?min(?:ute)?s?\b/gi)].map((match) => Number(match[1]));
  const total = lengths.reduce((sum, minutes) => sum + minutes, 0);
  if (total === 0 || total > 480) return null;
  const end = (minutesOf(start) + total) % 1440;
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
}

/** The talk with the page's habits where it says nothing itself; the configured start comes last. */
export function withHabits(talk: PageTalk, habits: PageHabits, defaultTime: string): PageTalk {
  const place = talk.place ?? habits.place;
  if (talk.start !== null || talk.date === null) return { ...talk, place };
  return {
    ...talk,
    place,
    start: habits.start ?? defaultTime,
    end: habits.start === null ? null : habits.end,
  };
}
