/** How fast an audience becomes rows of the ledger. */
import { sql } from 'kysely';
import { freezeAudience, growAudience } from '../src/store/deliveries-freeze.ts';
import { insertAudience } from '../test/support/audience.ts';
import { openTestDatabase } from '../test/support/database.ts';
import type { Figure } from './bench.ts';

const lists = [100_000, 1_000_000];

export async function measureFreezing(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const people of lists) figures.push(await freezeAll(people));
  return figures;
}

async function freezeAll(people: number): Promise<Figure> {
  const database = await openTestDatabase();
  const { db } = database.store;
  try {
    const { mailingId } = await insertAudience(database.store, people);
    await sql`analyze subscriber`.execute(db);
    const began = performance.now();
    await freezeAudience(db, mailingId, Temporal.Now.instant());
    while ((await growAudience(db)) !== null);
    const seconds = (performance.now() - began) / 1000;
    const name = `audience of ${people.toLocaleString('en')} frozen`;
    return { name, value: people / seconds, unit: 'recipients/s', against: null, ratio: null };
  } finally {
    await database.close();
  }
}
