/** One recipient's copy of a mailing: a few short values written into bytes that were made once. */
import type { Mailbox } from '../mail/message.ts';
import { formatMailbox } from '../mail/mime-mailbox.ts';
import { encodeQuotedPrintable } from '../mail/quoted-printable.ts';
import type { LineSlot, Slot, SlotName, TokenSlot } from './stamp-slots.ts';

/** Bytes with places in them that differ per recipient. */
export interface SlottedBytes {
  readonly bytes: Buffer;
  /** In the order in which they stand there. */
  readonly slots: readonly Slot[];
  /** How many octets of `bytes` stay in every copy. */
  readonly fixedLength: number;
}

/** A mailing ready to be stamped. `bytes` is in wire form. */
export interface StampTemplate extends SlottedBytes {
  /** The invitation's ATTENDEE property for one person (RFC 5545 §3.8.4.1), folded. */
  readonly attendeeLines: (person: Mailbox) => string;
}

/** Whom a copy is for. The address has passed `parseAddress`; the tokens are all of the one fixed length. */
export interface Recipient {
  readonly name: string;
  readonly address: string;
  readonly tokens: Readonly<Record<TokenSlot, string>>;
}

/** What stands in the slots of one copy, encoded for its place; none is empty. */
export interface StampValues {
  readonly lines: Readonly<Record<LineSlot, Buffer>>;
  readonly tokens: Recipient['tokens'];
}

const nothing = Buffer.alloc(0);

/**
 * The whole message of one recipient in wire form (CRLF, dot-stuffed, ended by the lone dot). The same template and
 * recipient give the same bytes: a retry is not a different mail (promise 6). `room` gives a buffer of exactly so many
 * octets; the sender of many has used ones.
 */
export function stamp(template: StampTemplate, recipient: Recipient, room = Buffer.allocUnsafe): Buffer {
  return fillSlots(template, stampValues(template, recipient), room);
}

export function stampValues(template: StampTemplate, recipient: Recipient): StampValues {
  const person = { name: recipient.name, address: recipient.address };
  return {
    lines: {
      to: Buffer.from(formatMailbox(person, 'To'), 'utf8'),
      'attendee-lines': hasSlot(template, 'attendee-lines')
        ? Buffer.from(encodeQuotedPrintable(template.attendeeLines(person).trimEnd()), 'latin1')
        : nothing,
    },
    tokens: recipient.tokens,
  };
}

export function fillSlots(
  template: SlottedBytes,
  values: StampValues,
  room: (octets: number) => Buffer,
): Buffer {
  let variable = 0;
  for (const slot of template.slots) variable += lengthOf(slot, values);
  const out = room(template.fixedLength + variable);
  let source = 0;
  let target = 0;
  for (const slot of template.slots) {
    target += template.bytes.copy(out, target, source, slot.start);
    target += write(out, target, slot, values);
    source = slot.end;
  }
  template.bytes.copy(out, target, source);
  return out;
}

function hasSlot(template: StampTemplate, name: SlotName): boolean {
  return template.slots.some((slot) => slot.name === name);
}

function lengthOf({ name, from, to }: Slot, { lines }: StampValues): number {
  return name === 'to' || name === 'attendee-lines' ? lines[name].length : to - from;
}

function write(out: Buffer, at: number, { name, from, to }: Slot, { lines, tokens }: StampValues): number {
  if (name === 'to' || name === 'attendee-lines') return lines[name].copy(out, at);
  const token = tokens[name];
  return out.write(to - from === token.length ? token : token.slice(from, to), at, 'latin1');
}
