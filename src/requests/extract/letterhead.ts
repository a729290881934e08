/** The block above a mail that says who writes, as others put it below: "Naomi Ferreira | Image Analysis | EMBL Coast". */
import type { BodyLine } from '../../mail/quotes.ts';
import { isInstitution } from './institution-words.ts';

/** The same lines with the letterhead as a signature behind all others, or as they are. */
export function signLetterhead(lines: readonly BodyLine[]): readonly BodyLine[] {
  const first = lines.findIndex((line) => line.text.trim() !== '');
  let to = first;
  while (to !== -1 && to < lines.length && lines[to]?.text.trim() !== '') to += 1;
  const head = first === -1 ? [] : lines.slice(first, to);
  const rest = lines.slice(to);
  const isHead =
    head.length > 0 &&
    head.length <= 6 &&
    head.every(({ kind, text }) => kind === 'own' && isHeadLine(text.trim())) &&
    head.some(({ text }) => /\s[|•·]\s/u.test(text) || isInstitution(text)) &&
    rest.some(({ kind, text }) => kind === 'own' && /[.!?]\s*$/u.test(text));
  return isHead
    ? [...lines.slice(0, first), ...rest, ...head.map((line) => ({ ...line, kind: 'signature' as const }))]
    : lines;
}

/** Short, without an end of a sentence or a label, and more capitals than small beginnings. */
function isHeadLine(text: string): boolean {
  if (text.length > 100 || /[.!?:,]$/u.test(text) || /^[\p{L} ]{2,25}:\s/u.test(text)) return false;
  const words = text.split(/[\s|•·,]+/u).filter((word) => /^\p{L}{4,}/u.test(word));
  return words.every((word) => /^\p{Lu}/u.test(word)) && (words.length > 0 || /\d/.test(text));
}
