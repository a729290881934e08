/** A real mailing through the engine: claimed, consent looked at, stamped, sent, recorded. Arguments: database, relay, mailing, `fast`, `plain` or `signed`, connections. */
import { systemClock } from '../src/clock.ts';
import { defaultSettings, deliverDue } from '../src/delivery/deliver-due.ts';
import { openSigner } from '../src/delivery/dkim-sign.ts';
import { readRelayUrl } from '../src/delivery/transport-options.ts';
import { openTransport } from '../src/delivery/transport-pool.ts';
import { openStore } from '../src/store/open-store.ts';
import { openSampleMailing } from '../test/support/delivery.ts';
import { benchKey } from './dkim-key.ts';
import { mailing40kb } from './mailing-40kb.ts';
import { startMeasure } from './measure.ts';

const [database = '', url = '', mailing = '', way = 'fast', connections = '20'] = process.argv.slice(2);
const store = await openStore(database, { connections: 4 });
const transport = openTransport({
  ...readRelayUrl(url),
  plain: way === 'plain',
  connections: Number(connections),
});
const measure = startMeasure();
const summary = await deliverDue({
  store,
  transport: {
    room: transport.room,
    recall: () => transport.recall(),
    restMs: () => transport.restMs(),
    close: () => transport.close(),
    async send(envelope, wire, options) {
      const outcome = await transport.send(envelope, wire, options);
      if (outcome.kind === 'submitted') measure.first();
      return outcome;
    },
  },
  clock: systemClock,
  owner: `bench:${process.pid}`,
  openMailing: (id) => openSampleMailing(id, mailing40kb(`mailing:${mailing}`)),
  composeService: async () => null,
  ...(way === 'signed' ? { sign: openSigner(benchKey()) } : {}),
  settings: defaultSettings,
  onTrouble: (what, error) => console.error(what, error),
});
process.send?.(measure.end(summary.submitted));
await transport.close();
await store.close();
process.disconnect?.();
