/** A name in front of what was taken for the title. */
import { isMentioned } from './block-lines.ts';
import type { BlockPiece } from './block-pieces.ts';
import type { PageContext } from './page-context.ts';
import { markHabits, NAME_FIRST } from './page-marks.ts';
import { isAcronym, isFullName, looksLikeAffiliation } from './person-words.ts';
import { nameLook, titleLook } from './piece-looks.ts';
import type { TalkDraft } from './talk-draft.ts';

/**
 * A title `Ana Bell: glass that flows` names her where the page names her elsewhere as well, where the other talks are headed
 * in the same way, or where her institution stands below.
 */
export function takeConfirmedName(draft: TalkDraft, pieces: readonly BlockPiece[], page: PageContext): void {
  const cut = NAME_FIRST.exec(draft.title ?? '');
  const [name, title] = [cut?.[1]?.trim() ?? '', cut?.[2] ?? ''];
  const bare = name.replace(/^(?:(?:prof|dr|ir|drs)\.?\s+)+/iu, '');
  if (cut === null || !isFullName(bare)) return;
  // `Ana Bell – KNMI` over the title.
  if (isAcronym(title) && draft.affiliation === null && nameLook(name) >= 1) {
    Object.assign(draft, { speaker: bare, affiliation: title, title: null });
    if (draft.lines.title !== undefined) draft.lines.speaker ??= draft.lines.title;
    delete draft.lines.title;
    return;
  }
  const isLike = nameLook(name) >= 0.9 && titleLook(title) > 0;
  const below = pieces.find(({ line }) => line > (draft.lines.title ?? 0));
  const isPlaced = below !== undefined && (looksLikeAffiliation(below.text) || isAcronym(below.text));
  const isTold = draft.affiliation !== null || isPlaced || markHabits(page).namesBeforeColon > 1;
  if (!isMentioned(bare, page) && !(isLike && (isTold || bare !== name))) return;
  const { affiliation } = draft;
  draft.speaker = bare;
  draft.affiliation = affiliation;
  draft.title = title;
  if (draft.lines.title !== undefined) draft.lines.speaker ??= draft.lines.title;
}
