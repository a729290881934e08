/**
 * The short lines of a written-out talk, weighed together: which is the name, which the title, which the affiliation. Each
 * line by itself may be either (`Ana Bell` over `Bayesian Bridges`); together with its neighbours, and with what the same
 * mark holds elsewhere on the page, one assignment is the likeliest. Where no assignment is clearly better, what was read stays.
 */
import { findDate } from './date-words.ts';
import type { PageContext } from './page-context.ts';
import { type Mark, type MarkHabits, markHabits, markOf, NAME_FIRST } from './page-marks.ts';
import { isPersonLike, looksLikeAffiliation } from './person-words.ts';
import { affiliationLook, isProper, nameLook, titleLook } from './piece-looks.ts';
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
/** A name or title where there is none yet needs less. */
const CLEAR_IF_OPEN = 0.6;
const NOTICE =
  /^(?:note|nb|please|attention|let op|update|warning|zoom|join|welcome|coffee|host(?:ed)?\b|moderat|chair|organi[sz]ed)|!$|https?:|@/iu;

/** Null where the line can be none of the three. */
export function blockPiece(raw: string, line: number, page: PageContext): BlockPiece | null {
  const markup = raw.replace(/^\s*(?:#{1,6}|[-+>*•]|\d{1,2}[.)])\s+/, '').trim();
  const text = plainText(markup);
  if (text.length < 2 || text.length > MAX_CHARS || isUnknown(text) || isOnlyPlace(text)) return null;
  if (/(?<!\p{Lu})[.;:]$|\.\s\p{Lu}\p{Ll}+\s\p{Ll}/u.test(text) && text.split(' ').length > 4) return null;
  if (NOTICE.test(text) || isNotRecorded(text) || isBreakNotice(text) || isNoMeeting(text)) return null;
  if (calledOff(text) !== null || leadingTime(text) > 0 || findDate(text, page.senseAt(line).order) !== null)
    return null;
  return { markup, text, line, mark: markOf(raw, page.headingLines.has(line)) };
}

/** A piece, or the half of one that a colon divides: `Ana Bell: Glass that flows`. */
interface Half {
  readonly piece: BlockPiece;
  readonly markup: string;
  readonly text: string;
  /** The other half of the same piece must be taken as well. */
  readonly half: 'name' | 'title' | null;
}

interface Assignment {
  readonly name: Half | null;
  readonly title: Half | null;
  readonly affiliation: Half | null;
}

interface Fixed {
  readonly speaker: boolean;
  readonly title: boolean;
}

/** `fixed`: what a label has said already is not weighed. */
export function settlePieces(
  draft: TalkDraft,
  pieces: readonly BlockPiece[],
  page: PageContext,
  fixed: Fixed,
): void {
  const near = pieces.slice(0, MAX_PIECES);
  if (near.length === 0 || (fixed.speaker && fixed.title)) return;
  const { speaker: at, title: over } = draft.lines;
  // One line said both: `Ana Bell: “Glass that flows”`.
  if (at !== undefined && at === over && draft.speaker !== null && draft.title !== null) return;
  const habits = withoutShared(markHabits(page), near);
  const read = asRead(draft, near);
  if ((draft.speaker !== null && read.name === null) || (draft.title !== null && read.title === null)) {
    const isOpen = (draft.speaker === null) !== (draft.title === null);
    if (!isOpen) return;
  }
  const best = likeliest(near, draft, habits, fixed);
  if (best === null) return;
  const isFilled = (read.name === null && best.name !== null) || (read.title === null && best.title !== null);
  const keeps =
    (read.name === null || best.name?.piece === read.name.piece) &&
    (read.title === null || best.title?.piece === read.title.piece);
  if (weigh(best, habits) < weigh(read, habits) + (isFilled && keeps ? CLEAR_IF_OPEN : CLEAR)) return;
  take(draft, best, read);
}

/** A mark that several lines of one talk have cannot tell them apart. */
function withoutShared(habits: MarkHabits, pieces: readonly BlockPiece[]): MarkHabits {
  const shared = pieces.map(({ mark }) => mark).filter((mark, at, marks) => marks.indexOf(mark) !== at);
  return { ...habits, ...Object.fromEntries(shared.map((mark) => [mark, 0])) };
}

function asRead(draft: TalkDraft, pieces: readonly BlockPiece[]): Assignment {
  const { speaker, title, affiliation, lines } = draft;
  const find = (test: (piece: BlockPiece) => boolean): Half | null => {
    const piece = pieces.find(test);
    return piece === undefined ? null : whole(piece);
  };
  return {
    name: find(({ line }) => speaker !== null && line === lines.speaker),
    title: find(({ line }) => title !== null && line === lines.title),
    affiliation: find(
      ({ line, text }) => affiliation !== null && (line === lines.affiliation || text === affiliation),
    ),
  };
}

function whole(piece: BlockPiece): Half {
  return { piece, markup: piece.markup, text: piece.text, half: null };
}

/** Where a colon divides a piece into what may be a name and what may be a title. */
function halves(piece: BlockPiece): { readonly name: Half; readonly title: Half } | null {
  const cut = NAME_FIRST.exec(piece.text);
  const [name, title] = [cut?.[1]?.trim() ?? '', cut?.[2]?.trim() ?? ''];
  if (cut === null || !/^[^:]*:/.test(piece.text) || nameLook(name) < 0.5) return null;
  return {
    name: { piece, markup: name, text: name, half: 'name' },
    title: { piece, markup: title, text: title, half: 'title' },
  };
}

function likeliest(
  pieces: readonly BlockPiece[],
  draft: TalkDraft,
  habits: MarkHabits,
  fixed: Fixed,
): Assignment | null {
  const isElsewhere = (role: 'speaker' | 'title'): boolean =>
    fixed[role] || (draft[role] !== null && !pieces.some(({ line }) => line === draft.lines[role]));
  const wholes = pieces.map((piece) => whole(piece));
  const divided = pieces.map((piece) => halves(piece)).filter((one) => one !== null);
  const names = isElsewhere('speaker') ? [null] : [null, ...wholes, ...divided.map(({ name }) => name)];
  const titles = isElsewhere('title') ? [null] : [null, ...wholes, ...divided.map(({ title }) => title)];
  const all = names.flatMap((name) =>
    titles.flatMap((title) => [null, ...wholes].map((affiliation) => ({ name, title, affiliation }))),
  );
  return (
    all
      .filter((one) => isPossible(one))
      .map((one) => ({ one, weight: weigh(one, habits) }))
      .sort((a, b) => b.weight - a.weight)[0]?.one ?? null
  );
}

function isPossible({ name, title, affiliation }: Assignment): boolean {
  if ((name?.half ?? null) === 'name' || (title?.half ?? null) === 'title')
    if (name?.half !== 'name' || title?.half !== 'title' || name.piece !== title.piece) return false;
  const isTwice = name !== null && title !== null && name.piece === title.piece && name.half === null;
  if (isTwice || (affiliation !== null && name === null)) return false;
  return affiliation === null || (affiliation.piece !== name?.piece && affiliation.piece !== title?.piece);
}

function weigh({ name, title, affiliation }: Assignment, habits: MarkHabits): number {
  const mark = (half: Half): number => (half.half === null ? habits[half.piece.mark] : 0);
  const named = name === null ? 0 : nameLook(name.text) + mark(name);
  // `Ana Bell: Glass that flows` is hardly the title as a whole.
  const isBoth = title?.half === null && nameLook(halves(title.piece)?.name.text ?? '') >= 1;
  const titled =
    title === null ? 0 : titleLook(title.text) - mark(title) + MARKED[title.piece.mark] - (isBoth ? 0.8 : 0);
  const divided = name?.half === 'name' ? (habits.namesBeforeColon > 1 ? 0.5 : 0) - 0.3 : 0;
  return named + titled + divided + placed(name, affiliation);
}

/** Where somebody comes from stands below the name, or next to it, and is told once. */
function placed(name: Half | null, affiliation: Half | null): number {
  if (name === null || affiliation === null) return 0;
  const distance = affiliation.piece.line - name.piece.line;
  const isTold = divide(name.text).rest !== '';
  return affiliationLook(affiliation.text) + (distance > 0 && distance <= 2 ? 0.3 : -0.6) - (isTold ? 1 : 0);
}

/** A title is set apart more often than not. */
const MARKED: Readonly<Record<Mark, number>> = { heading: 0.3, bold: 0.3, italic: 0.3, quote: 0.6, plain: 0 };

function take(draft: TalkDraft, best: Assignment, read: Assignment): void {
  const { name, title, affiliation } = best;
  if (name !== null && name.text !== read.name?.text) {
    Object.assign(draft, { speaker: null, affiliation: read.name === null ? draft.affiliation : null });
    takeSpeakers(draft, name.markup.replace(/^by\s+/iu, ''), name.piece.line);
    draft.lines.speaker = name.piece.line;
  }
  if (affiliation !== null && affiliation.piece !== read.affiliation?.piece) {
    draft.affiliation = affiliation.text;
    draft.lines.affiliation = affiliation.piece.line;
  }
  if (title?.text === read.title?.text) return;
  draft.title = null;
  delete draft.lines.title;
  if (title === null) return;
  takeTitle(draft, title.markup);
  draft.lines.title = title.piece.line;
}

/** `Oslo`, `Shell Research` right below the name, where the title stands elsewhere. */
export function affiliationAmong(draft: TalkDraft, pieces: readonly BlockPiece[]): BlockPiece | null {
  const { speaker, affiliation, lines } = draft;
  if (speaker === null || affiliation !== null || draft.title === null) return null;
  const from = lines.speaker ?? Number.POSITIVE_INFINITY;
  const below = pieces.find(
    ({ line, text }) => line >= from && line !== lines.title && !text.includes(speaker),
  );
  // `## 7 October: Ana Bell` over `**Glass that flows**` over `*MIT*`
  const above = Math.max(from, lines.title ?? 0);
  if (below === undefined || below.line - (below.line > above ? above : from) > 2) return null;
  const isName = isPersonLike(divide(below.text).name) && below.text.includes(' ');
  return looksLikeAffiliation(below.text) || (isProper(below.text) && !isName) || below.mark === 'italic'
    ? below
    : null;
}
