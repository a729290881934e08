/**
 * What a reply of a mail server means for the person mailed. One switch for both answers at SMTP time and the statuses of
 * delivery reports, so that permanent and temporary are decided in one place (RFC 5321 §4.2, RFC 3463, RFC 7504).
 */
import { readProviderCode } from './reply-provider-codes.ts';
import { type ReplyReason, readReplyWords } from './reply-words.ts';

/** A reply as received: `code` three digits (550), `enhanced` as `5.1.1`, `text` the words; what is not known is null. */
export interface ServerReply {
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly text: string;
  /** Where in the conversation it was said. A refusal after the data is a filter's, whatever it calls itself. */
  readonly phase?: 'connect' | 'mail' | 'rcpt' | 'data' | null;
}

type ReplyKind =
  /** The server took the message (RFC 5321 §4.2.1: 2yz). */
  | 'accepted'
  /** Nobody is at fault yet: try again. */
  | 'temporary'
  /** The address is gone: a hard bounce. */
  | 'permanent-recipient'
  /** The address exists but does not take mail now: a soft bounce. */
  | 'soft-recipient'
  /** Something about the sender (authentication, reputation, rate): never the person's fault, pause the mailing. */
  | 'policy'
  /** Something about this message (size, content): never the person's fault. */
  | 'message';

export interface ReplyVerdict {
  readonly kind: ReplyKind;
  readonly reason: ReplyReason;
  /** What the server said of this attempt (5yz): whatever the reason, sending the same again is useless. */
  readonly isPermanent: boolean;
}

/**
 * Classifies one reply.
 *
 * @example classifyReply({ code: 550, enhanced: '5.1.1', text: 'User unknown' })
 *   // { kind: 'permanent-recipient', reason: 'mailbox-unknown', isPermanent: true }
 */
export function classifyReply(reply: ServerReply): ReplyVerdict {
  const enhanced = normalEnhanced(reply.enhanced) ?? findEnhanced(reply.text);
  const code = reply.code ?? findCode(reply.text);
  const permanence = permanenceOf(enhanced, code);
  if (permanence === 'success') return { kind: 'accepted', reason: 'accepted', isPermanent: false };
  const reason = decideReason(reply, enhanced, code);
  return { kind: kindOf(reason, permanence), reason, isPermanent: permanence === 'permanent' };
}

/** `5.1.1` out of a line such as `550 5.1.1 <x>: User unknown` or `(#5.1.1)`; null when there is none. A transcript's `250 2.1.0 Ok` is passed over: the refusal counts. */
export function findEnhanced(text: string): string | null {
  const failure = /(?:^|[^\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.]*\d\.)(?!\d)/.exec(text.slice(0, 4000));
  return failure?.[1] ?? null;
}

