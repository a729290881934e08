/** Where in a mail its values were read: what a host sees marked, on the page and in the terminal. Pure. */

/** Offsets in UTF-16 units of the decoded text. */
export interface Mark {
  readonly field: string;
  readonly start: number;
  readonly end: number;
}

/** The spans that still say what was read there; overlapping ones give way to the first. */
export function marksOf(text: string, evidence: Readonly<Record<string, unknown>>): Mark[] {
  const marks: Mark[] = [];
  for (const [field, value] of Object.entries(evidence)) {
    const { source, start, end, text: read } = (value ?? {}) as Partial<Record<string, unknown>>;
    if (source !== 'text' || typeof start !== 'number' || typeof end !== 'number') continue;
    if (start < 0 || end <= start || end > text.length) continue;
    const isThere = collapse(text.slice(start, end)) === collapse(String(read ?? ''));
    if (isThere) marks.push({ field, start, end });
  }
  marks.sort((a, b) => a.start - b.start);
  return marks.filter((mark, index) => index === 0 || mark.start >= (marks[index - 1]?.end ?? 0));
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
