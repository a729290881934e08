/** Where in a mail its values were read: what a host sees marked, on the page and in the terminal. Pure. */

/** Offsets in UTF-16 units of the decoded text. */
export interface Mark {
  readonly field: string;
  readonly start: number;
  readonly end: number;
}

/** The spans that still say what was read there, none over another: a name inside a reason is marked, and the reason around it. */
export function marksOf(text: string, evidence: Readonly<Record<string, unknown>>): Mark[] {
  const marks: Mark[] = [];
  for (const [field, value] of Object.entries(evidence)) {
    const { source, start, end, text: read } = (value ?? {}) as Partial<Record<string, unknown>>;
    if (source !== 'text' || typeof start !== 'number' || typeof end !== 'number') continue;
    if (start < 0 || end <= start || end > text.length) continue;
    const isThere = collapse(text.slice(start, end)) === collapse(String(read ?? ''));
    if (isThere) marks.push({ field, start, end });
  }
  const narrowFirst = marks.toSorted((a, b) => a.end - a.start - (b.end - b.start));
  const apart = narrowFirst.flatMap((mark, index) =>
    narrowFirst
      .slice(0, index)
      .reduce<Mark[]>((pieces, inner) => pieces.flatMap((piece) => around(piece, inner)), [mark])
      .filter((piece) => /[\p{L}\p{N}]/u.test(text.slice(piece.start, piece.end))),
  );
  return apart.sort((a, b) => a.start - b.start);
}

/** What of a mark is left beside another. */
function around(mark: Mark, { start, end }: Mark): Mark[] {
  if (end <= mark.start || start >= mark.end) return [mark];
  const sides: Mark[] = [
    { ...mark, end: start },
    { ...mark, start: end },
  ];
  return sides.filter((side) => side.end > side.start);
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
