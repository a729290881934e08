/** What a host may do with a mailing, and whether it can still be done. Pure; `handle-mailing-act.ts` does it. */
import { isOpen, type MailingState, mailingState } from './mailing-state.ts';
import type { Mailing } from './notice.ts';

export type MailingAct =
  /** It waits until it is released, or until it is too late. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'release' }
  /** It leaves at once, if everything in it is still true. */
  | { readonly kind: 'send' }
  /** It stops where it is; what is in flight ends. */
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  /** What has not left never will. */
  | { readonly kind: 'cancel' }
  /** What did not arrive goes again: refused for good, or perhaps lost with a connection. */
  | { readonly kind: 'retry'; readonly states: readonly ('failed' | 'uncertain' | 'deferred')[] };

export type MailingDecision =
  | { readonly kind: 'do' }
  /** It is so already. */
  | { readonly kind: 'already'; readonly state: MailingState }
  | { readonly kind: 'not-possible'; readonly state: MailingState; readonly why: string };

export function decideMailingAct(mailing: Mailing, act: MailingAct, now: Temporal.Instant): MailingDecision {
  const state = mailingState(mailing, now);
  const no = (why: string): MailingDecision => ({ kind: 'not-possible', state, why });
  const isUnderway = mailing.frozenAt !== null && mailing.doneAt === null && mailing.cancelledAt === null;
  switch (act.kind) {
    case 'hold':
      if (isUnderway) return no('it is on its way: pause it instead');
      if (!isOpen(mailing)) return no(over[state] ?? 'it is over');
      return mailing.heldAt === null ? { kind: 'do' } : { kind: 'already', state };
    case 'release':
      if (!isOpen(mailing)) return no(isUnderway ? 'it is on its way' : (over[state] ?? 'it is over'));
      return mailing.heldAt === null ? { kind: 'already', state } : { kind: 'do' };
    case 'send':
      if (isUnderway) return { kind: 'already', state };
      return isOpen(mailing) ? { kind: 'do' } : no(over[state] ?? 'it is over');
    case 'pause':
      if (!isUnderway)
        return no(isOpen(mailing) ? 'nothing has left yet: hold it instead' : (over[state] ?? 'it is over'));
      return mailing.pausedAt === null ? { kind: 'do' } : { kind: 'already', state };
    case 'resume':
      if (!isUnderway) return no(isOpen(mailing) ? 'nothing has left yet' : (over[state] ?? 'it is over'));
      return mailing.pausedAt === null ? { kind: 'already', state } : { kind: 'do' };
    case 'cancel':
      if (mailing.cancelledAt !== null) return { kind: 'already', state };
      return isOpen(mailing) || isUnderway ? { kind: 'do' } : no(over[state] ?? 'it is over');
    case 'retry':
      if (mailing.frozenAt === null) return no('nothing has left yet');
      return mailing.cancelledAt === null ? { kind: 'do' } : no('it was cancelled');
  }
}

const over: Partial<Record<MailingState, string>> = {
  done: 'it has gone out',
  cancelled: 'it was cancelled',
  missed: 'it was missed',
};
