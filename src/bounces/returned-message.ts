/** The message that came back with a report: its headers tell whom we mailed when the report itself does not. */
import type { Message } from '../mail/message.ts';

export interface ReturnedMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly messageId: string | null;
  /** Single addresses of To, or of X-Original-To / Delivered-To when there is no To. */
  readonly to: readonly string[];
  /** Addresses that are the sender's own: From, Sender, Return-Path, Reply-To, Errors-To. */
  readonly senders: readonly string[];
}

const MAX_HEADER_TEXT = 64_000;
const RETURNED_PART =
  /^(?:message\/(?:rfc822|global|partial|rfc822-headers|global-headers)|text\/rfc822-headers?)$/;

/** @param quoted the returned message as text under a free-text notice, or null */
export function readReturnedMessage(message: Message, quoted: string | null): ReturnedMessage {
  const part = message.parts.find(
    (candidate) => RETURNED_PART.test(candidate.contentType) && candidate.text !== null,
  );
  const headers = parseHeaderText(part?.text ?? quoted ?? '');
  const id = /<([^<>\s]{1,998})>/.exec(headers['message-id'] ?? '')?.[1] ?? null;
  return {
    headers,
    messageId: id,
    to: addressesIn(headers['to'] ?? headers['x-original-to'] ?? headers['delivered-to'] ?? ''),
    senders: ['from', 'sender', 'return-path', 'reply-to', 'errors-to'].flatMap((name) =>
      addressesIn(headers[name] ?? ''),
    ),
  };
}

/** Reads a header block, also one that is indented or cut off; stops at the first blank line after a header. */
function parseHeaderText(text: string): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  let last: string | null = null;
  for (const raw of text.slice(0, MAX_HEADER_TEXT).split(/\r\n|\r|\n/)) {
    const line = raw.replace(/^ {3}(?=\S+:)/, '');
    if (line.trim() === '') {
      if (last !== null) break;
      continue;
    }
    const field = /^([!-9;-~]{1,60}):(.*)$/.exec(line);
    if (field?.[1] !== undefined) {
      last = field[1].toLowerCase();
      if (headers[last] === undefined) headers[last] = (field[2] ?? '').trim().slice(0, 4000);
      else last = `${last}\0`;
    } else if (last !== null && headers[last] !== undefined) {
      headers[last] = `${headers[last]} ${line.trim()}`.slice(0, 4000);
    }
  }
  return { ...headers };
}

/** Every mail address in a text, in order, without duplicates. */
export function addressesIn(text: string): string[] {
  const found =
    text.slice(0, 20_000).match(/[^\s<>(),;:"'\\[\]«»“”]{1,200}@[^\s<>(),;:"'\\[\]«»“”@]{1,253}/g) ?? [];
  return [...new Set(found.map((address) => address.replace(/[.!?>]+$/, '')))].filter((address) =>
    /@[^@]*[a-z0-9]/i.test(address),
  );
}
