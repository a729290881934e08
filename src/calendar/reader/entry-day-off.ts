/** Whether an entry of a list is a day, or weeks, without a talk, or a talk that is called off. */
import { BULLET } from './dates-behind.ts';
import { isSpan } from './day-spans.ts';
import { WEEKDAY_PATTERN } from './month-words.ts';
import type { PageContext } from './page-context.ts';
import { nameLook } from './piece-looks.ts';
import { plainText } from './plain-text.ts';
import { hasRemark } from './remark-line.ts';
import { calledOffIn, type TalkDraft } from './talk-draft.ts';
import { calledOff, isBreakNotice, isNoMeeting, saysNoMeeting } from './talk-state.ts';

/** `* *summer, 8 July – 31 August*` */
export function isPause(line: number, page: PageContext): boolean {
  const raw = page.lines[line - 1] ?? '';
  return raw.length < 200 && /\d/.test(raw) && BULLET.test(raw) && isSpan(raw, page.senseAt(line).order);
}

/** False where the line announces no talk: "no colloquium", a holiday. */
export function settleState(draft: TalkDraft, markup: string, struck: boolean): boolean {
  const text = plainText(markup);
  const near = text.slice(0, 300);
  const off = calledOffIn(near) ?? (struck || hasRemark(markup) ? calledOff(near) : null);
  if (isNoMeeting(text) || (isBreakNotice(text) && text.length < 60)) return false;
  if (off !== null) draft.status = off;
  else if (struck) draft.status = 'cancelled';
  return true;
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
