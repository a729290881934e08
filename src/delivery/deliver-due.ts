/**
 * Sends everything that is due: claim, look at consent, stamp, hand over, record. The database is the truth and the
 * lease the right to send; without either the run stops rather than guesses.
 */
import type { Clock } from '../clock.ts';
import { expireLeases } from '../store/deliveries.ts';
import { closeDoneMailings } from '../store/deliveries-control.ts';
import type { Store } from '../store/open-store.ts';
import { type MakerDeps, openMessageMaker } from './deliver-message.ts';
import { replayJournals } from './deliver-replay.ts';
import { DeliveryRun } from './deliver-run.ts';
import type { QuotaLimits } from './quota.ts';
import type { Transport } from './transport.ts';

/** A refusal of one address, for whoever keeps the list clean. */
export interface Refusal {
  readonly deliveryId: number;
  readonly mailingId: number | null;
  readonly subscriberId: number | null;
  readonly countsAs: 'hard' | 'soft';
  readonly reply: string;
}

export interface DeliverDeps extends MakerDeps {
  readonly store: Store;
  readonly transport: Transport;
  readonly clock: Clock;
  /** Names this process among all workers: host, process id and a random part. */
  readonly owner: string;
  readonly settings: DeliverySettings;
  /** A folder for the journal that makes the window after a crash smaller; left out: none. */
  readonly journalFolder?: string;
  /** Stops the run: nothing new is begun, what is in flight ends. */
  readonly signal?: AbortSignal;
  /** Called after they are recorded; a failure is reported, not repeated. */
  onRefusals?(refusals: Refusal[]): Promise<void>;
  onPaused?(mailingId: number, why: string): Promise<void>;
  /** A long audience has become rows of the ledger to its end. */
  onFrozen?(mailingId: number, audience: number): void;
  onTrouble?(what: string, error: unknown): void;
}

export interface DeliverySettings {
  /** More in flight than the transport has room for, while some take longer than a second: they hold nobody up. */
  readonly slowConnections: number;
  readonly perDomain: number;
  readonly leaseSeconds: number;
  readonly giveUpSeconds: number;
  /** How long what is in flight may take after the signal. */
  readonly stopWithinMs: number;
  readonly quotas: QuotaLimits;
}

export const defaultSettings: DeliverySettings = {
  slowConnections: 200,
  perDomain: 20,
  leaseSeconds: 60,
  giveUpSeconds: 4 * 24 * 3600,
  stopWithinMs: 20_000,
  quotas: { perSecond: 0, perHour: 0, perDay: 0 },
};

export interface Summary {
  readonly submitted: number;
  readonly deferred: number;
  readonly failed: number;
  readonly uncertain: number;
  /** Left out at the last moment: unsubscribed, paused, suppressed, too late. */
  readonly withdrawn: number;
  /** Mailings that stopped themselves, and mailings of which nothing is left to do. */
  readonly paused: readonly number[];
  readonly done: readonly number[];
  /** Why the run ended although something may be due. */
  readonly stopped: 'signal' | 'database' | 'relay' | 'quota' | null;
  /** How long there is no use in another run. */
  readonly restMs: number;
}

const nothingDone: Summary = {
  submitted: 0,
  deferred: 0,
  failed: 0,
  uncertain: 0,
  withdrawn: 0,
  paused: [],
  done: [],
  stopped: null,
  restMs: 0,
};

/** One run. Ends when nothing is due any more. Several at once, anywhere, share the work. Never throws. */
export async function deliverDue(deps: DeliverDeps): Promise<Summary> {
  try {
    if (deps.journalFolder !== undefined) await replayJournals(deps, deps.journalFolder);
    await expireLeases(deps.store.db, deps.clock.now());
  } catch (error) {
    deps.onTrouble?.('the database does not answer', error);
    return { ...nothingDone, stopped: 'database' };
  }
  const summary = await new DeliveryRun(deps, openMessageMaker(deps)).work();
  if (summary.stopped === 'database') return summary;
  try {
    return { ...summary, done: await closeDoneMailings(deps.store.db, deps.clock.now()) };
  } catch (error) {
    deps.onTrouble?.('mailings could not be closed', error);
    return summary;
  }
}
