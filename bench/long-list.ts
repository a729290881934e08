/**
 * Long lists, from the trigger on: 1,000, 100,000 and 1,000,000 people (`BENCH_LONG`), small messages, so that it is the list
 * that is measured. When is the first message accepted, does the memory of the sender grow, does a message cost the same?
 */
import { sql } from 'kysely';
import { insertMailing, insertSubscribers, insertTalk } from '../test/support/audience.ts';
import { openTestDatabase, type TestDatabase } from '../test/support/database.ts';
import type { Figure } from './bench.ts';
import { type Measurement, openSinkProcess, rate, runSender } from './measure.ts';
import type { Task } from './send-mailing.ts';

const lists = (process.env['BENCH_LONG'] ?? '1000,100000,1000000').split(',').map(Number);

export async function measureLongLists(): Promise<Figure[]> {
  const figures: Figure[] = [];
  let shortest: Measurement | null = null;
  for (const people of lists) {
    const sent = await sendToAll(people);
    shortest ??= sent;
    figures.push(...figuresOf(people, sent, shortest));
  }
  return figures;
}

async function sendToAll(people: number): Promise<Measurement> {
  const database = await openTestDatabase();
  const sink = await openSinkProcess();
  try {
    const mailingId = await longMailing(database, people);
    const task: Task = {
      database: database.url,
      relay: sink.url,
      mailingId,
      way: 'fast',
      size: 'small',
      freeze: true,
    };
    const sent = await runSender<Measurement>('send-mailing.ts', [JSON.stringify(task)]);
    if (sent.messages !== people) throw new Error(`only ${sent.messages} of ${people} were submitted`);
    return sent;
  } finally {
    sink.close();
    await database.close();
  }
}

async function longMailing({ store }: TestDatabase, people: number): Promise<number> {
  await insertSubscribers(store, people, { domains: 500 });
  // As the server does by itself within a minute.
  await sql`analyze subscriber`.execute(store.db);
  return insertMailing(store, await insertTalk(store));
}

function figuresOf(people: number, sent: Measurement, shortest: Measurement): Figure[] {
  const name = `list of ${people.toLocaleString('en')}`;
  const alone = { against: null, ratio: null };
  return [
    { name: `${name}, first accepted`, value: sent.firstMs, unit: 'ms', ...alone },
    { name: `${name}, frozen meanwhile`, value: sent.frozenMs, unit: 'ms', ...alone },
    { name: `${name}, small messages`, value: rate(sent), unit: 'messages/s', ...alone },
    {
      name: `${name}, CPU of the sender`,
      value: sent.steadyCpuMs,
      unit: 'ms/message',
      against: 'the shortest list',
      ratio: sent.steadyCpuMs / shortest.steadyCpuMs,
    },
    {
      name: `${name}, peak memory`,
      value: sent.peakMb,
      unit: 'MB',
      against: 'after a tenth of it',
      ratio: sent.peakMb / sent.earlyMb,
    },
  ];
}
