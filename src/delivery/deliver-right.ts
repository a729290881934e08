/** What a run needs to hand anything over: a lease on what it claimed, and a look at consent that is not old (promises 6 and 9). */
import { renewLeases, withdrawClaims } from '../store/deliveries.ts';
import type { DeliverDeps } from './deliver-due.ts';
import type { Lineup } from './lineup.ts';

/** Promise 9 allows five seconds between the unsubscribe and the last moment at which a mail may still start. */
const consentGoodForMs = 2000;
const leaseMarginMs = 5000;

export interface RightEvents {
  /** People who left meanwhile were taken out of the line. */
  onWithdrawn(people: number): void;
  /** The lease ended unnoticed: nothing in the line is ours any more. */
  onLeaseLost(): Promise<void>;
  onTrouble(error: unknown): void;
  /** Something was looked at; what waited for it may go on. */
  onLooked(): void;
}

export class SendingRight {
  readonly #deps: DeliverDeps;
  readonly #lineup: Lineup;
  readonly #events: RightEvents;
  readonly #leaseMarginMs: number;
  #leaseUntil = 0;
  #consentAt = 0;
  #looking = false;

  constructor(deps: DeliverDeps, lineup: Lineup, events: RightEvents) {
    this.#deps = deps;
    this.#lineup = lineup;
    this.#events = events;
    this.#leaseMarginMs = Math.min(leaseMarginMs, deps.settings.leaseSeconds * 250);
  }

  /** Whether outcomes may still be written. */
  isLeased(): boolean {
    return performance.now() < this.#leaseUntil;
  }

  /** Counted from before the statement was sent: the server's lease never ends before ours. */
  extendLease(began: number): void {
    this.#leaseUntil = began + this.#deps.settings.leaseSeconds * 1000;
  }

  /** The line was empty and was filled by a statement that looked at consent itself. */
  sawConsent(began: number): void {
    this.#consentAt = began;
  }

  /** Whether what is in line may be handed over now. If not, what is missing is seen to, and `onLooked` says when. */
  isGood(): boolean {
    if (this.#looking) return false;
    if (this.#lineup.ready === 0) return true;
    const now = performance.now();
    if (now > this.#leaseUntil - this.#leaseMarginMs) void this.renew();
    else if (now - this.#consentAt > consentGoodForMs) void this.#checkConsent();
    else return true;
    return false;
  }

  async renew(): Promise<void> {
    if (this.#looking) return;
    const { store, owner, settings } = this.#deps;
    await this.#look(async (began) => {
      // A process that stood still past its lease owns nothing any more, whatever it still remembers.
      if (began > this.#leaseUntil) await this.#events.onLeaseLost();
      else await renewLeases(store.db, owner, settings.leaseSeconds);
      this.extendLease(began);
    });
  }

  async #checkConsent(): Promise<void> {
    const { store, owner, clock } = this.#deps;
    await this.#look(async (began) => {
      const ids = this.#lineup.waiting().map((delivery) => delivery.id);
      const gone = await withdrawClaims(store.db, owner, ids, clock.now());
      this.#lineup.withdraw((delivery) => gone.has(delivery.id));
      this.#events.onWithdrawn(gone.size);
      this.#consentAt = began;
    });
  }

  async #look(work: (began: number) => Promise<void>): Promise<void> {
    this.#looking = true;
    try {
      await work(performance.now());
    } catch (error) {
      this.#events.onTrouble(error);
    } finally {
      this.#looking = false;
    }
    this.#events.onLooked();
  }
}
