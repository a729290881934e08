/** The bell rang: what is due goes out, and goes on as soon as what stood in its way is gone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { serverTime } from '../store/server-time.ts';
import type { Summary } from './deliver-due.ts';
import { type DeliveryDeps, sendWhatIsDue } from './handle-delivery.ts';

/** A relay that said goodbye in the middle is asked again here; one that is down for longer waits for the next beat. */
const shortRestMs = 2000;
const lookEveryMs = 1000;
const longestPauseMs = 30_000;

/**
 * Runs until nothing is due. A database that went away is waited for: claims and outcomes of the last run were kept, so
 * that nothing has to wait for the end of a lease. Ends at once when the service stops.
 */
export async function answerBell(deps: DeliveryDeps): Promise<Summary> {
  for (let pauseMs = lookEveryMs; ; pauseMs = Math.min(longestPauseMs, 2 * pauseMs)) {
    const summary = await sendWhatIsDue(deps);
    if (summary.stopped === 'database') {
      // A database that answers and takes nothing (a full disk) is left in peace for longer and longer.
      await rest(deps, pauseMs);
      while (!deps.signal?.aborted && !(await answers(deps))) await rest(deps, lookEveryMs);
    } else if (summary.stopped === 'relay' && summary.restMs <= shortRestMs) {
      await rest(deps, summary.restMs);
    } else return summary;
    if (deps.signal?.aborted) return summary;
  }
}

async function answers({ store }: DeliveryDeps): Promise<boolean> {
  try {
    await serverTime(store.db);
    return true;
  } catch {
    return false; // whoever asked first has reported it
  }
}

async function rest({ signal }: DeliveryDeps, ms: number): Promise<void> {
  // Woken early when the service stops.
  await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}
