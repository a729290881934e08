/** From a refusal and the step at which it came to an outcome: what the ledger and the hosts are told. */
import { classifyReply, findEnhanced } from '../mail/reply-code.ts';
import type { Reply } from './reply-reader.ts';
import type { Outcome } from './transport.ts';

/** `data` is the answer to the command, `body` the answer to the final dot. */
export type Phase = 'mail' | 'rcpt' | 'data' | 'body';

/** What a refusal for now is held against the person when trying is over: only what concerns the mailbox, never the way to it. */
export function judgeGivenUp(reply: string): 'soft' | null {
  const { kind } = classifyReply({ code: null, enhanced: findEnhanced(reply), text: reply });
  return kind === 'soft-recipient' ? 'soft' : null;
}

export function judgeReply(reply: Reply, phase: Phase): Outcome {
  const text = reply.text;
  if (reply.code >= 200 && reply.code < 300 && phase === 'body') return { kind: 'submitted', reply: text };
  const permanent = reply.code >= 500;
  // RFC 5321 §3.8: 421 says that the server closes the connection, whatever was asked. After the dot it was an answer.
  if (reply.code === 421) {
    return phase === 'body'
      ? { kind: 'temporary', reply: text }
      : { kind: 'connection-failed', reply: text, retryInMs: 0 };
  }
  const verdict = classifyReply({
    code: reply.code,
    enhanced: findEnhanced(text),
    text,
    phase: phase === 'body' ? 'data' : phase,
  });
  switch (verdict.kind) {
    case 'policy':
      return { kind: 'policy', reply: text, permanent };
    case 'message':
      return permanent
        ? { kind: 'permanent', reply: text, countsAs: 'none' }
        : { kind: 'temporary', reply: text };
    case 'permanent-recipient':
    case 'soft-recipient':
      // MAIL names only us: whatever the words, no recipient was refused.
      if (phase === 'mail')
        return permanent ? { kind: 'policy', reply: text, permanent } : { kind: 'temporary', reply: text };
      if (verdict.kind === 'permanent-recipient') return { kind: 'permanent', reply: text, countsAs: 'hard' };
      return permanent
        ? { kind: 'permanent', reply: text, countsAs: 'soft' }
        : { kind: 'temporary', reply: text };
    case 'accepted':
    case 'temporary':
      return { kind: 'temporary', reply: text };
  }
}
