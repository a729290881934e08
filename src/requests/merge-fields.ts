/** What a second mail adds to a request: only what was missing; what the person said first is not overwritten. */
import type { RequestRow } from '../store/schema.ts';
import type { ExtractedRequest } from './extract/extract.ts';

type Field = 'name' | 'affiliation' | 'motivation';
const fields: readonly Field[] = ['name', 'affiliation', 'motivation'];

/** The columns to write; null when nothing is new. */
export function mergeFields(
  request: RequestRow,
  added: Pick<ExtractedRequest, Field | 'evidence'>,
): { readonly fields: Partial<Record<Field, string>>; readonly evidence: Record<string, unknown> } | null {
  const filled = fields.filter((field) => (request[field] ?? '') === '' && (added[field] ?? '') !== '');
  if (filled.length === 0) return null;
  const evidence: Record<string, unknown> = { ...request.evidence };
  for (const field of filled) evidence[field] = added.evidence[field];
  return { fields: Object.fromEntries(filled.map((field) => [field, added[field] ?? ''])), evidence };
}
