/**
 * Work on what strangers wrote, in threads with a bounded heap and a bounded time each: a hostile piece costs its own
 * refusal and never the event loop. A thread that dies or overruns is replaced; what waits behind it is done all the same.
 */
import { Worker } from 'node:worker_threads';

/** Sizes in megabytes, times in milliseconds. */
export interface ThreadLimits {
  /** This many threads work side by side. */
  readonly threads: number;
  /** Heap of one thread. */
  readonly maxHeapMb: number;
  /** After this long on one piece its thread is ended, and the piece refused. */
  readonly maxMs: number;
}

/** `run` never rejects for what a piece holds; it rejects after `close`. */
export interface ThreadPool<Piece, Result> {
  run(piece: Piece): Promise<Result>;
  close(): Promise<void>;
}

/** What goes to a thread, and what comes back. */
export interface ThreadJob<Piece> {
  readonly id: number;
  readonly piece: Piece;
}
export interface ThreadResult<Result> {
  readonly id: number;
  readonly result: Result;
}

/** What a thread says once, when its modules are loaded and it listens. */
export const THREAD_READY = 'ready';

/** Milliseconds that a thread may take to load. A busy machine takes seconds, which no piece is to blame for. */
const maxStartMs = 60_000;

interface Job<Piece, Result> extends ThreadJob<Piece> {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

interface Slot<Piece, Result> {
  worker: Worker | null;
  job: Job<Piece, Result> | null;
  timer: NodeJS.Timeout | null;
  isReady: boolean;
}

/**
 * `thread` is a module that answers each `ThreadJob` with a `ThreadResult`; `refused` makes the result of a piece that
 * could not be done. Threads start with the first piece and do not keep the process alive when idle.
 */
export function openThreadPool<Piece, Result>(
  thread: URL,
  limits: ThreadLimits,
  refused: (why: string) => Result,
): ThreadPool<Piece, Result> {
  const slots: Slot<Piece, Result>[] = Array.from({ length: Math.max(1, limits.threads) }, () => ({
    worker: null,
    job: null,
    timer: null,
    isReady: false,
  }));
  const waiting: Job<Piece, Result>[] = [];
  let nextId = 1;
  let isClosed = false;

  const finish = (slot: Slot<Piece, Result>, result: Result) => {
    const { job } = slot;
    if (slot.timer !== null) clearTimeout(slot.timer);
    slot.timer = null;
    slot.job = null;
    slot.worker?.unref();
    job?.resolve(result);
    pump();
  };
  const retire = (slot: Slot<Piece, Result>, worker: Worker, why: string) => {
    if (slot.worker !== worker) return;
    slot.worker = null;
    void worker.terminate();
    if (slot.job !== null) finish(slot, refused(why));
  };
  const start = (slot: Slot<Piece, Result>): Worker => {
    const worker = new Worker(thread, {
      resourceLimits: { maxOldGenerationSizeMb: limits.maxHeapMb, stackSizeMb: 4 },
    });
    worker.on('message', (message: ThreadResult<Result> | typeof THREAD_READY) => {
      if (slot.worker !== worker) return;
      if (message === THREAD_READY) {
        slot.isReady = true;
        limit(slot, worker);
      } else if (slot.job?.id === message.id) finish(slot, message.result);
    });
    worker.on('error', (error: Error) => retire(slot, worker, `reading ended: ${error.message}`));
    worker.on('exit', () => retire(slot, worker, 'the reading thread ended'));
    slot.worker = worker;
    slot.isReady = false;
    return worker;
  };
  /** The time of a piece runs from when its thread can work on it. */
  const limit = (slot: Slot<Piece, Result>, worker: Worker) => {
    if (slot.timer !== null) clearTimeout(slot.timer);
    const [ms, what] = slot.isReady ? [limits.maxMs, 'reading'] : [maxStartMs, 'starting'];
    slot.timer =
      slot.job === null
        ? null
        : setTimeout(() => retire(slot, worker, `${what} took more than ${ms} ms`), ms);
  };
  const give = (slot: Slot<Piece, Result>, job: Job<Piece, Result>) => {
    const worker = slot.worker ?? start(slot);
    slot.job = job;
    worker.ref();
    slot.timer = setTimeout(
      () => retire(slot, worker, `reading took more than ${limits.maxMs} ms`),
      limits.maxMs,
    );
    worker.postMessage({ id: job.id, piece: job.piece } satisfies ThreadJob<Piece>);
  };
  const pump = () => {
    for (const slot of slots) {
      if (slot.job !== null || isClosed) continue;
      const job = waiting.shift();
      if (job === undefined) return;
      give(slot, job);
    }
  };
  const closed = () => new Error('the reader is closed');

  return {
    run(piece) {
      if (isClosed) return Promise.reject(closed());
      return new Promise((resolve, reject) => {
        waiting.push({ id: nextId++, piece, resolve, reject });
        pump();
      });
    },
    async close() {
      isClosed = true;
      for (const job of waiting.splice(0)) job.reject(closed());
      await Promise.all(
        slots.map(async (slot) => {
          if (slot.timer !== null) clearTimeout(slot.timer);
          const { worker, job } = slot;
          slot.worker = null;
          slot.job = null;
          job?.reject(closed());
          await worker?.terminate();
        }),
      );
    },
  };
}