/** The three-digit code at the head of a reply or after `said:`; null when there is none. */
export function findCode(text: string): number | null {
  const found =
    /(?:^|said: ?|smtp; ?|[>:*#'(] ?|code |response: ?|error:? |returned:? |\s)([45][0-5]\d)(?=[ \-:;,'#)]|$)/im.exec(
      text.slice(0, 4000),
    );
  return found ? Number(found[1]) : null;
}

function normalEnhanced(enhanced: string | null): string | null {
  const found = enhanced === null ? null : /^\s*([245]\.\d{1,3}\.\d{1,3})/.exec(enhanced);
  return found?.[1] ?? null;
}

function permanenceOf(enhanced: string | null, code: number | null): 'success' | 'temporary' | 'permanent' {
  // RFC 3463 §2: the class digit. `5.0.0` with a 4yz code happens; the code of the conversation is then the truth.
  const first = enhanced !== null && !/^[45]\.0\.0$/.test(enhanced) ? enhanced[0] : null;
  const digit = first ?? (code === null ? enhanced?.[0] : String(code)[0]) ?? '5';
  return digit === '2' ? 'success' : digit === '4' ? 'temporary' : 'permanent';
}

/** Words first where they are the better witness, then the detail of the enhanced code, then the plain code. */
function decideReason(reply: ServerReply, enhanced: string | null, code: number | null): ReplyReason {
  const provider = readProviderCode(reply.text);
  if (provider !== null) return provider;
  const words = readReplyWords(reply.text);
  const byCode = reasonByEnhanced(enhanced) ?? reasonByCode(code);
  if (words === null) return byCode ?? unsaid(reply.phase ?? null);
  if (words === 'mailbox-unknown' && reply.phase === 'mail') return 'sender-address';
  if (words === 'mailbox-unknown' && isFilterInDisguise(reply, enhanced, code))
    return byCode === 'mailbox-disabled' ? byCode : 'recipient-filters';
  if (words === 'mailbox-full' || words === 'greylisted' || byCode === null) return words;
  // A precise code outranks vague words; precise words outrank a vague code.
  return outranks(byCode, words) ? byCode : words;
}

/** No reason given: where it was said tells what was refused. MAIL names the sender, and after the data the mail itself is refused (RFC 5321 §3.3). */
function unsaid(phase: NonNullable<ServerReply['phase']> | null): ReplyReason {
  if (phase === 'mail') return 'sender-address';
  return phase === 'data' ? 'message-content' : 'unspecified';
}

const SAYS_UNKNOWN = /^[45]\.1\.[136]$/;

/**
 * "User unknown" is what many filters answer too, phone carriers above all, but only after they have taken the recipient. So the
 * phrase with a bare code, or with none, counts as a missing mailbox only when it was said to RCPT, or when the detail code says so as well.
 */
function isFilterInDisguise(reply: ServerReply, enhanced: string | null, code: number | null): boolean {
  if (/\b55\d:? : user unknown/i.test(reply.text)) return true; // au (KDDI) leaves the name out when a filter of the reader's says it
  if (reply.phase === 'data') return enhanced === null || !SAYS_UNKNOWN.test(enhanced);
  if (reply.phase === 'rcpt') return false;
  if (code === null) return enhanced === null && /\buser unknown\b/i.test(reply.text);
  if (
    !/\b55\d\b.{0,120}(?:unknown ?user|user ?unknown|no such user|user (?:does )?not exist)/is.test(
      reply.text,
    )
  )
    return false;
  // The wording of a directory that was asked, and the example of RFC 5321 §4.3.2 itself: no filter is known that answers so.
  if (/<[^<>\s]{1,320}>:? user unknown|no such user here/i.test(reply.text)) return false;
  return enhanced === null || !/^[45]\.1\.\d/.test(enhanced);
}

const CONTRADICT_UNKNOWN: ReadonlySet<ReplyReason> = new Set([
  'mailbox-moved',
  'mailbox-disabled',
  'recipient-filters',
  'message-too-big',
  'message-content',
  'sender-authentication',
  'sender-reputation',
]);

/** Codes that are hardly ever used wrongly keep their meaning against loosely matching words. */
function outranks(byCode: ReplyReason, words: ReplyReason): boolean {
  switch (byCode) {
    case 'mailbox-unknown': // "5.1.1 … see policy page" is still an unknown mailbox; these say in words that it is something else
      return !CONTRADICT_UNKNOWN.has(words);
    case 'takes-no-mail':
    case 'mailbox-moved':
    case 'mailbox-full':
    case 'sender-authentication':
      return true;
    case 'sender-address': // "5.7.27 host does not accept mail" means the host that was asked
      return words !== 'takes-no-mail';
    case 'sender-policy': // 5.7.1 is the waste-basket code; "User unknown" beside it is meant
      return words !== 'mailbox-unknown' && words !== 'mailbox-disabled';
    case 'message-too-big':
    case 'message-content':
      return words !== 'sender-authentication';
    case 'expired':
    case 'network':
      return words === 'server-trouble' || words === 'greylisted' || words === 'sender-policy';
    default:
      return false;
  }
}

/** RFC 3463 §3, RFC 5248 registry, RFC 7372 (authentication), RFC 7505 (null MX). */
function reasonByEnhanced(enhanced: string | null): ReplyReason | null {
  if (enhanced === null) return null;
  switch (enhanced.slice(2)) {
    case '1.1': // bad destination mailbox address
    case '1.3': // bad destination mailbox address syntax
    case '1.351': // Exchange Online: the remote server knows no such mailbox
      return 'mailbox-unknown';
    case '1.2': // bad destination system address
      return 'domain-unknown';
    case '1.6': // destination mailbox has moved, no forwarding address
    case '7.17': // mailbox owner has changed (RFC 7293): whoever reads it now is somebody else
    case '7.18': // domain owner has changed
      return 'mailbox-moved';
    case '1.10': // recipient address has null MX; Exchange Online: recipient not found
      return 'takes-no-mail';
    case '1.7': // bad sender's mailbox address syntax
    case '1.8': // bad sender's system address
    case '7.27': // sender address has null MX
      return 'sender-address';
    case '2.1': // mailbox disabled, not accepting messages
    case '7.13': // user account disabled
      return 'mailbox-disabled';
    case '2.0': // other or undefined mailbox status: "the mailbox exists, but something about it" (RFC 3463 §3.3)
      return 'recipient-filters';
    case '2.2': // mailbox full
      return 'mailbox-full';
    case '1.90': // Exchange Online: our daily limit of recipients
    case '2.121': // Exchange Online: too many mails from us to this mailbox in an hour
    case '2.122': // Exchange Online: too many mails to this mailbox in an hour
      return 'too-fast';
    case '1.4': // destination mailbox address ambiguous: there is more than one, not none
    case '2.4': // mailing list expansion problem
      return 'server-trouble';
    case '2.3': // message length exceeds administrative limit
    case '3.4': // message too big for system
      return 'message-too-big';
    case '4.0': // other or undefined network or routing status
    case '4.1': // no answer from host
    case '4.2': // bad connection
    case '4.3': // directory server failure
    case '4.5': // mail system congestion
      return 'network';
    case '4.4': // unable to route: no such domain, or its name servers are broken
      return 'domain-unknown';
    case '4.6': // routing loop detected
      return 'loop';
    case '4.7': // delivery time expired
      return 'expired';
    case '7.20': // no passing DKIM signature found
    case '7.21': // no acceptable DKIM signature found
    case '7.22': // no valid author-matched DKIM signature found
    case '7.23': // SPF validation failed
    case '7.24': // SPF validation error
    case '7.25': // reverse DNS validation failed
    case '7.26': // multiple authentication checks failed
    case '7.30': // REQUIRETLS support required
    case '7.515': // Outlook.com: sending domain does not meet the required authentication level
      return 'sender-authentication';
    case '7.28': // mail flood detected
    case '7.29': // ARC validation failure; Gmail: TLS required
      return 'sender-reputation';
  }
  switch (enhanced.slice(2).split('.')[0]) {
    case '3': // mail system status
    case '5': // mail delivery protocol status
      return 'server-trouble';
    case '6': // message content or media
      return 'message-content';
    case '7': // security or policy: the sender's affair
      return 'sender-policy';
    default: // x.0.x, x.1.0, x.2.0, x.4.0: says nothing
      return null;
  }
}

/** RFC 5321 §4.2.3, RFC 7504 (521, 556). Plain 550 says nothing that words would not. */
function reasonByCode(code: number | null): ReplyReason | null {
  switch (code) {
    case 552: // exceeded storage allocation
      return 'mailbox-full';
    case 521: // host does not accept mail
    case 556: // domain does not accept mail
      return 'takes-no-mail';
    case 551: // user not local
    case 553: // mailbox name not allowed
      return 'mailbox-unknown';
    case 421: // service not available, closing channel
    case 451: // local error in processing
    case 452: // insufficient system storage
      return 'server-trouble';
    case 530: // authentication required (RFC 4954)
    case 535: // authentication credentials invalid
      return 'sender-authentication';
    default:
      return null;
  }
}

function kindOf(reason: ReplyReason, permanence: 'temporary' | 'permanent'): ReplyKind {
  switch (reason) {
    case 'accepted':
      return 'accepted';
    case 'mailbox-unknown': // "user unknown" with 4.1.1 is as gone as with 5.1.1
    case 'mailbox-moved':
      return 'permanent-recipient';
    case 'domain-unknown': // a temporary name server failure is not the end of a domain
    case 'takes-no-mail':
    case 'unspecified':
      return permanence === 'permanent' ? 'permanent-recipient' : 'temporary';
    case 'mailbox-full':
    case 'mailbox-disabled':
    case 'recipient-filters':
      return 'soft-recipient';
    case 'message-too-big':
    case 'message-content':
      return 'message';
    case 'sender-authentication':
    case 'sender-reputation':
    case 'sender-address':
    case 'sender-policy':
    case 'too-fast':
      return 'policy';
    case 'greylisted':
    case 'network':
    case 'expired':
    case 'loop':
    case 'server-trouble':
      return permanence === 'permanent' ? 'soft-recipient' : 'temporary';
  }
}
