/** What hosts may do to a mailing, and whether it can be done now: one pure function for page, reply and command. */
import { mailingState } from './mailing-state.ts';
import type { Mailing } from './notice.ts';

export type MailingAct =
  /** It stays here until a host releases it. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'release' }
  /** It need not wait for its slot; it still goes only if nothing is in its way. */
  | { readonly kind: 'send-now' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  /** Not sent at all, or not to those who do not have it yet. */
  | { readonly kind: 'cancel' }
  | { readonly kind: 'retry'; readonly states: readonly ('failed' | 'uncertain' | 'deferred')[] };

export type MailingDecision =
  | { readonly kind: 'do' }
  /** It is so already. */
  | { readonly kind: 'already' }
  /** In this state there is nothing to hold, pause or send. */
  | { readonly kind: 'too-late'; readonly state: ReturnType<typeof mailingState> };

export function decideMailingAct(mailing: Mailing, act: MailingAct, now: Temporal.Instant): MailingDecision {
  const state = mailingState(mailing, now);
  const isBefore = state === 'proof' || state === 'late' || state === 'held';
  const when = (isPossible: boolean, isAlready: boolean): MailingDecision =>
    isPossible ? { kind: 'do' } : isAlready ? { kind: 'already' } : { kind: 'too-late', state };
  switch (act.kind) {
    case 'hold':
      return when(isBefore && state !== 'held', state === 'held');
    case 'release':
      return when(state === 'held', isBefore);
    case 'send-now':
      return when(isBefore, state === 'sending');
    case 'pause':
      return when(state === 'sending', state === 'paused');
    case 'resume':
      return when(state === 'paused', state === 'sending');
    case 'cancel':
      return when(isBefore || state === 'sending' || state === 'paused', state === 'cancelled');
    case 'retry':
      return when(state === 'sending' || state === 'paused' || state === 'done', false);
  }
}
