/** The web server: every page, one-click unsubscribe, the hosts' console, health and metrics. */
import type { AddressInfo } from 'node:net';
import { OperatorError, reasonOf } from '../errors.ts';
import { openReader } from '../intake/parse-worker.ts';
import { openRenderer } from '../mailings/render.ts';
import { templateFoldersOf } from '../mailings/render-own.ts';
import { makeApp } from './app.ts';
import { loadAssets } from './assets.ts';
import { proxyList } from './client-address.ts';
import { serve } from './hono.ts';
import { openRateLimit } from './rate-limit.ts';
import type { Scene } from './scene.ts';
import type { WebDeps } from './web-deps.ts';

export interface Web {
  /** Where it listens: `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly port: number;
  /** Answers what has begun, ends the streams, and stops. */
  close(): Promise<void>;
}

/** Opened here when the caller has none of its own. */
type OpenWebDeps = Omit<WebDeps, 'reader' | 'renderer'> & Partial<Pick<WebDeps, 'reader' | 'renderer'>>;

/** Rejects with OperatorError when the port is taken. */
export async function openWeb(deps: OpenWebDeps): Promise<Web> {
  const { config } = deps;
  const reader = deps.reader ?? openReader();
  const renderer = deps.renderer ?? openRenderer(templateFoldersOf(config));
  const pending = new Set<Promise<unknown>>();
  const closing = new AbortController();
  const scene: Scene = {
    ...deps,
    closing: closing.signal,
    reader,
    renderer,
    assets: loadAssets(config),
    origin: config.service.public_url,
    isHttps: config.service.public_url.startsWith('https:'),
    proxies: proxyList(config.service.web.proxies),
    unknownTokens: openRateLimit({ tries: 60, perMinutes: 15 }),
    later: (work) => {
      const ended = work
        .catch((error: unknown) => deps.log.error({ why: reasonOf(error) }, 'work behind a page failed'))
        .finally(() => pending.delete(ended));
      pending.add(ended);
    },
  };
  const { host, port } = config.service.web;
  const { server, address } = await listen(makeApp(scene).fetch, host, port);
  const shownHost = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${shownHost}:${address.port}`,
    port: address.port,
    async close() {
      closing.abort();
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 2_000).unref();
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      await ended;
      await Promise.all(pending);
      if (deps.reader === undefined) await reader.close();
    },
  };
}

function listen(fetch: (request: Request) => Response | Promise<Response>, hostname: string, port: number) {
  return new Promise<{ server: ReturnType<typeof serve>; address: AddressInfo }>((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, (address) => resolve({ server, address }));
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new OperatorError(`Port ${port} is taken: another program listens there. Set PORT to a free one.`)
          : error,
      ),
    );
  });
}
