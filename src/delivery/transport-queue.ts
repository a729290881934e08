/** Messages that were given to the pool and of which nothing was handed over yet, first come, first served. */
import type { Handover } from './transport-session.ts';

export class Queue {
  readonly #waiting: Handover[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(handover: Handover): void {
    this.#waiting.push(handover);
  }

  addFirst(handover: Handover): void {
    this.#waiting.unshift(handover);
  }

  /** The next one that has not waited for longer than `patienceMs`; the others come back, for a moment. */
  next(patienceMs: number): Handover | null {
    const oldest = performance.now() - patienceMs;
    for (;;) {
      const handover = this.#waiting.shift();
      if (handover === undefined) return null;
      if (handover.since >= oldest) return handover;
      handover.settle({ kind: 'connection-failed', reply: 'the relay took long to answer', retryInMs: 100 });
    }
  }

  failAll(reply: string, retryInMs: number): void {
    for (const handover of this.#waiting.splice(0)) {
      handover.settle({ kind: 'connection-failed', reply, retryInMs });
    }
  }
}
