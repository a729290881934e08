/** A found value with where it stands and by which rule, so that a host can check it at a glance. */

/** Where a value was read. `start`/`end` count in the decoded text of that source. */
export interface Evidence {
  readonly source: 'text' | 'header' | 'vcard' | 'subject';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly rule: string;
}

/** A value, literal in its source with whitespace collapsed, and its evidence. */
export interface Found {
  readonly value: string;
  readonly evidence: Evidence;
}

/** What can be asked for. */
export type Field = 'name' | 'affiliation' | 'motivation' | 'email';

/** The fields of one requester, found or not. */
export interface Fields {
  readonly name: Found | null;
  readonly email: Found | null;
  readonly affiliation: Found | null;
  readonly motivation: Found | null;
}

/** Makes a found value from a span. */
export function found(
  value: string,
  source: Evidence['source'],
  start: number,
  end: number,
  rule: string,
): Found {
  const text = collapse(value);
  return { value: text, evidence: { source, start, end, text, rule } };
}

/** Runs of white space as one space. */
function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
