/** The next deliveries of a run, as many as quotas allow, and the way back for those that it does not send. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClaimedBatch, type ClaimedDelivery, claimBatch, releaseClaims } from '../store/deliveries.ts';
import { returnQuota, takeQuota } from '../store/quotas.ts';
import type { DeliverDeps } from './deliver-due.ts';
import { hasQuota, type QuotaSpan } from './quota.ts';

export type ClaimedLot =
  | ({ readonly kind: 'claimed' } & ClaimedBatch)
  | { readonly kind: 'no-quota'; readonly span: QuotaSpan; readonly waitMs: number };

/** What a crash leaves uncertain is what is in flight or about to be: this much work is claimed ahead. */
const aheadSeconds = 0.05;
const largestClaim = 500;
/** Less says nothing about a rate. */
const shortestMs = 20;
const retryMs = 250;

/** How fast the relay takes messages. Time in which there were none to give it does not count. Instants in milliseconds. */
export class Throughput {
  #underWay = 0;
  #finished = 0;
  #busyMs = 0;
  #since = 0;

  begin(now: number): void {
    if (this.#underWay++ === 0) this.#since = now;
  }

  end(now: number): void {
    this.#finished++;
    if (--this.#underWay === 0) this.#busyMs += now - this.#since;
  }

  perSecond(now: number): number {
    const ms = this.#busyMs + (this.#underWay > 0 ? now - this.#since : 0);
    return (this.#finished * 1000) / Math.max(shortestMs, ms);
  }
}

export function decideClaimSize(room: number, messagesPerSecond: number): number {
  return Math.min(largestClaim, Math.max(room, Math.ceil(messagesPerSecond * aheadSeconds)));
}

/** Throws when the database does not answer. */
export async function claimLot(deps: DeliverDeps, wanted: number): Promise<ClaimedLot> {
  const { settings, store, clock, owner } = deps;
  const now = clock.now();
  const limited = hasQuota(settings.quotas);
  const grant = limited ? await takeQuota(store.db, settings.quotas, wanted, now) : null;
  if (grant?.kind === 'exhausted') return { kind: 'no-quota', span: grant.span, waitMs: grant.waitMs };
  const limit = grant?.messages ?? wanted;
  const { leaseSeconds, giveUpSeconds } = settings;
  const batch = await claimBatch(store.db, { owner, limit, leaseSeconds, now, giveUpSeconds });
  if (limited) await returnQuota(store.db, limit - batch.claimed.length, now);
  return { kind: 'claimed', ...batch };
}

export interface GivingBack {
  /** They are due again after that long. */
  readonly afterMs: number;
  /** The claims are still ours: a database that went away may come back in time. */
  mayRetry(): boolean;
  onTrouble(error: unknown): void;
}

/** What cannot be given back waits for the end of its lease. */
export async function giveBackClaims(
  { store, owner, clock }: DeliverDeps,
  deliveries: readonly ClaimedDelivery[],
  { afterMs, mayRetry, onTrouble }: GivingBack,
): Promise<void> {
  if (deliveries.length === 0) return;
  const ids = deliveries.map((delivery) => delivery.id);
  for (;;) {
    try {
      return await releaseClaims(store.db, owner, ids, clock.now().add({ milliseconds: Math.ceil(afterMs) }));
    } catch (error) {
      onTrouble(error);
      if (!mayRetry()) return;
      await sleep(retryMs);
    }
  }
}
