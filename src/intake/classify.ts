/**
 * What is this mail? One pure function over a parsed message. The order is from certain to probable: what a machine
 * marks (loops, reports, invitations, automatic answers, lists) before what tokens and threads say, before words.
 */
import { type Report, readReport } from '../bounces/read-report.ts';
import { type SenderVerdict, senderVerdict } from '../mail/authentication-results.ts';
import { type CalendarReply, readCalendarReply } from '../mail/ical-reply.ts';
import { listEvidence, listIds } from '../mail/list-headers.ts';
import { headerValue, headerValues, type Message } from '../mail/message.ts';
import { SHOWN_CONTROL } from '../mail/parse-message-headers.ts';
import { ABSENT_IN_REPLY, autoReplyReason, saysAbsent } from './classify-autoreply.ts';
import { absenceScore } from './classify-autoreply-signs.ts';
import { type IntakeContext, isOurs, readSubAddress, type SubAddressUse } from './classify-context.ts';
import { spamReason } from './classify-spam.ts';
import { classifyThread } from './classify-thread.ts';
import { classifyWish } from './classify-wish.ts';
import { type OwnWords, readOwnWords } from './classify-words.ts';

export type { IntakeContext } from './classify-context.ts';

/** The classes of inbound mail (DESIGN §6). */
export type MailClass =
  | 'join'
  | 'details'
  | 'confirm'
  | 'decision'
  | 'unsubscribe'
  | 'bounce-hard'
  | 'bounce-soft'
  | 'autoreply'
  | 'rsvp'
  | 'complaint'
  | 'question'
  | 'list'
  | 'loop'
  | 'spam'
  | 'malformed';

/** The class with its reason, and what was read on the way. `token` is that of our sub-address or subject, unchecked. */
export interface Classification {
  readonly class: MailClass;
  readonly reason: string;
  readonly token: string | null;
  readonly sender: SenderVerdict;
  readonly report: Report | null;
  readonly calendar: CalendarReply | null;
}

/** A message under classification, with what several rules need. */
export interface Candidate {
  readonly message: Message;
  readonly context: IntakeContext;
  readonly words: OwnWords;
  readonly sub: SubAddressUse | null;
  readonly sender: SenderVerdict;
}

/** A class and why. */
export interface Finding {
  readonly class: MailClass;
  readonly reason: string;
  readonly token?: string;
}

/** Classifies one message; total and pure. What nothing else claims is a question for the hosts. */
export function classify(message: Message, context: IntakeContext): Classification {
  const sender = senderVerdict(message, context);
  const sub = readSubAddress(message, context);
  const report = readReport(message);
  const calendar = report === null ? readCalendarReply(message) : null;
  const candidate: Candidate = { message, context, words: readOwnWords(message, context), sub, sender };
  const finding =
    findInjection(message) ??
    findLoop(message, context) ??
    findReport(report, candidate) ??
    findNoSender(message) ??
    (calendar === null ? null : ({ class: 'rsvp', reason: 'a calendar reply' } as const)) ??
    findAutomatic(candidate) ??
    classifyThread(candidate) ??
    findSpam(candidate) ??
    findVouched(candidate) ??
    classifyWish(candidate);
  return {
    class: finding.class,
    reason: finding.reason,
    token: finding.token ?? null,
    sender,
    report,
    calendar,
  };
}

/** Readable, but nothing may be answered or stored under such headers. */
function findInjection(message: Message): Finding | null {
  const acted = ['from', 'sender', 'reply-to', 'to', 'cc', 'subject', 'message-id'];
  const bad = acted.find((name) => headerValues(message, name).some((value) => SHOWN_CONTROL.test(value)));
  return bad === undefined ? null : { class: 'malformed', reason: `${bad} decodes to a control character` };
}

/** A mail system's own mail may lack From; a person's has exactly one (RFC 5322 §3.6). */
function findNoSender(message: Message): Finding | null {
  if (message.contentType === 'multipart/report' || message.returnPath === '') return null;
  const boxes = message.from.filter((box) => box.address.includes('@'));
  if (boxes.length === 0) return { class: 'malformed', reason: 'no From address' };
  if (headerValues(message, 'from').length > 1)
    return { class: 'malformed', reason: 'more than one From field' };
  return null;
}

