/**
 * A line of a written-out talk that lists several facts without labels: `Ghent University. Room L3.36. 14:00.`,
 * `KNMI · title follows`. Believed only where every piece of it is understood.
 */
import { isAcronym, isFullName, looksLikeAffiliation } from './person-words.ts';
import { isProper, nameLook } from './piece-looks.ts';
import { plainText } from './plain-text.ts';
import { type TalkDraft, takeSpeaker, takeWhen } from './talk-draft.ts';
import { isUnknown } from './talk-state.ts';
import { type DateSense, isOnlyPlace, readWhen, type When } from './when-line.ts';

const BETWEEN = /\s*[·•|;]\s*|(?<=[\p{L}\d)"”]{2})\.\s+(?=[\p{Lu}\d])|\s+[–—-]\s+(?!\d)|\s*<br\s*\/?>\s*/iu;
const MAX_CHARS = 200;
const MAX_PIECES = 6;

type Fact =
  | { readonly kind: 'when'; readonly when: When }
  | { readonly kind: 'place' | 'name' | 'affiliation' | 'open'; readonly text: string };

export function takeFactLine(draft: TalkDraft, raw: string, line: number, sense: DateSense): boolean {
  if (raw.length > MAX_CHARS * 2 || /\]\(|https?:/.test(raw)) return false;
  const strong = raw.split(BETWEEN);
  const pieces = (strong.length > 1 ? strong : raw.split(/,\s+/)).map((piece) =>
    plainText(piece).replace(/[.,;]+$/, ''),
  );
  if (pieces.length < 2 || pieces.length > MAX_PIECES) return false;
  const facts: Fact[] = [];
  for (const text of pieces.filter((piece) => piece !== '')) {
    const hasName = draft.speaker !== null || facts.some(({ kind }) => kind === 'name');
    const fact =
      strong.length > 1 ? (dayIn(text, sense) ?? factIn(text, hasName, sense)) : factIn(text, hasName, sense);
    if (fact === null || (fact.kind !== 'when' && facts.some(({ kind }) => kind === fact.kind))) return false;
    facts.push(fact);
  }
  // A day with time and room alone is read as one.
  const isDated = facts.some((fact) => fact.kind === 'when' && fact.when.date !== null);
  if (isDated && !facts.some(({ kind }) => kind === 'name' || kind === 'affiliation')) return false;
  // Two names of institutions or people alone are told by their neighbours.
  if (!facts.some(({ kind }) => kind === 'when' || kind === 'place' || kind === 'open')) return false;
  for (const fact of facts) take(draft, fact, line);
  return true;
}

/** `Tuesday 7 October` and nothing besides. */
function dayIn(text: string, sense: DateSense): Fact | null {
  const when = readWhen(text, sense);
  return when.date === null || /\p{L}{3}/u.test(when.rest) ? null : { kind: 'when', when };
}

function factIn(text: string, hasName: boolean, sense: DateSense): Fact | null {
  if (isUnknown(text)) return { kind: 'open', text };
  if (isOnlyPlace(text)) return { kind: 'place', text };
  const when = readWhen(text, sense);
  // A day is read with all that stands beside it: `7 October, 14:00, Lab42, L3.36`.
  if (when.date !== null) return null;
  if (when.start !== null)
    return /\p{L}{3}/u.test(when.rest) && !isOnlyPlace(when.rest) ? null : { kind: 'when', when };
  if (!hasName) return isFullName(text) && nameLook(text) >= 1 ? { kind: 'name', text } : null;
  return looksLikeAffiliation(text) || isAcronym(text) || isProper(text)
    ? { kind: 'affiliation', text }
    : null;
}

function take(draft: TalkDraft, fact: Fact, line: number): void {
  if (fact.kind === 'when') takeWhen(draft, fact.when, line);
  else if (fact.kind === 'place') {
    draft.place ??= fact.text;
    draft.lines.place ??= line;
  } else if (fact.kind === 'name') {
    takeSpeaker(draft, fact.text, line);
    draft.lines.speaker ??= line;
  } else if (fact.kind === 'affiliation') draft.affiliation ??= fact.text;
}
