/** The thread's side of `parse-worker.ts`: one message in, one reading out. */
import { parentPort } from 'node:worker_threads';
import { addressKey, domainOf } from '../mail/address.ts';
import type { MessageLimits } from '../mail/parse-message-limits.ts';
import { THREAD_READY, type ThreadJob, type ThreadResult } from '../thread-pool.ts';
import type { IntakeContext } from './classify-context.ts';
import type { ReaderContext } from './parse-worker.ts';
import { readMail } from './parse-worker-mail.ts';
import { type Reading, refused } from './read.ts';

/** One mail to read. */
export interface ReadPiece {
  readonly raw: Uint8Array;
  readonly context: ReaderContext;
  readonly limits: MessageLimits;
}

/** Completes a context that crossed the thread boundary; without hosts, the mailbox's own domain counts as theirs. */
export function makeContext(context: ReaderContext): IntakeContext {
  const keys = context.hosts === null ? null : new Set(context.hosts.map(addressKey));
  const domain = domainOf(context.address);
  return {
    address: context.address,
    authserv: context.authserv,
    listId: context.listId,
    recipient: context.recipient ?? null,
    checked: context.checked ?? null,
    extractsAnyway: context.extractsAnyway ?? false,
    isHost: (address) =>
      keys === null ? domain !== '' && domainOf(address) === domain : keys.has(addressKey(address)),
  };
}

parentPort?.on('message', ({ id, piece }: ThreadJob<ReadPiece>) => {
  readMail(piece.raw, makeContext(piece.context), piece.limits)
    .catch((error: unknown) =>
      refused(`reading failed: ${error instanceof Error ? error.message : String(error)}`),
    )
    .then((result) => parentPort?.postMessage({ id, result } satisfies ThreadResult<Reading>));
});
parentPort?.postMessage(THREAD_READY);
