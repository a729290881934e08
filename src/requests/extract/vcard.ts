/** A visiting card attached to a mail (RFC 6350, and the older versions in use). */
import type { Message } from '../../mail/message.ts';
import { type Found, found } from './evidence.ts';
import { trimName } from './names.ts';

/** What a card says of its owner. */
export interface Card {
  readonly name: Found | null;
  readonly affiliation: Found | null;
  readonly email: Found | null;
}

/** The first card of the message itself, or null. */
export function readCard(message: Message): Card | null {
  const part = message.parts.find(
    (each) =>
      each.depth === 0 &&
      (/^text\/(?:x-)?vcard$|^text\/directory$/.test(each.contentType) ||
        /\.vcf$/i.test(each.filename ?? '')),
  );
  if (part === undefined) return null;
  const text = part.text ?? new TextDecoder().decode(part.bytes);
  if (!/BEGIN:VCARD/i.test(text) || text.length > 200_000) return null;
  const full = property(text, 'FN');
  const name = full === null ? null : trimName(full.value);
  const org = property(text, 'ORG');
  const unit = org === null ? '' : (org.value.split(';')[0] ?? '').trim();
  const email = property(text, 'EMAIL');
  return {
    name:
      full === null || name === null
        ? null
        : found(full.value.slice(name.from, name.to), 'vcard', full.at + name.from, full.at + name.to, 'FN'),
    affiliation:
      org === null || unit === '' ? null : found(unit, 'vcard', org.at, org.at + unit.length, 'ORG'),
    email:
      email === null ? null : found(email.value, 'vcard', email.at, email.at + email.value.length, 'EMAIL'),
  };
}

function property(text: string, name: string): { value: string; at: number } | null {
  const match = new RegExp(`^(?:[\\w-]+\\.)?${name}(?:;[^:\\n]*)?:(.*)$`, 'im').exec(text);
  if (match === null) return null;
  const raw = (match[1] ?? '').replace(/\r$/, '');
  const value = raw.replace(/\\([,;\\n])/g, (_, char: string) => (char === 'n' ? ' ' : char)).trim();
  return value === '' ? null : { value, at: match.index + match[0].length - (match[1] ?? '').length };
}
