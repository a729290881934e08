/**
 * Writes outcomes into the ledger: a lone one at once, a flood in groups of what came within a few milliseconds. What
 * is not yet written is what a crash would send twice (promise 6).
 */
import { setTimeout as sleep } from 'node:timers/promises';

const largestGroup = 500;
/** From this many on, the next group may gather for a while. */
const floodSize = 16;
const gatherMs = 15;
const retryMs = 250;
/** A commit takes some milliseconds. A database behind a wire that is cut says nothing at all, for a quarter of an hour. */
const overdueMs = 100;

export interface Recorder<Entry> {
  push(entry: Entry): void;
  /** The ledger has not answered for longer than it ever takes: whoever hands over more could not account for it. */
  isOverdue(): boolean;
  /** Resolves when everything pushed so far was written or given up. */
  idle(): Promise<void>;
}

export interface RecorderDeps<Entry> {
  /** Throws when the database does not answer. */
  write(group: Entry[]): Promise<void>;
  /** Whether what could not be written may still be tried: the lease has not ended. */
  mayRetry(): boolean;
  onFailure(error: unknown): void;
}

export function openRecorder<Entry>(deps: RecorderDeps<Entry>): Recorder<Entry> {
  const pending: Entry[] = [];
  let running: Promise<void> | null = null;
  let askedAt = Number.POSITIVE_INFINITY;

  async function run(): Promise<void> {
    while (pending.length > 0) {
      const group = pending.splice(0, largestGroup);
      askedAt = performance.now();
      await writeGroup(group);
      askedAt = Number.POSITIVE_INFINITY;
      if (group.length >= floodSize) await sleep(gatherMs);
    }
    running = null;
  }

  async function writeGroup(group: Entry[]): Promise<void> {
    for (;;) {
      try {
        await deps.write(group);
        return;
      } catch (error) {
        deps.onFailure(error);
        // Without a lease the rows belong to somebody else, or will: they expire and count as uncertain.
        if (!deps.mayRetry()) return;
        await sleep(retryMs);
      }
    }
  }

  return {
    push(entry) {
      pending.push(entry);
      running ??= run();
    },
    isOverdue: () => performance.now() - askedAt > overdueMs,
    async idle() {
      while (running !== null) await running;
    },
  };
}
