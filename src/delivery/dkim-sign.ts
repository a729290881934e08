/**
 * Signs messages with RSA (RFC 6376, RFC 8301) and, on request, with Ed25519 as well (RFC 8463), in the thread pool, so
 * that several cores work at it. No time and no random part: a retry has the same signatures (promise 6).
 */
import { createPrivateKey, hash, type KeyObject, sign } from 'node:crypto';
import { OperatorError, reasonOf } from '../errors.ts';
import { type CanonicalMessage, canonicalMessage } from '../mail/dkim-fields.ts';
import { relaxedHeader } from '../mail/mime-canonical.ts';

interface SigningKey {
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

export interface DkimSettings {
  /** d=, aligned with From. */
  readonly domain: string;
  readonly rsa: SigningKey;
  /** Null: one signature, which every receiver can check. */
  readonly ed25519: SigningKey | null;
}

interface Signature {
  readonly algorithm: 'rsa-sha256' | 'ed25519-sha256';
  readonly domain: string;
  readonly selector: string;
  readonly key: KeyObject;
}

export interface SigningOptions {
  /** Gives the buffer of the signed message: exactly so many octets. */
  readonly room?: (octets: number) => Buffer;
  /** What is signed, where it is known already; read before the first signature is begun, and not again. */
  readonly canonical?: CanonicalMessage;
}

/** From a message in wire form to the signed one. */
export type Signer = (wire: Buffer, options?: SigningOptions) => Promise<Buffer>;

/** Throws OperatorError for a key that cannot sign. */
export function openSigner(settings: DkimSettings): Signer {
  const { domain, rsa, ed25519 } = settings;
  const signatures: Signature[] = [{ algorithm: 'rsa-sha256', domain, ...readRsa(domain, rsa) }];
  // Above the other: receivers that know it find it first, the others pass over it (RFC 8463 §3).
  if (ed25519 !== null)
    signatures.unshift({ algorithm: 'ed25519-sha256', domain, ...readEd25519(domain, ed25519) });
  const writers = signatures.map(openFieldWriter);
  return async (wire, { room = Buffer.allocUnsafe, canonical = canonicalMessage(wire) } = {}) => {
    const { names, head: signedHead, body } = canonical;
    const digest: Digest = { names, head: signedHead, bodyHash: hash('sha256', body, 'base64') };
    const fields = await Promise.all(writers.map((write) => write(digest)));
    const head = fields.join('');
    const signed = room(head.length + wire.length);
    signed.write(head, 0, 'latin1');
    wire.copy(signed, head.length);
    return signed;
  };
}

/** An Ed25519 key alone would leave most receivers without a signature they can check; a short RSA key is refused by them. */
function readRsa(domain: string, { selector, privateKey }: SigningKey): Pick<Signature, 'selector' | 'key'> {
  const where = nameOf(domain, selector);
  const key = readKey(where, privateKey);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType === 'rsa' && bits >= 2048) return { selector, key };
  throw new OperatorError(
    `${where} is ${key.asymmetricKeyType ?? 'unknown'}${bits > 0 ? ` of ${bits} bits` : ''}; make one of RSA with 2048 bits.`,
  );
}

function readEd25519(
  domain: string,
  { selector, privateKey }: SigningKey,
): Pick<Signature, 'selector' | 'key'> {
  const where = nameOf(domain, selector);
  const key = readKey(where, privateKey);
  if (key.asymmetricKeyType === 'ed25519') return { selector, key };
  throw new OperatorError(`${where} is ${key.asymmetricKeyType ?? 'unknown'}; it must be Ed25519.`);
}

function nameOf(domain: string, selector: string): string {
  return `The DKIM key for ${selector}._domainkey.${domain}`;
}

function readKey(where: string, privateKey: string): KeyObject {
  try {
    return createPrivateKey(privateKey);
  } catch (error) {
    throw new OperatorError(`${where} cannot be read: ${reasonOf(error)}. It must be a private key in PEM.`);
  }
}

interface Digest extends Omit<CanonicalMessage, 'body'> {
  readonly bodyHash: string;
}

/** Copies of one mailing differ in their hashes alone: what stands before them is made once. */
function openFieldWriter({
  algorithm,
  domain,
  selector,
  key,
}: Signature): (message: Digest) => Promise<string> {
  let last = { names: '', field: '', relaxed: '' };
  return async ({ names, head, bodyHash }) => {
    // From is named once more than it stands there: nobody can add a second one (RFC 6376 §8.15).
    const named = ['from', ...names].join(':');
    if (last.names !== named) {
      const field =
        `DKIM-Signature: v=1; a=${algorithm}; c=relaxed/relaxed; d=${domain};\r\n` +
        ` s=${selector}; h=${named.replace(/(.{60}[^:]*:)/g, '$1\r\n ')};\r\n bh=`;
      last = { names: named, field, relaxed: relaxedHeader(field) };
    }
    const { field, relaxed } = last;
    const data = Buffer.from(`${head}${relaxed}${bodyHash}; b=`, 'latin1');
    return `${field}${bodyHash};\r\n b=${fold(await signWith(key, algorithm, data))}\r\n`;
  };
}

/** RFC 8463 §3: Ed25519 signs the SHA-256 of the data, not the data. */
function signWith(key: KeyObject, algorithm: Signature['algorithm'], data: Buffer): Promise<string> {
  const [digestName, signed] =
    algorithm === 'rsa-sha256' ? ['sha256', data] : [null, hash('sha256', data, 'buffer')];
  return new Promise((resolve, reject) => {
    sign(digestName, signed, key, (error, signature) =>
      error ? reject(error) : resolve(signature.toString('base64')),
    );
  });
}

function fold(base64: string): string {
  const lines: string[] = [];
  for (let at = 0; at < base64.length; at += 72) lines.push(base64.slice(at, at + 72));
  return lines.join('\r\n ');
}
