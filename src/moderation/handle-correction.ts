/** A host corrects what was read from a request: a name taken for a place, an employer that was not seen. */
import { writeAudit } from '../store/audit.ts';
import type { Store } from '../store/open-store.ts';
import { lockRequest, updateRequest } from '../store/requests.ts';
import type { HostRow, RequestRow } from '../store/schema.ts';

export const correctable = ['name', 'affiliation', 'motivation'] as const;
type Field = (typeof correctable)[number];

export interface Correction {
  readonly requestId: number;
  /** As written by the host; empty: the person did not say. */
  readonly fields: Readonly<Record<Field, string>>;
  readonly host: HostRow;
  readonly now: Temporal.Instant;
}

/** `closed`: it was decided or closed meanwhile, and what was decided on is not rewritten. */
export type CorrectionOutcome = { readonly kind: 'corrected' | 'same' | 'closed' };

/** Code points; a motivation may be a paragraph. */
const longest: Readonly<Record<Field, number>> = { name: 120, affiliation: 300, motivation: 4000 };

export async function correctRequest(
  { store }: { readonly store: Store },
  { requestId, fields, host, now }: Correction,
): Promise<CorrectionOutcome> {
  return store.transaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (request === null || request.decided_at !== null || request.closed_at !== null)
      return { kind: 'closed' };
    const changed = changedFields(request, fields);
    if (changed.size === 0) return { kind: 'same' };
    const mark = { source: 'host', rule: `written by ${host.name}` };
    const evidence = {
      ...request.evidence,
      ...Object.fromEntries([...changed.keys()].map((field) => [field, mark])),
    };
    await updateRequest(tx, requestId, {
      ...Object.fromEntries(changed),
      evidence: JSON.stringify(evidence),
    });
    await writeAudit(tx, {
      at: now,
      colloquium: request.colloquium,
      who: `host:${host.id}`,
      way: 'console',
      what: 'request.corrected',
      subject: `request:${requestId}`,
      detail: { fields: [...changed.keys()] },
    });
    return { kind: 'corrected' };
  });
}

function changedFields(request: RequestRow, fields: Correction['fields']): Map<Field, string | null> {
  const changed = new Map<Field, string | null>();
  for (const field of correctable) {
    const value = clean(field, fields[field]);
    if (value !== (request[field] ?? null)) changed.set(field, value);
  }
  return changed;
}

function clean(field: Field, text: string): string | null {
  const value = [...text.replace(/\s+/g, ' ').trim()].slice(0, longest[field]).join('');
  return value === '' ? null : value;
}
