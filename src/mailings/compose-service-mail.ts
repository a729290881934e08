/** A mail to one person, whole. The same facts give the same bytes, so that a retry is the same mail. */
import { createHash } from 'node:crypto';
import { PermanentError } from '../errors.ts';
import type { Mailbox } from '../mail/message.ts';
import { buildMime, type InlinePhoto } from '../mail/mime-build.ts';
import { toWire } from '../mail/mime-wire.ts';

export interface ServiceMailParts {
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo: Mailbox | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar: string | null;
  readonly photo: InlinePhoto | null;
  /** With angle brackets. */
  readonly messageId: string;
  readonly inReplyTo: string | null;
  /** The thread so far, oldest first, `inReplyTo` included or not. */
  readonly references: readonly string[];
  readonly date: Temporal.Instant;
  /** RFC 3834 §5: an answer to a person's mail is auto-replied; a mail that nobody's mail caused is auto-generated. */
  readonly autoSubmitted: 'auto-replied' | 'auto-generated';
}

/** The message in wire form. Throws PermanentError when it cannot be a valid message. */
export async function composeServiceMail(parts: ServiceMailParts): Promise<Buffer> {
  const inReplyTo = cleanId(parts.inReplyTo);
  const references = parts.references.map(cleanId).filter((id) => id !== null);
  if (inReplyTo !== null && !references.includes(inReplyTo)) references.push(inReplyTo);
  const message = await buildMime({
    ...parts,
    inReplyTo,
    references: references.slice(-20),
    headers: [{ name: 'Auto-Submitted', value: parts.autoSubmitted }],
    boundarySeed: createHash('sha256').update(parts.messageId).digest('hex').slice(0, 24),
  });
  const wire = toWire(message);
  if (!wire.ok) throw new PermanentError(`The mail "${parts.subject}" cannot be sent: ${wire.reason}.`);
  return wire.bytes;
}

/** Message-IDs of others are copied into our headers only when they look like one (RFC 5322 §3.6.4). */
function cleanId(id: string | null): string | null {
  return id !== null && id.length <= 250 && /^<[!-;=?-~]+@[!-;=?-~]+>$/.test(id) ? id : null;
}
