/** The last look at a written-out talk: what its short lines make of one another. */
import { isTalk } from './block-lines.ts';
import { affiliationAmong, type BlockPiece, settlePieces } from './block-pieces.ts';
import { takeConfirmedName } from './confirmed-name.ts';
import type { PageContext } from './page-context.ts';
import { isRemarkOf, type Remark } from './remark-line.ts';
import { daysIn } from './sentences.ts';
import { closeDraft, type FoundTalk, type TalkDraft, takeRemark, takeWhen } from './talk-draft.ts';
import { calledOff, isBreakNotice } from './talk-state.ts';
import { placeAmong, readWhen } from './when-line.ts';

/** Short lines of one talk; what has more is none. */
export const MAX_SHORT_LINES = 40;

/** A line that was neither name nor title nor anything else. */
export interface LeftOver {
  readonly text: string;
  readonly line: number;
}

/** `labelled`: the fields that a label told; they stay. */
export function settleBlock(
  draft: TalkDraft,
  { pieces, leftOver }: { readonly pieces: readonly BlockPiece[]; readonly leftOver: readonly LeftOver[] },
  page: PageContext,
  labelled: ReadonlySet<string>,
): void {
  if (draft.date === null) takeDaySaid(draft, leftOver, page);
  if (draft.speaker === null && draft.title !== null) takeConfirmedName(draft, pieces, page);
  settlePieces(draft, pieces, page, { speaker: labelled.has('speaker'), title: labelled.has('title') });
  const affiliation = affiliationAmong(draft, pieces);
  if (affiliation === null) return;
  draft.affiliation = affiliation.text;
  draft.lines.affiliation ??= affiliation.line;
}

/** `The next colloquium will be on Tuesday 7 October from 14:00 to 15:00 in L3.36.`, where nothing else names a day. */
function takeDaySaid(draft: TalkDraft, leftOver: readonly LeftOver[], page: PageContext): void {
  const said = leftOver.filter(
    ({ text, line }) => text.length < 300 && daysIn(text, page.senseAt(line).order).length === 1,
  );
  const [only, ...others] = said;
  if (only === undefined || others.length > 0 || calledOff(only.text) !== null) return;
  const when = readWhen(only.text, page.senseAt(only.line));
  if (when.start !== null || NEXT_ONE.test(only.text))
    takeWhen(draft, { ...when, place: placeAmong(only.text) }, only.line);
}

/** `The next colloquium will be on 7 October.` */
const NEXT_ONE =
  /\b(?:next|first|volgende|eerstvolgende|nächste\w*)\s+(?:[\p{L}\d]+\s)?(?:talk|colloquium|seminar|session|meeting|lecture|lezing|vortrag|kolloquium)\s+(?:is|will be|will take place|takes place|is planned|is scheduled|vindt plaats|findet)\b/iu;

/** Null where the lines are no talk. `isOff`: they say that nothing takes place. */
export function closeBlock(draft: TalkDraft, remarks: readonly Remark[], isOff: boolean): FoundTalk | null {
  const own = remarks.find((remark) => isRemarkOf(remark, draft));
  if (own !== undefined) takeRemark(draft, own);
  // `### Summer break` is the title of nobody's talk.
  if (
    draft.title !== null &&
    draft.speaker === null &&
    draft.title.length < 60 &&
    isBreakNotice(draft.title)
  ) {
    draft.title = null;
    delete draft.lines.title;
  }
  const isDayOff = isOff && draft.speaker === null && draft.title === null;
  return isTalk(draft) && !isDayOff ? closeDraft(draft) : null;
}
