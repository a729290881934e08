/**
 * What the marks of one page hold: where the headings below the sections are mostly names, one that could be either is a name
 * too; likewise bold lines and italic ones. Computed once per page.
 */
import type { PageContext } from './page-context.ts';
import { nameLook, titleLook } from './piece-looks.ts';
import { plainText } from './plain-text.ts';
import { sectionKind } from './section-words.ts';
import { leadingTime } from './when-line.ts';

export type Mark = 'heading' | 'bold' | 'italic' | 'quote' | 'plain';

/** From -1 (titles) over 0 (unknown, mixed) to 1 (names). */
export interface MarkHabits extends Readonly<Record<Mark, number>> {
  /** How many marked lines read `Ana Bell: Glass that flows`. */
  readonly namesBeforeColon: number;
}

const habits = new WeakMap<PageContext, MarkHabits>();
const MAX_LINES = 5000;
const MAX_CHARS = 300;
/** `Ana Bell: …`, `Ana Bell – …` */
export const NAME_FIRST = /^([^:–—|]{5,60}?)\s*(?::|\s[–—|-])\s+(.{3,300})$/u;
const BOLD_NAME = /^\s*(?:[-*+]\s+)?(?:\*\*|__)[^*_]{3,120}(?:\*\*|__)/;

export function markHabits(page: PageContext): MarkHabits {
  const known = habits.get(page) ?? count(page);
  habits.set(page, known);
  return known;
}

export function markOf(raw: string, isHeading: boolean): Mark {
  const text = raw.trim();
  if (isHeading || /^#{1,6}\s/.test(text)) return 'heading';
  if (BOLD_NAME.test(text) || /^<(?:b|strong)>/i.test(text)) return 'bold';
  if (/^(?:[*_](?![*_\s])|<(?:em|i)>)/i.test(text)) return 'italic';
  return /^(?:>|["“„«])/u.test(text) ? 'quote' : 'plain';
}

/** `14:00 – 14:30 Ana Bell: …` without the time. */
function withoutTime(text: string): string {
  return text.slice(leadingTime(text)).replace(/^[\s|,;:·–—-]+/u, '');
}

function count(page: PageContext): MarkHabits {
  const sums: Record<Mark, number[]> = { heading: [], bold: [], italic: [], quote: [], plain: [] };
  let namesBeforeColon = 0;
  for (const [index, raw] of page.lines.slice(0, MAX_LINES).entries()) {
    if (raw.length > MAX_CHARS || raw.trim() === '') continue;
    const mark = markOf(raw, page.headingLines.has(index + 1));
    if (mark === 'plain') continue;
    const text = withoutTime(plainText(raw.replace(/^\s*(?:#{1,6}|[-+>])\s+/, '')));
    if (mark === 'heading' && sectionKind(text) !== 'other') continue;
    const cut = NAME_FIRST.exec(text)?.[1];
    if (cut !== undefined && nameLook(cut) >= 0.9) namesBeforeColon += 1;
    const [name, title] = [nameLook(text), titleLook(text)];
    if (Math.abs(name - title) >= 1) sums[mark].push(name > title ? 1 : -1);
  }
  const share = (votes: readonly number[]): number =>
    votes.length < 2 ? 0 : votes.reduce((sum, vote) => sum + vote, 0) / votes.length;
  return {
    heading: share(sums.heading),
    bold: share(sums.bold),
    italic: share(sums.italic),
    quote: share(sums.quote),
    plain: 0,
    namesBeforeColon,
  };
}
