/**
 * The lines of a list read together. One line by itself may be read in several ways (`Bayesian Bridges (Li Wei)`, `Mila –
 * Wavelets`); but the lines of one list are written in one form, and a line that can be read in one way only shows it. So
 * every way of reading a line is weighed by how its words look, and by how much the other lines are written like that.
 */
import { cutPieces, type EntryPiece } from './entry-pieces.ts';
import { fieldOf } from './field-label.ts';
import { isFullName } from './person-words.ts';
import { affiliationLook, nameLook, titleLook } from './piece-looks.ts';
import { withoutRemarkTitles } from './remark-titles.ts';
import { affiliationOf, readSpeaker } from './speaker-line.ts';
import { closeDraft, emptyDraft, type FoundTalk, takeSpeakers, takeTitle } from './talk-draft.ts';
import { isUnknown, known } from './talk-state.ts';
import { isOnlyPlace } from './when-line.ts';

type Role = 'speaker' | 'affiliation' | 'title' | 'place';
interface Part {
  readonly role: Role;
  /** Pieces, both inclusive. */
  readonly first: number;
  readonly last: number;
}
interface Way {
  readonly parts: readonly Part[];
  readonly look: number;
  /** What the form of the line consists of: which part each piece belongs to, behind what part and mark. */
  readonly form: readonly Step[];
}
interface Step {
  /** `speaker (` */
  readonly after: string;
  readonly role: Role;
}
interface Pieces {
  readonly words: string;
  readonly pieces: readonly EntryPiece[];
  /** The likeliest first. */
  readonly ways: readonly Way[];
}
interface Line extends Pieces {
  readonly found: FoundTalk;
}

const ROLES: readonly Role[] = ['speaker', 'affiliation', 'title', 'place'];
const MAX_PIECES = 6;
const MAX_LINES = 80;
/** By how much a way must be likelier than what was read. */
const CLEAR = 0.9;
const BESIDE = 0.4;
const STEP_WEIGHT = 1.5;
/** Another section may have a form of its own. */
const ELSEWHERE = 0.25;

/** The talks, those of one-line entries with what their siblings make of them. */
export function settleForms(talks: readonly FoundTalk[]): FoundTalk[] {
  const names = new Set(talks.filter((one) => one.words == null).map((one) => one.talk.speaker ?? ''));
  const lines = talks
    .filter((one) => one.words != null)
    .slice(0, MAX_LINES)
    .map((one) => lineOf(one, names))
    .filter((line) => line.ways.length > 0);
  if (lines.length < 2) return withoutRemarkTitles(talks);
  const settled = new Map(lines.map((line) => [line.found, settle(line, lines)]));
  return withoutRemarkTitles(talks.map((one) => settled.get(one) ?? one));
}

export interface ReadAlone {
  readonly speaker: string;
  readonly affiliation: string | null;
  readonly title: string;
}

/** `**Ana Bell**, KNMI: *Glass that flows*` by itself, where it can hardly be read in another way: the markup of its parts. */
export function readAlone(markup: string): ReadAlone | null {
  const line = piecesOf(markup, new Set());
  const [best] = line.ways;
  if (best === undefined || sureness(line) < CLEAR / 2) return null;
  const value = (role: Role): string | null => {
    const part = best.parts.find((one) => one.role === role);
    return part === undefined ? null : markupOf(part, line);
  };
  const [speaker, title] = [value('speaker'), value('title')];
  const part = best.parts.find(({ role }) => role === 'title');
  // A short title is believed where the name beside it is told by where she comes from.
  const isTold = value('affiliation') !== null && sureness(line) >= CLEAR;
  if (!isTold && part !== undefined && lookOf(part, line.pieces, new Set()) < 0.7) return null;
  return speaker === null || title === null ? null : { speaker, title, affiliation: value('affiliation') };
}

function lineOf(found: FoundTalk, names: ReadonlySet<string>): Line {
  return { found, ...piecesOf(found.words ?? '', names) };
}

function piecesOf(words: string, names: ReadonlySet<string>): Pieces {
  const pieces = cutPieces(words);
  const isPlain =
    pieces.length > 0 && pieces.length <= MAX_PIECES && pieces.every((piece) => standsAlone(piece));
  return { words, pieces, ways: isPlain ? waysOf(pieces, names) : [] };
}

