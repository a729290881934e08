/**
 * Claimed deliveries in the order in which they go, with a limit on how many go to one domain at a time. A domain that
 * is slow to answer is narrowed to few, so that it holds up only its own people.
 */
import type { ClaimedDelivery } from '../store/deliveries.ts';

interface DomainTraffic {
  readonly domain: string;
  /** In the line, held or not. */
  lined: number;
  active: number;
  slow: number;
  /** Prompt answers, as far as they count. */
  prompt: number;
  readonly held: Place[];
}

/** A delivery in the line; the one who takes it gives it back with `done`. */
export interface Place {
  readonly delivery: ClaimedDelivery;
  readonly traffic: DomainTraffic;
}

export interface LineupLimits {
  readonly perDomain: number;
  /** A domain that has not answered yet gets so few, and one more for each prompt answer. */
  readonly perNewDomain: number;
  /** At most this many at once for a domain that has a slow one. */
  readonly perSlowDomain: number;
}

export function limitsFor(perDomain: number): LineupLimits {
  return { perDomain, perNewDomain: 3, perSlowDomain: Math.max(2, Math.ceil(perDomain / 10)) };
}

export class Lineup {
  readonly #limits: LineupLimits;
  readonly #domains = new Map<string, DomainTraffic>();
  #queue: Place[] = [];
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
    for (const delivery of deliveries) {
      const traffic = this.#trafficOf(delivery);
      traffic.lined++;
      this.#queue.push({ delivery, traffic });
    }
  }

  /** The next whose domain has room; it counts as active until `done`. */
  take(): Place | null {
    while (this.#head < this.#queue.length) {
      const place = this.#queue[this.#head++]!;
      const { traffic } = place;
      if (this.#hasRoom(traffic)) {
        traffic.lined--;
        traffic.active++;
        return place;
      }
      traffic.held.push(place);
      this.#held++;
    }
    return null;
  }

  /** It has been going for longer than is usual. */
  markSlow({ traffic }: Place): void {
    traffic.slow++;
  }

  done({ traffic }: Place, wasSlow: boolean): void {
    traffic.active--;
    if (wasSlow) traffic.slow--;
    else traffic.prompt++;
    // One left, and the domain may have earned one more.
    for (let freed = 0; freed < 2 && traffic.held.length > 0 && this.#hasRoom(traffic); freed++) {
      this.#held--;
      this.#queue.push(traffic.held.shift()!);
    }
    this.#tidy(traffic);
  }

  /** All that have not been taken and satisfy the test, removed. */
  withdraw(test: (delivery: ClaimedDelivery) => boolean): ClaimedDelivery[] {
    const inLine = this.#queue.slice(this.#head);
    const held = this.#allHeld();
    const leaving = new Set([...inLine, ...held].filter(({ delivery }) => test(delivery)));
    this.#queue = inLine.filter((place) => !leaving.has(place));
    this.#head = 0;
    for (const { traffic } of leaving) {
      const staying = traffic.held.filter((place) => !leaving.has(place));
      this.#held -= traffic.held.length - staying.length;
      traffic.held.splice(0, traffic.held.length, ...staying);
      traffic.lined--;
      this.#tidy(traffic);
    }
    return [...leaving].map(({ delivery }) => delivery);
  }

  /** Those that wait for their domain, removed. */
  withdrawHeld(): ClaimedDelivery[] {
    const held = new Set(this.#allHeld().map(({ delivery }) => delivery));
    return this.withdraw((delivery) => held.has(delivery));
  }

  waiting(): ClaimedDelivery[] {
    return [...this.#queue.slice(this.#head), ...this.#allHeld()].map(({ delivery }) => delivery);
  }

  #allHeld(): Place[] {
    return [...this.#domains.values()].flatMap((traffic) => traffic.held);
  }

  #tidy({ domain, lined, active }: DomainTraffic): void {
    if (lined === 0 && active === 0) this.#domains.delete(domain);
  }

  #hasRoom(traffic: DomainTraffic): boolean {
    const { perDomain, perNewDomain, perSlowDomain } = this.#limits;
    const limit = traffic.slow > 0 ? perSlowDomain : Math.min(perDomain, perNewDomain + traffic.prompt);
    return traffic.active < limit;
  }

  #trafficOf(delivery: ClaimedDelivery): DomainTraffic {
    const domain = domainOf(delivery);
    let traffic = this.#domains.get(domain);
    if (traffic === undefined) {
      traffic = { domain, lined: 0, active: 0, slow: 0, prompt: 0, held: [] };
      this.#domains.set(domain, traffic);
    }
    return traffic;
  }
}

/** Service mails have no address yet and share one lane of their own. */
function domainOf(delivery: ClaimedDelivery): string {
  return delivery.email.slice(delivery.email.lastIndexOf('@') + 1).toLowerCase();
}
