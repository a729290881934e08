/** Mail in: stored, read in threads, classified, extracted and acted on, with the queue in the database and in Redis. */
import { openReceive } from '../src/intake/receive.ts';
import { listUnprocessed } from '../src/store/inbound.ts';
import { noRedis, openTestRedis } from '../test/support/redis.ts';
import { openTestService, type TestService } from '../test/support/service.ts';
import type { Figure } from './bench.ts';
import { startMeasure } from './measure.ts';

const mails = 1_500;
const warmUp = 60;

export async function measureIntake(): Promise<Figure[]> {
  const figures = await measure('intake, queue in the database', null);
  if (noRedis !== false) return figures;
  const redis = await openTestRedis();
  try {
    figures.push(...(await measure('intake, queue in Redis', redis.url)));
  } finally {
    await redis.close();
  }
  return figures;
}

async function measure(name: string, redisUrl: string | null): Promise<Figure[]> {
  const service = await openTestService({ at: '2026-11-16T20:15:00Z', redisUrl });
  try {
    await takeIn(service, 0, warmUp);
    const measured = startMeasure();
    await takeIn(service, warmUp, mails);
    const { seconds, cpuMs } = measured.end(mails);
    const alone = { against: null, ratio: null };
    return [
      { name, value: mails / seconds, unit: 'mails/s', ...alone },
      { name: `${name}: CPU`, value: cpuMs, unit: 'ms/mail', ...alone },
    ];
  } finally {
    await service.close();
  }
}

/** Over twenty connections at a time, each mail after the one before it, until the last one is acted on. */
async function takeIn({ context, colloquium }: TestService, from: number, count: number): Promise<void> {
  const receive = openReceive(context);
  const numbers = Array.from({ length: count }, (_, index) => from + index).values();
  const connection = async () => {
    for (const number of numbers) {
      const raw = Buffer.from(letter(number));
      await receive({
        colloquium: colloquium.id,
        recipient: colloquium.address,
        raw,
        size: raw.length,
        source: 'smtp',
        envelopeFrom: `person${number}@lab${number % 50}.example`,
        clientIp: null,
      });
    }
  };
  await Promise.all(Array.from({ length: 20 }, connection));
  const all = { storedBefore: context.clock.now().add({ hours: 1 }), maxAttempts: 99, limit: 1 };
  while ((await listUnprocessed(context.store.db, all)).length > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Requests in prose, automatic answers and questions, in the mixture of a busy week. */
function letter(number: number): string {
  const address = `person${number}@lab${number % 50}.example`;
  const head = [
    `Authentication-Results: mx.ai4science.example; dmarc=pass header.from=lab${number % 50}.example`,
    `From: Person Number${number} <${address}>`,
    'To: colloquium@ai4science.example',
    `Message-ID: <bench-${number}@lab.example>`,
    'Date: Mon, 16 Nov 2026 21:14:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
  ];
  if (number % 5 === 0)
    return [
      ...head,
      'Auto-Submitted: auto-replied',
      'Subject: Out of office',
      '',
      'I am away until Monday.',
    ].join('\r\n');
  return [
    ...head,
    'Subject: Joining the colloquium',
    '',
    'Dear organisers,',
    '',
    `my name is Person Number${number} and I work at the Institute for Delta Research in Middelburg.`,
    'I would like to join your list because we model how sediment moves in estuaries.',
    '',
    'Best wishes',
    'Person',
  ].join('\r\n');
}
