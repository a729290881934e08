/**
 * A real mailing through the engine: claimed, consent looked at, stamped, sent, recorded. One argument, `Task` as JSON.
 * With `freeze` the audience is frozen here as well, and everything counts from that trigger.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/clock.ts';
import { defaultSettings, deliverDue } from '../src/delivery/deliver-due.ts';
import { openSigner } from '../src/delivery/dkim-sign.ts';
import { readRelayUrl } from '../src/delivery/transport-options.ts';
import { openTransport } from '../src/delivery/transport-pool.ts';
import { freezeAudience } from '../src/store/deliveries-freeze.ts';
import { openStore } from '../src/store/open-store.ts';
import { openSampleMailing } from '../test/support/delivery.ts';
import { benchKey } from './dkim-key.ts';
import { mailing40kb } from './mailing-40kb.ts';
import { startMeasure } from './measure.ts';

export interface Task {
  readonly database: string;
  readonly relay: string;
  readonly mailingId: number;
  readonly way: 'fast' | 'plain' | 'signed';
  readonly size: 'whole' | 'small';
  readonly freeze: boolean;
}

const task = JSON.parse(process.argv[2] ?? '') as Task;
const store = await openStore(task.database, { connections: 4 });
const transport = openTransport({ ...readRelayUrl(task.relay), plain: task.way === 'plain' });
const journalFolder = mkdtempSync(join(tmpdir(), 'convoke-bench-'));
// A desk makes its key once, not with each mailing.
const signing = task.way === 'signed' ? { sign: openSigner(benchKey()) } : {};
const measure = startMeasure();
if (task.freeze) await freezeAudience(store.db, task.mailingId, systemClock.now());
const summary = await deliverDue({
  store,
  transport: {
    room: transport.room,
    recall: () => transport.recall(),
    restMs: () => transport.restMs(),
    close: () => transport.close(),
    async send(envelope, wire, options) {
      const outcome = await transport.send(envelope, wire, options);
      if (outcome.kind === 'submitted') measure.accepted();
      return outcome;
    },
  },
  clock: systemClock,
  owner: `bench:${process.pid}`,
  journalFolder,
  openMailing: (id) =>
    openSampleMailing(id, task.size === 'whole' ? mailing40kb(`mailing:${id}`) : { photo: null }),
  composeService: async () => null,
  ...signing,
  settings: defaultSettings,
  onFrozen: () => measure.frozen(),
  onTrouble: (what, error) => console.error(what, error),
});
process.send?.(measure.end(summary.submitted));
await transport.close();
await store.close();
rmSync(journalFolder, { recursive: true, force: true });
process.disconnect?.();