/** `talked about`, `and`, `Glass by`: words that tie the pieces into a sentence, and labels, are understood where they are read. */
function standsAlone({ text }: EntryPiece): boolean {
  if (isUnknown(text)) return true;
  const isTied =
    /^[\p{Ll}&+]/u.test(text) &&
    !/^(?:van|von|de|der|den|di|da|el|al|ten|ter|prof|dr|drs|ir|mr|mrs|ms)\b/.test(text);
  return !isTied && !/\s(?:by|and|about|on|of|from|at|with)$/.test(text) && fieldOf(text) === null;
}

/** The likeliest first. */
function waysOf(pieces: readonly EntryPiece[], names: ReadonlySet<string>): Way[] {
  const looks = new Map<string, number>();
  const look = (part: Part): number => {
    const key = `${part.role} ${part.first} ${part.last}`;
    const value = looks.get(key) ?? lookOf(part, pieces, names);
    looks.set(key, value);
    return value;
  };
  const divided = divisions(pieces.length, 0, ROLES);
  return divided
    .map((parts) => {
      const has = (role: Role): boolean => parts.some((part) => part.role === role);
      const alone = (has('speaker') ? 0 : 0.5) + (has('affiliation') && !has('speaker') ? 1 : 0);
      // Where somebody comes from stands beside the name more often than not.
      const isBeside = parts.some(
        ({ role }, at) => role === 'affiliation' && parts[at - 1]?.role === 'speaker',
      );
      const sum = parts.reduce((total, part) => total + look(part), 0) - alone + (isBeside ? BESIDE : 0);
      return { parts, look: sum, form: formOf(parts, pieces) };
    })
    .sort((a, b) => b.look - a.look);
}

function divisions(count: number, from: number, roles: readonly Role[]): (readonly Part[])[] {
  if (from === count) return [[]];
  return roles.flatMap((role) => {
    const others = roles.filter((other) => other !== role);
    const lasts = Array.from({ length: count - from }, (_, at) => from + at);
    return lasts.flatMap((last) =>
      divisions(count, last + 1, others).map((rest) => [{ role, first: from, last }, ...rest]),
    );
  });
}

function formOf(parts: readonly Part[], pieces: readonly EntryPiece[]): Step[] {
  const roles = parts.flatMap(({ role, first, last }) =>
    // Among several speakers each bracket is a place: `Ana Bell (MIT), Ben Cole (KIT)`.
    pieces
      .slice(first, last + 1)
      .map(({ lead }): Role => (role === 'speaker' && lead === '(' ? 'affiliation' : role)),
  );
  return pieces.map(({ lead, mark }, at) => ({
    after: `${roles[at - 1] ?? ''}${lead}${mark === 'plain' ? '' : mark}`,
    role: roles[at] ?? 'title',
  }));
}

const IMPOSSIBLE = -9;
/** What a long part loses for each mark inside it. */
const INNER: Readonly<Record<string, number>> = { ':': 0, ',': 0.15, '–': 0.3, '(': 0.2, ' ': 0.4 };

function lookOf(
  { role, first, last }: Part,
  pieces: readonly EntryPiece[],
  names: ReadonlySet<string>,
): number {
  const own = pieces.slice(first, last + 1);
  const text = own
    .map((piece, at) => (at === 0 ? piece.text : `${SPELLED[piece.lead] ?? `${piece.lead} `}${piece.text}`))
    .join('');
  const inner = own.slice(1).reduce((sum, piece) => sum + (INNER[piece.lead] ?? 0.6), 0);
  const isBracketed = own[0]?.lead === '(';
  const isOpen = isUnknown(text);
  switch (role) {
    case 'place':
      return isOnlyPlace(text) ? 0.8 - inner : IMPOSSIBLE;
    case 'speaker':
      if (isOpen) return 0.5;
      if (own.length > 1) return severalLook(own) - inner;
      return names.has(text) ? 3 : personLook(text);
    case 'affiliation':
      return isOpen ? 0.2 : affiliationLook(text) + (isBracketed ? 0.3 : 0) - inner;
    case 'title':
      return isOpen
        ? 0.5
        : titleLook(text) + MARKED[own[0]?.mark ?? 'plain'] - (isBracketed ? 0.6 : 0) - inner;
  }
}

/** A single word, or two in small letters, may be a name where the siblings say so; more words cannot. */
function personLook(text: string): number {
  const look = Math.min(nameLook(text), 2);
  const words = text.split(' ').length;
  if (look > -1) return look;
  return words === 1 && /^\p{Lu}/u.test(text) ? -0.6 : words > 2 ? IMPOSSIBLE : look;
}

