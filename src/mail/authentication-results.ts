/**
 * What is known about the sender: found out by ourselves, or by our own mail exchanger (RFC 8601). Other hosts' fields are
 * claims and are ignored.
 */
import { domainOf, isAligned } from './address.ts';
import { headerValues, type Message } from './message.ts';

/** One method's result: `dkim=pass header.d=uva.example` is {method:'dkim', result:'pass', props:{'header.d':…}}. */
export interface MethodResult {
  readonly method: string;
  readonly result: string;
  readonly props: Readonly<Record<string, string>>;
}

/** The verdict on the From address. `domain` is the aligned domain that proves it, or null. */
export interface SenderVerdict {
  /** `unchecked`: nobody looked, because nobody is there who could. */
  readonly verdict: 'authenticated' | 'unauthenticated' | 'unchecked';
  readonly reason: string;
  /** Whose word it is; null: nobody's. */
  readonly by: 'us' | 'mail-exchanger' | null;
  readonly dkim: string;
  readonly spf: string;
  readonly dmarc: string;
  readonly domain: string | null;
}

/** Whose results to trust and which mailbox is ours. */
export interface Trust {
  readonly authserv: string | null;
  readonly address: string;
  /** What we found out ourselves; it counts before anybody's field. */
  readonly checked?: readonly MethodResult[] | null;
}

/**
 * Judges the From address by our own findings, or by the topmost Authentication-Results of the configured authserv-id. Authenticated is:
 * DMARC pass; or no DMARC verdict, and a passing DKIM or SPF domain aligned with From (RFC 7489 §3.1, relaxed).
 */
export function senderVerdict(message: Message, trust: Trust): SenderVerdict {
  const checked = trust.checked ?? null;
  const results = checked ?? trustedResults(message, trust.authserv);
  const from = message.from.length === 1 ? domainOf(message.from[0]?.address ?? '') : '';
  const of = (method: string) => results?.filter((each) => each.method === method) ?? [];
  const summary = (method: string) => {
    const found = of(method).map((each) => each.result);
    return found.includes('pass') ? 'pass' : (found[0] ?? 'none');
  };
  const by = results === null ? null : checked === null ? ('mail-exchanger' as const) : ('us' as const);
  const base = { dkim: summary('dkim'), spf: summary('spf'), dmarc: summary('dmarc'), by };
  const no = (reason: string): SenderVerdict => ({
    verdict: 'unauthenticated',
    reason,
    ...base,
    domain: null,
  });
  if (results === null && trust.authserv === null)
    return { ...no('nothing is known about the sender'), verdict: 'unchecked' };
  if (results === null) return no('no Authentication-Results of our mail exchanger');
  if (from === '') return no('no single From address');
  const dmarc = of('dmarc')[0];
  if (dmarc?.result === 'fail') return no('DMARC fail');
  if (dmarc?.result === 'pass' && isAligned(domainOf(dmarc.props['header.from'] ?? from), from)) {
    return { verdict: 'authenticated', reason: 'DMARC pass', ...base, domain: from };
  }
  const dkim = of('dkim').find((each) => each.result === 'pass' && isAligned(dkimDomain(each), from));
  if (dkim) return { verdict: 'authenticated', reason: 'aligned DKIM', ...base, domain: dkimDomain(dkim) };
  const spf = of('spf').find((each) => each.result === 'pass' && isAligned(spfDomain(each), from));
  if (spf) return { verdict: 'authenticated', reason: 'aligned SPF', ...base, domain: spfDomain(spf) };
  return no('no aligned pass');
}

function dkimDomain(result: MethodResult): string {
  return domainOf(result.props['header.d'] ?? result.props['header.i'] ?? '');
}

function spfDomain(result: MethodResult): string {
  return domainOf(result.props['smtp.mailfrom'] ?? result.props['smtp.from'] ?? '');
}

/** Whether one of these Authentication-Results fields is of this authserv-id. */
export function hasResultsOf(fields: readonly string[], authserv: string | null): boolean {
  return (
    authserv !== null && fields.some((value) => parseResults(value)?.authserv === authserv.toLowerCase())
  );
}

/** The results of the topmost field of this authserv-id, or null when there is none. */
function trustedResults(message: Message, authserv: string | null): readonly MethodResult[] | null {
  if (authserv === null) return null;
  for (const value of headerValues(message, 'authentication-results')) {
    const parsed = parseResults(value);
    if (parsed?.authserv === authserv.toLowerCase()) return parsed.results;
  }
  return null;
}

/** Parses one field value (RFC 8601 §2.2): authserv-id, optional version, then `method=result prop=value …` statements. */
function parseResults(value: string): { authserv: string; results: MethodResult[] } | null {
  const [head = '', ...statements] = splitStatements(stripComments(value.slice(0, 8192)));
  const authserv = /^\s*"?([^\s";]+)"?/.exec(head)?.[1]?.toLowerCase();
  if (authserv === undefined) return null;
  const results = statements.flatMap((statement) => {
    const pairs = [
      ...statement.matchAll(/([A-Za-z][\w.-]*)(?:\/\d+)?\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;"]+)/g),
    ].map((match) => [(match[1] ?? '').toLowerCase(), (match[2] ?? '').replace(/^"|"$/g, '')] as const);
    const [first, ...rest] = pairs;
    return first
      ? [{ method: first[0], result: first[1].toLowerCase(), props: Object.fromEntries(rest) }]
      : [];
  });
  return { authserv, results };
}

function splitStatements(text: string): string[] {
  return text.match(/(?:"(?:[^"\\]|\\.)*"|[^;"])+/g) ?? [];
}

/** Drops nested comments (RFC 5322 §3.2.2), in one pass. */
function stripComments(text: string): string {
  let depth = 0;
  let quoted = false;
  let out = '';
  for (const char of text) {
    if (char === '"' && depth === 0) quoted = !quoted;
    if (!quoted && char === '(') depth += 1;
    else if (!quoted && char === ')' && depth > 0) depth -= 1;
    else if (depth === 0) out += char;
  }
  return out;
}
