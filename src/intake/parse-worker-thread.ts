/** The thread's side of `parse-worker.ts`: one message in, one reading out. */
import { parentPort } from 'node:worker_threads';
import { addressKey, domainOf } from '../mail/address.ts';
import type { MessageLimits } from '../mail/parse-message-limits.ts';
import type { IntakeContext } from './classify-context.ts';
import type { ReaderContext } from './parse-worker.ts';
import { readMail } from './parse-worker-mail.ts';
import { type Reading, refused } from './read.ts';

/** What the pool posts to its thread. */
export interface ReadJob {
  readonly id: number;
  readonly raw: Uint8Array;
  readonly context: ReaderContext;
  readonly limits: MessageLimits;
}

/** What the thread posts back. */
export interface ReadResult {
  readonly id: number;
  readonly reading: Reading;
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

parentPort?.on('message', (job: ReadJob) => {
  readMail(job.raw, makeContext(job.context), job.limits)
    .catch((error: unknown) =>
      refused(`reading failed: ${error instanceof Error ? error.message : String(error)}`),
    )
    .then((reading) => parentPort?.postMessage({ id: job.id, reading } satisfies ReadResult));
});
