/**
 * Reads what a mail system sends back about our mail: delivery reports (RFC 3464, RFC 6522) in all their dialects, notices in
 * plain words, complaints (RFC 5965). Pure: what a report may change is decided elsewhere, by tokens (threats: forged bounces).
 */
import { parseFeedbackReport } from '../mail/arf.ts';
import { type DeliveryStatus, type DsnRecipient, parseDeliveryStatus } from '../mail/dsn.ts';
import { headerValues, type Message } from '../mail/message.ts';
import { classifyReply, findCode } from '../mail/reply-code.ts';
import { isFailureNotice, saysDelayed } from './is-notice.ts';
import { countsAgainst, judgeRecipient } from './judge-recipient.ts';
import { splitNotice } from './notice.ts';
import { findNoticeRecipients, type NoticeRecipient } from './notice-recipients.ts';
import { parseProviderNotice } from './provider-notice.ts';
import type { Report, ReportedRecipient } from './report.ts';
import { addressesIn, type ReturnedMessage, readReturnedMessage } from './returned-message.ts';

export type { Report } from './report.ts';

/** The report in a message, or null when it is none (a person's mail, a vacation reply, a read receipt). */
export function readReport(message: Message): Report | null {
  const notice = splitNotice(message.text);
  const returned = readReturnedMessage(message, notice.returned);
  return (
    readComplaint(message, returned) ??
    readProviderNotice(message) ??
    readBounce(message, notice.text, returned)
  );
}

/** RFC 5965 §2: the returned message follows the feedback part; Removal-Recipient is the only name an opt-out has. */
function readComplaint(message: Message, returned: ReturnedMessage): Report | null {
  const part = message.parts.find(
    (candidate) => candidate.contentType === 'message/feedback-report' && candidate.text !== null,
  );
  const feedback = part?.text == null ? null : parseFeedbackReport(part.text);
  if (feedback === null) return null;
  const named = feedback.recipients.length > 0 ? feedback.recipients : returned.to.slice(0, 1);
  return withReturned(
    feedback.isComplaint ? 'complaint' : 'not-a-failure',
    named.map(asComplainer),
    returned,
  );
}

function asComplainer(address: string): ReportedRecipient {
  return {
    address,
    finalRecipient: address,
    originalRecipient: null,
    action: null,
    status: null,
    diagnostic: null,
    reason: 'unspecified',
    countsAs: 'none',
  };
}

function readProviderNotice(message: Message): Report | null {
  const notice = parseProviderNotice(message.text);
  if (notice === null) return null;
  const returned = { headers: {}, messageId: notice.messageId, to: [], senders: [] };
  if (notice.kind === 'complaint')
    return withReturned(
      'complaint',
      notice.recipients.map((one) => asComplainer(one.finalRecipient ?? '')),
      returned,
    );
  if (notice.kind === 'delivery') return withReturned('not-a-failure', [], returned);
  const recipients = notice.recipients.flatMap((one) => judgeRecipient(one, '', '') ?? []);
  return withReturned(kindOf(recipients), recipients, returned);
}

function readBounce(message: Message, notice: string, returned: ReturnedMessage): Report | null {
  const status = findDeliveryStatus(message, notice);
  if (status === null && !isFailureNotice(message, notice)) return null;
  const ours = ownAddresses(message, returned);
  const told = findNoticeRecipients(notice, ours);
  const delayed = saysDelayed(message.subject, notice);
  const named =
    status !== null && status.recipients.length > 0
      ? status.recipients
      : fromWords(message, told, ours, returned, delayed);
  const recipients = named.flatMap(
    (one) =>
      judgeRecipient(withForward(one, told), wordsFor(one, told), `${message.subject}\n${notice}`) ?? [],
  );
  const nameless = recipients.length > 0 || delayed ? 'none' : namelessVerdict(notice);
  const kind =
    recipients.length > 0 ? kindOf(recipients) : nameless === 'hard' ? 'bounce-hard' : 'bounce-soft';
  const report = withReturned(kind, unique(recipients), returned, nameless);
  return { ...report, returnedMessageId: report.returnedMessageId ?? status?.originalMessageId ?? null };
}

