/** One run of the engine: what it holds, what is in flight, and why it ends. See `deliver-due.ts` for the promises. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClaimedDelivery } from '../store/deliveries.ts';
import { growAudiences } from './deliver-audience.ts';
import { claimLot, decideClaimSize, giveBackClaims, Throughput } from './deliver-claim.ts';
import type { DeliverDeps, Summary } from './deliver-due.ts';
import { judgeMakeFailure, type MessageMaker } from './deliver-message.ts';
import { DeliveryResults } from './deliver-results.ts';
import { SendingRight } from './deliver-right.ts';
import { Lineup, limitsFor, type Place } from './lineup.ts';
import { openPace } from './pace.ts';
import type { Outcome } from './transport.ts';

interface InFlight {
  readonly place: Place;
  readonly since: number;
  slow: boolean;
}

const fewAtFirst = 10;
const watchEveryMs = 100;
/** Deliveries that may wait here for their slow domain before they go back to the ledger, for a minute. */
const heldAtMost = 2000;
const heldRestMs = 60_000;

export class DeliveryRun {
  readonly #deps: DeliverDeps;
  readonly #maker: MessageMaker;
  readonly #results: DeliveryResults;
  readonly #lineup: Lineup;
  readonly #right: SendingRight;
  readonly #inFlight = new Set<InFlight>();
  readonly #pace = openPace();
  readonly #throughput = new Throughput();
  #slow = 0;
  #withdrawn = 0;
  #stopped: Summary['stopped'] = null;
  #quotaWaitMs = 0;
  #growing = true;
  #submitted = 0;
  #wake: (() => void) | null = null;

