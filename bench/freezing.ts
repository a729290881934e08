/** How fast an audience becomes rows of the ledger. */
import { freezeAudience } from '../src/store/deliveries-freeze.ts';
import { insertAudience } from '../test/support/audience.ts';
import { openTestDatabase } from '../test/support/database.ts';
import type { Figure } from './bench.ts';

const people = 100_000;

export async function measureFreezing(): Promise<Figure[]> {
  const database = await openTestDatabase();
  try {
    const { mailingId } = await insertAudience(database.store, people);
    const began = performance.now();
    await freezeAudience(database.store.db, mailingId, Temporal.Now.instant());
    const seconds = (performance.now() - began) / 1000;
    return [
      { name: 'audience frozen', value: people / seconds, unit: 'recipients/s', against: null, ratio: null },
    ];
  } finally {
    await database.close();
  }
}
