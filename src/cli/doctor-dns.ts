/** What the world's name servers say of the domain that we write as. Asked here, judged in `doctor-dns-judge.ts`. */
import { createPublicKey } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { reasonOf } from '../errors.ts';
import type { HealthCheck } from '../http/web-deps.ts';
import { domainOf } from '../mail/address.ts';
import { type Answer, judgeDkim, judgeDmarc, judgeMx, judgePtr, judgeSpf } from './doctor-dns-judge.ts';

/** One kind of question each; never throws. */
export interface Names {
  txt(name: string): Promise<Answer<string>>;
  mx(name: string): Promise<Answer<string>>;
  addresses(name: string): Promise<Answer<string>>;
  reverse(address: string): Promise<Answer<string>>;
}

const patienceMs = 2_000;

export function openNames(): Names {
  const resolver = new Resolver({ timeout: patienceMs, tries: 2 });
  const ask = async (question: () => Promise<string[]>): Promise<Answer<string>> => {
    try {
      const records = await question();
      return records.length === 0 ? { kind: 'none' } : { kind: 'found', records };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return ['ENODATA', 'ENOTFOUND'].includes(code)
        ? { kind: 'none' }
        : { kind: 'unknown', why: code || reasonOf(error) };
    }
  };
  return {
    txt: (name) => ask(async () => (await resolver.resolveTxt(name)).map((parts) => parts.join(''))),
    mx: (name) => ask(async () => (await resolver.resolveMx(name)).map(({ exchange }) => exchange)),
    addresses: (name) =>
      ask(async () => {
        const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
        if (four.status === 'rejected' && six.status === 'rejected') throw four.reason;
        return [four, six].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      }),
    reverse: (address) => ask(() => resolver.reverse(address)),
  };
}

/** One set of checks per domain that a colloquium writes as. */
export async function dnsChecks(config: Config, names: Names): Promise<HealthCheck[]> {
  const domains = [...new Set(config.colloquia.map(({ address }) => domainOf(address)))];
  const checks = await Promise.all(domains.map((domain) => domainChecks(config, domain, names)));
  return [...checks.flat(), ...(await relayChecks(config, names))];
}

/** RFC 2606 §2: such names are nobody's. */
const reserved = /(?:^|\.)(?:example|invalid|test|localhost)$|(?:^|\.)example\.(?:com|net|org)$/;

async function domainChecks(config: Config, domain: string, names: Names): Promise<HealthCheck[]> {
  if (reserved.test(domain)) {
    const text = `${domain} is an invented domain; nothing can be looked up.`;
    const isReal = config.smtpUrl !== null && config.production;
    const advice = 'Write the address of your own mailbox into config/colloquia.';
    return [{ name: 'DNS', state: isReal ? 'broken' : 'improve', text, advice }];
  }
  const [spf, dmarc, organisation, mx, keys] = await Promise.all([
    names.txt(domain),
    names.txt(`_dmarc.${domain}`),
    names.txt(`_dmarc.${domain.split('.').slice(-2).join('.')}`),
    names.mx(domain),
    keyChecks(config, domain, names),
  ]);
  return [
    judgeSpf(domain, spf),
    ...keys,
    // RFC 7489 §6.6.3: a domain without a record of its own has that of the organisation.
    judgeDmarc(domain, dmarc.kind === 'none' ? organisation : dmarc),
    judgeMx(domain, mx),
  ];
}

/** One for each key that we sign with. */
async function keyChecks(
  { service, configDir }: Config,
  domain: string,
  names: Names,
): Promise<HealthCheck[]> {
  const { dkim } = service.delivery;
  if (dkim === null) return [judgeDkim(domain, null, null)];
  const keys = dkim.ed25519 === null ? [dkim] : [dkim, dkim.ed25519];
  return Promise.all(
    keys.map(async ({ selector, key_file }) => {
      const answer = await names.txt(`${selector}._domainkey.${dkim.domain}`);
      return judgeDkim(domain, answer, publicKeyIn(resolve(configDir, key_file)));
    }),
  );
}

/** As it has to stand in DNS (RFC 6376 §3.6.1, RFC 8463 §4); null when it cannot be read, which is said elsewhere. */
function publicKeyIn(file: string): string | null {
  try {
    const key = createPublicKey(readFileSync(file, 'utf8'));
    const info = key.export({ type: 'spki', format: 'der' });
    // Of an Ed25519 key only its 32 octets are published, without the structure before them.
    return (key.asymmetricKeyType === 'ed25519' ? info.subarray(-32) : info).toString('base64');
  } catch {
    return null;
  }
}

/** Only a relay of our own can be looked at: behind a provider's name are many machines that send. */
async function relayChecks({ smtpUrl }: Config, names: Names): Promise<HealthCheck[]> {
  const host = smtpUrl === null ? '' : (URL.parse(smtpUrl)?.hostname ?? '');
  const isName = host.includes('.') && !/^[\d.]+$/.test(host) && !reserved.test(host);
  if (!isName) return [];
  const addresses = await names.addresses(host);
  const [first] = addresses.kind === 'found' ? addresses.records : [];
  if (first === undefined) return [judgePtr(host, null, addresses, { kind: 'none' })];
  const back = await names.reverse(first);
  const [name] = back.kind === 'found' ? back.records : [];
  const forward: Answer<string> = name === undefined ? { kind: 'none' } : await names.addresses(name);
  return [judgePtr(host, first, back, forward)];
}
