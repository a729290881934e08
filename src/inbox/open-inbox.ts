/**
 * The local inbox: while SMTP_URL is not set, what Convoke would send is caught here and can be read in a browser.
 * Nothing leaves the machine.
 */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import type { Config } from '../../config/schema.ts';
import { OperatorError, reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { folderMark, makeInboxApp } from './inbox-app.ts';
import { openInboxSmtp } from './inbox-smtp.ts';
import { type InboxStore, openInboxStore } from './inbox-store.ts';

export interface InboxOptions {
  readonly config: Pick<Config, 'production' | 'dataDir' | 'service' | 'colloquia'>;
  readonly log: Log;
  /** Of the pages; default: `service.inbox.port`. 0: any free port. */
  readonly port?: number;
  /** Where the pages are served; default: this machine only, for they hold everybody's links. */
  readonly host?: string;
  /** Of the catching server; default 0: any free port. */
  readonly smtpPort?: number;
  /** The time that mails are stamped with; default: the machine's. */
  readonly now?: () => Temporal.Instant;
}

export interface Inbox {
  /** `smtp://127.0.0.1:PORT`, to send to. */
  readonly smtpUrl: string;
  /** `http://localhost:PORT`, to look at. */
  readonly url: string;
  readonly store: InboxStore;
  close(): Promise<void>;
}

type Pages = ReturnType<typeof createAdaptorServer>;

/** Throws OperatorError in production, where caught mail would be mail that nobody gets, and when the port is taken. */
export async function openInbox(options: InboxOptions): Promise<Inbox> {
  const { config, log } = options;
  if (config.production) {
    throw new OperatorError(
      'There is no mail server to send through, and the local inbox is not for production: set SMTP_URL.',
    );
  }
  const store = await openInboxStore(join(config.dataDir, 'inbox'), options.now ?? Temporal.Now.instant);
  const host = options.host ?? '127.0.0.1';
  const app = makeInboxApp({
    store,
    zone: config.colloquia[0]?.zone ?? 'UTC',
    name: config.colloquia[0]?.name ?? 'Convoke',
    isPrivate: isLoopback(host),
  });
  const pages = createAdaptorServer({ fetch: app.fetch });
  const wanted = options.port ?? config.service.inbox.port;
  const port = await listen(pages, wanted, host, store.folder);
  const smtp = await openInboxSmtp(store, { port: options.smtpPort ?? 0, log }).catch((error: unknown) => {
    pages.close();
    throw error;
  });
  const url = `http://${isLoopback(host) ? 'localhost' : host}:${port}`;
  log.info({ url }, 'outgoing mail is caught in the local inbox');
  return {
    smtpUrl: smtp.smtpUrl,
    url,
    store,
    async close() {
      await smtp.close();
      await new Promise<void>((resolve) => {
        pages.close(() => resolve());
        if ('closeAllConnections' in pages) pages.closeAllConnections();
      });
    },
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/**
 * Returns the port. When it is taken by the pages of the same folder, which another process of the same installation
 * shows, that is as good: the mails caught here are seen there.
 */
async function listen(server: Pages, port: number, host: string, folder: string): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => resolve());
    });
    return (server.address() as AddressInfo).port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
      throw new OperatorError(
        `The local inbox cannot be shown at ${host}:${port}: ${reasonOf(error)}. Set INBOX_PORT.`,
      );
    }
    if (await isShownAt(port, folder)) return port;
    throw new OperatorError(
      `Port ${port} for the local inbox is taken by another program. Stop it, or set INBOX_PORT.`,
    );
  }
}

async function isShownAt(port: number, folder: string): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/mark`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok && (await answer.text()) === folderMark(folder);
  } catch {
    return false;
  }
}
