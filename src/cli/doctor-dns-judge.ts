/** What the records of a domain mean for our mails. Pure. */
import type { HealthCheck } from '../http/web-deps.ts';

/** `unknown`: no name server answered; that says nothing about the domain. */
export type Answer<Record> =
  | { readonly kind: 'found'; readonly records: readonly Record[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly why: string };

type Text = Answer<string>;

/** RFC 7208 §3.2: exactly one record; §4.6.4: at most ten look-ups. */
export function judgeSpf(domain: string, answer: Text): HealthCheck {
  const name = 'SPF';
  if (answer.kind === 'unknown') return unknown(name, domain, answer.why);
  const records = textsOf(answer).filter((text) => /^v=spf1(?: |$)/i.test(text));
  const [record] = records;
  if (record === undefined)
    return broken(
      name,
      `${domain} does not say who may send for it.`,
      `Add a TXT record to ${domain}: v=spf1 a mx include:YOUR-RELAY ~all`,
    );
  if (records.length > 1)
    return broken(
      name,
      `${domain} has ${records.length} SPF records; with more than one, none counts.`,
      'Join them into one record.',
    );
  if (/(?:^|\s)\+?all(?:\s|$)/i.test(record))
    return broken(name, `${domain} lets everybody send for it (+all).`, 'End the record with ~all or -all.');
  const lookups =
    record.match(/(?:^|\s)[+?~-]?(?:include|a|mx|ptr|exists|redirect)(?=[:=/\s]|$)/gi)?.length ?? 0;
  if (lookups > 10)
    return broken(
      name,
      `The record of ${domain} asks for ${lookups} look-ups; beyond ten it does not count.`,
      'Shorten it: fewer include, a and mx.',
    );
  return well(name, `${domain} says who may send for it. Is your relay among them?`);
}

/** `key`: what we sign with, in base64; null when unknown. A null `answer`: we do not sign ourselves. */
export function judgeDkim(domain: string, answer: Text | null, key: string | null): HealthCheck {
  const name = 'DKIM';
  if (answer === null)
    return {
      name,
      state: 'well',
      text: `The relay is left to sign for ${domain}. Only a mail that arrived can show whether it does.`,
      advice: null,
    };
  if (answer.kind === 'unknown') return unknown(name, domain, answer.why);
  const record = textsOf(answer).find((text) => /(?:^|;)\s*p=/i.test(text));
  if (record === undefined)
    return broken(
      name,
      'The key we sign with is not published: every signature counts as broken.',
      'Publish the TXT record of the selector (docs/operating.md), or set delivery.dkim: null',
    );
  const published = (/(?:^|;)\s*p=([^;]*)/i.exec(record)?.[1] ?? '').replace(/\s+/g, '');
  if (published === '')
    return broken(name, 'The published key was revoked (p= is empty).', 'Publish the key we sign with.');
  if (key !== null && published !== key)
    return broken(
      name,
      'The published key is not the one we sign with: every signature counts as broken.',
      'Publish the new key, or restore the old key file.',
    );
  return well(name, 'The key we sign with is published.');
}

export function judgeDmarc(domain: string, answer: Text): HealthCheck {
  const name = 'DMARC';
  if (answer.kind === 'unknown') return unknown(name, domain, answer.why);
  const record = textsOf(answer).find((text) => /^v=DMARC1\s*(?:;|$)/i.test(text));
  if (record === undefined)
    return {
      name,
      state: 'improve',
      text: `${domain} has no DMARC record; large providers ask for one.`,
      advice: `Add a TXT record to _dmarc.${domain}: v=DMARC1; p=none; rua=mailto:YOUR-ADDRESS`,
    };
  const policy = /(?:^|;)\s*p\s*=\s*(\w+)/i.exec(record)?.[1]?.toLowerCase() ?? '';
  if (!['none', 'quarantine', 'reject'].includes(policy))
    return broken(
      name,
      `The DMARC record of ${domain} has no valid policy.`,
      'Write p=none, p=quarantine or p=reject.',
    );
  return well(name, `${domain} has a DMARC record (p=${policy}).`);
}

export function judgeMx(domain: string, answer: Text): HealthCheck {
  const name = 'MX';
  if (answer.kind === 'unknown') return unknown(name, domain, answer.why);
  // RFC 7505: a lone dot says that the domain takes no mail.
  if (answer.kind === 'none' || answer.records.every((exchange) => exchange === '' || exchange === '.'))
    return broken(
      name,
      `${domain} takes no mail: nobody can write to you, and receivers refuse senders that cannot be answered.`,
      `Add an MX record to ${domain}.`,
    );
  return well(name, `Mail for ${domain} goes to ${answer.records.slice(0, 2).join(' and ')}.`);
}

/** `back`: names of the address; `forward`: addresses of the first of them. */
export function judgePtr(host: string, address: string | null, back: Text, forward: Text): HealthCheck {
  const name = 'PTR';
  if (back.kind === 'unknown') return unknown(name, host, back.why);
  if (address === null)
    return broken(name, `The relay ${host} has no address.`, 'Is its name in SMTP_URL right?');
  if (back.kind === 'none')
    return {
      name,
      state: 'improve',
      text: `The relay's address ${address} has no name; many receivers refuse such senders.`,
      advice:
        'If it sends itself, have its provider set the reverse name (PTR). A provider’s relay may send from others.',
    };
  if (forward.kind === 'found' && !forward.records.includes(address))
    return {
      name,
      state: 'improve',
      text: `${address} is called ${back.records[0]}, but that name leads elsewhere.`,
      advice: 'If the relay sends itself, make name and address agree.',
    };
  return well(name, `The relay ${address} is called ${back.records[0]}.`);
}

function textsOf(answer: Text): readonly string[] {
  return answer.kind === 'found' ? answer.records.map((text) => text.trim()) : [];
}

function well(name: string, text: string): HealthCheck {
  return { name, state: 'well', text, advice: null };
}

function broken(name: string, text: string, advice: string): HealthCheck {
  return { name, state: 'broken', text, advice };
}

function unknown(name: string, what: string, why: string): HealthCheck {
  return {
    name,
    state: 'improve',
    text: `${what} could not be looked up (${why}).`,
    advice: 'Has this machine a name server? Run doctor where it can ask one.',
  };
}
