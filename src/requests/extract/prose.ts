/**
 * Running text with its way back: paragraphs flattened to single spaces, each character knowing its offset in the body,
 * cut into sentences. Patterns then see what a person reads, and evidence can be shown in place.
 */
import type { BodyLine, LineKind } from '../../mail/quotes.ts';

/** A flattened paragraph. `map[i]` is the body offset of `flat[i]`. `kind` is that of all its lines. */
export interface Paragraph {
  readonly flat: string;
  readonly map: readonly number[];
  readonly kind: LineKind;
  readonly lines: readonly BodyLine[];
}

/** A sentence of a paragraph: `from`/`to` are offsets in `paragraph.flat`. */
export interface Sentence {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly paragraph: Paragraph;
}

/** Words whose full stop ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s(“"„'])(?:dr|prof|mr|mrs|ms|mw|dhr|drs|ir|ing|mgr|st|sr|sra|dra|dott|univ|dept|inst|fac|lab|vs|e\.g|i\.e|etc|approx|resp|incl|ca|bzw|z\.\s?b|u\.\s?a|d\.\s?h|evtl|ggf|bijv|o\.a|m\.n|nr|no|vol|fig|eq|cf|al|jr|ph\.?d|m\.?sc|b\.?sc|m\.?tech|dipl|habil|phil|nat|rer|p\.?s|a\.o|av|sig|exmo|tel|\p{Lu}|\p{Lu}\.\p{Lu})$/iu;

/** Groups lines of one kind between blank lines; a list item or labelled line starts a new paragraph. */
export function readParagraphs(lines: readonly BodyLine[], ...kinds: LineKind[]): Paragraph[] {
  const width = Math.max(
    60,
    ...lines.filter((line) => line.kind === 'own').map((line) => Math.min(line.text.trimEnd().length, 76)),
  );
  const groups: BodyLine[][] = [];
  let current: BodyLine[] = [];
  const close = () => {
    if (current.length > 0) groups.push(current);
    current = [];
  };
  for (const line of lines) {
    const isBlank = line.text.replace(/[>\s]/g, '') === '';
    if (isBlank || !kinds.includes(line.kind) || (current[0] !== undefined && current[0].kind !== line.kind))
      close();
    if (isBlank || !kinds.includes(line.kind)) continue;
    const last = current.at(-1);
    if (startsItem(line.text) || (last !== undefined && isBrokenOff(last, line, width))) close();
    current.push(line);
  }
  close();
  return groups.map(flatten);
}

/** Whether the writer ended a line on purpose: the next word would still have fitted, and begins something new. */
function isBrokenOff(line: BodyLine, next: BodyLine, width: number): boolean {
  const text = line.text.trim();
  const word = /^\s*(\S*)/u.exec(next.text)?.[1] ?? '';
  return (
    text.length + 1 + word.length <= width &&
    /^[\p{Lu}\d"“„«(]/u.test(word) &&
    !/[,;&(–-]$|(?<![\p{L}])(?:\p{Ll}{1,4}|\p{Lu}\.)$/u.test(text)
  );
}

/** Whether a line begins a list item. */
export function startsItem(text: string): boolean {
  return /^\s*(?:[-*•‣·–—]\s+(?=\S)|\(?\d{1,2}[.)]\s+|\(?[a-d]\)\s+)/.test(text);
}

function flatten(lines: readonly BodyLine[]): Paragraph {
  let flat = '';
  const map: number[] = [];
  for (const line of lines) {
    if (flat !== '' && !flat.endsWith(' ')) {
      flat += ' ';
      map.push(line.start);
    }
    const skip = /^[\s>]*/.exec(line.text)?.[0].length ?? 0;
    for (let i = skip; i < line.text.length; i += 1) {
      const char = line.text[i] ?? '';
      const isSpace = /\s/.test(char);
      if (isSpace && (flat === '' || flat.endsWith(' '))) continue;
      flat += isSpace ? ' ' : char;
      map.push(line.start + i);
    }
  }
  return { flat: flat.trimEnd(), map, kind: lines[0]?.kind ?? 'own', lines };
}

/** A mark before a space, a full-width mark, or a stop without its space: "from KALRO Njoro.i wish". */
const STOP = /[.?!…]+["”’)\]]*(?=\s|$)|(?<=\p{Ll}{3})\.(?=(?:[iI]|\p{Lu}\p{Ll}+)\s)|[。！？]["”』」]?/gu;

/** Cuts a paragraph into sentences, at `.?!…` before a space, and at the full-width marks. */
export function readSentences(paragraph: Paragraph): Sentence[] {
  const { flat } = paragraph;
  const sentences: Sentence[] = [];
  let from = 0;
  const push = (to: number) => {
    const lead = /^\s*(?:p\.?\s?s\.?\s*[:.,-]?\s+)?/i.exec(flat.slice(from, to))?.[0].length ?? 0;
    const text = flat.slice(from + lead, to).trimEnd();
    if (text !== '') sentences.push({ text, from: from + lead, to: from + lead + text.length, paragraph });
    from = to;
  };
  for (const match of flat.matchAll(STOP)) {
    const end = match.index + match[0].length;
    const isStop = match[0] === '.';
    if (isStop && ABBREVIATION.test(flat.slice(Math.max(0, match.index - 14), match.index))) continue;
    // "3. Semester", "3. sınıf": an ordinal.
    if (
      isStop &&
      /(?:^|\s)\d{1,2}$/.test(flat.slice(Math.max(0, match.index - 4), match.index)) &&
      /^\s+\p{L}/u.test(flat.slice(end, end + 3))
    )
      continue;
    if (end > from) push(end);
  }
  push(flat.length);
  return sentences;
}

/** The body span [start, end) of `flat[from, to)`. */
export function spanOf(paragraph: Paragraph, from: number, to: number): { start: number; end: number } {
  const start = paragraph.map[from] ?? 0;
  const last = paragraph.map[to - 1] ?? start;
  return { start, end: last + 1 };
}
