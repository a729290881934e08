/** Where mail is handed over, out of one address: smtp://user:pass@relay.example:587?tls=required */
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { OperatorError } from '../errors.ts';
import type { AccessTokens } from '../oauth2.ts';

/** A password, or access tokens where the relay takes none. */
export type RelayAuth =
  | { readonly user: string; readonly pass: string }
  | { readonly user: string; readonly tokens: AccessTokens };

/** What reports the relay is asked for, where it offers DSN (RFC 3461). `config.service.delivery.dsn` fits. */
export interface ReportWishes {
  readonly notify: readonly ('failure' | 'delay' | 'success')[];
  /** What of our mail comes back with a report. */
  readonly return: 'headers' | 'full';
}

export interface RelayOptions {
  readonly connection: SMTPConnectionOptions;
  /** Null: the relay takes mail from us without asking who we are. */
  readonly auth: RelayAuth | null;
  /** Null: reports as the relay sees fit. */
  readonly reports: ReportWishes | null;
  /** Always nodemailer's own way of sending; set for LMTP and when a relay is known to be odd. */
  readonly plain: boolean;
  /** How many connections are open at once, those aside that wait for a slow answer. */
  readonly connections: number;
  /** How many messages one connection carries. Receivers frown on more than 100. */
  readonly messagesPerConnection: number;
  /** How long a connection waits for its next message. */
  readonly idleMs: number;
  /** How long the final dot is held back for a message that may have arrived before. */
  readonly carefulMs: number;
}

export interface RelaySettings {
  readonly requireTls?: boolean;
  readonly name?: string;
  /** With them the URL needs a user and no password. */
  readonly tokens?: AccessTokens | null;
  readonly reports?: ReportWishes | null;
  readonly connections?: number;
}

/**
 * Schemes: smtp (STARTTLS where offered), smtps (TLS from the start), lmtp. Parameters: `tls=required` (never in clear
 * text), `tls=off`, `name` (EHLO), `plain=yes`, `messages` (per connection). Throws OperatorError.
 */
export function readRelayUrl(url: string, settings: RelaySettings = {}): RelayOptions {
  const parsed = URL.parse(url);
  if (parsed === null || !/^(smtps?|lmtp):$/.test(parsed.protocol) || parsed.hostname === '')
    throw new OperatorError('SMTP_URL is not an address: write smtp://user:password@relay.example:587');
  const options = readParameters(parsed.searchParams);
  const lmtp = parsed.protocol === 'lmtp:';
  const secure = parsed.protocol === 'smtps:';
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const auth = readAuth(parsed, settings.tokens ?? null);
  const name = options.name ?? settings.name;
  return {
    connection: {
      host,
      port: parsed.port === '' ? (secure ? 465 : lmtp ? 24 : 25) : Number(parsed.port),
      secure,
      lmtp,
      ...tlsOptions(secure, options.tls, {
        isDemanded: settings.requireTls === true,
        // A password in clear text is everybody's.
        isExpected: auth !== null && !isThisMachine(host),
      }),
      ...(name === undefined ? {} : { name }),
      // RFC 5321 §4.5.3.2 asks for patience with answers, not with connecting.
      connectionTimeout: 30_000,
      greetingTimeout: 30_000,
      dnsTimeout: 30_000,
      socketTimeout: 600_000,
    },
    auth,
    reports: settings.reports ?? null,
    plain: lmtp || options.plain,
    connections: settings.connections ?? 20,
    messagesPerConnection: options.messages,
    idleMs: 5000,
    carefulMs: 1000,
  };
}

/**
 * TLS that must be is checked against the certificate. TLS that only may be hides mail from whoever listens; a certificate
 * that fits nobody is no reason for clear text then (RFC 7435 §3): who can forge one can as well strip the offer of TLS.
 */
function tlsOptions(
  secure: boolean,
  wish: string | null,
  { isDemanded, isExpected }: { isDemanded: boolean; isExpected: boolean },
): SMTPConnectionOptions {
  if (secure) return {};
  if (isDemanded || wish === 'required' || (isExpected && wish !== 'off')) return { requireTLS: true };
  return wish === 'off' ? { ignoreTLS: true } : { tls: { rejectUnauthorized: false } };
}

function readAuth(url: URL, tokens: AccessTokens | null): RelayAuth | null {
  const user = decode(url.username);
  const pass = decode(url.password);
  if (user === '') return null;
  if (pass !== '') return { user, pass };
  if (tokens !== null) return { user, tokens };
  throw new OperatorError(
    'SMTP_URL has a user and no password: add it, or set oauth2 (docs/configuration.md)',
  );
}

interface Parameters {
  readonly tls: string | null;
  readonly name: string | null;
  readonly plain: boolean;
  readonly messages: number;
}

/** A misspelt `tls=required` would be clear text: what is not known is refused. */
function readParameters(given: URLSearchParams): Parameters {
  const value = (name: string, form: RegExp) => {
    const text = given.get(name);
    if (text !== null && !form.test(text))
      throw new OperatorError(`SMTP_URL: ${name}=${text} is not understood (docs/configuration.md)`);
    return text;
  };
  const unknown = [...given.keys()].find((name) => !['tls', 'name', 'plain', 'messages'].includes(name));
  if (unknown !== undefined)
    throw new OperatorError(
      `SMTP_URL: there is no option “${unknown}”; tls, name, plain and messages there are`,
    );
  return {
    tls: value('tls', /^(required|off)$/),
    name: value('name', /^[A-Za-z0-9.:[\]-]{1,255}$/),
    plain: value('plain', /^(yes|no)$/) === 'yes',
    messages: Number(value('messages', /^[1-9]\d{0,5}$/) ?? 100),
  };
}

/** Also where a `%` stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
