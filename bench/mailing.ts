/** A mailing of 10,000 through the engine, every way, against nodemailer's pool; rounds interleaved, medians. */
import { freezeAudience } from '../src/store/deliveries-freeze.ts';
import { insertMailing, insertSubscribers, insertTalk } from '../test/support/audience.ts';
import { openTestDatabase, type TestDatabase } from '../test/support/database.ts';
import type { Figure } from './bench.ts';
import { type Measurement, median, openSinkProcess, rate, runSender } from './measure.ts';
import type { Task } from './send-mailing.ts';

const people = Number(process.env['BENCH_PEOPLE'] ?? 10_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);

export async function measureMailing(): Promise<Figure[]> {
  const database = await openTestDatabase();
  const sink = await openSinkProcess();
  try {
    await insertSubscribers(database.store, people, { domains: 500 });
    const talkId = await insertTalk(database.store);
    const raw: Measurement[] = [];
    const fast: Measurement[] = [];
    const plain: Measurement[] = [];
    const signed: Measurement[] = [];
    const pairs: Measurement[] = [];
    for (let round = 0; round < rounds; round++) {
      raw.push(await runSender('send-raw.ts', [sink.url, String(people)]));
      fast.push(await sendMailing(database, talkId, sink.url, 'fast', round));
      plain.push(await sendMailing(database, talkId, sink.url, 'plain', round));
      signed.push(await sendMailing(database, talkId, sink.url, 'signed', round));
      pairs.push(await sendByTwo(database, talkId, sink.url, round));
    }
    return [
      ...figuresOf('mailing', fast, raw),
      ...figuresOf('mailing, plain way', plain, raw),
      ...figuresOf('mailing, RSA DKIM', signed, raw),
      twoAgainstOne(pairs, fast),
      ...absolute(raw),
    ];
  } finally {
    sink.close();
    await database.close();
  }
}

async function sendMailing(
  database: TestDatabase,
  talkId: number,
  relay: string,
  way: Task['way'],
  round: number,
): Promise<Measurement> {
  const mailingId = await frozenMailing(database, talkId, `${way}-${round}`);
  const task: Task = { database: database.url, relay, mailingId, way, size: 'whole', freeze: false };
  const sent = await runSender<Measurement>('send-mailing.ts', [JSON.stringify(task)]);
  if (sent.messages !== people) throw new Error(`only ${sent.messages} of ${people} were submitted`);
  return sent;
}

/** Two workers share one mailing. */
async function sendByTwo(
  database: TestDatabase,
  talkId: number,
  relay: string,
  round: number,
): Promise<Measurement> {
  const mailingId = await frozenMailing(database, talkId, `two-${round}`);
  const task: Task = { database: database.url, relay, mailingId, way: 'fast', size: 'whole', freeze: false };
  const send = () => runSender<Measurement>('send-mailing.ts', [JSON.stringify(task)]);
  const [one, other] = await Promise.all([send(), send()]);
  const messages = one.messages + other.messages;
  if (messages !== people) throw new Error(`only ${messages} of ${people} were submitted`);
  return { ...one, messages, seconds: Math.max(one.seconds, other.seconds) };
}

async function frozenMailing(database: TestDatabase, talkId: number, rule: string): Promise<number> {
  const { store } = database;
  const mailingId = await insertMailing(store, talkId, { rule });
  await freezeAudience(store.db, mailingId, Temporal.Now.instant(), people + 1);
  return mailingId;
}

function twoAgainstOne(pairs: readonly Measurement[], single: readonly Measurement[]): Figure {
  return {
    name: 'mailing, two workers',
    value: median(pairs.map(rate)),
    unit: 'messages/s',
    against: 'one worker',
    ratio: median(pairs.map((pair, round) => rate(pair) / rate(single[round]!))),
  };
}

function figuresOf(name: string, runs: readonly Measurement[], raw: readonly Measurement[]): Figure[] {
  const pairs = runs.map((run, round) => [run, raw[round]!] as const);
  const against = 'nodemailer pool, raw';
  return [
    {
      name,
      value: median(runs.map(rate)),
      unit: 'messages/s',
      against,
      ratio: median(pairs.map(([run, other]) => rate(run) / rate(other))),
    },
    {
      name: `${name}, CPU of the sender`,
      value: median(runs.map((run) => run.cpuMs)),
      unit: 'ms/message',
      against,
      ratio: median(pairs.map(([run, other]) => run.cpuMs / other.cpuMs)),
    },
    {
      name: `${name}, first accepted`,
      value: median(runs.map((run) => run.firstMs)),
      unit: 'ms',
      against: null,
      ratio: null,
    },
    {
      name: `${name}, peak memory`,
      value: Math.max(...runs.map((run) => run.peakMb)),
      unit: 'MB',
      against: null,
      ratio: null,
    },
  ];
}

function absolute(raw: readonly Measurement[]): Figure[] {
  const none = { against: null, ratio: null };
  return [
    { name: 'nodemailer pool, raw', value: median(raw.map(rate)), unit: 'messages/s', ...none },
    {
      name: 'nodemailer pool, raw, CPU',
      value: median(raw.map((run) => run.cpuMs)),
      unit: 'ms/message',
      ...none,
    },
  ];
}
