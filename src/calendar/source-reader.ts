/** Reads calendars in a thread: a page that is slow to read, by malice or by size, does not hold up mail. */
import { openThreadPool } from '../thread-pool.ts';
import { problem } from './problem-kinds.ts';
import type { Reading, ReadOptions } from './reading.ts';
import type { PagePiece } from './source-reader-thread.ts';

/** `read` never rejects for what a page holds; one that cannot be read in time is a reading with that problem. */
export interface PageReader {
  read(text: string, options: ReadOptions): Promise<Reading>;
  close(): Promise<void>;
}

const THREAD = new URL('./source-reader-thread.ts', import.meta.url);
/** A page of the largest size that is read takes half a second. */
const usualLimits = { threads: 1, maxHeapMb: 256, maxMs: 10_000 };

export function openPageReader(limits = usualLimits): PageReader {
  const pool = openThreadPool<PagePiece, Reading>(THREAD, limits, refused);
  return {
    read: (text, options) => pool.run({ text, options: { ...options, at: options.at.toString() } }),
    close: () => pool.close(),
  };
}

function refused(why: string): Reading {
  return {
    talks: [],
    problems: [problem('not-readable', [1], `The calendar could not be read: ${why}.`)],
  };
}
