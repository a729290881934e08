/** Whose a mail is when no envelope came with it: read from what the last server wrote into its header. */
import { headerBlockLength, type RawField, readFields } from '../mail/parse-message-headers.ts';
import { type Mailbox, type Place, placesOf } from './source-address.ts';

export interface Route {
  /** At least one. */
  readonly places: readonly Place[];
  /** '' is the null sender; null when there is no Return-Path. */
  readonly envelopeFrom: string | null;
}

/** Written at delivery, the most exact first: some servers leave the sub-address out of Delivered-To. */
const DELIVERY_FIELDS = ['x-original-to', 'envelope-to', 'x-envelope-to', 'delivered-to', 'x-delivered-to'];
const ADDRESS_FIELDS = ['to', 'cc', 'resent-to', 'apparently-to'];
const MAX_HEADER = 64 * 1024;

/**
 * The mailboxes of ours that a raw message came to. The fields of delivery say which; To and Cc say under which
 * sub-address. A mail that names none of them (a blind copy) is the first mailbox's. `mailboxes` has at least one.
 */
export function readRoute(raw: Uint8Array, mailboxes: readonly Mailbox[]): Route {
  const head = raw.subarray(0, MAX_HEADER);
  const fields = readFields(head.subarray(0, headerBlockLength(head)));
  const delivered = addressesIn(fields, DELIVERY_FIELDS);
  const certain = new Set(placesOf(delivered, mailboxes).map(({ colloquium }) => colloquium));
  const named = placesOf([...delivered, ...addressesIn(fields, ADDRESS_FIELDS)], mailboxes);
  const places = named.filter(({ colloquium }) => certain.size === 0 || certain.has(colloquium));
  const [first] = mailboxes;
  return {
    places:
      places.length > 0 || first === undefined
        ? places
        : [{ colloquium: first.id, recipient: first.address }],
    envelopeFrom: returnPathOf(fields),
  };
}

function addressesIn(fields: readonly RawField[], names: readonly string[]): string[] {
  return names
    .flatMap((name) => fields.filter((field) => field.name === name))
    .flatMap(({ value }) => withoutQuoted(value).match(/[^\s<>,;:()"[\]]+@[^\s<>,;:()"[\]]+/g) ?? []);
}

/** A display name may look like an address of ours: what is quoted or a comment is nobody's address. */
function withoutQuoted(value: string): string {
  return value.replace(/"(?:[^"\\]|\\.)*"/g, ' ').replace(/\([^()]*\)/g, ' ');
}

/** RFC 5321 §4.4: the last server puts it at the top; further down others may stand, written by anybody. */
function returnPathOf(fields: readonly RawField[]): string | null {
  const value = fields.find((field) => field.name === 'return-path')?.value;
  if (value === undefined) return null;
  const address = (/<([^<>]*)>/.exec(value)?.[1] ?? value).trim();
  return address.replace(/[\x00-\x20\x7f]/g, '').slice(0, 320);
}
