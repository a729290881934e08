/**
 * Abstracts that stand apart from the schedule: a list below a table, each under a line with the talk's
 * title (`3. Ana Bell: Title.`). Found by the title, never by counting.
 */

import type { PageTalk } from '../reading.ts';
import type { PageContext } from './page-context.ts';
import { plainText } from './plain-text.ts';
import { readProse } from './prose.ts';

const MIN_TITLE_CHARS = 15;
const MAX_TALKS = 150;
const MAX_LINES = 5000;
const MAX_CHARS = 200_000;
const MAX_EXTRA_CHARS = 120;
const MAX_ABSTRACT_LINES = 60;

interface Candidate {
  readonly line: number;
  readonly text: string;
}

export function withAbstractsElsewhere(
  talks: readonly PageTalk[],
  page: PageContext,
  taken: ReadonlySet<number>,
): PageTalk[] {
  const open = talks.filter((talk) => needsAbstract(talk)).slice(0, MAX_TALKS);
  if (open.length === 0) return [...talks];
  const candidates = titleLines(page, taken);
  const titles = open.map((talk) => (talk.title ?? '').toLowerCase());
  return talks.map((talk) => {
    if (!needsAbstract(talk)) return talk;
    const title = (talk.title ?? '').toLowerCase();
    const at = candidates.find(({ text }) => isTitleLine(text, title));
    const abstract = at === undefined ? null : proseBelow(at.line, page, taken, titles);
    return abstract === null || abstract.length < MIN_TITLE_CHARS
      ? talk
      : { ...talk, abstract, lines: { ...talk.lines, abstract: (at?.line ?? 0) + 1 } };
  });
}

function needsAbstract(talk: PageTalk): boolean {
  return (
    talk.abstract === null && talk.lines.entry !== undefined && (talk.title?.length ?? 0) >= MIN_TITLE_CHARS
  );
}

function titleLines(page: PageContext, taken: ReadonlySet<number>): Candidate[] {
  const candidates: Candidate[] = [];
  let chars = 0;
  for (let line = 1; line <= Math.min(page.lines.length, MAX_LINES) && chars < MAX_CHARS; line += 1) {
    const raw = page.lines[line - 1] ?? '';
    if (taken.has(line) || raw.length < MIN_TITLE_CHARS || raw.length > 800 || /\]\(#/.test(raw)) continue;
    chars += raw.length;
    candidates.push({ line, text: plainText(raw).toLowerCase() });
  }
  return candidates;
}

/** Up to the next heading, numbered item or title. */
function proseBelow(
  line: number,
  page: PageContext,
  taken: ReadonlySet<number>,
  titles: readonly string[],
): string | null {
  const prose: string[] = [];
  for (let next = line + 1; next <= Math.min(page.lines.length, line + MAX_ABSTRACT_LINES); next += 1) {
    const raw = page.lines[next - 1] ?? '';
    const short = raw.length < 800 ? raw.toLowerCase() : '';
    if (taken.has(next) || /^\s*(?:#{1,6}\s|<\/details|\d{1,3}\.\s)/i.test(raw.slice(0, 60))) break;
    if (short !== '' && titles.some((title) => isTitleLine(short, title))) break;
    prose.push(raw.replace(/<\/?(?:details|summary)\b[^<>]{0,300}>/gi, ''));
  }
  return readProse(prose);
}

/** The title with a name or number around it; a sentence that happens to hold the title is longer. */
function isTitleLine(text: string, title: string): boolean {
  return text.length <= title.length + MAX_EXTRA_CHARS && text.includes(title);
}
