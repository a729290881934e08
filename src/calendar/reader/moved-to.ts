/** The day a talk has moved to: `moved to 14 October, same time`, `verplaatst naar 14 oktober`. */
import { findDate } from './date-words.ts';
import type { PageContext } from './page-context.ts';
import { type DateSense, readWhen, type When } from './when-line.ts';

/** The words of a move, and those before the new day. */
export const MOVED = String.raw`\b(?:moved|moves|rescheduled|postponed|shifted|shifts|delayed|verplaatst|verzet|verschoben|verlegt)`;
export const TO = String.raw`(?:to|till|until|naar|auf|tot)\s+`;
const MOVED_TO = new RegExp(String.raw`${MOVED}\s+(?:by a week\s+)?${TO}`, 'iu');
const NEAR = 20;

/** Null where no day follows the words. */
export function movedTo(text: string, sense: DateSense): When | null {
  const moved = MOVED_TO.exec(text);
  const behind = moved === null ? '' : text.slice(moved.index + moved[0].length);
  const date = findDate(behind, sense.order);
  return date !== null && date.from < NEAR ? readWhen(behind, sense) : null;
}

/** Of a line of a list; null also where the speaker has a line on the new day as well, which then tells of the talk. */
export function entryMovedTo(
  text: string,
  speaker: string | null,
  line: number,
  page: PageContext,
): When | null {
  const when = movedTo(text, page.senseAt(line));
  if (when === null || speaker === null) return null;
  const isListed = page.lines.some((raw, at) => {
    const isOther = at + 1 !== line && raw.length < MAX_LINE && raw.includes(speaker);
    return isOther && readWhen(raw, page.senseAt(at + 1)).date === when.date;
  });
  return isListed ? null : when;
}

const MAX_LINE = 500;
