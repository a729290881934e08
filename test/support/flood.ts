/** Many mails at once, as a busy mail server brings them, until each is acted on. */
import { openReceive, type Receive } from '../../src/intake/receive.ts';
import { listUnprocessed } from '../../src/store/inbound.ts';
import type { TestService } from './service.ts';

export interface FloodMail {
  readonly raw: Buffer;
  readonly from: string;
  /** Of the whole mail, where the source cut it. */
  readonly size?: number;
}

const atOnce = 20;

/** Takes from `mails` as it goes, so that ten thousand are never in memory. */
export async function flood(service: TestService, mails: Iterable<FloodMail>): Promise<void> {
  const receive = openReceive(service.context);
  const source = mails[Symbol.iterator]();
  const bring = async () => {
    for (let next = source.next(); next.done !== true; next = source.next())
      await take(service, next.value, receive);
  };
  await Promise.all(Array.from({ length: atOnce }, bring));
  const all = { storedBefore: service.clock.now().add({ hours: 1 }), maxAttempts: 99, limit: 1 };
  while ((await listUnprocessed(service.context.store.db, all)).length > 0)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await service.settle();
}

/** The number of its row. */
export async function take(
  service: TestService,
  { raw, from, size }: FloodMail,
  receive: Receive = openReceive(service.context),
): Promise<number> {
  const { id } = await receive({
    colloquium: service.colloquium.id,
    recipient: service.colloquium.address,
    raw,
    size: size ?? raw.length,
    source: 'smtp',
    envelopeFrom: from,
    clientIp: null,
  });
  return id;
}

/** By how much the resident size of this process grew while `work` ran, at its largest, in megabytes. */
export async function memoryFor(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return (peak - before) / (1024 * 1024);
}
