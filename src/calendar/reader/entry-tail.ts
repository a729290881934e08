/** The end of a line of a schedule that says when or where: `, 15:00!`, ` – at 16:00 in the Turing room`, ` (L3.36)`. */
import { findTime } from './clock-words.ts';
import { plainText } from './plain-text.ts';
import type { TalkDraft } from './talk-draft.ts';
import { isOnlyPlace, placeText } from './when-line.ts';

const CUT = /\s*[,;|·]\s+|\s+[–—-]{1,3}\s+|\s+\(/gu;
const MAX_CHARS = 90;
const SMALL =
  /^(?:[\s,;:!.()@*_–—-]|(?:so|now|at|from|in|om|um|the|uur|uhr|hrs?|h|sharp|start|starts|new time)(?![\p{L}\d]))+|[\s,;:!.()*_–—-]+$/giu;

/** The words before it; the draft gets the time and the room. */
export function takeTail(draft: TalkDraft, text: string): string {
  for (const { index, 0: mark } of text.matchAll(CUT)) {
    const tail = text.slice(index + mark.length);
    if (index < 3 || tail.length > MAX_CHARS || !/\d|room|zaal|hall|online|zoom/i.test(tail)) continue;
    if (takeWhenAndWhere(draft, plainText(tail))) return text.slice(0, index);
  }
  return text;
}

/** `starts at 15:00`, `in the Turing room`: true where the words say nothing else. */
export function takeWhenAndWhere(draft: TalkDraft, text: string): boolean {
  const said = whenAndWhere(text);
  if (said === null) return false;
  draft.start ??= said.start;
  draft.end ??= said.end;
  draft.place ??= said.place;
  return true;
}

interface Said {
  readonly start: string | null;
  readonly end: string | null;
  readonly place: string | null;
}

function whenAndWhere(tail: string): Said | null {
  const time = findTime(tail);
  const around = time === null ? tail : `${tail.slice(0, time.from)} , ${tail.slice(time.to)}`;
  const rest = around.replace(SMALL, '');
  const isPlace = isOnlyPlace(rest);
  if (rest !== '' && !isPlace) return null;
  if (time === null && !isPlace) return null;
  return { start: time?.start ?? null, end: time?.end ?? null, place: isPlace ? placeText(rest) : null };
}
