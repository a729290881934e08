/** Where a talk is, told on a line of its own: `Lab42, L3.33`, `We meet in the Oort room.` */
import { placeIn } from './announcement-sentence.ts';
import { plainText } from './plain-text.ts';
import type { TalkDraft } from './talk-draft.ts';
import { isOnlyPlace, placeAmong, placeText } from './when-line.ts';

/** `We meet in the Oort room.` */
export function takeMeetingPlace(draft: TalkDraft, raw: string, line: number): boolean {
  const text = plainText(raw.slice(0, 400));
  const place =
    draft.place === null && draft.lines.date !== undefined && text.length < 200
      ? (placeIn(text) ?? roomIn(text))
      : null;
  if (place === null) return false;
  draft.place = place;
  draft.lines.place ??= line;
  return true;
}

/** `Lab42, L3.33` alone on its line. */
export function takeRoom(
  draft: TalkDraft,
  { text, number }: { readonly text: string; readonly number: number },
): boolean {
  // `Room L3.36 (not the usual one)`
  const room = text.replace(/\s*\(\p{Ll}[^()\d]*\)$/u, '');
  if (draft.place !== null || !isBegun(draft) || !isOnlyPlace(room)) return false;
  draft.place = placeText(room);
  draft.lines.place ??= number;
  return true;
}

/** `This time in Lab42, L3.36!`: a room; that there is a link as well says little. */
function roomIn(text: string): string | null {
  const place = text.length < 90 ? placeAmong(text) : null;
  return place !== null && /\d|\b(?:room|zaal|hall|building|auditorium)\b/iu.test(place) ? place : null;
}

/** Its day may stand in the heading above. */
function isBegun({ lines, speaker, title }: TalkDraft): boolean {
  return lines.date !== undefined || speaker !== null || title !== null;
}
