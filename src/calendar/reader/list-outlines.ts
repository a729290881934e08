/**
 * Talks as items of a list with their facts as deeper items: `- **Glass that flows**` over `  - speaker: Ana Bell`. Where
 * several items of the outer list have others below them, each outer item begins a talk, or says something of its own.
 */
import type { PageContext, Stretch } from './page-context.ts';

const ITEM = /^(\s{0,12})(?:[-+•]|\*(?!\*)|\d{1,3}[.)])\s+\S/;
const MIN_TALKS = 2;

/** The lines of the outer items (1-based); empty where the list has no second level. */
export function outerItems({ source, taken }: Stretch, page: PageContext): readonly number[] {
  const items: { readonly line: number; readonly indent: number }[] = [];
  for (let line = source.from; line <= source.to; line += 1) {
    const raw = page.lines[line - 1] ?? '';
    const item = taken.has(line) || page.headingLines.has(line) ? null : ITEM.exec(raw.slice(0, 200));
    if (item !== null) items.push({ line, indent: (item[1] ?? '').replace(/\t/g, '    ').length });
    else if (!taken.has(line) && /^[^\s\u200b]/.test(raw)) return [];
  }
  const outer = Math.min(...items.map(({ indent }) => indent));
  const parents = items.filter(
    ({ indent }, at) => indent <= outer + 1 && (items[at + 1]?.indent ?? 0) > outer + 1,
  );
  if (parents.length < MIN_TALKS) return [];
  return items.filter(({ indent }) => indent <= outer + 1).map(({ line }) => line);
}
