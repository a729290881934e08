/**
 * The strict address grammar. Everything that stores, compares or mails an address goes through here, so that a
 * text which two parsers might read as two mailboxes is refused instead of guessed (nodemailer GHSA-mm7p-fcc7-pg87).
 */
import { domainToASCII } from 'node:url';

/** A mailbox we may mail. `local` is as written (NFC), `domain` the lower-case A-label, `text` both joined. */
export interface Address {
  readonly local: string;
  readonly domain: string;
  readonly text: string;
}

/** RFC 5322 §3.2.3 atext, with the letters, marks and digits that RFC 6532 §3.2 adds. */
const DOT_ATOM = /^[\w!#$%&'*+\-/=?^`{|}~\p{L}\p{M}\p{N}]+(?:\.[\w!#$%&'*+\-/=?^`{|}~\p{L}\p{M}\p{N}]+)*$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Characters that must not reach the domain mapping, which would drop or fold them silently (UTS #46). */
const FORBIDDEN_DOMAIN = /[^\p{L}\p{M}\p{N}.\-\u3002]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;
/** Most addresses: short, of letters that need no second look. */
const PLAIN = /^([\w+-]+(?:\.[\w+-]+)*)@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})$/;
const utf8 = new TextEncoder();

/**
 * Reads one bare address: one `@`, a dot-atom local part (at most 64 octets), a domain name of at least two labels,
 * at most 254 octets together (RFC 5321 §4.5.3.1). Quotes, comments, routes, address literals and angle brackets are
 * refused: null. U-labels become A-labels (RFC 5891), so both spellings are one address.
 */
export function parseAddress(text: string): Address | null {
  const plain = text.length <= 63 ? PLAIN.exec(text) : null;
  if (plain !== null) return { local: plain[1]!, domain: plain[2]!, text };
  const at = text.indexOf('@');
  if (at <= 0 || at !== text.lastIndexOf('@')) return null;
  const local = text.slice(0, at).normalize('NFC');
  const domain = parseDomain(text.slice(at + 1));
  if (domain === null || !DOT_ATOM.test(local)) return null;
  if (utf8.encode(local).length > 64) return null;
  const joined = `${local}@${domain}`;
  return utf8.encode(joined).length > 254 ? null : { local, domain, text: joined };
}

/** The lower-case A-label form of a domain name of at least two labels, or null. */
function parseDomain(text: string): string | null {
  if (text === '' || text.length > 253 || FORBIDDEN_DOMAIN.test(text)) return null;
  const ascii = /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : domainToASCII(text).toLowerCase();
  const labels = ascii.split('.');
  const top = labels.at(-1) ?? '';
  if (labels.length < 2 || ascii.length > 253 || /^\d+$/.test(top)) return null;
  return labels.every((label) => LABEL.test(label)) ? ascii : null;
}

/**
 * The key under which one person's address is looked up: the local part lower-cased, the domain as A-label. Mail goes
 * to the address as written; the key only finds duplicates. A text that is no address keys as itself, lower-cased.
 */
export function addressKey(address: Address | string): string {
  const parsed = typeof address === 'string' ? parseAddress(address.trim()) : address;
  if (parsed === null) return String(address).trim().toLowerCase();
  return `${parsed.local.toLowerCase().normalize('NFC')}@${parsed.domain}`;
}

/** The domain of an address as written, lower-case A-label, or the empty string. */
export function domainOf(address: string): string {
  return parseDomain(address.slice(address.lastIndexOf('@') + 1)) ?? '';
}

/** Whether two domains belong together for DMARC's relaxed alignment: equal, or one below the other (RFC 7489 §3.1). */
export function isAligned(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

/** The sub-address after the first `+` when `address` is a variant of `mailbox`, '' for the mailbox itself, else null (RFC 5233). */
export function subAddress(address: string, mailbox: string): string | null {
  const a = parseAddress(address.trim());
  const m = parseAddress(mailbox);
  if (a === null || m === null || a.domain !== m.domain) return null;
  const local = a.local.toLowerCase();
  const base = m.local.toLowerCase();
  if (local === base) return '';
  return local.startsWith(`${base}+`) ? a.local.slice(base.length + 1) : null;
}
