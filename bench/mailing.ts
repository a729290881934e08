/** A mailing of 5,000 through the engine, both ways, against nodemailer's pool; rounds interleaved, medians. */
import { freezeAudience } from '../src/store/deliveries-freeze.ts';
import { insertMailing, insertSubscribers, insertTalk } from '../test/support/audience.ts';
import { openTestDatabase, type TestDatabase } from '../test/support/database.ts';
import type { Figure } from './bench.ts';
import { type Measurement, median, openSinkProcess, runSender } from './measure.ts';

const people = Number(process.env['BENCH_PEOPLE'] ?? 5000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);

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
    for (let round = 0; round < rounds; round++) {
      raw.push(await runSender('send-raw.ts', [sink.url, String(people)]));
      fast.push(await sendMailing(database, talkId, sink.url, 'fast', round));
      plain.push(await sendMailing(database, talkId, sink.url, 'plain', round));
      signed.push(await sendMailing(database, talkId, sink.url, 'signed', round));
    }
    return [
      ...figuresOf('mailing', fast, raw),
      ...figuresOf('mailing, plain way', plain, raw),
      ...figuresOf('mailing, RSA DKIM', signed, raw),
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
  way: 'fast' | 'plain' | 'signed',
  round: number,
): Promise<Measurement> {
  const mailingId = await insertMailing(database.store, talkId, { rule: `${way}-${round}` });
  await freezeAudience(database.store.db, mailingId, Temporal.Now.instant());
  const sent = await runSender<Measurement>('send-mailing.ts', [database.url, relay, String(mailingId), way]);
  if (sent.messages !== people) throw new Error(`only ${sent.messages} of ${people} were submitted`);
  return sent;
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

function rate(run: Measurement): number {
  return run.messages / run.seconds;
}
