/** One run of the engine: what it holds, what is in flight, and why it ends. See `deliver-due.ts` for the promises. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClaimedDelivery, releaseClaims, renewLeases, withdrawClaims } from '../store/deliveries.ts';
import { claimLot, decideClaimSize } from './deliver-claim.ts';
import type { DeliverDeps, Summary } from './deliver-due.ts';
import { judgeMakeFailure, type MessageMaker } from './deliver-message.ts';
import { DeliveryResults } from './deliver-results.ts';
import { Lineup } from './lineup.ts';
import type { Outcome } from './transport.ts';

interface InFlight {
  readonly delivery: ClaimedDelivery;
  readonly since: number;
  slow: boolean;
}

/** Promise 9 allows five seconds between the unsubscribe and the last moment at which a mail may still start. */
const consentGoodForMs = 2000;
const slowAfterMs = 1000;
const watchEveryMs = 250;
/** Deliveries that may wait here for their slow domain before they go back to the ledger, for a minute. */
const heldAtMost = 2000;
const heldRestMs = 60_000;
const leaseMarginMs = 5000;

export class DeliveryRun {
  readonly #deps: DeliverDeps;
  readonly #maker: MessageMaker;
  readonly #results: DeliveryResults;
  readonly #lineup: Lineup;
  readonly #leaseMarginMs: number;
  readonly #inFlight = new Set<InFlight>();
  #slow = 0;
  #withdrawn = 0;
  #stopped: Summary['stopped'] = null;
  #quotaWaitMs = 0;
  #leaseUntil = 0;
  #checkedAt = 0;
  #checking = false;
  #finished = 0;
  #startedAt = performance.now();
  #wake: (() => void) | null = null;

