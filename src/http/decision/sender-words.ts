/** What is known about a sender, in a host's words. Pure. */
import type { RequestRow } from '../../store/schema.ts';

export interface SenderWords {
  readonly shape: 'ok' | 'held' | 'none';
  readonly words: string;
  /** Protocol words, small, for whoever needs them. */
  readonly fine: string | null;
}

export function senderWords(request: Pick<RequestRow, 'sender' | 'confirmed_at'>): SenderWords {
  const { verdict, domain, spf, dkim, dmarc, by } = (request.sender ?? {}) as Record<
    string,
    string | null | undefined
  >;
  const checks = Object.entries({ SPF: spf, DKIM: dkim, DMARC: dmarc })
    .filter(([, result]) => typeof result === 'string' && /^[a-z]{1,12}$/.test(result))
    .map(([name, result]) => `${name} ${result}`)
    .join(', ');
  const whose = by === 'us' ? ', looked at by us' : by === 'mail-exchanger' ? ', says your mail server' : '';
  const fine = checks === '' ? null : `${checks}${whose}`;
  if (verdict === 'confirmed') return { shape: 'ok', words: 'Confirmed this address', fine };
  if (verdict === 'authenticated')
    return { shape: 'ok', words: domain ? `Really from ${domain}` : 'Really from this sender', fine };
  if (verdict === 'unchecked' || verdict === undefined) {
    return { shape: 'none', words: 'Not checked: nothing is known about who sent it', fine: null };
  }
  if (dmarc === 'fail')
    return { shape: 'held', words: 'Not proven: the domain it names disowns this mail', fine };
  return { shape: 'held', words: 'Not proven: the mail may be forged', fine };
}