/** A notice that names nobody: only the returned message or the return path tells who it is about. One that gives no reason either proves little. */
function namelessVerdict(notice: string): ReportedRecipient['countsAs'] {
  const verdict = classifyReply({ code: findCode(notice), enhanced: null, text: notice });
  return verdict.reason === 'unspecified' ? 'soft' : countsAgainst(verdict.kind);
}

/** The machine-readable part, also of a report inside a forwarded report, and also where its fields stand in the text. */
function findDeliveryStatus(message: Message, notice: string): DeliveryStatus | null {
  const parts = message.parts.filter(
    (part) => /^message\/(?:global-)?delivery-status$/.test(part.contentType) && part.depth <= 1,
  );
  const texts = [
    ...parts.sort((a, b) => a.depth - b.depth).map((part) => part.text ?? ''),
    /^\s*(?:final|original)-recipient:/im.test(notice) ? notice : '',
  ];
  for (const text of texts) {
    const status = parseDeliveryStatus(text);
    if (status.recipients.some((one) => one.finalRecipient !== null || one.originalRecipient !== null))
      return status;
  }
  return null;
}

/** Words first; then the header that Exim and Gmail write; then whom the returned message was to, if that is one person. */
function fromWords(
  message: Message,
  told: readonly NoticeRecipient[],
  ours: ReadonlySet<string>,
  returned: ReturnedMessage,
  delayed: boolean,
): DsnRecipient[] {
  const header = headerValues(message, 'x-failed-recipients').flatMap(addressesIn);
  const spoken = told.map((one) => one.finalRecipient);
  const fallback = returned.to.filter((address) => !ours.has(address.toLowerCase()));
  const addresses =
    header.length > 0
      ? header
      : spoken.length > 0
        ? spoken
        : fallback.length === 1
          ? fallback
          : addressesIn(message.subject).slice(0, 1);
  return addresses.map((address) => ({
    finalRecipient: address,
    originalRecipient: null,
    action: delayed ? 'delayed' : 'failed',
    status: null,
    diagnostic: null,
  }));
}

/** Exim and others tell only in words which address of ours a forwarded one came from. */
function withForward(recipient: DsnRecipient, told: readonly NoticeRecipient[]): DsnRecipient {
  if (recipient.originalRecipient !== null) return recipient;
  const words = told.find(
    (one) => one.finalRecipient.toLowerCase() === recipient.finalRecipient?.toLowerCase(),
  );
  return words?.originalRecipient == null
    ? recipient
    : { ...recipient, originalRecipient: words.originalRecipient };
}

function wordsFor(recipient: DsnRecipient, told: readonly NoticeRecipient[]): string {
  const names = [recipient.finalRecipient, recipient.originalRecipient].map((name) => name?.toLowerCase());
  return (
    told.find((one) => names.includes(one.finalRecipient.toLowerCase()))?.words ??
    (told.length === 1 ? (told[0]?.words ?? '') : '')
  );
}

/** The sender's own addresses: transcripts quote them, and they never failed. */
function ownAddresses(message: Message, returned: ReturnedMessage): Set<string> {
  const to = message.to.map((mailbox) => mailbox.address);
  const from = message.from.map((mailbox) => mailbox.address);
  return new Set([...to, ...from, ...returned.senders].map((address) => address.toLowerCase()));
}

/** Hard as soon as one recipient is; a report in which nothing failed or waits is none. */
function kindOf(recipients: readonly ReportedRecipient[]): Report['kind'] {
  if (recipients.some((one) => one.countsAs === 'hard')) return 'bounce-hard';
  const done = (one: ReportedRecipient) =>
    one.action === 'delivered' || one.action === 'relayed' || one.action === 'expanded';
  return recipients.every((one) => done(one) || one.reason === 'accepted') ? 'not-a-failure' : 'bounce-soft';
}

function unique(recipients: readonly ReportedRecipient[]): ReportedRecipient[] {
  const seen = new Map<string, ReportedRecipient>();
  for (const one of recipients)
    if (!seen.has(one.address.toLowerCase())) seen.set(one.address.toLowerCase(), one);
  return [...seen.values()];
}

function withReturned(
  kind: Report['kind'],
  recipients: readonly ReportedRecipient[],
  returned: ReturnedMessage,
  namelessCountsAs: ReportedRecipient['countsAs'] = 'none',
): Report {
  return {
    kind,
    recipients,
    namelessCountsAs,
    returnedMessageId: returned.messageId,
    returnedHeaders: returned.headers,
  };
}
