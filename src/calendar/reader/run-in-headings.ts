/**
 * Sections told in front of their lines: `**Next:** Tue 7 Oct – Ana Bell`, `**Then:** 21 Oct – Ben Cole · 4 Nov – tba`. Where
 * several lines begin like that, the words become a heading on the empty line above.
 */
import { findDate } from './date-words.ts';
import { sectionKind } from './section-words.ts';

const RUN_IN =
  /^\s{0,3}(?:\*\*|__|<(?:b|strong)>)([^*_<>:]{3,40}):?\s?(?:\*\*|__|<\/(?:b|strong)>)\s*:?\s+(?=\S)/i;
const MIN_SECTIONS = 2;

export function withRunInHeadings(lines: readonly string[]): string[] {
  const found = lines.flatMap((line, index) => {
    const match = line.length < 2000 ? RUN_IN.exec(line.slice(0, 120)) : null;
    const words = match?.[1]?.trim() ?? '';
    if (match === null || index === 0 || lines[index - 1]?.trim() !== '') return [];
    if (sectionKind(words, true) === 'other' || findDate(line.slice(match[0].length), 'day-first') === null)
      return [];
    return [{ index, words, rest: line.slice(match[0].length) }];
  });
  const divided = [...lines];
  if (found.length < MIN_SECTIONS) return divided;
  for (const { index, words, rest } of found) {
    divided[index - 1] = `## ${words}`;
    divided[index] = rest;
  }
  return divided;
}
