/**
 * A line whose parts stand between the same strong marks: `Ana Bell · MIT · Glass that flows`,
 * `Glass that flows | Ana Bell (MIT)`, `Ana Bell / MIT`. The name is told first; what is left is told by its looks.
 */
import { isFullName, isPersonLike, looksLikeAffiliation, looksLikeTitle } from './person-words.ts';
import { nameLook } from './piece-looks.ts';
import { divide } from './speaker-line.ts';
import { isOnlyPlace } from './when-line.ts';

export interface EntryParts {
  /** With what belongs to it: `Ana Bell (MIT)`. */
  readonly speaker: string;
  readonly affiliation: string | null;
  readonly title: string | null;
}

const DASH = /\s+(?:–|--|-)\s+/u;
/** The marks that divide a line, the strongest first. */
const MARKS: readonly RegExp[] = [
  /\s*[|¦]\s*|\s*\t\s*/u,
  /\s*[·•∙⋅]\s*/u,
  /\s+\/+\s+/u,
  /\s+(?:—|---)\s+|\s*;\s+/u,
  DASH,
];
const MAX_PARTS = 5;

/** `bring your laptop` */
const NOTE = /^(?:please|bring|note|nb|register|rsvp|sign up|don['’]t forget|attention|update)\b/iu;

/** Null where the line has no such marks, or nobody's name in it. */
export function readParts(text: string): EntryParts | null {
  for (const mark of MARKS) {
    const parts = splitOutside(text, mark)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (parts.length < 2 || parts.length > MAX_PARTS) continue;
    const looks = parts.map((part) => (isNamed(part) ? nameLook(part) : Number.NEGATIVE_INFINITY));
    const best = Math.max(...looks);
    const at = best === Number.NEGATIVE_INFINITY ? -1 : looks.indexOf(best);
    if (at >= 0) return settle(parts, at, mark === DASH);
  }
  return null;
}

/** Brackets hold together what stands in them: `Ana Bell (MIT / KIT)`. */
function splitOutside(text: string, mark: RegExp): string[] {
  const open = text.replace(/\([^()]*\)/g, (bracket) => 'x'.repeat(bracket.length));
  const parts: string[] = [];
  let from = 0;
  for (const found of open.matchAll(new RegExp(mark, 'gu'))) {
    parts.push(text.slice(from, found.index));
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

/** `MIT, Glass that flows`: the affiliation up to the part that reads like a title. */
export function titleBehind(
  affiliation: string,
): { readonly affiliation: string | null; readonly title: string } | null {
  const parts = affiliation.split(/,\s+/);
  const at = parts.findIndex((part, _place) => looksLikeTitle(part, 2));
  if (at < 0 || parts.slice(at + 1).some((part) => looksLikeAffiliation(part))) return null;
  return { affiliation: parts.slice(0, at).join(', ') || null, title: parts.slice(at).join(', ') };
}

function isNamed(part: string): boolean {
  const { name } = divide(part);
  return name.trim().split(/\s+/).length > 1 && isPersonLike(name) && !looksLikeAffiliation(name);
}

function settle(parts: readonly string[], at: number, dashed: boolean): EntryParts {
  const speaker = parts[at] ?? '';
  const [before, behind] = [parts.slice(0, at), parts.slice(at + 1)];
  const isComplete = divide(speaker).rest !== '';
  const others = before.length + behind.length;
  const affiliation = isComplete
    ? undefined
    : behind.find(
        (part, place) => looksLikeAffiliation(part) || (place === 0 && (others > 1 || isShort(part, dashed))),
      );
  const title = [...before, ...behind].filter((part) => part !== affiliation && !NOTE.test(part));
  return {
    speaker,
    affiliation: affiliation ?? null,
    title: title.length === 0 ? null : title.join(' – '),
  };
}

/** `KNMI`, `Wageningen`, `VIB, Ghent`; behind a stronger mark than a dash also `Shell Research`. */
function isShort(part: string, dashed: boolean): boolean {
  const words = part.split(/[\s,]+/);
  const most = dashed && !/^[^\s,]+,/.test(part) ? 1 : 4;
  return (
    words.length <= most &&
    words.every((word) => /^\p{Lu}/u.test(word) || /^(?:of|de|van|the|for|and|&)$/u.test(word))
  );
}

/** `Glass that flows by Ana Bell (MIT)`; without an institution "by" may belong to the title. */
export function readBy(text: string): { readonly title: string; readonly speaker: string } | null {
  const match = /^["“]?(.{3,250}?)["”]?,?\s(?:by|door|von|par)\s(\p{Lu}.{4,150})$/u.exec(text);
  const { name, rest } = divide(match?.[2] ?? '');
  const isSetApart = /^["“]/.test(text.trim());
  return match !== null && isFullName(name) && (rest !== '' || isSetApart)
    ? { title: match[1] ?? '', speaker: match[2] ?? '' }
    : null;
}

/** `Glass that flows (Ana Bell, MIT)` */
export function bracketedName(text: string): { readonly title: string; readonly speaker: string } | null {
  const match = /^([^()]{8,250})\s\(([^()]{5,150})\)$/.exec(text);
  const [title, speaker] = [match?.[1] ?? '', match?.[2] ?? ''];
  const { name, rest } = divide(speaker);
  const isName =
    name.trim().includes(' ') && isPersonLike(name) && !looksLikeAffiliation(name) && !isOnlyPlace(speaker);
  return isName && !isPersonLike(divide(title).name) && (rest !== '' || looksLikeTitle(title))
    ? { title, speaker }
    : null;
}
