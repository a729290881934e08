/** The thread's side of `source-reader.ts`: one calendar in, one reading out. */
import { parentPort } from 'node:worker_threads';
import { THREAD_READY, type ThreadJob, type ThreadResult } from '../thread-pool.ts';
import { readCalendar } from './reader/read-calendar.ts';
import type { Reading, ReadOptions } from './reading.ts';

/** One calendar to read. `at` is an ISO instant: a Temporal value does not cross threads. */
export interface PagePiece {
  readonly text: string;
  readonly options: Omit<ReadOptions, 'at'> & { readonly at: string };
}

parentPort?.on('message', ({ id, piece }: ThreadJob<PagePiece>) => {
  const options = { ...piece.options, at: Temporal.Instant.from(piece.options.at) };
  const result: Reading = readCalendar(piece.text, options);
  parentPort?.postMessage({ id, result } satisfies ThreadResult<Reading>);
});
parentPort?.postMessage(THREAD_READY);
