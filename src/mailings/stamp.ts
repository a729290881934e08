/** One recipient's copy of a mailing: a few short values written into bytes that were made once. */
import type { Mailbox } from '../mail/message.ts';
import { formatMailbox } from '../mail/mime-mailbox.ts';
import { encodeQuotedPrintable } from '../mail/quoted-printable.ts';
import type { Slot, SlotName, TokenSlot } from './stamp-slots.ts';

/** A mailing ready to be stamped. `bytes` is in wire form; `slots` are in the order in which they stand there. */
export interface StampTemplate {
  readonly bytes: Buffer;
  readonly slots: readonly Slot[];
  /** How many octets of `bytes` stay in every copy. */
  readonly fixedLength: number;
  /** The invitation's ATTENDEE property for one person (RFC 5545 §3.8.4.1), folded. */
  readonly attendeeLines: (person: Mailbox) => string;
}

/** Whom a copy is for. The address has passed `parseAddress`; the tokens are all of the one fixed length. */
export interface Recipient {
  readonly name: string;
  readonly address: string;
  readonly tokens: Readonly<Record<TokenSlot, string>>;
}

/**
 * The whole message of one recipient in wire form (CRLF, dot-stuffed, ended by the lone dot). The same template and
 * recipient give the same bytes: a retry is not a different mail (promise 6). `room` gives a buffer of exactly so many
 * octets; the sender of many has used ones.
 */
export function stamp(
  template: StampTemplate,
  recipient: Recipient,
  room: (octets: number) => Buffer = Buffer.allocUnsafe,
): Buffer {
  const person = { name: recipient.name, address: recipient.address };
  const to = Buffer.from(formatMailbox(person, 'To'), 'utf8');
  const attendee = hasSlot(template, 'attendee-lines')
    ? Buffer.from(encodeQuotedPrintable(template.attendeeLines(person).trimEnd()), 'latin1')
    : null;
  let variable = 0;
  for (const slot of template.slots) variable += lengthOf(slot, to, attendee);
  const out = room(template.fixedLength + variable);
  let source = 0;
  let target = 0;
  for (const slot of template.slots) {
    target += template.bytes.copy(out, target, source, slot.start);
    target += write(out, target, slot, recipient, to, attendee);
    source = slot.end;
  }
  template.bytes.copy(out, target, source);
  return out;
}

function hasSlot(template: StampTemplate, name: SlotName): boolean {
  return template.slots.some((slot) => slot.name === name);
}

function lengthOf(slot: Slot, to: Buffer, attendee: Buffer | null): number {
  if (slot.name === 'to') return to.length;
  if (slot.name === 'attendee-lines') return attendee?.length ?? 0;
  return slot.to - slot.from;
}

function write(
  out: Buffer,
  at: number,
  slot: Slot,
  recipient: Recipient,
  to: Buffer,
  attendee: Buffer | null,
): number {
  if (slot.name === 'to') return to.copy(out, at);
  if (slot.name === 'attendee-lines') return attendee?.copy(out, at) ?? 0;
  const token = recipient.tokens[slot.name];
  return out.write(
    slot.to - slot.from === token.length ? token : token.slice(slot.from, slot.to),
    at,
    'latin1',
  );
}
