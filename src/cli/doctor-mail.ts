/** The mail servers are really spoken to: greeting, TLS, password, mailbox. No mail is sent, none is marked. */
import type { Config } from '../../config/schema.ts';
import { systemClock } from '../clock.ts';
import { openConnection } from '../delivery/transport-connect.ts';
import { readRelayUrl } from '../delivery/transport-options.ts';
import type { HealthCheck } from '../http/web-deps.ts';
import { tryMailbox } from '../intake/source-imap-session.ts';
import { readImapUrl } from '../intake/source-imap-url.ts';
import { reasonOfMailbox } from '../intake/source-imap-wait.ts';
import type { Log } from '../log.ts';
import { type AccessTokens, openAccessTokens } from '../oauth2.ts';

/** Null where there is nothing to speak to. */
export async function relayCheck(config: Config, patienceMs: number): Promise<HealthCheck | null> {
  if (config.smtpUrl === null) return null;
  const name = 'SMTP';
  const { connection, ...rest } = readRelayUrl(config.smtpUrl, {
    requireTls: config.service.delivery.require_tls,
    tokens: tokensOf(config),
  });
  const times = {
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    dnsTimeout: patienceMs,
    socketTimeout: patienceMs,
  };
  const opened = await openConnection({ ...rest, connection: { ...connection, ...times } });
  const place = `${connection.host}:${connection.port}`;
  if (!opened.ok)
    return {
      name,
      state: 'broken',
      text: `${place}: ${sentence(opened.reply)}`,
      advice: relayAdvice(opened.reply),
    };
  const { secure } = opened.connection;
  opened.connection.quit();
  const proof = rest.auth === null ? '' : 'tokens' in rest.auth ? ', with our token' : ', with our password';
  const how = `${secure ? 'with TLS' : 'in clear text'}${proof}`;
  const isNear = connection.host === 'localhost' || /^127\.|^::1$/.test(connection.host ?? '');
  if (!secure && !isNear)
    return {
      name,
      state: 'improve',
      text: `${place} takes mail ${how}.`,
      advice: 'Use a relay with TLS, or write why not: everybody on the way can read the mails.',
    };
  return { name, state: 'well', text: `${place} takes mail ${how}.`, advice: null };
}

function relayAdvice(reply: string): string {
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|getaddrinfo|timeout|greeting/i.test(reply))
    return 'Are host and port in SMTP_URL right, and may this machine connect there?';
  if (/auth|credential|password|535|534/i.test(reply))
    return 'Are user and password in SMTP_URL right? Reserved characters are percent-encoded.';
  if (/tls|certificate|ssl|self.signed/i.test(reply))
    return 'Its certificate must be valid for the name in SMTP_URL.';
  return 'Look at SMTP_URL and the relay’s log.';
}

export async function mailboxCheck(
  config: Config,
  patienceMs: number,
  log: Log,
): Promise<HealthCheck | null> {
  if (config.imapUrl === null) return null;
  const name = 'IMAP';
  const outcome = readImapUrl(config.imapUrl, config.oauth2 !== null);
  if (!outcome.ok)
    return {
      name,
      state: 'broken',
      text: `IMAP_URL: ${sentence(outcome.reason)}`,
      advice: 'Correct IMAP_URL.',
    };
  const { settings } = outcome;
  try {
    await tryMailbox(settings, tokensOf(config), patienceMs, log);
    return {
      name,
      state: 'well',
      text: `${settings.mailbox} at ${settings.host} can be read.`,
      advice: null,
    };
  } catch (error) {
    const why = reasonOfMailbox(error);
    return {
      name,
      state: 'broken',
      text: `${settings.mailbox} at ${settings.host}:${settings.port}: ${sentence(why)}`,
      advice: 'Check host, user, password and mailbox in IMAP_URL; many providers want an app password.',
    };
  }
}

function tokensOf(config: Config): AccessTokens | null {
  return config.oauth2 === null ? null : openAccessTokens(config.oauth2, { fetch, clock: systemClock });
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