  constructor(deps: DeliverDeps, maker: MessageMaker) {
    this.#deps = deps;
    this.#maker = maker;
    this.#lineup = new Lineup(limitsFor(deps.settings.perDomain));
    this.#results = new DeliveryResults(deps, {
      mayRetry: () => this.#mayWrite(),
      onDatabaseTrouble: (error) => this.#databaseTrouble(error),
      onPause: (mailingId, paused) => this.#dropMailing(mailingId, paused),
    });
    this.#right = new SendingRight(deps, this.#lineup, {
      onWithdrawn: (people) => {
        this.#withdrawn += people;
      },
      onLeaseLost: () => this.#giveBack(this.#lineup.withdraw(() => true)),
      onTrouble: (error) => this.#databaseTrouble(error),
      onLooked: () => this.#goOn(),
    });
  }

  async work(): Promise<Summary> {
    const abort = () => this.#stop('signal');
    if (this.#deps.signal?.aborted) abort();
    this.#deps.signal?.addEventListener('abort', abort);
    const watch = setInterval(() => this.#watch(), watchEveryMs);
    const renew = setInterval(
      () => this.#holdsNothing() || void this.#right.renew(),
      (this.#deps.settings.leaseSeconds * 1000) / 3,
    );
    const growing = this.#grow();
    try {
      await this.#claimUntilNothingIsDue();
      await this.#wind();
      await growing;
    } finally {
      clearInterval(watch);
      clearInterval(renew);
      this.#deps.signal?.removeEventListener('abort', abort);
    }
    return this.#summary();
  }

  async #grow(): Promise<void> {
    try {
      await growAudiences(this.#deps, {
        mayGoOn: () => this.#stopped === null,
        onGrown: () => this.#wake?.(),
      });
    } catch (error) {
      this.#databaseTrouble(error);
    }
    this.#growing = false;
    this.#wake?.();
  }

  async #claimUntilNothingIsDue(): Promise<void> {
    while (this.#stopped === null) {
      const growing = this.#growing;
      if (this.#deps.transport.restMs() > 0) this.#stop('relay');
      else if (this.#quotaWaitMs > 0 && this.#holdsNothing()) this.#stop('quota');
      else if (this.#quotaWaitMs > 0 || this.#lineup.ready >= this.#claimSize()) await this.#change();
      else if (this.#lineup.held >= heldAtMost) await this.#giveBack(this.#lineup.withdrawHeld(), heldRestMs);
      else if (await this.#claim()) continue;
      else if (!this.#holdsNothing() || this.#growing) await this.#change();
      else if (!growing) break;
    }
    if (this.#deps.transport.restMs() > 0) this.#stop('relay');
  }

  /** False when nothing was due. */
  async #claim(): Promise<boolean> {
    const began = performance.now();
    try {
      const lot = await claimLot(this.#deps, this.#claimSize());
      if (lot.kind === 'no-quota') return await this.#awaitQuota(lot.span, lot.waitMs);
      if (this.#lineup.ready === 0 && this.#lineup.held === 0) this.#right.sawConsent(began);
      if (lot.claimed.length > 0 && this.#holdsNothing()) this.#right.extendLease(began);
      this.#withdrawn += lot.settled.length;
      await this.#line(lot.claimed);
      return lot.claimed.length > 0 || lot.settled.length > 0;
    } catch (error) {
      this.#databaseTrouble(error);
      return false;
    }
  }

  /** A mailing that is being paused may have been claimed a last time. */
  async #line(claimed: readonly ClaimedDelivery[]): Promise<void> {
    const paused = claimed.filter(({ mailing_id }) => this.#results.isPaused(mailing_id));
    this.#lineup.push(paused.length === 0 ? claimed : claimed.filter((each) => !paused.includes(each)));
    this.#fill();
    await this.#giveBack(paused);
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
    return decideClaimSize(this.#deps.transport.room, this.#throughput.perSecond(performance.now()));
  }

  /** Starts as many as there is room for. */
  #fill(): void {
    const { slowConnections } = this.#deps.settings;
    // A relay that is not known to take our mail gets few at first: what it refuses on principle is soon seen.
    const room = Math.min(this.#deps.transport.room, fewAtFirst + this.#submitted);
    while (this.#stopped === null) {
      if (this.#inFlight.size - this.#slow >= room) return;
      if (this.#inFlight.size >= room + slowConnections) return;
      if (this.#results.isOverdue() || !this.#right.isGood()) return;
      const place = this.#lineup.take();
      if (place === null) return;
      this.#deliver(place);
    }
  }

  #deliver(place: Place): void {
    const flight: InFlight = { place, since: performance.now(), slow: false };
    this.#inFlight.add(flight);
    this.#throughput.begin(flight.since);
    void this.#attempt(place.delivery).then((outcome) => this.#land(flight, outcome));
  }

  #land(flight: InFlight, outcome: Outcome | 'withdrawn'): void {
    const { place, slow } = flight;
    const now = performance.now();
    this.#inFlight.delete(flight);
    this.#throughput.end(now);
    if (slow) this.#slow--;
    else this.#pace.note(now - flight.since);
    this.#lineup.done(place, slow);
    if (outcome !== 'withdrawn' && outcome.kind === 'submitted') this.#submitted++;
    if (outcome === 'withdrawn') this.#withdrawn++;
    else if (this.#goesAgain(place.delivery, outcome)) this.#lineAgain(place.delivery);
    else this.#results.take(place.delivery, outcome);
    this.#goOn();
  }

  /** It was called back before anything of it was handed over, and the relay is well: it is still ours. */
  #goesAgain({ mailing_id }: ClaimedDelivery, outcome: Outcome): boolean {
    if (outcome.kind !== 'connection-failed' || this.#stopped !== null) return false;
    return this.#deps.transport.restMs() === 0 && !this.#results.isPaused(mailing_id);
  }

  /** Nobody remembers when its consent was looked at: it is, before anything else goes. */
  #lineAgain(delivery: ClaimedDelivery): void {
    this.#right.sawConsent(Number.NEGATIVE_INFINITY);
    this.#lineup.push([delivery]);
  }

  async #attempt(delivery: ClaimedDelivery): Promise<Outcome | 'withdrawn'> {
    try {
      const made = this.#maker.make(delivery);
      const making = made instanceof Promise ? await made : made;
      if (making.kind === 'nothing') {
        this.#results.settle(delivery, 'skipped', 'no longer needed');
        return 'withdrawn';
      }
      if (making.kind === 'unusable-address') {
        return { kind: 'permanent', reply: 'the address is not one', countsAs: 'none' };
      }
      const { envelope, wire } = making.message;
      const careful = delivery.uncertain_count > 0;
      const outcome = await this.#deps.transport.send(envelope, wire, { careful });
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

  #watch(): void {
    const before = performance.now() - this.#pace.slowAfterMs();
    for (const flight of this.#inFlight) {
      if (flight.slow || flight.since > before) continue;
      flight.slow = true;
      this.#slow++;
      this.#lineup.markSlow(flight.place);
    }
    this.#goOn();
  }

  #goOn(): void {
    this.#fill();
    this.#wake?.();
  }

  async #dropMailing(mailingId: number, paused: Promise<unknown>): Promise<void> {
    const dropped = this.#lineup.withdraw((delivery) => delivery.mailing_id === mailingId);
    this.#deps.transport.recall();
    await paused;
    await this.#giveBack(dropped);
  }

  #databaseTrouble(error: unknown): void {
    if (this.#stopped !== 'database') this.#deps.onTrouble?.('the database does not answer', error);
    this.#stop('database');
  }

  #stop(why: NonNullable<Summary['stopped']>): void {
    this.#stopped ??= why;
    if (why === 'signal' || why === 'database') this.#deps.transport.recall();
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

  #giveBack(deliveries: readonly ClaimedDelivery[], afterMs = 0): Promise<void> {
    return giveBackClaims(this.#deps, deliveries, {
      afterMs: Math.max(afterMs, this.#deps.transport.restMs()),
      mayRetry: () => this.#mayWrite(),
      onTrouble: (error) => this.#databaseTrouble(error),
    });
  }

  /** Once the lease has ended the rows belong to somebody else, or will. */
  #mayWrite(): boolean {
    return !this.#deps.signal?.aborted && this.#right.isLeased();
  }

  #summary(): Summary {
    const restMs = this.#stopped === 'quota' ? this.#quotaWaitMs : this.#deps.transport.restMs();
    const stopped = this.#stopped;
    return { ...this.#results.counts(), withdrawn: this.#withdrawn, done: [], stopped, restMs };
  }
}
