/** Builds a message of ours. The named adapter of nodemailer's MailComposer; the only place where MIME is put together. */
import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingHeader } from './list-headers-out.ts';
import type { Mailbox } from './message.ts';

export interface InlinePhoto {
  /** Without angle brackets; the HTML says `cid:` and this. */
  readonly cid: string;
  /** `image/jpeg` */
  readonly contentType: string;
  readonly filename: string;
  readonly content: Buffer;
}

export interface MessageParts {
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo: Mailbox | null;
  readonly subject: string;
  /** With angle brackets, as are the next two. */
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly date: Temporal.Instant;
  readonly headers: readonly OutgoingHeader[];
  readonly text: string;
  readonly html: string;
  /** A whole VCALENDAR; its METHOD becomes the parameter of the part (RFC 6047 §2.4). */
  readonly calendar: string | null;
  readonly photo: InlinePhoto | null;
  /** Letters and digits from which the boundaries are made: the same seed gives the same bytes. */
  readonly boundarySeed: string;
}

/**
 * multipart/alternative: text/plain (quoted-printable), text/html (alone, or with its photo in multipart/related),
 * text/calendar last, because programs show the last part they understand and Exchange wants it there.
 * The same parts give the same bytes, with CRLF line ends.
 */
export async function buildMime(parts: MessageParts): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: parts.from.name, address: parts.from.address },
    to: { name: parts.to.name, address: parts.to.address },
    replyTo:
      parts.replyTo === null ? undefined : { name: parts.replyTo.name, address: parts.replyTo.address },
    subject: oneLine(parts.subject),
    messageId: parts.messageId,
    inReplyTo: parts.inReplyTo ?? undefined,
    references: parts.references.length === 0 ? undefined : [...parts.references],
    date: new Date(parts.date.epochMilliseconds),
    headers: parts.headers.map((header) => ({
      key: header.name,
      value: { prepared: true, foldLines: true, value: oneLine(header.value) },
    })),
    text: { content: crlf(parts.text), contentTransferEncoding: 'quoted-printable' },
    html: { content: crlf(parts.html), contentTransferEncoding: htmlEncoding(parts.html) },
    alternatives: parts.calendar === null ? [] : [calendarPart(parts.calendar)],
    attachments: parts.photo === null ? [] : [photoPart(parts.photo)],
    baseBoundary: parts.boundarySeed,
    boundaryPrefix: 'convoke',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return Buffer.from(await composer.compile().build());
}

function calendarPart(calendar: string) {
  const method = /^METHOD:([A-Z]+)\r?$/m.exec(calendar)?.[1] ?? 'REQUEST';
  return {
    content: crlf(calendar),
    contentType: `text/calendar; charset=utf-8; method=${method}`,
    // Not 7bit or base64: the attendee is written into it later, line by line.
    contentTransferEncoding: 'quoted-printable',
  };
}

function photoPart(photo: InlinePhoto) {
  return {
    content: photo.content,
    contentType: photo.contentType,
    filename: photo.filename,
    cid: photo.cid,
    contentDisposition: 'inline',
  };
}

/** Seven-bit is what templates write (a token is then never cut in two); a host's own template may not. */
function htmlEncoding(html: string): '7bit' | 'quoted-printable' {
  const plain = /^[\t\r\n\x20-\x7e]*$/.test(html);
  return plain && html.split(/\r?\n/).every((line) => line.length <= 998) ? '7bit' : 'quoted-printable';
}

function crlf(text: string): string {
  const lines = text.replace(/\r\n?|\n/g, '\r\n').replaceAll('\0', '');
  return lines.endsWith('\r\n') ? lines : `${lines}\r\n`;
}

function oneLine(value: string): string {
  return value.replace(/[\x00-\x1f\x7f]+/g, ' ').trim();
}
