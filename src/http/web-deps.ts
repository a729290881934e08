/** What the pages need of the service, and what they ask about its health. */
import type { Config } from '../../config/schema.ts';
import type { Clock } from '../clock.ts';
import type { Transport } from '../delivery/transport.ts';
import type { Events } from '../events.ts';
import type { Reader } from '../intake/parse-worker.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import type { Log } from '../log.ts';
import type { Renderer } from '../mailings/render.ts';
import type { Store } from '../store/open-store.ts';

export interface WebDeps {
  readonly store: Store;
  readonly config: Config;
  readonly bell: Bell;
  readonly events: Events;
  readonly log: Log;
  readonly clock: Clock;
  /** How many rings wait, per queue. */
  readonly jobs: { waiting(): Promise<Record<string, number>> };
  /** Looks at everything now; may take a second. */
  readonly health: () => Promise<HealthReport>;
  /** Reads the original of a request for the page about it. */
  readonly reader: Reader;
  readonly renderer: Renderer;
  /** For the test copies that hosts ask for; everything else goes through the ledger. */
  readonly transport: Transport;
  readonly sign: ((wire: Buffer) => Promise<Buffer>) | null;
}

/** `improve`: it works, and would be better otherwise. `broken`: mail or pages do not work as they should. */
export interface HealthCheck {
  /** `Database`, `Mail out`: what was looked at. */
  readonly name: string;
  readonly state: 'well' | 'improve' | 'broken';
  /** One sentence: what is so. */
  readonly text: string;
  /** What to do about it; null where there is nothing to do. */
  readonly advice: string | null;
}

export type HealthReport = readonly HealthCheck[];
