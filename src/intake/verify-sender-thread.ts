/** The thread's side of `verify-sender.ts`: SPF, DKIM and DMARC of one mail, with DNS asked of the other side. */
import { parentPort } from 'node:worker_threads';
import { type DKIMResult, dkimVerify, dmarc, spf } from 'mailauth';
import type { MethodResult } from '../mail/authentication-results.ts';

/** What the other side posts: a mail, or the answer to a question of ours. */
export type ToThread =
  | {
      readonly kind: 'verify';
      readonly id: number;
      readonly raw: Uint8Array;
      /** Null: not known, and SPF and DMARC say nothing then. */
      readonly ip: string | null;
      readonly mailFrom: string | null;
    }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly records: string[] | string[][] | null;
      /** As `node:dns` has them: ENOTFOUND, ENODATA, ETIMEOUT … */
      readonly code: string;
    };

/** What the thread posts: a question of DNS, or what it found out. */
export type FromThread =
  | { readonly kind: 'ask'; readonly id: number; readonly name: string; readonly type: string }
  | { readonly kind: 'found'; readonly id: number; readonly results: MethodResult[] | null };

const port = parentPort;
const asked = new Map<number, (answer: { records: string[] | string[][] | null; code: string }) => void>();
let nextAsk = 1;

async function resolve(name: string, type: string): Promise<string[] | string[][]> {
  const id = nextAsk++;
  port?.postMessage({ kind: 'ask', id, name, type } satisfies FromThread);
  const { records, code } = await new Promise<{ records: string[] | string[][] | null; code: string }>(
    (answer) => asked.set(id, answer),
  );
  if (records !== null) return records;
  throw Object.assign(new Error(`${type} ${code}`), { code });
}

/** A signature of SHA-1 or of a short key proves nothing (RFC 8301). */
const strength = { minBitLength: 1024, rejectRsaSha1: true };

async function verify(raw: Uint8Array, ip: string | null, mailFrom: string | null): Promise<MethodResult[]> {
  const input = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const signatures = await dkimVerify(input, { resolver: resolve, ...strength });
  const dkim = signatures.results.map(dkimResult);
  if (ip === null) return dkim;
  const envelope = await spf({
    resolver: resolve,
    ip,
    helo: `[${ip}]`,
    sender: mailFrom ?? '',
    mta: 'convoke',
  });
  const policy = await dmarc({
    resolver: resolve,
    headerFrom: signatures.headerFrom,
    fromFields: signatures.fromFields,
    spfDomains: envelope && envelope.status.result === 'pass' ? [envelope.domain] : [],
    dkimDomains: dkim
      .filter(({ result }) => result === 'pass')
      .map(({ props }) => ({ domain: props['header.d'] ?? '' })),
  });
  return [
    ...dkim,
    ...(envelope
      ? [{ method: 'spf', result: envelope.status.result, props: { 'smtp.mailfrom': mailFrom ?? '' } }]
      : []),
    ...(policy
      ? [{ method: 'dmarc', result: policy.status.result, props: { 'header.from': policy.domain ?? '' } }]
      : []),
  ];
}

/** What an `l=` tag leaves unsigned anybody may have added (RFC 6376 §8.2), and a key under test is none (§3.6.1). */
function dkimResult({ status, signingDomain }: DKIMResult): MethodResult {
  const isWhole = !status.underSized && status.testing !== true;
  const result = status.result === 'pass' && !isWhole ? 'policy' : status.result;
  return { method: 'dkim', result, props: { 'header.d': signingDomain ?? '' } };
}

port?.on('message', (message: ToThread) => {
  if (message.kind === 'answer') {
    asked.get(message.id)?.(message);
    asked.delete(message.id);
    return;
  }
  const { id, raw, ip, mailFrom } = message;
  verify(raw, ip, mailFrom)
    .catch(() => null)
    .then((results) => port?.postMessage({ kind: 'found', id, results } satisfies FromThread));
});
