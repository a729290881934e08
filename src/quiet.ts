/** Is nothing due, waiting or in hand? The demo and the stories wait for this, never for time to pass. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from './context.ts';
import { listUnprocessed } from './store/inbound.ts';
import { isLedgerQuiet } from './store/ledger-lines.ts';

const lookEveryMs = 10;

/** Resolves when the service has come to rest at its clock's present instant; rejects after `patienceMs`. */
export async function untilQuiet(context: Context, patienceMs = 30_000): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < patienceMs) {
    if (await isQuiet(context)) return;
    await pause(lookEveryMs);
  }
  throw new Error(`the service did not come to rest within ${patienceMs / 1000} s`);
}

export async function isQuiet({ store, jobs, clock }: Context): Promise<boolean> {
  const now = clock.now();
  const unread = await listUnprocessed(store.db, {
    storedBefore: now.add({ hours: 1 }),
    maxAttempts: 1_000,
    limit: 1,
  });
  if (unread.length > 0 || !(await isLedgerQuiet(store.db, now))) return false;
  return Object.values(await jobs.waiting()).every((count) => count === 0);
}
