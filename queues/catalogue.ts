/** Every queue of Convoke. README.md beside this file draws them. */
import { z } from 'zod';
import type { QueueContract } from './contract.ts';

const second = 1_000;

/** A mail is stored: read it and act on it. */
export const intakeQueue: QueueContract<{ inboundId: number }> = {
  name: 'intake',
  payload: z.strictObject({ inboundId: z.number().int().positive() }),
  retryDelaysMs: [2 * second, 10 * second, 60 * second],
  concurrency: 8,
  sameRing: null,
};

/** Something in the ledger is due. One ring is enough for everything that is. */
export const deliveryQueue: QueueContract<{ bell: 'delivery' }> = {
  name: 'delivery',
  payload: z.strictObject({ bell: z.literal('delivery') }),
  // The ledger itself decides about second tries; the sweeper rings again within a minute.
  retryDelaysMs: [],
  concurrency: 1,
  sameRing: () => 'delivery',
};

/** A calendar is due to be read. */
export const calendarQueue: QueueContract<{ colloquium: string }> = {
  name: 'calendar',
  payload: z.strictObject({ colloquium: z.string().min(1) }),
  retryDelaysMs: [30 * second],
  concurrency: 2,
  sameRing: ({ colloquium }) => colloquium,
};

/** A colloquium's planner is to look at what became due. */
export const plannerQueue: QueueContract<{ colloquium: string }> = {
  name: 'planner',
  payload: z.strictObject({ colloquium: z.string().min(1) }),
  retryDelaysMs: [5 * second],
  concurrency: 1,
  sameRing: ({ colloquium }) => colloquium,
};

export const allQueues = [intakeQueue, deliveryQueue, calendarQueue, plannerQueue] as const;

/** The one payload of the delivery queue. */
export const anythingDue = { bell: 'delivery' } as const;
