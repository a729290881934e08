/**
 * The short lines of a written-out talk, weighed together: which is the name, which the title, which the affiliation. Each
 * line by itself may be either (`Ana Bell` over `Bayesian Bridges`); together with its neighbours, and with what the same
 * mark holds elsewhere on the page, one assignment is the likeliest. Where no assignment is clearly better, what was read stays.
 */
import { findDate } from './date-words.ts';
import type { PageContext } from './page-context.ts';
import { type Mark, type MarkHabits, markHabits, markOf } from './page-marks.ts';
import { isPersonLike, looksLikeAffiliation } from './person-words.ts';
import { isProper, nameLook, titleLook } from './piece-looks.ts';
import { plainText } from './plain-text.ts';
import { divide } from './speaker-line.ts';
import { type TalkDraft, takeSpeakers, takeTitle } from './talk-draft.ts';
import { calledOff, isBreakNotice, isNoMeeting, isNotRecorded, isUnknown } from './talk-state.ts';
import { isOnlyPlace, leadingTime } from './when-line.ts';

export interface BlockPiece {
  readonly markup: string;
  readonly text: string;
  readonly line: number;
  readonly mark: Mark;
}

const MAX_CHARS = 220;
const MAX_PIECES = 8;
const CLEAR = 0.9;
const NOTICE =
  /^(?:note|nb|please|attention|let op|update|warning|zoom|join|welcome|coffee|host(?:ed)?\b|moderat|chair|organi[sz]ed)|!$|https?:|@/iu;

/** Null where the line can be none of the three. */
export function blockPiece(raw: string, line: number, page: PageContext): BlockPiece | null {
  const markup = raw.replace(/^\s*(?:#{1,6}|[-+>*•]|\d{1,2}[.)])\s+/, '').trim();
  const text = plainText(markup);
  if (text.length < 2 || text.length > MAX_CHARS || isUnknown(text) || isOnlyPlace(text)) return null;
  if (/[.;:]$|\.\s\p{Lu}\p{Ll}+\s\p{Ll}/u.test(text) && text.split(' ').length > 4) return null;
  if (NOTICE.test(text) || isNotRecorded(text) || isBreakNotice(text) || isNoMeeting(text)) return null;
  if (calledOff(text) !== null || leadingTime(text) > 0 || findDate(text, page.senseAt(line).order) !== null)
    return null;
  return { markup, text, line, mark: markOf(raw, page.headingLines.has(line)) };
}

interface Assignment {
  readonly name: BlockPiece | null;
  readonly title: BlockPiece | null;
}

/** `fixed`: what a label has said already is not weighed. */
export function settlePieces(
  draft: TalkDraft,
  pieces: readonly BlockPiece[],
  page: PageContext,
  fixed: { readonly speaker: boolean; readonly title: boolean },
): void {
  const near = pieces.slice(0, MAX_PIECES);
  if (near.length === 0 || (fixed.speaker && fixed.title)) return;
  const { speaker: at, title: over } = draft.lines;
  // One line said both: `Ana Bell: “Glass that flows”`.
  if (at !== undefined && at === over && draft.speaker !== null && draft.title !== null) return;
  const habits = markHabits(page);
  const read: Assignment = {
    name: near.find(({ line }) => draft.speaker !== null && line === at) ?? null,
    title: near.find(({ line }) => draft.title !== null && line === over) ?? null,
  };
  if ((draft.speaker !== null && read.name === null) || (draft.title !== null && read.title === null)) {
    const isOpen = (draft.speaker === null) !== (draft.title === null);
    if (!isOpen) return;
  }
  const best = likeliest(near, draft, habits, fixed);
  if (best === null || weigh(best, habits) < weigh(read, habits) + CLEAR) return;
  take(draft, best, read);
}

function likeliest(
  pieces: readonly BlockPiece[],
  draft: TalkDraft,
  habits: MarkHabits,
  fixed: { readonly speaker: boolean; readonly title: boolean },
): Assignment | null {
  const isElsewhere = (role: 'speaker' | 'title'): boolean =>
    fixed[role] || (draft[role] !== null && !pieces.some(({ line }) => line === draft.lines[role]));
  const names = isElsewhere('speaker') ? [null] : [null, ...pieces];
  const titles = isElsewhere('title') ? [null] : [null, ...pieces];
  const all = names.flatMap((name) => titles.map((title) => ({ name, title })));
  const apart = all.filter(({ name, title }) => name === null || name !== title);
  return apart.sort((a, b) => weigh(b, habits) - weigh(a, habits))[0] ?? null;
}

function weigh({ name, title }: Assignment, habits: MarkHabits): number {
  const named = name === null ? 0 : nameLook(name.text) + habits[name.mark];
  const titled = title === null ? 0 : titleLook(title.text) - habits[title.mark] + MARKED[title.mark];
  return named + titled;
}

/** A title is set apart more often than not. */
const MARKED: Readonly<Record<Mark, number>> = { heading: 0.3, bold: 0.3, italic: 0.3, quote: 0.6, plain: 0 };

function take(draft: TalkDraft, { name, title }: Assignment, read: Assignment): void {
  if (name !== read.name && name !== null) {
    Object.assign(draft, { speaker: null, affiliation: read.name === null ? draft.affiliation : null });
    takeSpeakers(draft, name.markup.replace(/^by\s+/iu, ''), name.line);
    draft.lines.speaker = name.line;
  }
  if (title === read.title) return;
  draft.title = null;
  delete draft.lines.title;
  if (title === null) return;
  takeTitle(draft, title.markup);
  draft.lines.title = title.line;
}

/** `Oslo`, `Shell Research` right below the name, where the title stands elsewhere. */
export function affiliationAmong(draft: TalkDraft, pieces: readonly BlockPiece[]): BlockPiece | null {
  const { speaker, affiliation, lines } = draft;
  if (speaker === null || affiliation !== null || draft.title === null) return null;
  const below = pieces.find(({ line }) => line > (lines.speaker ?? Number.POSITIVE_INFINITY));
  if (below === undefined || below.line === lines.title || below.line - (lines.speaker ?? 0) > 2) return null;
  const isName = isPersonLike(divide(below.text).name) && below.text.includes(' ');
  return looksLikeAffiliation(below.text) || (isProper(below.text) && !isName) || below.mark === 'italic'
    ? below
    : null;
}
