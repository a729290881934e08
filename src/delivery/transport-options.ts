/** Where mail is handed over, out of one address: smtp://user:pass@relay.example:587?tls=required */
import type { SMTPConnectionAuth, SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { OperatorError } from '../errors.ts';

export interface RelayOptions {
  readonly connection: SMTPConnectionOptions;
  /** Null: the relay takes mail without a name and password. */
  readonly auth: SMTPConnectionAuth | null;
  /** Always nodemailer's own way of sending; set for LMTP and when a relay is known to be odd. */
  readonly plain: boolean;
  /** How many messages one connection carries. Receivers frown on more than 100. */
  readonly messagesPerConnection: number;
  /** How long a connection waits for its next message. */
  readonly idleMs: number;
  /** How long the final dot is held back for a message that may have arrived before. */
  readonly carefulMs: number;
}

/**
 * Schemes: smtp (STARTTLS where offered), smtps (TLS from the start), lmtp. Parameters: `tls=required` (never in clear
 * text), `tls=off`, `name` (EHLO), `plain=yes`, `messages` (per connection). Throws OperatorError.
 */
export function readRelayUrl(
  url: string,
  settings: { requireTls?: boolean; name?: string } = {},
): RelayOptions {
  const parsed = URL.parse(url);
  if (parsed === null || !/^(smtps?|lmtp):$/.test(parsed.protocol)) {
    throw new OperatorError('SMTP_URL is not an address: write smtp://user:password@relay.example:587');
  }
  const lmtp = parsed.protocol === 'lmtp:';
  const secure = parsed.protocol === 'smtps:';
  const tls = parsed.searchParams.get('tls');
  const name = parsed.searchParams.get('name') ?? settings.name;
  return {
    connection: {
      host: parsed.hostname.replace(/^\[|\]$/g, ''),
      port: parsed.port === '' ? (secure ? 465 : lmtp ? 24 : 25) : Number(parsed.port),
      secure,
      lmtp,
      requireTLS: !secure && (tls === 'required' || settings.requireTls === true),
      ignoreTLS: tls === 'off',
      ...(name === undefined ? {} : { name }),
      // RFC 5321 §4.5.3.2 asks for patience with answers, not with connecting.
      connectionTimeout: 30_000,
      greetingTimeout: 30_000,
      dnsTimeout: 30_000,
      socketTimeout: 600_000,
    },
    auth:
      parsed.username === ''
        ? null
        : { user: decodeURIComponent(parsed.username), pass: decodeURIComponent(parsed.password) },
    plain: lmtp || parsed.searchParams.get('plain') === 'yes',
    messagesPerConnection: Number(parsed.searchParams.get('messages') ?? 100) || 100,
    idleMs: 5000,
    carefulMs: 1000,
  };
}
