/** Rings that go together: while one is on its way to the queue, the next are gathered and go as few. */
import { setTimeout as pause } from 'node:timers/promises';
import type { QueueContract } from '../../queues/contract.ts';

export interface Chimes {
  /** Resolves when this ring, alone or among others, has reached the queue. */
  ring<Payload>(contract: QueueContract<Payload>, payload: Payload): Promise<void>;
}

/** Payloads that wait for their turn, and the one promise of all who brought them. */
interface Gathered {
  readonly payloads: unknown[];
  readonly rung: Promise<void>;
}

/** @param add puts one ring into its queue; never rejects */
export function openChimes(
  add: <Payload>(contract: QueueContract<Payload>, payload: Payload) => Promise<void>,
): Chimes {
  const onTheWay = new Map<string, Promise<unknown>>();
  const gathered = new Map<string, Gathered>();

  /** Only what was gathered before this moment goes: a ring stands for what was committed before it was asked for. */
  async function send(contract: QueueContract<unknown>): Promise<void> {
    const { payloads } = gathered.get(contract.name) ?? { payloads: [] };
    gathered.delete(contract.name);
    const few = contract.together?.join(payloads) ?? payloads;
    await Promise.all(few.map((payload) => add(contract, payload)));
  }

  return {
    ring(contract, payload) {
      const { together } = contract;
      if (together === null) return add(contract, payload);
      const waiting = gathered.get(contract.name);
      if (waiting !== undefined) {
        waiting.payloads.push(payload);
        return waiting.rung;
      }
      const any = contract as QueueContract<unknown>;
      const turn = onTheWay.get(contract.name) ?? Promise.resolve();
      const rung = turn.then(() => {
        const sent = send(any);
        onTheWay.set(contract.name, Promise.all([sent, pause(together.apartMs)]));
        return sent;
      });
      gathered.set(contract.name, { payloads: [payload], rung });
      return rung;
    },
  };
}
