/** What one reported recipient counts as: the protocol's verdict (`mail/reply-code.ts`) seen from the subscriber's side. */
import type { DsnRecipient } from '../mail/dsn.ts';
import { classifyReply, findCode, findEnhanced, type ServerReply } from '../mail/reply-code.ts';
import { readReplyWords } from '../mail/reply-words.ts';
import type { ReportedRecipient } from './report.ts';

/**
 * @param recipient as the report's fields say
 * @param words what the human-readable part says about this recipient: used where the fields say nothing, and for the phase
 * @param context the whole notice, for reports that explain themselves once for everybody
 */
export function judgeRecipient(
  recipient: DsnRecipient,
  words: string,
  context: string,
): ReportedRecipient | null {
  const finalRecipient = recipient.finalRecipient ?? recipient.originalRecipient;
  if (finalRecipient === null) return null;
  const address = recipient.originalRecipient ?? finalRecipient;
  const said = witness(recipient, words, context);
  const reply: ServerReply = {
    code: findCode(said),
    enhanced: bestStatus(recipient.status, said),
    text: said,
    phase: phaseOf(`${words}\n${recipient.diagnostic ?? ''}`),
  };
  const verdict = classifyReply(reply);
  const failed = recipient.action === 'failed' || recipient.action === null;
  return {
    address,
    finalRecipient,
    originalRecipient: recipient.originalRecipient,
    action: recipient.action,
    status: recipient.status ?? reply.enhanced,
    diagnostic: recipient.diagnostic ?? (words.trim() === '' ? null : words.trim().slice(0, 2000)),
    reason: verdict.reason,
    countsAs: failed ? countsAgainst(verdict.kind) : 'none',
  };
}

/** A verdict of the protocol, held against a subscriber. */
export function countsAgainst(kind: ReturnType<typeof classifyReply>['kind']): ReportedRecipient['countsAs'] {
  switch (kind) {
    case 'permanent-recipient':
      return 'hard';
    case 'soft-recipient':
    case 'temporary': // the report says that trying is over: this message is lost, the address is not
      return 'soft';
    case 'accepted':
    case 'policy':
    case 'message':
      return 'none';
  }
}

/** The nearest text that says something: the diagnostic, the recipient's own lines, the whole notice. */
function witness(recipient: DsnRecipient, words: string, context: string): string {
  // The server that wrote the notice knows best why: a full disk is full, whatever code it then puts in the field.
  const reason = ownReason(context);
  if (readReplyWords(reason) === 'mailbox-full') return reason;
  for (const text of [recipient.diagnostic ?? '', quotedReply(words), words]) {
    if (readReplyWords(text) !== null) return text;
  }
  const said = recipient.diagnostic ?? words;
  // A precise status needs no more words, and the frame of a notice has many: "could not be delivered", "permanent error".
  const status = recipient.status ?? findEnhanced(said);
  const isPrecise = status !== null && !/^[45]\.0\.0$/.test(status);
  return isPrecise || readReplyWords(context) === null ? said : `${said} ${context}`;
}

/** What a delivery program that refuses a mail it already has gives as its reason: Dovecot's wording, and Sieve's after it. */
function ownReason(notice: string): string {
  return /\bwas automatically rejected:?(.{1,300})/is.exec(notice)?.[1] ?? '';
}

/** What the other server answered, where the notice introduces it; otherwise nothing. */
function quotedReply(words: string): string {
  const found =
    /(?:server returned was|(?:the )?response was|remote host said|server responded|server message|following (?:error|reason)|error message|reply from remote host|\(reason)\b:?(.{1,1500})/is.exec(
      words,
    );
  return found?.[1] ?? '';
}

/** `5.0.0` and `4.0.0` are what a server writes that has no better one; the code inside the diagnosis is then the better. */
function bestStatus(status: string | null, said: string): string | null {
  // A transcript has the server's yes to the earlier commands before its no.
  const inside = findEnhanced(said) ?? /(?:^|[^\d.])(2\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(said)?.[1] ?? null;
  if (status === null || /^[45]\.0\.0$/.test(status)) return inside ?? status;
  return status;
}

function phaseOf(words: string): 'mail' | 'rcpt' | 'data' | null {
  if (
    /(?:in reply to|after) (?:the )?(?:end of )?data\b|smtp command\s+data|end of data command|after end of data|after i sent the message|final data\b/i.test(
      words,
    )
  )
    return 'data';
  if (/in reply to mail from|after mail from|sender command/i.test(words)) return 'mail';
  if (
    /in reply to rcpt to|after rcpt|does not like recipient|our rcpt to|rcpt to generated|smtp:rcpt|rcpt to response|address (?:not found|couldn't be found)|>>> ?rcpt to|rcpt to:? ?<\S{1,250}>:? \S{0,40} ?(?:failed|5\d\d)|\[rcpt_to\]|<<< ?rcpt to/i.test(
      words,
    )
  )
    return 'rcpt';
  // Sendmail's own transcript line repeats what RCPT was answered.
  if (/^\s{0,4}550 <[^<>\s]{1,320}>\.{3} user unknown/im.test(words)) return 'rcpt';
  return null;
}
