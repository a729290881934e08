/**
 * The nouns of a message that came in. `parse-message.ts` makes them from raw bytes; everything that
 * decides about inbound mail (classification, extraction, reports, replies) reads only these.
 */

/** A mailbox as written in an address header. `address` is as written, without angle brackets; never normalised here. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** One header field, in order of appearance. `name` is lower case; `value` is unfolded and decoded (RFC 2047). */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** A leaf of the MIME tree, also those inside an attached message/rfc822 (then `depth` > 0). */
export interface MessagePart {
  /** Lower case, without parameters: `text/calendar`. */
  readonly contentType: string;
  /** Lower-case parameter names: `method`, `charset`, `report-type`. */
  readonly params: Readonly<Record<string, string>>;
  readonly disposition: 'inline' | 'attachment' | null;
  readonly filename: string | null;
  readonly contentId: string | null;
  /** How many message/rfc822 this part is inside of: 0 for the message itself. */
  readonly depth: number;
  readonly bytes: Uint8Array;
  /** Decoded text for text/* and message/* parts, otherwise null. */
  readonly text: string | null;
}

/** A parsed message. Absent headers are null or empty, never guessed. */
export interface Message {
  readonly headers: readonly HeaderField[];
  readonly returnPath: string | null;
  readonly from: readonly Mailbox[];
  readonly sender: Mailbox | null;
  readonly replyTo: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly subject: string;
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly date: string | null;
  /** The top content type, lower case, with its parameters: `multipart/report` {`report-type`: …}. */
  readonly contentType: string;
  readonly contentTypeParams: Readonly<Record<string, string>>;
  /** The body as a person reads it: text/plain parts of the message itself, or its HTML as text; LF line ends. */
  readonly text: string;
  /** The HTML alternative as sent, or null. */
  readonly html: string | null;
  readonly parts: readonly MessagePart[];
}

/** All values of a header, in order; `name` in lower case. */
export function headerValues(message: Message, name: string): string[] {
  return message.headers.filter((header) => header.name === name).map((header) => header.value);
}

/** The first value of a header, or null. */
export function headerValue(message: Message, name: string): string | null {
  return message.headers.find((header) => header.name === name)?.value ?? null;
}
