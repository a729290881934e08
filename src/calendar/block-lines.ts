/** What single lines mean inside a written-out talk. */
import type { LabelledText } from './field-label.ts';
import { isUnknown } from './talk-state.ts';

/** Inside an abstract `Topic: …` is prose; a label that cannot be, or one that stands apart, ends it. */
export function endsProse(label: LabelledText, raw: string, prose: readonly string[]): boolean {
  if (label.marked || /^(?:title|date|speaker|bio|abstract|watch|photo)$/.test(label.field)) return true;
  const apart =
    isUnknown(prose.join(' ').slice(0, 200)) || prose.at(-1)?.trim() === '' || /https?:/.test(raw);
  return apart && raw.length < 300 && /^(?:online|place|affiliation|ignored)$/.test(label.field);
}

/** `Seminar 3`, `Talk #12`: a heading that counts, no title. */
export function isNumbered(text: string): boolean {
  return /^(?:seminar|talk|colloquium|session|lecture|week|meeting|event|speaker)?\s*(?:no\.?|nr\.?|#)?\s*\d{1,4}[.:]?$/i.test(
    text,
  );
}
