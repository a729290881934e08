/**
 * The mails of the demo and of the stories in `test/flow`: who asks to join, and how hosts answer. Headers are those that
 * the colloquium's own mail server adds.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '../mail/message.ts';

/** A mail that the service sent, as a mail program reads it. */
export interface SentMail {
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
  readonly message: Message;
}

const folder = join(import.meta.dirname, '../../test/corpus/story');

export function storyMail(name: string): Buffer {
  return Buffer.from(readFileSync(join(folder, `${name}.eml`), 'utf8').replace(/\r?\n/g, '\r\n'));
}

/** An answer to a mail of ours, as a mail program writes it; `proven: false` leaves out what our mail server vouches for. */
export function answerTo(
  sent: SentMail,
  answer: { from: string; name?: string; text: string; date: string; proven?: boolean; to?: string },
): Buffer {
  const domain = answer.from.split('@')[1];
  const { message } = sent;
  const to = answer.to ?? message.replyTo[0]?.address ?? message.from[0]?.address;
  const quoted = message.text.split('\n').map((line) => `> ${line}`);
  const lines = [
    `Return-Path: <${answer.from}>`,
    ...(answer.proven === false
      ? []
      : [
          `Authentication-Results: mx.ai4science.example; dkim=pass header.d=${domain} header.s=k; spf=pass smtp.mailfrom=${answer.from}; dmarc=pass header.from=${domain}`,
        ]),
    `From: ${answer.name ?? answer.from} <${answer.from}>`,
    `To: ${to}`,
    `Subject: Re: ${message.subject}`,
    `Date: ${answer.date}`,
    `Message-ID: <${Buffer.from(`${answer.from}${answer.text}`).toString('hex').slice(0, 40)}@${domain}>`,
    `In-Reply-To: ${bracketed(message.messageId)}`,
    `References: ${bracketed(message.messageId)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    answer.text,
    '',
    'On the day before, AI4Science Colloquium wrote:',
    ...quoted,
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** A report that a delivery failed for good (RFC 3464), to the return path of that delivery. */
export function bounceOf(sent: SentMail, status = '5.1.1'): Buffer {
  const lines = [
    'Return-Path: <>',
    'From: Mail Delivery System <mailer-daemon@relay.example>',
    `To: <${sent.from}>`,
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Tue, 17 Nov 2026 10:02:00 +0100',
    'Message-ID: <bounce-1@relay.example>',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `I could not deliver your message to <${sent.to}>: no such mailbox.`,
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.example',
    '',
    `Final-Recipient: rfc822; ${sent.to}`,
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp; 550 ${status} no such mailbox`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${bracketed(sent.message.messageId)}`,
    '',
    '--b--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

function bracketed(id: string | null): string {
  return id === null ? '' : id.startsWith('<') ? id : `<${id}>`;
}
