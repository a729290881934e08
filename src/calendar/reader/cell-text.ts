/** Title and abstract in one cell: `<summary>Title</summary><p>Abstract: …</p>`, `**Title**<br>…`, `Title (Video)`. */
import { plainText, withoutShortcodes } from './plain-text.ts';

export interface CellText {
  /** The first piece, without "(Video)" and the like. */
  readonly title: string;
  /** What stands below it, paragraphs divided by an empty line. */
  readonly rest: string | null;
}

const BLOCK = /<\/?(?:p|div|summary|details|br|li|ul|ol|h[1-6])\b[^<>]{0,1000}>/i;
const ASIDE =
  /[([]\s*(?:video|slides?|recording|folien|pdf|abstract|watch(?: back| here)?|link|zoom|notes|poster|paper|aufzeichnung)\s*[)\]]/giu;

export function readCell(markup: string): CellText {
  const pieces = withoutShortcodes(markup)
    .split(BLOCK)
    .map((piece) => plainText(piece.replace(/\n/g, ' ')))
    .filter((piece) => piece !== '');
  const [first = '', ...more] = pieces;
  const title = plainText(first.replace(ASIDE, ' '));
  const rest = more
    .join('\n\n')
    .replace(/^abstract\s*[:.]?\s*/i, '')
    .trim();
  return { title, rest: rest === '' ? null : rest };
}
