/**
 * What a queue carries and how hard it tries. Payloads are identifiers only (promise 13): the database is the ledger,
 * a queue only rings the bell. A job that is lost, doubled, stalled or flushed changes nothing.
 */
import type { z } from 'zod';

export interface QueueContract<Payload> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  /** Waits before the second, third … try of a job whose handler threw. */
  readonly retryDelaysMs: readonly number[];
  /** Jobs of this queue at the same time in one worker process. */
  readonly concurrency: number;
  /** What makes two jobs the same ring: the second is dropped while the first has not begun. Null: never. */
  readonly sameRing: ((payload: Payload) => string) | null;
  /** Rings that come close together go together, as the fewer payloads that say the same. Null: each goes alone. */
  readonly together: {
    /** The first ring goes at once; those within so long of it are gathered. */
    readonly apartMs: number;
    join(payloads: readonly Payload[]): Payload[];
  } | null;
}
