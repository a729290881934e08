/**
 * BullMQ, on PostgreSQL by default and on Redis with REDIS_URL: the same queues, the same code.
 * The only importer of bullmq and ioredis.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type BackendClasses,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import { allQueues } from '../../queues/catalogue.ts';
import type { QueueContract } from '../../queues/contract.ts';
import { OperatorError, reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { openPool } from '../store/open-store.ts';
import { openChimes } from './chimes.ts';
import { migrateQueueSchema } from './queue-schema.ts';

/** Rings a queue. Never throws: what is due stands in the database, and the sweeper rings again within a minute. */
export interface Bell {
  ring<Payload>(queue: QueueContract<Payload>, payload: Payload): Promise<void>;
}

export interface Jobs extends Bell {
  /** Starts working on a queue in this process. */
  work<Payload>(queue: QueueContract<Payload>, handle: (payload: Payload) => Promise<void>): void;
  /** How many rings wait or are in hand, per queue; for health and metrics. */
  waiting(): Promise<Record<string, number>>;
  /** Stops taking jobs and waits for those in hand. */
  close(): Promise<void>;
}

export interface JobsOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly log: Log;
}

// A worker killed with -9 leaves its job "stalled". At BullMQ's default of one, such jobs end in `failed` for ever
// (measured: 1,145 of 1,200 recipients lost over twelve kills, had the queue been the truth).
const maxStalledCount = 1_000_000;
const lockDurationMs = 60_000;
const stalledIntervalMs = 15_000;
/** A busy machine takes seconds for it; a server that is gone would take for ever. */
const partingMs = 8_000;
const kept = {
  removeOnComplete: { age: 600, count: 200 },
  removeOnFail: { age: 7 * 24 * 3600, count: 2_000 },
};

export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const backend =
    options.redisUrl === null ? await openPostgres(options.databaseUrl) : await openRedis(options.redisUrl);
  const { log } = options;
  // The ring of a process that was killed stays "in hand" until its lock ends, a minute and more. The rings of the next
  // process must not count as repetitions of it: the mailing would stand still for so long.
  const ringer = randomBytes(4).toString('hex');
  const { Queue, Worker } = backend.classes;
  const queues = new Map<string, InstanceType<typeof Queue>>();
  const workers: InstanceType<typeof Worker>[] = [];
  const inHand = new Set<Promise<void>>();
  let isClosing = false;
  // A queue that is being left loses its connections; what was not rung stands in the database.
  const report = (name: string) => (error: Error) =>
    log[isClosing ? 'debug' : 'warn']({ queue: name, why: reasonOf(error) }, 'queue trouble');
  for (const { name } of allQueues) {
    const queue = new Queue(name, { connection: backend.producer });
    queue.on('error', report(name));
    queues.set(name, queue);
  }
  async function add<Payload>(contract: QueueContract<Payload>, payload: Payload): Promise<void> {
    const id = contract.sameRing?.(payload);
    try {
      await queues.get(contract.name)?.add(contract.name, payload, {
        ...kept,
        attempts: contract.retryDelaysMs.length + 1,
        backoff: { type: 'custom' },
        ...(id === undefined ? {} : { deduplication: { id: `${id}/${ringer}`, keepLastIfActive: true } }),
      });
    } catch (error) {
      report(contract.name)(error as Error);
    }
  }
  const chimes = openChimes(add);
  return {
    ring: (contract, payload) => chimes.ring(contract, payload),
    work(contract, handle) {
      const take = async (data: unknown) => {
        const work = handle(contract.payload.parse(data));
        inHand.add(work);
        await work.finally(() => inHand.delete(work));
      };
      const worker = new Worker(contract.name, (job) => take(job.data), {
        connection: backend.consumer,
        concurrency: contract.concurrency,
        maxStalledCount,
        lockDuration: lockDurationMs,
        stalledInterval: stalledIntervalMs,
        settings: { backoffStrategy: (tries) => contract.retryDelaysMs[tries - 1] ?? -1 },
      });
      worker.on('error', report(contract.name));
      worker.on('failed', (job, error) =>
        log.warn({ queue: contract.name, tries: job?.attemptsMade, why: reasonOf(error) }, 'job failed'),
      );
      workers.push(worker);
    },
    async waiting() {
      const entries = [...queues].map(
        async ([name, queue]): Promise<[string, number]> => [
          name,
          await queue.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized'),
        ],
      );
      return Object.fromEntries(await Promise.all(entries));
    },
    async close() {
      isClosing = true;
      const parting = Promise.all(workers.map((worker) => worker.close()))
        .then(() => Promise.all([...queues.values()].map((queue) => queue.close())))
        .catch(report('all'));
      await Promise.allSettled(inHand);
      // A queue whose server is gone cannot be told goodbye, and need not be: it holds nothing that the database does not.
      const enough = new AbortController();
      await Promise.race([
        parting,
        pause(partingMs, undefined, { signal: enough.signal }).catch(() => undefined),
      ]);
      enough.abort();
      await backend.close();
    },
  };
}

interface QueueBackend {
  readonly classes: BackendClasses<IQueueBackend, unknown>;
  /** The connections of those who ring and of those who work. */
  readonly producer: unknown;
  readonly consumer: unknown;
  close(): Promise<void>;
}

async function openPostgres(databaseUrl: string): Promise<QueueBackend> {
  // Each worker and queue keeps one connection listening; the rest is for short statements.
  const pool = openPool(databaseUrl, {
    connections: allQueues.length * 2 + 6,
    schema: 'bullmq',
    isDisposable: true,
  });
  await migrateQueueSchema(pool);
  return {
    classes: withBackend(createPostgresBackend) as unknown as QueueBackend['classes'],
    producer: pool,
    consumer: pool,
    close: () => pool.end(),
  };
}

async function openRedis(redisUrl: string): Promise<QueueBackend> {
  // A producer fails fast: the row is already safe. A worker waits for ever: there is nothing else to do.
  const producer = new Redis(redisUrl, { maxRetriesPerRequest: 1, commandTimeout: 5_000, lazyConnect: true });
  const consumer = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
  for (const client of [producer, consumer]) client.on('error', () => undefined); // BullMQ reports them per queue
  try {
    await Promise.all([producer.connect(), consumer.connect()]);
  } catch (error) {
    producer.disconnect();
    consumer.disconnect();
    const host = URL.parse(redisUrl)?.host ?? 'REDIS_URL';
    throw new OperatorError(
      `Redis does not answer at ${host}: ${reasonOf(error)}. Start it, or unset REDIS_URL to queue in the database.`,
    );
  }
  return {
    classes: withBackend(createRedisBackend) as unknown as QueueBackend['classes'],
    producer,
    consumer,
    async close() {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}
