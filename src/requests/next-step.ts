/** What an open request waits for: one pure function, asked after every change of it. */
import type { RequestRow } from '../store/schema.ts';

export type Piece = 'name' | 'affiliation' | 'motivation';

export type NextStep =
  /** The address proves itself before anybody reads the request. */
  | { readonly kind: 'confirm' }
  /** The missing pieces are asked for, once. */
  | { readonly kind: 'want-details'; readonly missing: readonly Piece[] }
  | { readonly kind: 'tell-hosts' }
  /** The person or the hosts have it. */
  | { readonly kind: 'wait' };

/** How long the person has for an answer before the hosts get the request as it is. */
export const patience = Temporal.Duration.from({ hours: 72 });

export function missingPieces(
  request: Pick<RequestRow, 'name' | 'affiliation' | 'motivation'>,
  needed: readonly Piece[],
): Piece[] {
  return needed.filter((piece) => (request[piece] ?? '').trim() === '');
}

export function nextStep(
  request: Pick<
    RequestRow,
    | 'name'
    | 'affiliation'
    | 'motivation'
    | 'confirmed_at'
    | 'details_wanted_at'
    | 'hosts_told_at'
    | 'decided_at'
    | 'closed_at'
  >,
  needed: readonly Piece[],
  now: Temporal.Instant,
): NextStep {
  if (request.decided_at !== null || request.closed_at !== null || request.hosts_told_at !== null)
    return { kind: 'wait' };
  if (request.confirmed_at === null) return { kind: 'confirm' };
  const missing = missingPieces(request, needed);
  if (missing.length === 0) return { kind: 'tell-hosts' };
  if (request.details_wanted_at === null) return { kind: 'want-details', missing };
  const waited = Temporal.Instant.compare(now, request.details_wanted_at.add(patience)) >= 0;
  return waited ? { kind: 'tell-hosts' } : { kind: 'wait' };
}
