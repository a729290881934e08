/**
 * Copies of a mailing as DKIM signs them (RFC 6376 §3.4.2, §3.4.4), stamped like the copies themselves into bytes that
 * were made canonical once. It comes to the same: tokens are letters and digits, which no canonical form touches, and
 * the other values stand in lines of their own.
 */
import { type CanonicalMessage, type HeaderField, signedFields } from '../mail/dkim-fields.ts';
import { relaxedBody, relaxedHeader, relaxedLines } from '../mail/mime-canonical.ts';
import { terminatorLength } from '../mail/mime-wire.ts';
import { fillSlots, type SlottedBytes, type StampTemplate, type StampValues } from './stamp.ts';
import type { Slot } from './stamp-slots.ts';

export interface CanonicalTemplate {
  readonly names: readonly string[];
  /** The signed fields, each with its CRLF. */
  readonly head: SlottedBytes;
  readonly body: SlottedBytes;
}

export function canonicalTemplate({ bytes, slots }: StampTemplate): CanonicalTemplate {
  const headEnd = bytes.indexOf('\r\n\r\n');
  const bodyStart = headEnd + 4;
  const fields = signedFields(bytes.toString('latin1', 0, headEnd));
  return {
    names: fields.map(({ name }) => name),
    head: canonicalHead(fields, slots),
    body: canonicalBody(
      bytes.subarray(bodyStart),
      slots.filter(({ start }) => start >= bodyStart).map((slot) => moved(slot, slot.start - bodyStart)),
    ),
  };
}

/** `room` gives the buffer of the body, which is read only until the hash is made. */
export function canonicalCopy(
  template: CanonicalTemplate,
  values: StampValues,
  room: (octets: number) => Buffer,
): CanonicalMessage {
  const { lines, tokens } = values;
  const to = Buffer.from(relaxedHeader(`to:${lines.to.toString('latin1')}`).slice(3), 'latin1');
  const attendee = relaxedLines(lines['attendee-lines']);
  const canonical: StampValues = { lines: { to, 'attendee-lines': attendee }, tokens };
  return {
    names: template.names,
    head: fillSlots(template.head, canonical, Buffer.allocUnsafe).toString('latin1'),
    body: fillSlots(template.body, canonical, room),
  };
}

function canonicalHead(fields: readonly HeaderField[], slots: readonly Slot[]): SlottedBytes {
  let text = '';
  const found: Slot[] = [];
  for (const field of fields) {
    for (const slot of slots) {
      if (slot.start < field.start || slot.end > field.start + field.text.length) continue;
      // The form of what stands before it and of its first character, which is no blank.
      const before = relaxedHeader(field.text.slice(0, slot.start - field.start + 1));
      found.push(moved(slot, text.length + before.length - 1));
    }
    text += `${relaxedHeader(field.text)}\r\n`;
  }
  return slotted(Buffer.from(text, 'latin1'), found);
}

function canonicalBody(body: Buffer, slots: readonly Slot[]): SlottedBytes {
  const upTo = (end: number) => relaxedBody(body.subarray(0, end + terminatorLength)).length;
  return slotted(
    relaxedBody(body),
    // The form of a body that ends with its first character has a line end more.
    slots.map((slot) => moved(slot, upTo(slot.start + 1) - 1 - 2)),
  );
}

function moved(slot: Slot, start: number): Slot {
  return { ...slot, start, end: start + slot.end - slot.start };
}

function slotted(bytes: Buffer, slots: readonly Slot[]): SlottedBytes {
  const taken = slots.reduce((sum, slot) => sum + slot.end - slot.start, 0);
  return { bytes, slots, fixedLength: bytes.length - taken };
}
