/** A worker that sends until the mailing is done, by whomever; made to be killed. Arguments: database, relay, folder for the journal. */

import { setTimeout as sleep } from 'node:timers/promises';
import { deliverDue } from '../../src/delivery/deliver-due.ts';
import { readRelayUrl } from '../../src/delivery/transport-options.ts';
import { openTransport } from '../../src/delivery/transport-pool.ts';
import { openStore } from '../../src/store/open-store.ts';
import { deliveryDeps } from './delivery.ts';

const [database = '', relay = '', journalFolder = ''] = process.argv.slice(2);
const store = await openStore(database, { connections: 4 });
const transport = openTransport({ ...readRelayUrl(relay), connections: 10, carefulMs: 20 });
process.on('disconnect', () => process.exit());
process.send?.('ready');
const owner = `child:${process.pid}`;
for (;;) {
  const summary = await deliverDue(
    deliveryDeps(store, transport, { owner, journalFolder, settings: { leaseSeconds: 2 } }),
  );
  if (summary.stopped !== 'database' && (await isAllDone())) break;
  await sleep(50);
}
process.send?.('done');
await transport.close();
await store.close();
process.disconnect?.();

async function isAllDone(): Promise<boolean> {
  try {
    const open = await store.db.selectFrom('mailing').select('id').where('done_at', 'is', null).execute();
    return open.length === 0;
  } catch {
    return false; // the database went away this moment
  }
}