/** `Ana Bell, Ben Cole`, and `Bell, Ana` where her institution follows. */
function severalLook(own: readonly EntryPiece[]): number {
  if (own.every(({ text, lead }) => isFullName(text) && lead !== '(')) return 1;
  // `Ana Bell (MIT), Ben Cole (KIT)`
  const names = own.filter(({ lead }) => lead !== '(');
  const isPlaced =
    own.every(({ lead }, at) => (lead === '(') === (at % 2 === 1)) && own.length === names.length * 2;
  if (isPlaced && names.length > 1 && names.every(({ text }) => nameLook(text) >= 1)) return 2;
  return isTurned(own) ? 0.5 : IMPOSSIBLE;
}

function isTurned(own: readonly EntryPiece[]): boolean {
  return (
    own.length === 2 && own[1]?.lead === ',' && own.every(({ text }) => /^\p{Lu}[\p{L}'’-]+$/u.test(text))
  );
}

const SPELLED: Readonly<Record<string, string>> = { '–': ' – ', '(': ' ', ' ': ' ' };
const MARKED = { heading: 0, bold: 0.2, italic: 0.3, quote: 0.6, plain: 0 } as const;

function settle(line: Line, lines: readonly Line[]): FoundTalk {
  const others = lines.filter((other) => other !== line);
  const weigh = (way: Way): number => way.look + support(way, line, others);
  const read =
    line.ways.find((way) => saysWhatWasRead(way, line, 'all')) ??
    line.ways.find((way) => saysWhatWasRead(way, line, 'name and title'));
  if (read === undefined) return line.found;
  const best = [...line.ways].sort((a, b) => weigh(b) - weigh(a))[0];
  if (best === undefined || best === read || weigh(best) < weigh(read) + CLEAR) return line.found;
  return rewritten(line, best);
}

/** How much the other lines are written in the form of this way. */
function support({ form }: Way, { found }: Line, others: readonly Line[]): number {
  return form.reduce((sum, step) => {
    let [like, unlike] = [0, 0];
    for (const other of others) {
      const weight = sureness(other) * (other.found.talk.section === found.talk.section ? 1 : ELSEWHERE);
      for (const one of other.ways[0]?.form ?? []) {
        if (one.after !== step.after) continue;
        if (one.role === step.role) like += weight;
        else unlike += weight;
      }
    }
    return sum + (STEP_WEIGHT * (like - unlike)) / (like + unlike + 0.5);
  }, 0);
}

/** From 0 to 1: by how much one way of reading a line is likelier than all others. */
function sureness({ ways: [best, next] }: Pieces): number {
  if (best === undefined) return 0;
  return next === undefined ? 1 : Math.min(1, best.look - next.look);
}

function markupOf({ role, first, last }: Part, { words, pieces }: Pieces): string {
  const [from, to] = [pieces[first], pieces[last]];
  if (role === 'speaker' && isTurned(pieces.slice(first, last + 1))) return `${to?.text} ${from?.text}`;
  if (from === undefined || to === undefined) return '';
  return first === last ? from.inner.trim() : words.slice(from.from, to.to).trim();
}

function saysWhatWasRead(way: Way, line: Line, parts: 'all' | 'name and title'): boolean {
  const { talk } = line.found;
  const value = (role: Role): string | null => {
    const part = way.parts.find((one) => one.role === role);
    return part === undefined ? null : markupOf(part, line);
  };
  const [speaker, title, from] = [value('speaker'), value('title'), value('affiliation')];
  const name = speaker === null ? null : known(readSpeaker(speaker).speaker);
  if (name !== talk.speaker || titled(title) !== talk.title) return false;
  return parts !== 'all' || (from === null ? null : (affiliationOf(from)?.text ?? null)) === talk.affiliation;
}

function titled(markup: string | null): string | null {
  if (markup === null) return null;
  const draft = emptyDraft('schedule');
  takeTitle(draft, markup);
  return draft.title;
}

function rewritten(line: Line, way: Way): FoundTalk {
  const { talk, signs } = line.found;
  const draft = {
    ...talk,
    title: null,
    speaker: null,
    affiliation: null,
    status: talk.status === 'tba' ? ('scheduled' as const) : talk.status,
    lines: { ...talk.lines },
    signs: [...signs],
  };
  for (const part of way.parts) {
    const value = markupOf(part, line);
    if (part.role === 'speaker') takeSpeakers(draft, value, talk.lines.entry ?? 0);
    else if (part.role === 'title') takeTitle(draft, value);
  }
  const affiliation = way.parts.find(({ role }) => role === 'affiliation');
  if (affiliation !== undefined && draft.speaker !== null)
    Object.assign(draft, { affiliation: known(affiliationOf(markupOf(affiliation, line))?.text ?? null) });
  return closeDraft(draft);
}
