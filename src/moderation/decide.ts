/** Who may decide what about a request, and what follows: one pure function for page, reply, console and command. */
import type { RequestRow } from '../store/schema.ts';

export type Action =
  | { readonly kind: 'approve' }
  | { readonly kind: 'decline'; readonly reason: string | null }
  | { readonly kind: 'ask'; readonly question: string }
  /** Within the undo window it takes the decision back without a trace; later it is a reversal with a mail. */
  | { readonly kind: 'undo' };

/**
 * Words from a form, a mail or a command line, without control characters: no database takes a NUL in a text, and no mail
 * shows the others. Lines and tabs stay.
 */
export function cleanAction(action: Action): Action {
  switch (action.kind) {
    case 'decline':
      return { kind: 'decline', reason: action.reason === null ? null : withoutControls(action.reason) };
    case 'ask':
      return { kind: 'ask', question: withoutControls(action.question) };
    default:
      return action;
  }
}

export function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, ' ').toWellFormed();
}

export type Decision =
  | {
      readonly kind: 'decide';
      readonly decision: 'approve' | 'decline';
      readonly effectiveAt: Temporal.Instant;
    }
  | { readonly kind: 'ask' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'reverse'; readonly to: 'approve' | 'decline' }
  | {
      readonly kind: 'already';
      readonly decision: 'approve' | 'decline';
      readonly by: string;
      readonly at: Temporal.Instant;
    }
  | { readonly kind: 'closed'; readonly at: Temporal.Instant }
  | { readonly kind: 'unproven' }
  | { readonly kind: 'nothing-to-undo' };

export type DecidableRequest = Pick<
  RequestRow,
  'decision' | 'decided_at' | 'decided_by' | 'effective_at' | 'closed_at' | 'confirmed_at'
>;

/** `undo` is the length of the window in which a decision can be taken back in silence. */
export function decide(
  request: DecidableRequest,
  action: Action,
  now: Temporal.Instant,
  undo: Temporal.Duration,
): Decision {
  if (action.kind === 'undo') return decideUndo(request, now);
  if (request.closed_at !== null) return { kind: 'closed', at: request.closed_at };
  if (request.decision !== null && request.decided_at !== null) {
    return {
      kind: 'already',
      decision: request.decision,
      by: request.decided_by ?? '',
      at: request.decided_at,
    };
  }
  switch (action.kind) {
    case 'ask':
      return { kind: 'ask' };
    case 'approve':
      // Whoever wrote the mail may not be who it says (threat 1): the address proves itself before it gets mail.
      if (request.confirmed_at === null) return { kind: 'unproven' };
      return { kind: 'decide', decision: 'approve', effectiveAt: now.add(undo) };
    case 'decline':
      return { kind: 'decide', decision: 'decline', effectiveAt: now.add(undo) };
  }
}

function decideUndo(request: DecidableRequest, now: Temporal.Instant): Decision {
  if (request.decision === null || request.effective_at === null) return { kind: 'nothing-to-undo' };
  if (Temporal.Instant.compare(now, request.effective_at) < 0) return { kind: 'undo' };
  if (request.decision === 'approve') return { kind: 'reverse', to: 'decline' };
  // A request may be declined before its address has proved itself; nobody comes onto the list that way.
  return request.confirmed_at === null ? { kind: 'unproven' } : { kind: 'reverse', to: 'approve' };
}
