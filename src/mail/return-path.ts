/**
 * The return path of a mail that wants its bounces back (VERP): `colloquium+b-TOKEN@lab.example`. The token is opaque here;
 * whoever makes it signs it. RFC 5321 §4.5.3.1.1: a local part has at most 64 octets.
 */

const MARK = '+b-';
const MAX_LOCAL_PART = 64;

export type ReturnPath =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly reason: string };

/** @param from.mailbox our mailbox, `colloquium@lab.example`; @param from.deliveryToken letters, digits, `-`, `_`, `.` and `=` only */
export function formatReturnPath(from: {
  readonly mailbox: string;
  readonly deliveryToken: string;
}): ReturnPath {
  const at = from.mailbox.lastIndexOf('@');
  if (at < 1) return { ok: false, reason: 'the mailbox is not an address' };
  if (!/^[A-Za-z0-9._=-]+$/.test(from.deliveryToken))
    return { ok: false, reason: 'the token has other characters than letters, digits and . _ = -' };
  const localPart = `${from.mailbox.slice(0, at)}${MARK}${from.deliveryToken}`;
  if (localPart.length > MAX_LOCAL_PART)
    return { ok: false, reason: `the local part has ${localPart.length} octets, 64 are allowed` };
  return { ok: true, address: `${localPart}${from.mailbox.slice(at)}` };
}

/** The token in an address of ours, or null when the address is not a return path of `mailbox`. Servers may change the case of all but the token. */
export function readReturnPath(address: string, mailbox: string): string | null {
  if (address.length > 320) return null;
  const at = mailbox.lastIndexOf('@');
  const prefix = `${mailbox.slice(0, at)}${MARK}`.toLowerCase();
  const domain = mailbox.slice(at).toLowerCase();
  const plain = address.trim().replace(/^<|>$/g, '');
  if (at < 1 || !plain.toLowerCase().startsWith(prefix) || !plain.toLowerCase().endsWith(domain)) return null;
  const token = plain.slice(prefix.length, plain.length - domain.length);
  return /^[A-Za-z0-9._=-]+$/.test(token) ? token : null;
}
