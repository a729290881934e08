/** What reading one message may cost. Sizes in bytes, times in milliseconds. */
import { MESSAGE_LIMITS, type MessageLimits } from '../mail/parse-message-limits.ts';

/** Limits of the reading threads, beside those on the message itself. */
export interface ReaderLimits {
  readonly message: MessageLimits;
  /** Heap of one thread. */
  readonly maxHeapMb: number;
  /** After this long on one message its thread is ended and the message refused. */
  readonly maxReadMs: number;
  /** A thread is replaced when it died; this many threads read side by side. */
  readonly threads: number;
}

export const READER_LIMITS: ReaderLimits = {
  message: MESSAGE_LIMITS,
  maxHeapMb: 256,
  maxReadMs: 5000,
  threads: 1,
};
