/**
 * Reads mails in worker threads with a bounded heap and a bounded time each, so that a hostile one costs its own refusal
 * and never the event loop. A thread that dies or overruns is replaced; the mails waiting behind it are read all the same.
 */
import { Worker } from 'node:worker_threads';
import type { MethodResult } from '../mail/authentication-results.ts';
import { READER_LIMITS, type ReaderLimits } from './limits.ts';
import type { ReadResult } from './parse-worker-thread.ts';
import { type Reading, refused } from './read.ts';

/** What a reading needs to know of us, in a form that crosses threads. `hosts` null: everybody of the mailbox's domain. */
export interface ReaderContext {
  readonly address: string;
  readonly authserv: string | null;
  readonly listId: string | null;
  readonly recipient?: string | null;
  /** Our own findings about the sender; null or missing: we did not look. */
  readonly checked?: readonly MethodResult[] | null;
  readonly hosts: readonly string[] | null;
  /** Who writes and from where is read also where nobody asks to join. */
  readonly extractsAnyway?: boolean;
}

/** A pool of reading threads. `read` never rejects for what a mail holds; it rejects after `close`. */
export interface Reader {
  read(raw: Uint8Array, context: ReaderContext): Promise<Reading>;
  close(): Promise<void>;
}

interface Job {
  readonly id: number;
  readonly raw: Uint8Array;
  readonly context: ReaderContext;
  readonly resolve: (reading: Reading) => void;
  readonly reject: (error: Error) => void;
}

interface Slot {
  worker: Worker | null;
  job: Job | null;
  timer: NodeJS.Timeout | null;
}

const THREAD = new URL('./parse-worker-thread.ts', import.meta.url);

/** Opens the pool; threads start with the first mail and do not keep the process alive when idle. */
export function openReader(options: Partial<ReaderLimits> = {}): Reader {
  const limits: ReaderLimits = { ...READER_LIMITS, ...options };
  const slots: Slot[] = Array.from({ length: Math.max(1, limits.threads) }, () => ({
    worker: null,
    job: null,
    timer: null,
  }));
  const waiting: Job[] = [];
  let nextId = 1;
  let isClosed = false;

  const finish = (slot: Slot, reading: Reading) => {
    const { job } = slot;
    if (slot.timer !== null) clearTimeout(slot.timer);
    slot.timer = null;
    slot.job = null;
    slot.worker?.unref();
    job?.resolve(reading);
    pump();
  };
  const retire = (slot: Slot, worker: Worker, reason: string) => {
    if (slot.worker !== worker) return;
    slot.worker = null;
    void worker.terminate();
    if (slot.job === null) return;
    finish(slot, refused(reason));
  };
  const start = (slot: Slot): Worker => {
    const worker = new Worker(THREAD, {
      resourceLimits: { maxOldGenerationSizeMb: limits.maxHeapMb, stackSizeMb: 4 },
    });
    worker.on('message', (result: ReadResult) => {
      if (slot.worker === worker && slot.job?.id === result.id) finish(slot, result.reading);
    });
    worker.on('error', (error: Error) => retire(slot, worker, `reading ended: ${error.message}`));
    worker.on('exit', () => retire(slot, worker, 'the reading thread ended'));
    slot.worker = worker;
    return worker;
  };
  const give = (slot: Slot, job: Job) => {
    const worker = slot.worker ?? start(slot);
    slot.job = job;
    worker.ref();
    slot.timer = setTimeout(
      () => retire(slot, worker, `reading took more than ${limits.maxReadMs} ms`),
      limits.maxReadMs,
    );
    worker.postMessage({ id: job.id, raw: job.raw, context: job.context, limits: limits.message });
  };
  const pump = () => {
    for (const slot of slots) {
      if (slot.job !== null || isClosed) continue;
      const job = waiting.shift();
      if (job === undefined) return;
      give(slot, job);
    }
  };

  return {
    read(raw, context) {
      if (isClosed) return Promise.reject(new Error('the reader is closed'));
      // The commonest bomb is sheer size: it is refused here and never copied to a thread.
      if (raw.length > limits.message.maxSize) {
        return Promise.resolve(
          refused(`the message has ${raw.length} bytes, more than ${limits.message.maxSize}`),
        );
      }
      return new Promise((resolve, reject) => {
        waiting.push({ id: nextId++, raw, context, resolve, reject });
        pump();
      });
    },
    async close() {
      isClosed = true;
      for (const job of waiting.splice(0)) job.reject(new Error('the reader is closed'));
      await Promise.all(
        slots.map(async (slot) => {
          if (slot.timer !== null) clearTimeout(slot.timer);
          const { worker, job } = slot;
          slot.worker = null;
          slot.job = null;
          job?.reject(new Error('the reader is closed'));
          await worker?.terminate();
        }),
      );
    },
  };
}
