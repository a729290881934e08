/**
 * Tokens that stand in links and addresses: an identifier and a keyed hash, in 26 lower-case letters and digits
 * (base32 of RFC 4648 §6 in lower case: some systems fold the local part of an address).
 * The database never holds one; a dump of it opens nothing. Expiry, single use and revocation are columns
 * of the row that the identifier names.
 */
import { hash, timingSafeEqual } from 'node:crypto';

/** What a token may be used for; it is part of the hash, so that no token serves a second purpose. */
export type TokenPurpose =
  | 'decision-link' // a host's page for one request: row of `decision_link`
  | 'decision-reply' // the answer address of the same row
  | 'request' // the applicant's answers to our questions: row of `request`
  | 'confirm' // the applicant proves the address: row of `request`
  | 'unsubscribe' // row of `subscriber`
  | 'preferences' // row of `subscriber`
  | 'move-old' // the old address agrees to a change: row of `address_change`
  | 'move-new' // the new address does: the same row
  | 'vouch' // a subscriber vouches for somebody: row of `vouch`
  | 'return-path' // row of `delivery`
  | 'message-id' // row of `delivery`
  | 'attendee' // row of `delivery`
  | 'mailing-reply' // a host's answer to a proof: row of `mailing`
  | 'sign-in' // row of `sign_in`
  | 'session'; // row of `host_session`

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const letters = Buffer.from(alphabet, 'latin1');
const idBytes = 6;
const macBytes = 10;

/** The length of every token, in characters. */
export const tokenLength = Math.ceil(((idBytes + macBytes) * 8) / 5);

/** Used again for each token. */
const signed = Buffer.alloc(idBytes + macBytes);
const written = Buffer.alloc(tokenLength);

/** `id` is a positive integer below 2^48. */
export function signToken(secret: string, purpose: TokenPurpose, id: number): string {
  const { digest, place } = macOf(secret, purpose, id);
  signed.writeUIntBE(id, 0, idBytes);
  for (let at = 0; at < macBytes; at++) signed[idBytes + at] = digest.charCodeAt(place + at);
  return encode(signed);
}

/** The identifier, or null for anything that was not signed with this secret for this purpose. Upper case is accepted. */
export function readToken(secret: string, purpose: TokenPurpose, token: string): number | null {
  const bytes = decode(token.toLowerCase());
  if (bytes === null) return null;
  const id = bytes.readUIntBE(0, idBytes);
  const { digest, place } = macOf(secret, purpose, id);
  const mac = Buffer.from(digest.slice(place, place + macBytes), 'latin1');
  return timingSafeEqual(bytes.subarray(idBytes), mac) ? id : null;
}

/** HMAC-SHA256 (RFC 2104), of which each purpose has its own octets from `place` on: they tell nothing about the others. */
function macOf(secret: string, purpose: TokenPurpose, id: number): { digest: string; place: number } {
  const { name, place } = familyOf[purpose] ?? { name: purpose, place: 0 };
  return { digest: digestOf(secret, name, id), place: place * macBytes };
}

interface Family {
  readonly name: string;
  /** Which ten of the 32 octets of the hash. */
  readonly place: 0 | 1 | 2;
}

/** A copy of a mailing needs five tokens, three of its delivery and two of its subscriber: two hashes are enough. */
const familyOf: Readonly<Partial<Record<TokenPurpose, Family>>> = {
  'message-id': { name: 'delivery', place: 0 },
  attendee: { name: 'delivery', place: 1 },
  'return-path': { name: 'delivery', place: 2 },
  unsubscribe: { name: 'subscriber', place: 0 },
  preferences: { name: 'subscriber', place: 1 },
};

/** What is hashed for one family, made once: the key, the name and room for the row; the key and room for the first hash. */
interface Keyed {
  readonly inner: Buffer;
  readonly outer: Buffer;
  /** The tokens of one row are asked for one after the other. */
  last: { readonly id: number; readonly digest: string } | null;
}

const blockBytes = 64;
let keyed = { secret: '', families: new Map<string, Keyed>() };

/** By two one-shot hashes: `createHmac` costs three times as much, and buffers twice. Octets as characters. */
function digestOf(secret: string, family: string, id: number): string {
  const known = keyedFor(secret, family);
  const { inner, outer } = known;
  if (known.last?.id === id) return known.last.digest;
  inner.writeUIntBE(id, inner.length - idBytes, idBytes);
  outer.write(hash('sha256', inner, 'binary'), blockBytes, 'latin1');
  const digest = hash('sha256', outer, 'binary');
  known.last = { id, digest };
  return digest;
}

/** Kept for the one secret that a process uses. */
function keyedFor(secret: string, family: string): Keyed {
  if (keyed.secret !== secret) keyed = { secret, families: new Map() };
  let found = keyed.families.get(family);
  if (found === undefined) {
    const bytes = Buffer.from(secret);
    const key = Buffer.alloc(blockBytes);
    (bytes.length > blockBytes ? hash('sha256', bytes, 'buffer') : bytes).copy(key);
    const name = Buffer.from(`${family}\0`);
    found = {
      inner: Buffer.concat([key.map((byte) => byte ^ 0x36), name, Buffer.alloc(idBytes)]),
      outer: Buffer.concat([key.map((byte) => byte ^ 0x5c), Buffer.alloc(32)]),
      last: null,
    };
    keyed.families.set(family, found);
  }
  return found;
}

function encode(bytes: Buffer): string {
  let position = 0;
  let bits = 0;
  let value = 0;
  for (let at = 0; at < bytes.length; at++) {
    value = (value << 8) | bytes[at]!;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      written[position++] = letters[(value >>> bits) & 31]!;
    }
    value &= (1 << bits) - 1;
  }
  if (bits > 0) written[position++] = letters[(value << (5 - bits)) & 31]!;
  return written.toString('latin1', 0, position);
}

function decode(token: string): Buffer | null {
  if (token.length !== tokenLength) return null;
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of token) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return null;
    value = (value << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >>> bits) & 255);
      value &= (1 << bits) - 1;
    }
  }
  // Spare bits must be zero: otherwise two spellings would stand for one token.
  return value === 0 && bytes.length === idBytes + macBytes ? Buffer.from(bytes) : null;
}
