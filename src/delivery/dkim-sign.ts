/**
 * Signs messages with RSA (RFC 6376, RFC 8301), in the thread pool, so that several cores work at it. No time and no
 * random part: a retry has the same signature (promise 6).
 */
import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { OperatorError, reasonOf } from '../errors.ts';
import { headerFields, relaxedBody, relaxedHeader } from '../mail/mime-canonical.ts';
import { fromWire } from '../mail/mime-wire.ts';

export interface DkimKey {
  /** d=, aligned with From. */
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

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
  'precedence',
];

/** Returns a function from a message in wire form to the signed one. Throws OperatorError for a key that cannot sign. */
export function openSigner(settings: DkimKey): (wire: Buffer) => Promise<Buffer> {
  const key = readKey(settings);
  return async (wire) => {
    const { signature, unsigned } = prepare(settings, fromWire(wire));
    const value = await signWith(key, signature);
    const field = `${unsigned}${fold(value)}\r\n`;
    return Buffer.concat([Buffer.from(field, 'latin1'), wire]);
  };
}

/** An Ed25519 key alone would leave most receivers without a signature they can check; a short RSA key is refused by them. */
function readKey(settings: DkimKey): KeyObject {
  const where = `The DKIM key for ${settings.selector}._domainkey.${settings.domain}`;
  let key: KeyObject;
  try {
    key = createPrivateKey(settings.privateKey);
  } catch (error) {
    throw new OperatorError(`${where} cannot be read: ${reasonOf(error)}. It must be a private key in PEM.`);
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa' || bits < 2048) {
    throw new OperatorError(
      `${where} is ${key.asymmetricKeyType ?? 'unknown'}${bits > 0 ? ` of ${bits} bits` : ''}; make one of RSA with 2048 bits.`,
    );
  }
  return key;
}

function prepare(settings: DkimKey, message: Buffer): { signature: Buffer; unsigned: string } {
  const split = message.indexOf('\r\n\r\n');
  const head = message.toString('utf8', 0, split < 0 ? message.length : split);
  const body = split < 0 ? Buffer.alloc(0) : message.subarray(split + 4);
  const bodyHash = createHash('sha256').update(relaxedBody(body)).digest('base64');
  const fields = chosenFields(head);
  // From is named once more than it stands there: nobody can add a second one (RFC 6376 §8.15).
  const names = ['from', ...fields.map((field) => field.name)].join(':').replace(/(.{60}[^:]*:)/g, '$1\r\n ');
  const unsigned =
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${settings.domain};\r\n` +
    ` s=${settings.selector}; h=${names};\r\n bh=${bodyHash};\r\n b=`;
  const lines = [...fields.map((field) => relaxedHeader(field.text)), relaxedHeader(unsigned)];
  return { signature: Buffer.from(lines.join('\r\n'), 'utf8'), unsigned };
}

function chosenFields(head: string): { name: string; text: string }[] {
  const all = headerFields(head).map((text) => ({
    name: text.slice(0, text.indexOf(':')).trim().toLowerCase(),
    text,
  }));
  return signedNames.flatMap((name) => all.filter((field) => field.name === name).reverse());
}

function signWith(key: KeyObject, data: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    sign('sha256', data, key, (error, signature) =>
      error ? reject(error) : resolve(signature.toString('base64')),
    );
  });
}

function fold(base64: string): string {
  return base64.replace(/(.{72})(?=.)/g, '$1\r\n ');
}
