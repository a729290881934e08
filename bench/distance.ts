/**
 * A relay that is 20 ms away: how many messages twenty connections carry, against one in two round trips. Two workers there
 * show that they do not stand in each other's way: neither the cores nor the sink limit them.
 */
import { freezeAudience } from '../src/store/deliveries-freeze.ts';
import { insertMailing, insertSubscribers, insertTalk } from '../test/support/audience.ts';
import { openTestDatabase, type TestDatabase } from '../test/support/database.ts';
import type { Figure } from './bench.ts';
import { type Measurement, openSinkProcess, rate, runSender } from './measure.ts';
import type { Task } from './send-mailing.ts';

const people = 5000;
const roundTripMs = 20;
const connections = 20;

export async function measureDistance(): Promise<Figure[]> {
  const database = await openTestDatabase();
  const sink = await openSinkProcess(roundTripMs);
  try {
    await insertSubscribers(database.store, people, { domains: 500 });
    const one = await sendBy(1, database, sink.url);
    const two = await sendBy(2, database, sink.url);
    const law = connections / ((2 * roundTripMs) / 1000);
    const against = 'connections / (2 round trips)';
    return [
      { name: 'mailing, 20 ms away', value: one, unit: 'messages/s', against, ratio: one / law },
      {
        name: 'mailing, 20 ms away, two workers',
        value: two,
        unit: 'messages/s',
        against: 'one worker',
        ratio: two / one,
      },
    ];
  } finally {
    sink.close();
    await database.close();
  }
}

async function sendBy(workers: number, { store, url }: TestDatabase, relay: string): Promise<number> {
  const mailingId = await insertMailing(store, await insertTalk(store));
  await freezeAudience(store.db, mailingId, Temporal.Now.instant());
  const task: Task = { database: url, relay, mailingId, way: 'fast', size: 'whole', freeze: false };
  const send = () => runSender<Measurement>('send-mailing.ts', [JSON.stringify(task)]);
  const runs = await Promise.all(Array.from({ length: workers }, send));
  return runs.reduce((sum, run) => sum + rate(run), 0);
}
