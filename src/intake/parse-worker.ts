/**
 * Reads mails in worker threads with a bounded heap and a bounded time each, so that a hostile one costs its own refusal
 * and never the event loop. A thread that dies or overruns is replaced; the mails waiting behind it are read all the same.
 */
import type { MethodResult } from '../mail/authentication-results.ts';
import { openThreadPool } from '../thread-pool.ts';
import { READER_LIMITS, type ReaderLimits } from './limits.ts';
import type { ReadPiece } from './parse-worker-thread.ts';
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

const THREAD = new URL('./parse-worker-thread.ts', import.meta.url);

/** Opens the pool of threads that read. */
export function openReader(options: Partial<ReaderLimits> = {}): Reader {
  const limits: ReaderLimits = { ...READER_LIMITS, ...options };
  const { threads, maxHeapMb, maxReadMs } = limits;
  const pool = openThreadPool<ReadPiece, Reading>(THREAD, { threads, maxHeapMb, maxMs: maxReadMs }, refused);
  return {
    read(raw, context) {
      // The commonest bomb is sheer size: it is refused here and never copied to a thread.
      if (raw.length > limits.message.maxSize) {
        return Promise.resolve(
          refused(`the message has ${raw.length} bytes, more than ${limits.message.maxSize}`),
        );
      }
      return pool.run({ raw, context, limits: limits.message });
    },
    close: () => pool.close(),
  };
}
