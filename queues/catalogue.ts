/** Every queue of Convoke. README.md beside this file draws them. */
import { z } from 'zod';
import type { QueueContract } from './contract.ts';

const second = 1_000;

/** As many mails as one job reads: enough to share its cost, few enough to share the work among processes. */
const mailsPerRing = 25;

/** Mails are stored: read them and act on them. */
export const intakeQueue: QueueContract<{ inboundIds: number[] }> = {
  name: 'intake',
  payload: z.strictObject({ inboundIds: z.array(z.number().int().positive()).min(1) }),
  retryDelaysMs: [2 * second, 10 * second, 60 * second],
  concurrency: 4,
  sameRing: null,
  together: { apartMs: 5, join: portions },
};

function portions(payloads: readonly { inboundIds: number[] }[]): { inboundIds: number[] }[] {
  const ids = payloads.flatMap(({ inboundIds }) => inboundIds);
  const count = Math.ceil(ids.length / mailsPerRing);
  return Array.from({ length: count }, (_, index) => ({
    inboundIds: ids.slice(index * mailsPerRing, (index + 1) * mailsPerRing),
  }));
}

/** Something in the ledger is due. One ring is enough for everything that is. */
export const deliveryQueue: QueueContract<{ bell: 'delivery' }> = {
  name: 'delivery',
  payload: z.strictObject({ bell: z.literal('delivery') }),
  // The ledger itself decides about second tries; the sweeper rings again within a minute.
  retryDelaysMs: [],
  concurrency: 1,
  sameRing: () => 'delivery',
  // Each ring is a look at the whole ledger.
  together: { apartMs: 20, join: () => [anythingDue] },
};

/** A calendar is due to be read. */
export const calendarQueue: QueueContract<{ colloquium: string }> = {
  name: 'calendar',
  payload: z.strictObject({ colloquium: z.string().min(1) }),
  retryDelaysMs: [30 * second],
  concurrency: 2,
  sameRing: ({ colloquium }) => colloquium,
  together: null,
};

/** A colloquium's planner is to look at what became due. */
export const plannerQueue: QueueContract<{ colloquium: string }> = {
  name: 'planner',
  payload: z.strictObject({ colloquium: z.string().min(1) }),
  retryDelaysMs: [5 * second],
  concurrency: 1,
  sameRing: ({ colloquium }) => colloquium,
  together: null,
};

export const allQueues = [intakeQueue, deliveryQueue, calendarQueue, plannerQueue] as const;

/** The one payload of the delivery queue. */
export const anythingDue = { bell: 'delivery' } as const;
