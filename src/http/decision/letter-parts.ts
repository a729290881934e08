/** The original mail in parts: the writer's own lines with the evidence marked, and what was quoted. Pure. */
import { type BodyLine, readLines } from '../../mail/quotes.ts';
import { type Mark, marksOf } from '../../moderation/evidence-marks.ts';

/** A run of text; `field` where a value was read in it. */
export interface Run {
  readonly text: string;
  readonly field: string | null;
}

export type LetterPart =
  | { readonly kind: 'own'; readonly runs: readonly Run[] }
  | { readonly kind: 'not-read'; readonly lines: number; readonly text: string };

const longest = 20_000;

export function letterParts(text: string, evidence: Readonly<Record<string, unknown>>): LetterPart[] {
  const body = text.slice(0, longest);
  const marks = marksOf(body, evidence);
  const parts: LetterPart[] = [];
  for (const block of blocks(readLines(body))) {
    const first = block[0]!;
    const last = block.at(-1)!;
    const end = last.start + last.text.length;
    const isOwn = !isOthers(first);
    if (isOwn) parts.push({ kind: 'own', runs: cut(body, first.start, end, marks) });
    else {
      const lines = block.filter((each) => each.text.trim() !== '').length;
      if (lines > 0) parts.push({ kind: 'not-read', lines, text: body.slice(first.start, end).trim() });
    }
  }
  return parts;
}

function isOthers(line: BodyLine): boolean {
  return line.kind === 'quoted' || line.kind === 'forwarded' || line.kind === 'notice';
}

/** Paragraphs of own lines, and runs of what is somebody else's. */
function blocks(lines: readonly BodyLine[]): BodyLine[][] {
  const found: BodyLine[][] = [];
  let isOpen = false;
  for (const line of lines) {
    const current = found.at(-1);
    const isEmpty = line.text.trim() === '' && !isOthers(line);
    const goesOn = isOpen && current !== undefined && isOthers(current[0]!) === isOthers(line);
    if (isEmpty) isOpen = false;
    else if (goesOn) current.push(line);
    else {
      found.push([line]);
      isOpen = true;
    }
  }
  return found;
}

function cut(text: string, from: number, to: number, marks: readonly Mark[]): Run[] {
  const runs: Run[] = [];
  let at = from;
  for (const mark of marks) {
    const [start, end] = [Math.max(mark.start, at), Math.min(mark.end, to)];
    if (end <= start || mark.start >= to) continue;
    if (start > at) runs.push({ text: text.slice(at, start), field: null });
    runs.push({ text: text.slice(start, end), field: mark.field });
    at = end;
  }
  if (at < to) runs.push({ text: text.slice(at, to), field: null });
  return runs;
}
