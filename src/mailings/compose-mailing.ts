/** A mailing is built once, with placeholders; what is found again of them afterwards is all that a copy may change. */
import { createHash } from 'node:crypto';
import { PermanentError } from '../errors.ts';
import type { Mailbox } from '../mail/message.ts';
import { formatMessageId } from '../mail/message-id.ts';
import { buildMime, type MessageParts } from '../mail/mime-build.ts';
import { toWire } from '../mail/mime-wire.ts';
import type { StampTemplate } from './stamp.ts';
import {
  countToken,
  findToken,
  type Slot,
  type SlotTokens,
  type TokenSlot,
  tokenSlots,
} from './stamp-slots.ts';

/** The parts of a mailing. Wherever a link, header or the calendar needs a recipient's token, it holds the placeholder. */
export interface MailingParts
  extends Omit<MessageParts, 'to' | 'messageId' | 'inReplyTo' | 'references' | 'boundarySeed'> {
  readonly slots: SlotTokens;
  /** Right side of our Message-IDs. */
  readonly domain: string;
  /** Whether each copy answers the same person's copy of an earlier mailing (the announcement). */
  readonly threaded: boolean;
  /** Identifies the mailing: boundaries are made of it. */
  readonly seed: string;
  readonly attendeeLines: (person: Mailbox) => string;
}

const toPlaceholder = 'recipient@slot.invalid';
const attendeePlaceholder = 'ATTENDEE:mailto:attendee@slot.invalid';

/** Throws PermanentError, one sentence, when a placeholder is missing or was damaged: such a mailing must not go out. */
export async function composeMailing(parts: MailingParts): Promise<StampTemplate> {
  const threadId = formatMessageId(parts.slots['in-reply-to'], parts.domain);
  const message: MessageParts = {
    ...parts,
    calendar: parts.calendar === null ? null : withAttendeeSlot(parts.calendar),
    to: { name: '', address: toPlaceholder },
    messageId: formatMessageId(parts.slots['message-id'], parts.domain),
    inReplyTo: parts.threaded ? threadId : null,
    references: parts.threaded ? [threadId] : [],
    boundarySeed: createHash('sha256')
      .update(`${parts.seed}\0${parts.slots['message-id']}`)
      .digest('hex')
      .slice(0, 24),
  };
  assertLinks(parts);
  const wire = toWire(await buildMime(message));
  if (!wire.ok) throw new PermanentError(`The mailing cannot be sent: ${wire.reason}.`);
  const slots = findSlots(wire.bytes, message, parts);
  const taken = slots.reduce((sum, slot) => sum + slot.end - slot.start, 0);
  return {
    bytes: wire.bytes,
    slots,
    fixedLength: wire.bytes.length - taken,
    attendeeLines: parts.attendeeLines,
  };
}

/** The one ATTENDEE of the invitation, folds included, makes room for the recipient's. */
function withAttendeeSlot(calendar: string): string {
  const attendees = calendar.match(/^ATTENDEE[;:].*(?:\r?\n[ \t].*)*/gm) ?? [];
  if (attendees.length !== 1) {
    throw new PermanentError(`The invitation has ${attendees.length} attendees; it needs exactly one.`);
  }
  return calendar.replace(attendees[0]!, () => attendeePlaceholder);
}

function assertLinks(parts: MailingParts): void {
  const needed: [string, string, TokenSlot][] = [
    ['the text', parts.text, 'unsubscribe'],
    ['the HTML', parts.html, 'unsubscribe'],
    ['the text', parts.text, 'preferences'],
    ['the HTML', parts.html, 'preferences'],
    ['the list headers', parts.headers.map((header) => header.value).join('\n'), 'unsubscribe'],
  ];
  for (const [where, text, slot] of needed) {
    if (countToken(text, parts.slots[slot]) > 0) continue;
    throw new PermanentError(`The mailing cannot be sent: ${where} has no ${slot} link. Mend its template.`);
  }
}

/** What went in must come out: a placeholder that an encoding swallowed would leave a stranger's link in every copy. */
function findSlots(bytes: Buffer, message: MessageParts, parts: MailingParts): Slot[] {
  const written = [
    ...message.headers.map((header) => header.value),
    `${message.messageId}\n${message.inReplyTo ?? ''}\n${message.references.join('\n')}`,
    message.text,
    message.html,
    message.calendar ?? '',
  ].join('\n\n');
  const slots: Slot[] = [toSlot(bytes)];
  if (message.calendar !== null) slots.push(attendeeSlot(bytes));
  for (const name of tokenSlots) {
    const found = findToken(bytes, name, parts.slots[name]);
    const wanted = countToken(written, parts.slots[name]);
    if (found.length !== wanted) {
      throw new PermanentError(
        `The mailing cannot be sent: of ${wanted} places for the ${name} token only ${found.length} are whole.`,
      );
    }
    slots.push(...found.flat());
  }
  return slots.sort((one, other) => one.start - other.start);
}

function toSlot(bytes: Buffer): Slot {
  return slotOf(bytes, 'to', `\r\nTo: ${toPlaceholder}\r\n`, toPlaceholder);
}

function attendeeSlot(bytes: Buffer): Slot {
  return slotOf(bytes, 'attendee-lines', `\r\n${attendeePlaceholder}\r\n`, attendeePlaceholder);
}

function slotOf(bytes: Buffer, name: 'to' | 'attendee-lines', line: string, placeholder: string): Slot {
  const at = bytes.indexOf(line, 0, 'latin1');
  if (at < 0 || bytes.indexOf(line, at + 1, 'latin1') >= 0) {
    throw new PermanentError(`The mailing cannot be sent: the place for ${name} is not there exactly once.`);
  }
  const start = at + line.indexOf(placeholder);
  return { name, start, end: start + placeholder.length, from: 0, to: placeholder.length };
}
