/** The pages over a real database, with a clock that stands still and people who tell one story. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../config/load-config.ts';
import type { Colloquium, Config } from '../../config/schema.ts';
import { type Clock, openVirtualClock, type VirtualClock } from '../../src/clock.ts';
import { readRelayUrl } from '../../src/delivery/transport-options.ts';
import { openTransport } from '../../src/delivery/transport-pool.ts';
import { openEvents } from '../../src/events.ts';
import { openWeb } from '../../src/http/open-web.ts';
import type { HealthReport } from '../../src/http/web-deps.ts';
import { openLog } from '../../src/log.ts';
import { signToken, type TokenPurpose } from '../../src/signed-token.ts';
import { insertHost } from '../../src/store/hosts.ts';
import type { Store } from '../../src/store/open-store.ts';
import { insertSession } from '../../src/store/sessions.ts';
import { openTestDatabase } from './database.ts';
import { openSmtpSink, type SmtpSink } from './smtp-sink.ts';

export interface TestWeb {
  readonly url: string;
  /** Takes the test copies that hosts ask for. */
  readonly sink: SmtpSink;
  readonly store: Store;
  readonly config: Config;
  readonly colloquium: Colloquium;
  readonly clock: VirtualClock;
  /** What the program logged, as JSON lines. */
  readonly logged: string[];
  /** Queues that were rung. */
  readonly rung: string[];
  sign(purpose: TokenPurpose, id: number): string;
  /** `convoke=TOKEN`: what a browser of this host would send. */
  cookieOf(hostId: number): Promise<string>;
  close(): Promise<void>;
}

/** The instant of the story: Tuesday 17 November 2026, 09:06 in Amsterdam. */
export const storyTime = Temporal.Instant.from('2026-11-17T08:06:00Z');

const root = join(import.meta.dirname, '../..');

export async function openTestWeb(
  options: {
    health?: HealthReport;
    proxies?: string[];
    publicUrl?: string;
    /** Changes the first colloquium's settings. */
    change?: Partial<Colloquium>;
  } = {},
): Promise<TestWeb> {
  const folder = mkdtempSync(join(tmpdir(), 'convoke-web-'));
  const database = await openTestDatabase();
  const outcome = loadConfig(
    {
      CONVOKE_SECRET: 'a secret for tests only, long enough',
      CONVOKE_DATA: folder,
      DATABASE_URL: database.url,
      PORT: '0',
      PUBLIC_URL: options.publicUrl ?? 'http://localhost:3000',
    },
    root,
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  const { service } = outcome.config;
  const proxies = options.proxies ?? [];
  const [first, ...others] = outcome.config.colloquia;
  const config: Config = {
    ...outcome.config,
    service: { ...service, web: { ...service.web, proxies } },
    colloquia: [{ ...first!, ...options.change }, ...others],
  };
  const clock = openVirtualClock(storyTime);
  const logged: string[] = [];
  const rung: string[] = [];
  const log = openLog('debug', { write: (line) => void logged.push(line) });
  const { store } = database;
  const colloquium = config.colloquia[0]!;
  for (const host of colloquium.hosts) {
    const entry = {
      colloquium: colloquium.id,
      name: host.name,
      email: host.email,
      role: host.role,
      emailKey: host.email,
    };
    await insertHost(store.db, entry, storyTime, false);
  }
  const sink = await openSmtpSink();
  const transport = openTransport(readRelayUrl(sink.url));
  const web = await openWeb({
    transport,
    sign: null,
    store,
    config,
    log,
    events: openEvents(log),
    clock,
    bell: { ring: async (queue) => void rung.push(queue.name) },
    jobs: { waiting: async () => ({ intake: 0, delivery: 1 }) },
    health: async () => options.health ?? [],
  });
  return {
    url: web.url,
    sink,
    store,
    config,
    colloquium,
    clock,
    logged,
    rung,
    sign: (purpose, id) => signToken(config.secret, purpose, id),
    cookieOf: (hostId) => signIn({ store, config, clock }, hostId),
    async close() {
      await web.close();
      await transport.close();
      await sink.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A session of this host, as the cookie that a browser would send. */
export async function signIn(
  { store, config, clock }: { store: Store; config: Config; clock: Clock },
  hostId: number,
): Promise<string> {
  const now = clock.now();
  const session = { hostId, device: 'Firefox on Linux', now, expiresAt: now.add({ hours: 720 }) };
  return `convoke=${signToken(config.secret, 'session', await insertSession(store.db, session))}`;
}

/** The hidden token of a console page's forms. */
export function formTokenIn(page: string): string {
  return /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
}