  constructor(deps: DeliverDeps, maker: MessageMaker) {
    this.#deps = deps;
    this.#maker = maker;
    const { perDomain, leaseSeconds } = deps.settings;
    this.#leaseMarginMs = Math.min(leaseMarginMs, leaseSeconds * 250);
    this.#lineup = new Lineup({ perDomain, perSlowDomain: Math.max(2, Math.ceil(perDomain / 10)) });
    this.#results = new DeliveryResults(deps, {
      mayRetry: () => !deps.signal?.aborted && performance.now() < this.#leaseUntil,
      onDatabaseTrouble: (error) => this.#databaseTrouble(error),
      onPause: (mailingId, paused) => this.#dropMailing(mailingId, paused),
    });
  }

  async work(): Promise<Summary> {
    const abort = () => this.#stop('signal');
    if (this.#deps.signal?.aborted) abort();
    this.#deps.signal?.addEventListener('abort', abort);
    const watch = setInterval(() => this.#watch(), watchEveryMs);
    const renew = setInterval(() => void this.#renew(), (this.#deps.settings.leaseSeconds * 1000) / 3);
    try {
      await this.#claimUntilNothingIsDue();
      await this.#wind();
    } finally {
      clearInterval(watch);
      clearInterval(renew);
      this.#deps.signal?.removeEventListener('abort', abort);
    }
    return this.#summary();
  }

  async #claimUntilNothingIsDue(): Promise<void> {
    while (this.#stopped === null) {
      if (this.#deps.transport.restMs() > 0) this.#stop('relay');
      else if (this.#quotaWaitMs > 0 && this.#holdsNothing()) this.#stop('quota');
      else if (this.#quotaWaitMs > 0 || this.#lineup.ready >= this.#claimSize()) await this.#change();
      else if (this.#lineup.held >= heldAtMost) await this.#giveBack(this.#lineup.withdrawHeld(), heldRestMs);
      else if (!(await this.#claim())) {
        if (this.#holdsNothing()) return;
        await this.#change();
      }
    }
  }

  /** False when nothing was due. */
  async #claim(): Promise<boolean> {
    const began = performance.now();
    try {
      const lot = await claimLot(this.#deps, this.#claimSize());
      if (lot.kind === 'no-quota') return await this.#awaitQuota(lot.span, lot.waitMs);
      if (this.#lineup.ready === 0 && this.#lineup.held === 0) this.#checkedAt = began;
      if (lot.claimed.length > 0 && this.#holdsNothing()) this.#extendLease(began);
      this.#withdrawn += lot.settled.length;
      this.#lineup.push(lot.claimed);
      this.#fill();
      return lot.claimed.length > 0 || lot.settled.length > 0;
    } catch (error) {
      this.#databaseTrouble(error);
      return false;
    }
  }

  /** A second is waited for; an hour or a day ends the run when what was granted has gone. */
  async #awaitQuota(span: string, waitMs: number): Promise<boolean> {
    if (span === 'second') await sleep(waitMs);
    else this.#quotaWaitMs = waitMs;
    return true;
  }

  #holdsNothing(): boolean {
    return this.#inFlight.size === 0 && this.#lineup.ready === 0 && this.#lineup.held === 0;
  }

  #claimSize(): number {
    const seconds = (performance.now() - this.#startedAt) / 1000;
    return decideClaimSize(this.#deps.settings.connections, this.#finished, seconds);
  }

  /** Starts as many as there is room for. */
  #fill(): void {
    const { connections, slowConnections } = this.#deps.settings;
    while (this.#stopped === null && !this.#checking) {
      if (this.#inFlight.size - this.#slow >= connections) return;
      if (this.#inFlight.size >= connections + slowConnections) return;
      const now = performance.now();
      if (this.#lineup.ready > 0 && now > this.#leaseUntil - this.#leaseMarginMs) {
        void this.#renew();
        return;
      }
      if (this.#lineup.ready > 0 && now - this.#checkedAt > consentGoodForMs) {
        void this.#checkConsent();
        return;
      }
      const delivery = this.#lineup.take();
      if (delivery === null) return;
      void this.#deliver(delivery);
    }
  }

  async #deliver(delivery: ClaimedDelivery): Promise<void> {
    const flight: InFlight = { delivery, since: performance.now(), slow: false };
    this.#inFlight.add(flight);
    const outcome = await this.#attempt(delivery);
    this.#inFlight.delete(flight);
    if (flight.slow) this.#slow--;
    this.#lineup.done(delivery, flight.slow);
    this.#finished++;
    if (outcome === 'withdrawn') this.#withdrawn++;
    else if (outcome !== null) this.#results.take(delivery, outcome);
    this.#fill();
    this.#wake?.();
  }

  async #attempt(delivery: ClaimedDelivery): Promise<Outcome | 'withdrawn' | null> {
    try {
      const making = await this.#maker.make(delivery);
      if (making.kind === 'nothing') {
        this.#results.settle(delivery, 'skipped', 'no longer needed');
        return 'withdrawn';
      }
      if (making.kind === 'unusable-address') {
        return { kind: 'permanent', reply: 'the address is not one', countsAs: 'none' };
      }
      const { envelope, wire } = making.message;
      const outcome = await this.#deps.transport.send(envelope, wire, {
        careful: delivery.uncertain_count > 0,
      });
      if (outcome.kind === 'submitted') this.#maker.done(wire);
      return outcome;
    } catch (error) {
      return this.#notMade(delivery, error);
    }
  }

  async #notMade(delivery: ClaimedDelivery, error: unknown): Promise<Outcome> {
    this.#deps.onTrouble?.('a message could not be made', error);
    const { outcome, pause } = judgeMakeFailure(delivery, error);
    if (pause && delivery.mailing_id !== null) await this.#results.pause(delivery.mailing_id, outcome.reply);
    return outcome;
  }

  async #checkConsent(): Promise<void> {
    this.#checking = true;
    const began = performance.now();
    const ids = this.#lineup.waiting().map((delivery) => delivery.id);
    const { store, owner, clock } = this.#deps;
    try {
      const gone = await withdrawClaims(store.db, owner, ids, clock.now());
      this.#lineup.withdraw((delivery) => gone.has(delivery.id));
      this.#withdrawn += gone.size;
      this.#checkedAt = began;
    } catch (error) {
      this.#databaseTrouble(error);
    } finally {
      this.#checking = false;
    }
    this.#fill();
    this.#wake?.();
  }

  #watch(): void {
    const before = performance.now() - slowAfterMs;
    for (const flight of this.#inFlight) {
      if (flight.slow || flight.since > before) continue;
      flight.slow = true;
      this.#slow++;
      this.#lineup.markSlow(flight.delivery);
    }
    this.#fill();
    this.#wake?.();
  }

  async #renew(): Promise<void> {
    if (this.#checking || this.#holdsNothing()) return;
    const { store, owner, settings } = this.#deps;
    const began = performance.now();
    this.#checking = true;
    try {
      // A process that stood still past its lease owns nothing any more, whatever it still remembers.
      if (began > this.#leaseUntil) await this.#giveBack(this.#lineup.withdraw(() => true));
      else await renewLeases(store.db, owner, settings.leaseSeconds);
      this.#extendLease(began);
    } catch (error) {
      this.#databaseTrouble(error);
    } finally {
      this.#checking = false;
    }
    this.#fill();
    this.#wake?.();
  }

  /** Counted from before the statement was sent: the server's lease never ends before ours. */
  #extendLease(began: number): void {
    this.#leaseUntil = began + this.#deps.settings.leaseSeconds * 1000;
  }

  async #dropMailing(mailingId: number, paused: Promise<unknown>): Promise<void> {
    const dropped = this.#lineup.withdraw((delivery) => delivery.mailing_id === mailingId);
    await paused;
    await this.#giveBack(dropped);
  }

  #databaseTrouble(error: unknown): void {
    this.#deps.onTrouble?.('the database does not answer', error);
    this.#stop('database');
  }

  #stop(why: NonNullable<Summary['stopped']>): void {
    this.#stopped ??= why;
    this.#wake?.();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = null;
        resolve();
      };
    });
  }

  /** What is in flight ends, everything else goes back, everything known is recorded. */
  async #wind(): Promise<void> {
    const deadline = performance.now() + this.#deps.settings.stopWithinMs;
    await this.#giveBack(this.#lineup.withdraw(() => true));
    while (this.#inFlight.size > 0 && (this.#stopped !== 'signal' || performance.now() < deadline)) {
      await this.#change();
    }
    await this.#results.end();
  }

  async #giveBack(deliveries: readonly ClaimedDelivery[], afterMs = 0): Promise<void> {
    if (deliveries.length === 0) return;
    const { store, owner, clock, transport } = this.#deps;
    const nextAt = clock.now().add({ milliseconds: Math.ceil(Math.max(afterMs, transport.restMs())) });
    try {
      await releaseClaims(
        store.db,
        owner,
        deliveries.map((delivery) => delivery.id),
        nextAt,
      );
    } catch (error) {
      this.#deps.onTrouble?.('claims could not be given back', error);
    }
  }

  #summary(): Summary {
    const restMs = this.#stopped === 'quota' ? this.#quotaWaitMs : this.#deps.transport.restMs();
    return {
      ...this.#results.counts(),
      withdrawn: this.#withdrawn,
      done: [],
      stopped: this.#stopped,
      restMs,
    };
  }
}
