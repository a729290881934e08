/**
 * Signs messages with RSA (RFC 6376, RFC 8301) and, on request, with Ed25519 as well (RFC 8463), in the thread pool, so
 * that several cores work at it. No time and no random part: a retry has the same signatures (promise 6).
 */
import { createPrivateKey, hash, type KeyObject, sign } from 'node:crypto';
import { OperatorError, reasonOf } from '../errors.ts';
import { headerFields, relaxedBody, relaxedHeader } from '../mail/mime-canonical.ts';

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

/** From a message in wire form to the signed one, in a buffer of `room`. */
export type Signer = (wire: Buffer, room?: (octets: number) => Buffer) => Promise<Buffer>;

/** RFC 6376 §5.4.1, RFC 8058 §4: both List-Unsubscribe headers must be covered. */
const signedNames = [
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'reply-to',
  'in-reply-to',
  'references',
  'auto-submitted',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-help',
  'list-owner',
  'list-post',
  'list-archive',
  'precedence',
];

/** Throws OperatorError for a key that cannot sign. */
export function openSigner(settings: DkimSettings): Signer {
  const { domain, rsa, ed25519 } = settings;
  const signatures: Signature[] = [{ algorithm: 'rsa-sha256', domain, ...readRsa(domain, rsa) }];
  // Above the other: receivers that know it find it first, the others pass over it (RFC 8463 §3).
  if (ed25519 !== null)
    signatures.unshift({ algorithm: 'ed25519-sha256', domain, ...readEd25519(domain, ed25519) });
  return async (wire, room = Buffer.allocUnsafe) => {
    const message = digest(wire);
    const fields = await Promise.all(signatures.map((signature) => signatureField(signature, message)));
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

interface Digest {
  readonly bodyHash: string;
  /** h=, folded. */
  readonly names: string;
  /** The signed fields in their canonical form. */
  readonly lines: readonly string[];
}

/** `wire` is the whole message in wire form. */
function digest(wire: Buffer): Digest {
  const split = wire.indexOf('\r\n\r\n');
  const head = wire.toString('utf8', 0, split);
  const bodyHash = hash('sha256', relaxedBody(wire.subarray(split + 4)), 'base64');
  const fields = chosenFields(head);
  // From is named once more than it stands there: nobody can add a second one (RFC 6376 §8.15).
  const names = ['from', ...fields.map((field) => field.name)].join(':').replace(/(.{60}[^:]*:)/g, '$1\r\n ');
  return { bodyHash, names, lines: fields.map((field) => relaxedHeader(field.text)) };
}

async function signatureField(signature: Signature, message: Digest): Promise<string> {
  const { algorithm, domain, selector, key } = signature;
  const unsigned =
    `DKIM-Signature: v=1; a=${algorithm}; c=relaxed/relaxed; d=${domain};\r\n` +
    ` s=${selector}; h=${message.names};\r\n bh=${message.bodyHash};\r\n b=`;
  const data = Buffer.from([...message.lines, relaxedHeader(unsigned)].join('\r\n'), 'utf8');
  return `${unsigned}${fold(await signWith(key, algorithm, data))}\r\n`;
}

function chosenFields(head: string): { name: string; text: string }[] {
  const all = headerFields(head).map((text) => ({
    name: text.slice(0, text.indexOf(':')).trim().toLowerCase(),
    text,
  }));
  return signedNames.flatMap((name) => all.filter((field) => field.name === name).reverse());
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
  return base64.replace(/(.{72})(?=.)/g, '$1\r\n ');
}
