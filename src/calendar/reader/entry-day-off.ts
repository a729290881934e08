/** Whether an entry of a list is a day, or weeks, without a talk. */
import { BULLET } from './dates-behind.ts';
import { isSpan } from './day-spans.ts';
import { WEEKDAY_PATTERN } from './month-words.ts';
import type { PageContext } from './page-context.ts';
import { nameLook } from './piece-looks.ts';
import { plainText } from './plain-text.ts';
import type { TalkDraft } from './talk-draft.ts';
import { isNoMeeting, saysNoMeeting } from './talk-state.ts';

/** `* *summer, 8 July – 31 August*` */
export function isPause(line: number, page: PageContext): boolean {
  const raw = page.lines[line - 1] ?? '';
  return raw.length < 200 && /\d/.test(raw) && BULLET.test(raw) && isSpan(raw, page.senseAt(line).order);
}

/** `Break junctions in molecules (Ana Bell, MIT)` is no break: somebody from somewhere speaks. */
export function isHeldBySomebody({ speaker, affiliation }: TalkDraft, text: string): boolean {
  if (speaker === null || affiliation === null || saysNoMeeting(plainText(text))) return false;
  return (
    nameLook(speaker) >= 1 &&
    !HOLIDAY.test(speaker) &&
    !isNoMeeting(affiliation) &&
    !HOLIDAY.test(affiliation)
  );
}

const HOLIDAY = new RegExp(String.raw`\b(?:${WEEKDAY_PATTERN}|day|holidays?|break|week|recess|eve)\b`, 'iu');
