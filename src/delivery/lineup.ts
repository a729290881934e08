/**
 * Claimed deliveries in the order in which they go, with a limit on how many go to one domain at a time. A domain that
 * is slow to answer is narrowed to few, so that it holds up only its own people.
 */
import type { ClaimedDelivery } from '../store/deliveries.ts';

interface DomainTraffic {
  active: number;
  slow: number;
  readonly held: ClaimedDelivery[];
}

export interface LineupLimits {
  readonly perDomain: number;
  /** At most this many at once for a domain that has a slow one. */
  readonly perSlowDomain: number;
}

export class Lineup {
  readonly #limits: LineupLimits;
  readonly #domains = new Map<string, DomainTraffic>();
  #queue: ClaimedDelivery[] = [];
  #head = 0;
  #held = 0;

  constructor(limits: LineupLimits) {
    this.#limits = limits;
  }

  /** How many could go as far as is known. */
  get ready(): number {
    return this.#queue.length - this.#head;
  }

  /** How many wait for their domain. */
  get held(): number {
    return this.#held;
  }

  push(deliveries: readonly ClaimedDelivery[]): void {
    if (this.#head > 0) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
    for (const delivery of deliveries) this.#queue.push(delivery);
  }

  /** The next whose domain has room; it counts as active until `done`. */
  take(): ClaimedDelivery | null {
    while (this.#head < this.#queue.length) {
      const delivery = this.#queue[this.#head++]!;
      const traffic = this.#trafficOf(delivery);
      if (this.#hasRoom(traffic)) {
        traffic.active++;
        return delivery;
      }
      traffic.held.push(delivery);
      this.#held++;
    }
    return null;
  }

  /** It has been going for longer than is usual. */
  markSlow(delivery: ClaimedDelivery): void {
    this.#trafficOf(delivery).slow++;
  }

  done(delivery: ClaimedDelivery, wasSlow: boolean): void {
    const traffic = this.#trafficOf(delivery);
    traffic.active--;
    if (wasSlow) traffic.slow--;
    if (traffic.held.length > 0 && this.#hasRoom(traffic)) {
      this.#held--;
      this.#queue.push(traffic.held.shift()!);
    }
    if (traffic.active === 0 && traffic.held.length === 0) this.#domains.delete(domainOf(delivery));
  }

  /** All that have not been taken and satisfy the test, removed. */
  withdraw(test: (delivery: ClaimedDelivery) => boolean): ClaimedDelivery[] {
    const all = this.#queue.slice(this.#head);
    const withdrawn = all.filter(test);
    this.#queue = all.filter((delivery) => !test(delivery));
    this.#head = 0;
    for (const traffic of this.#domains.values()) {
      const leaving = traffic.held.filter(test);
      if (leaving.length === 0) continue;
      withdrawn.push(...leaving);
      const staying = traffic.held.filter((delivery) => !test(delivery));
      traffic.held.splice(0, traffic.held.length, ...staying);
      this.#held -= leaving.length;
    }
    return withdrawn;
  }

  /** Those that wait for their domain, removed. */
  withdrawHeld(): ClaimedDelivery[] {
    const held = [...this.#domains.values()].flatMap((traffic) => traffic.held.splice(0));
    this.#held = 0;
    return held;
  }

  waiting(): ClaimedDelivery[] {
    const held = [...this.#domains.values()].flatMap((traffic) => traffic.held);
    return [...this.#queue.slice(this.#head), ...held];
  }

  #hasRoom(traffic: DomainTraffic): boolean {
    return traffic.active < (traffic.slow > 0 ? this.#limits.perSlowDomain : this.#limits.perDomain);
  }

  #trafficOf(delivery: ClaimedDelivery): DomainTraffic {
    const domain = domainOf(delivery);
    let traffic = this.#domains.get(domain);
    if (traffic === undefined) {
      traffic = { active: 0, slow: 0, held: [] };
      this.#domains.set(domain, traffic);
    }
    return traffic;
  }
}

/** Service mails have no address yet and share one lane of their own. */
function domainOf(delivery: ClaimedDelivery): string {
  return delivery.email.slice(delivery.email.lastIndexOf('@') + 1).toLowerCase();
}
