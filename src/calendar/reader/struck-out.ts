/** What is left to read of a line with struck-out parts: an old day gives way to the new one, a struck name is called off. */
import { type DateOrder, findDate } from './date-words.ts';
import { plainText } from './plain-text.ts';
import { calledOff, withoutCallOff } from './talk-state.ts';
import { withoutOldDate, withoutStruck } from './when-line.ts';

export interface StruckLine {
  readonly markup: string;
  /** All of it, or all but the day, is struck out. */
  readonly struck: boolean;
}

export function readStruck(markup: string, order: DateOrder): StruckLine {
  const clean = withoutOldDate(withoutStruck(markup), order);
  if (findDate(clean, order) === null) return { markup, struck: true };
  const unmarked = withoutOldDate(markup.replace(/~~|<\/?(?:s|del|strike)>/gi, ' '), order);
  if (unmarked === clean) return { markup: clean, struck: false };
  const behind = plainText(clean.slice(findDate(clean, order)?.to ?? 0));
  const isBare = !/\p{L}/u.test(behind);
  // `4 May · ~~Ana Bell~~`: with what is struck out nothing is left behind the day.
  if (isBare && /\p{L}/u.test(plainText(unmarked.slice(findDate(unmarked, order)?.to ?? 0))))
    return { markup: unmarked, struck: true };
  // `4 May · ~~Ana Bell~~ · CANCELLED (illness)`: beside what is struck out only the remark is left.
  const isOff = calledOff(behind) !== null && !/\p{L}/u.test(withoutCallOff(behind));
  return { markup: isOff ? setOff(markup, order) : clean, struck: false };
}

/** What stands behind the struck words stays set off from them: `~~Ana Bell~~ cancelled, she is ill`. */
function setOff(markup: string, order: DateOrder): string {
  const parted = markup.replace(/~~([^~]{1,300})~~|<(s|del|strike)>([^<]{1,300})<\/\2>/gi, '$1$3 – ');
  return withoutOldDate(parted, order);
}