/** Only a top-level List-Id or X-Loop of ours: bounces and quotes hold our headers too. */
function findLoop(message: Message, context: IntakeContext): Finding | null {
  if (message.contentType === 'multipart/report') return null;
  if (context.listId !== null && listIds(message).includes(context.listId.toLowerCase())) {
    return { class: 'loop', reason: 'our own List-Id' };
  }
  const loops = headerValues(message, 'x-loop').map((value) => value.trim().toLowerCase());
  if (loops.some((value) => value === context.address.toLowerCase() || value === context.listId)) {
    return { class: 'loop', reason: 'our own X-Loop' };
  }
  const isFromUs = message.from.some((box) => isOurs(box.address, context));
  const isMachine =
    headerValue(message, 'auto-submitted') !== null || headerValue(message, 'list-unsubscribe') !== null;
  return isFromUs && isMachine ? { class: 'loop', reason: 'our own automatic mail' } : null;
}

function findReport(report: Report | null, candidate: Candidate): Finding | null {
  if (report === null) return null;
  const token = candidate.sub?.purpose === 'bounce' ? { token: candidate.sub.token } : {};
  if (isPersonsNote(report, candidate))
    return { class: 'autoreply', reason: 'a note of absence, not a report' };
  if (report.kind === 'not-a-failure')
    return { class: 'autoreply', reason: 'a report of no failure', ...token };
  return {
    class: report.kind,
    reason: report.kind === 'complaint' ? 'an abuse report' : 'a delivery report',
    ...token,
  };
}

/** "She has left, this mailbox is closed": a responder's words, without status code or mail system behind them. */
function isPersonsNote(report: Report, { message, words }: Candidate): boolean {
  const local = (message.from[0]?.address ?? '').split('@', 1)[0] ?? '';
  const isSystem =
    message.contentType === 'multipart/report' || /daemon|postmaster|^mail|system/i.test(local);
  const isCoded = report.recipients.some((recipient) => recipient.status !== null);
  return !isSystem && !isCoded && report.kind !== 'complaint' && saysAbsent(words.own);
}

/** From this many signs of absence on, nobody is at home. */
const NOBODY = 3;

/** One-click leave mails are automatic too, and mean it (RFC 8058 §3.1 by mailto): their token goes first. */
function findAutomatic(candidate: Candidate): Finding | null {
  const { message, sub, words } = candidate;
  const auto = automaticReason(candidate);
  if (sub?.purpose === 'leave') {
    const isAbsence =
      auto !== null &&
      !/unsub|leave|opt.?out/i.test(`${message.subject} ${words.own}`) &&
      words.own.trim() !== '';
    if (!isAbsence) return { class: 'unsubscribe', reason: 'sent to a leave address', token: sub.token };
  }
  const isMeantLeave =
    words.leaves &&
    absenceScore(message.subject, words.all) < NOBODY &&
    auto !== null &&
    !auto.includes(':') &&
    !auto.startsWith('the subject') &&
    !auto.startsWith('x-');
  if (auto !== null && !isMeantLeave) return { class: 'autoreply', reason: auto };
  const list = listEvidence(message);
  if (list === null) return null;
  const isBulkOnly = list === 'list-unsubscribe' || list === 'precedence: bulk';
  const spam = spamReason(message, words, candidate.sender, candidate.context);
  if (isBulkOnly && spam !== null) return { class: 'spam', reason: spam };
  return { class: 'list', reason: `list mail (${list})` };
}

/** Why a mail is automatic. "I am not employed any longer and would like to listen" is none, whatever it answers. */
function automaticReason(candidate: Candidate): string | null {
  const { message, words } = candidate;
  const reason = autoReplyReason(message, words.own, words.all, words.isReply);
  const isDoubted =
    reason === ABSENT_IN_REPLY &&
    words.wishes.join > words.wishes.notice &&
    absenceScore(message.subject, words.all) < NOBODY;
  return isDoubted ? null : (reason ?? noteOfAbsence(candidate));
}

/** Nobody is at home, and nobody asks for anything. */
function noteOfAbsence({ message, words }: Candidate): string | null {
  const asks = words.joins || words.leaves || words.sentences.some((sentence) => /[?？]\s*$/u.test(sentence));
  const bar = message.returnPath === '' ? 2 : NOBODY;
  return !asks && absenceScore(message.subject, words.all) >= bar ? 'several signs of absence' : null;
}

/** The address stands on the page of a subscriber's link, and is for one thing. */
function findVouched({ sub, words }: Candidate): Finding | null {
  if (sub?.purpose !== 'vouch' || words.leaves) return null;
  return { class: 'join', reason: 'sent to the address of a subscriber’s link', token: sub.token };
}

function findSpam({ message, words, sender, context }: Candidate): Finding | null {
  const reason = spamReason(message, words, sender, context);
  return reason === null ? null : { class: 'spam', reason };
}
