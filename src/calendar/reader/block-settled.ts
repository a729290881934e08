/** The last look at a written-out talk: what its short lines make of one another. */
import { affiliationAmong, type BlockPiece, settlePieces } from './block-pieces.ts';
import { takeConfirmedName } from './confirmed-name.ts';
import type { PageContext } from './page-context.ts';
import type { TalkDraft } from './talk-draft.ts';

/** `labelled`: the fields that a label told; they stay. */
export function settleBlock(
  draft: TalkDraft,
  pieces: readonly BlockPiece[],
  page: PageContext,
  labelled: ReadonlySet<string>,
): void {
  if (draft.speaker === null && draft.title !== null) takeConfirmedName(draft, pieces, page);
  settlePieces(draft, pieces, page, { speaker: labelled.has('speaker'), title: labelled.has('title') });
  const affiliation = affiliationAmong(draft, pieces);
  if (affiliation === null) return;
  draft.affiliation = affiliation.text;
  draft.lines.affiliation ??= affiliation.line;
}
