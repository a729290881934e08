/** What the fault tests share: sending until nothing is left to do, and counting who got what. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openVirtualClock, type VirtualClock } from '../../src/clock.ts';
import { type DeliverDeps, deliverDue, type Summary } from '../../src/delivery/deliver-due.ts';
import { type Books, books } from '../../src/store/deliveries-control.ts';
import { freezeAudience } from '../../src/store/deliveries-freeze.ts';
import type { Store } from '../../src/store/open-store.ts';
import { insertMailing, insertSubscribers, insertTalk } from './audience.ts';
import type { SunkMessage } from './smtp-sink.ts';

export interface FrozenMailing {
  readonly mailingId: number;
  readonly clock: VirtualClock;
}

/** A mailing of `people`, frozen a second ago by its own clock. */
export async function freezeSample(store: Store, people: number, domains = 20): Promise<FrozenMailing> {
  const at = Temporal.Now.instant().subtract({ seconds: 1 });
  await sql`truncate delivery, mailing, talk, subscriber, quota_use restart identity cascade`.execute(
    store.db,
  );
  await insertSubscribers(store, people, { domains, at });
  const mailingId = await insertMailing(store, await insertTalk(store, { at }), { at });
  await freezeAudience(store.db, mailingId, at);
  return { mailingId, clock: openVirtualClock(at.add({ seconds: 1 })) };
}

/**
 * Runs until the mailing has nothing left to do, moving the clock to the next attempt; rests of the relay are waited
 * for, as long as they are short. Returns the summaries of all runs.
 */
export async function sendToTheEnd(deps: DeliverDeps, clock: VirtualClock): Promise<Summary[]> {
  const summaries: Summary[] = [];
  for (let round = 0; round < 200; round++) {
    const summary = await deliverDue({ ...deps, clock });
    summaries.push(summary);
    if (summary.restMs > 0) await sleep(Math.min(summary.restMs, 1500));
    const { rows } = await sql<{ next: Temporal.Instant | null }>`
      select min(d.next_at) as next from delivery d join mailing m on m.id = d.mailing_id where m.paused_at is null`.execute(
      deps.store.db,
    );
    const next = rows[0]?.next ?? null;
    if (next === null) return summaries;
    if (Temporal.Instant.compare(next, clock.now()) > 0) clock.moveTo(next);
  }
  throw new Error('the mailing never came to an end');
}

export async function assertBooks(store: Store, mailingId: number): Promise<Books> {
  const book = await books(store.db, mailingId);
  assert.ok(book !== null);
  assert.equal(book.balance, 0, 'the books balance');
  return book;
}

export interface Tally {
  readonly lost: string[];
  /** Extra copies. */
  readonly doubled: number;
}

/** `wanted`: everybody who was to get it. Copies for one person must be the same mail, octet for octet. */
export function tally(messages: readonly SunkMessage[], wanted: readonly string[]): Tally {
  const byRecipient = Map.groupBy(messages, (message) => message.to);
  for (const [recipient, copies] of byRecipient) {
    for (const copy of copies) {
      assert.ok(copy.data.equals(copies[0]!.data), `the copies for ${recipient} are the same mail`);
    }
  }
  return {
    lost: wanted.filter((address) => !byRecipient.has(address)),
    doubled: messages.length - byRecipient.size,
  };
}

export async function addresses(store: Store): Promise<string[]> {
  const rows = await store.db.selectFrom('subscriber').select('email').orderBy('id').execute();
  return rows.map((row) => row.email);
}
