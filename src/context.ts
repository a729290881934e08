/** What a process has open: made once at boot, closed in reverse. Handlers name the parts they use and get no more. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../config/schema.ts';
import { openPageReader, type PageReader } from './calendar/source-reader.ts';
import { type Clock, systemClock } from './clock.ts';
import { openSigner, type Signer } from './delivery/dkim-sign.ts';
import type { Transport } from './delivery/transport.ts';
import { readRelayUrl } from './delivery/transport-options.ts';
import { openTransport } from './delivery/transport-pool.ts';
import { OperatorError, reasonOf } from './errors.ts';
import { type Events, openEvents } from './events.ts';
import { type Inbox, openInbox } from './inbox/open-inbox.ts';
import { openReader, type Reader } from './intake/parse-worker.ts';
import { openSenderCheck, type ResolveName, type SenderCheck } from './intake/verify-sender.ts';
import { type Jobs, openJobs } from './jobs/open-jobs.ts';
import type { Log } from './log.ts';
import { addressKey } from './mail/address.ts';
import { openRenderer, type Renderer } from './mailings/render.ts';
import { refuseFaultyTemplates, templateFoldersOf } from './mailings/render-own.ts';
import { type AccessTokens, openAccessTokens } from './oauth2.ts';
import { openEmbeddedServer } from './store/embedded-server.ts';
import { insertHost } from './store/hosts.ts';
import { migrate } from './store/migrate.ts';
import { openStore, type Store } from './store/open-store.ts';

export interface Context {
  readonly config: Config;
  readonly log: Log;
  readonly events: Events;
  readonly clock: Clock;
  readonly store: Store;
  readonly jobs: Jobs;
  /** The same as `jobs`, for those who only ring. */
  readonly bell: Jobs;
  readonly renderer: Renderer;
  readonly reader: Reader;
  /** Reads calendars. */
  readonly pages: PageReader;
  /** Our own look at who sent a mail; null where it is switched off. */
  readonly senders: SenderCheck | null;
  readonly transport: Transport;
  /** For a mailbox or relay that takes OAuth2; null where it is not set up. */
  readonly tokens: AccessTokens | null;
  /** Adds a DKIM signature; null where the relay signs. */
  readonly sign: Signer | null;
  /** Open where this process catches outgoing mail, because there is no SMTP_URL. */
  readonly inbox: Inbox | null;
  /** Ends runs that would go on for long. */
  readonly signal: AbortSignal;
  close(): Promise<void>;
}

export interface ContextOptions {
  readonly config: Config;
  readonly log: Log;
  readonly clock?: Clock;
  /** Whether this process sends: only then does it need a relay or the local inbox. */
  readonly sends: boolean;
  /** DNS for the look at senders; default: the machine's. */
  readonly resolveName?: ResolveName;
}

/** Throws OperatorError with one sentence when a part cannot be had; what was opened before is closed again. */
export async function openContext({
  config,
  log,
  clock = systemClock,
  sends,
  resolveName,
}: ContextOptions): Promise<Context> {
  const opened: (() => Promise<void>)[] = [];
  const stopping = new AbortController();
  const closeAll = async () => {
    stopping.abort();
    for (const close of opened.reverse()) await close();
  };
  const keep = <T extends { close(): Promise<void> }>(part: T): T => {
    opened.push(() => part.close());
    return part;
  };
  try {
    if (sends) await refuseFaultyTemplates(config);
    const url = config.databaseUrl ?? keep(await openEmbeddedServer(config.dataDir)).url;
    const store = keep(await openStore(url));
    await migrate(store.db);
    await takeOverHosts(store, config, clock.now());
    const reader = keep(openReader());
    const pages = keep(openPageReader());
    const senders = config.service.intake.verify_senders ? keep(openSenderCheck(resolveName)) : null;
    const inbox = sends && config.smtpUrl === null ? keep(await openInbox({ config, log })) : null;
    const tokens = config.oauth2 === null ? null : openAccessTokens(config.oauth2, { fetch, clock });
    const transport = keep(relayOf(config, inbox, tokens));
    // Opened last, closed first: what is in hand still needs everything else.
    const jobs = keep(await openJobs({ databaseUrl: url, redisUrl: config.redisUrl, log }));
    return {
      config,
      log,
      events: openEvents(log),
      clock,
      store,
      jobs,
      bell: jobs,
      renderer: openRenderer(templateFoldersOf(config)),
      reader,
      pages,
      senders,
      transport,
      tokens,
      sign: signerOf(config),
      inbox,
      signal: stopping.signal,
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function relayOf(config: Config, inbox: Inbox | null, tokens: AccessTokens | null): Transport {
  const { require_tls: requireTls, dsn: reports, connections } = config.service.delivery;
  // What never leaves this machine needs no TLS.
  if (config.smtpUrl === null) return openTransport(readRelayUrl(inbox?.smtpUrl ?? 'smtp://127.0.0.1:1'));
  return openTransport(readRelayUrl(config.smtpUrl, { requireTls, tokens, reports, connections }));
}

function signerOf(config: Config): Context['sign'] {
  const { dkim } = config.service.delivery;
  if (dkim === null) return null;
  const keyIn = (from: { selector: string; key_file: string }, setting: string) => {
    const path = resolve(config.configDir, from.key_file);
    try {
      return { selector: from.selector, privateKey: readFileSync(path, 'utf8') };
    } catch (error) {
      throw new OperatorError(`The DKIM key ${path} cannot be read: ${reasonOf(error)}. Correct ${setting}.`);
    }
  };
  return openSigner({
    domain: dkim.domain,
    rsa: keyIn(dkim, 'delivery.dkim.key_file'),
    ed25519: dkim.ed25519 === null ? null : keyIn(dkim.ed25519, 'delivery.dkim.ed25519.key_file'),
  });
}

/** The configuration's hosts are taken over once; one who was removed by command stays removed. */
async function takeOverHosts(store: Store, config: Config, now: Temporal.Instant): Promise<void> {
  for (const colloquium of config.colloquia) {
    for (const { name, email, role } of colloquium.hosts) {
      const host = { colloquium: colloquium.id, name, email, role, emailKey: addressKey(email) };
      await insertHost(store.db, host, now, false);
    }
  }
}
