import assert from 'node:assert/strict';
import { after, before, beforeEach, suite, test } from 'node:test';
import { sql } from 'kysely';
import type { MailingKind } from '../../src/mailings/mailing-kinds.ts';
import {
  type ClaimedDelivery,
  claimBatch,
  expireLeases,
  type RecordedOutcome,
  recordOutcomes,
  withdrawClaims,
} from '../../src/store/deliveries.ts';
import {
  books,
  cancelMailing,
  closeDoneMailings,
  pauseMailing,
  resumeMailing,
  retryThese,
} from '../../src/store/deliveries-control.ts';
import { freezeAudience, growAudience } from '../../src/store/deliveries-freeze.ts';
import { takeQuota } from '../../src/store/quotas.ts';
import { insertMailing, insertSubscribers, insertTalk } from '../support/audience.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const now = Temporal.Instant.from('2026-11-19T09:00:00Z');
let database: TestDatabase;
let talkId: number;

suite('the ledger of deliveries', () => {
  before(async () => {
    database = await openTestDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    await sql`truncate delivery, service_mail, mailing, talk, subscriber, quota_use restart identity cascade`.execute(
      db(),
    );
    talkId = await insertTalk(database.store, { at: now });
    await insertSubscribers(database.store, 20, { at: now });
  });

  test('everybody on the list is in the audience or left out for a reason that is counted (promise 7)', async () => {
    await set('email like $$member-1@%$$', 'unsubscribed_at', now);
    await set('email like $$member-2@%$$', 'suppressed_at', now);
    await set('email like $$member-3@%$$', 'paused_until', now.add({ hours: 24 }));
    await set('email like $$member-4@%$$', 'erased_at', now);
    await set('email like $$member-5@%$$', 'paused_until', now.subtract({ hours: 24 }));
    await decline('announcement', 'member-6@%');
    const mailingId = await insertMailing(database.store, talkId);
    const frozen = await freezeAudience(db(), mailingId, now);
    assert.deepEqual(frozen, {
      kind: 'frozen',
      audience: 15,
      excluded: { unsubscribed: 1, suppressed: 1, paused: 1, erased: 1, declined: 1 },
      now: true,
      complete: true,
    });
    assert.equal((await books(db(), mailingId))?.balance, 0);
  });

  test('who wants no reminders gets none under another name, before the freeze or after it; a change still comes', async () => {
    await decline('reminder', 'member-6@%');
    const mailingId = await frozenMailing('starting-soon');
    assert.equal((await books(db(), mailingId))?.audience, 19);
    await decline('reminder', 'member-7@%');
    assert.equal((await claim('me', 100)).length, 18);
    assert.equal((await books(db(), mailingId))?.balance, 0);
    await frozenMailing('moved');
    assert.equal((await claim('me', 100)).length, 20);
  });

  test('who wants no announcements hears of a change only if they were told of the talk', async () => {
    await decline('announcement', 'member-6@%');
    await frozenMailing();
    await recordOutcomes(db(), 'me', (await claim('me', 100)).map(submitted), now);
    await decline('announcement', 'member-7@%');
    const mailingId = await frozenMailing('moved');
    assert.equal((await books(db(), mailingId))?.audience, 19, 'all but member 6');
    assert.equal((await claim('me', 100)).length, 19);
  });

  test('a long list is frozen part by part: the books balance after each, and everybody is in once (promises 6 and 7)', async () => {
    await set('email like $$member-2@%$$', 'unsubscribed_at', now);
    const mailingId = await insertMailing(database.store, talkId);
    const first = await freezeAudience(db(), mailingId, now, 6);
    assert.deepEqual(first, {
      kind: 'frozen',
      audience: 5,
      excluded: { unsubscribed: 1 },
      now: true,
      complete: false,
    });
    assert.deepEqual(await closeDoneMailings(db(), now), [], 'it is not done before it is complete');
    // Whoever leaves meanwhile is left out; whoever joins meanwhile was not on the list at that instant.
    await set('email like $$member-20@%$$', 'unsubscribed_at', now);
    await set('email like $$member-19@%$$', 'joined_at', now.add({ seconds: 1 }));
    const grown = await Promise.all([growAudience(db(), 6), growAudience(db(), 6)]);
    assert.equal(grown.filter((each) => each !== null).length >= 1, true);
    assert.equal((await books(db(), mailingId))?.balance, 0);
    for (;;) {
      const more = await growAudience(db(), 6);
      assert.equal((await books(db(), mailingId))?.balance, 0);
      if (more === null) break;
    }
    const again = await freezeAudience(db(), mailingId, now, 6);
    assert.deepEqual(again, {
      kind: 'frozen',
      audience: 17,
      excluded: { unsubscribed: 2 },
      now: false,
      complete: true,
    });
  });

  test('a mailing that is cancelled grows no further', async () => {
    const mailingId = await insertMailing(database.store, talkId);
    await freezeAudience(db(), mailingId, now, 6);
    await cancelMailing(db(), mailingId, now, 'host:1');
    assert.equal(await growAudience(db(), 6), null);
    const book = await books(db(), mailingId);
    assert.deepEqual([book?.audience, book?.states.skipped, book?.balance], [6, 6, 0]);
  });

  test('freezing again, or twice at once, changes nothing (promise 6)', async () => {
    const mailingId = await insertMailing(database.store, talkId);
    const results = await Promise.all([1, 2, 3].map(() => freezeAudience(db(), mailingId, now)));
    assert.equal(results.filter((result) => result.kind === 'frozen' && result.now).length, 1);
    assert.equal((await books(db(), mailingId))?.audience, 20);
    assert.equal((await books(db(), mailingId))?.balance, 0);
  });

  test('a held mailing is not frozen', async () => {
    const mailingId = await insertMailing(database.store, talkId);
    await sql`update mailing set held_at = ${now}, held_by = 'host:1' where id = ${mailingId}`.execute(db());
    assert.deepEqual(await freezeAudience(db(), mailingId, now), { kind: 'not-frozen', why: 'held' });
  });

  test('two workers never hold the same delivery', async () => {
    await frozenMailing();
    const [one, other] = await Promise.all([claim('one', 12), claim('other', 12)]);
    const ids = [...one, ...other].map((delivery) => delivery.id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 20);
  });

  test('who leaves between freezing and claiming is left out, and the books still balance (promise 9)', async () => {
    const mailingId = await frozenMailing();
    await set('email like $$member-7@%$$', 'unsubscribed_at', now);
    await set('email like $$member-8@%$$', 'suppressed_at', now);
    const claimed = await claim('me', 100);
    assert.equal(claimed.length, 18);
    const book = await books(db(), mailingId);
    assert.equal(book?.states.skipped, 1);
    assert.equal(book?.states.suppressed, 1);
    assert.equal(book?.balance, 0);
  });

  test('who leaves after the claim is withdrawn from it', async () => {
    const mailingId = await frozenMailing();
    const claimed = await claim('me', 100);
    await set('email like $$member-7@%$$', 'unsubscribed_at', now);
    const gone = await withdrawClaims(
      db(),
      'me',
      claimed.map((delivery) => delivery.id),
      now,
    );
    assert.deepEqual(
      [...gone],
      claimed.filter((delivery) => delivery.email.startsWith('member-7@')).map((delivery) => delivery.id),
    );
    assert.equal((await books(db(), mailingId))?.states.skipped, 1);
  });

  test('a worker that lost its lease writes nothing; the row goes again and counts as perhaps twice (promise 6)', async () => {
    const mailingId = await frozenMailing();
    const claimed = await claim('slow', 3, 0);
    assert.equal(await expireLeases(db(), now), 3);
    const again = await claim('fast', 100);
    assert.equal(again.length, 20);
    const late = await recordOutcomes(db(), 'slow', claimed.map(submitted), now);
    assert.equal(late.size, 0);
    const written = await recordOutcomes(db(), 'fast', again.map(submitted), now);
    assert.equal(written.size, 20);
    const book = await books(db(), mailingId);
    assert.equal(book?.states.submitted, 20);
    assert.equal(book?.perhapsTwice, 3);
    assert.deepEqual(await closeDoneMailings(db(), now), [mailingId]);
  });

  test('pause, resume and cancel at any moment', async () => {
    const mailingId = await frozenMailing();
    await claim('me', 5);
    assert.equal(await pauseMailing(db(), mailingId, now, 'a host said so'), true);
    assert.equal((await claim('me', 100)).length, 0);
    assert.equal(await resumeMailing(db(), mailingId, now), true);
    const claimed = await claim('me', 5);
    assert.equal(claimed.length, 5);
    assert.equal(await cancelMailing(db(), mailingId, now, 'host:1'), true);
    assert.equal((await claim('me', 100)).length, 0);
    await recordOutcomes(db(), 'me', claimed.map(submitted), now);
    const book = await books(db(), mailingId);
    assert.deepEqual([book?.states.skipped, book?.states.submitted, book?.states.sending], [10, 5, 5]);
    assert.equal(book?.balance, 0);
  });

  test('what failed can be sent on its way again, and only that', async () => {
    const mailingId = await frozenMailing();
    const claimed = await claim('me', 100);
    const failed = claimed
      .slice(0, 4)
      .map((delivery) => ({ ...submitted(delivery), state: 'failed' as const }));
    await recordOutcomes(db(), 'me', [...failed, ...claimed.slice(4).map(submitted)], now);
    await closeDoneMailings(db(), now);
    assert.equal(await retryThese(db(), mailingId, ['failed'], now), 4);
    assert.equal((await claim('me', 100)).length, 4);
  });

  test('a reminder knows the same person’s announcement', async () => {
    await frozenMailing();
    await recordOutcomes(db(), 'me', (await claim('me', 100)).map(submitted), now);
    await frozenMailing('reminder');
    const reminders = await claim('me', 100);
    assert.equal(reminders.length, 20);
    assert.ok(
      reminders.every((delivery) => delivery.earlier_id !== null && delivery.earlier_id !== delivery.id),
    );
  });

  test('nothing goes after the talk', async () => {
    const mailingId = await frozenMailing();
    const { claimed } = await claimBatch(db(), { ...claimOf('me', 100), now: now.add({ hours: 24 * 8 }) });
    assert.equal(claimed.length, 0);
    assert.equal((await books(db(), mailingId))?.states.skipped, 20);
  });

  test('a quota is shared by all who ask', async () => {
    const limits = { perSecond: 0, perHour: 50, perDay: 60 };
    const grants = await Promise.all(Array.from({ length: 4 }, () => takeQuota(db(), limits, 20, now)));
    const granted = grants.reduce((sum, grant) => sum + (grant.kind === 'granted' ? grant.messages : 0), 0);
    assert.equal(granted, 50);
    const next = await takeQuota(db(), limits, 20, now.add({ minutes: 62 }));
    assert.deepEqual(next, { kind: 'granted', messages: 10 });
  });
});

async function decline(choice: string, who: string) {
  await sql`update subscriber set declined_kinds = array[${choice}] where email like ${who}`.execute(db());
}

function db() {
  return database.store.db;
}

async function set(where: string, column: string, value: Temporal.Instant): Promise<void> {
  await sql`update subscriber set ${sql.ref(column)} = ${value} where ${sql.raw(where)}`.execute(db());
}

async function frozenMailing(kind: MailingKind = 'announcement'): Promise<number> {
  const mailingId = await insertMailing(database.store, talkId, { kind });
  await freezeAudience(db(), mailingId, now);
  return mailingId;
}

function claimOf(owner: string, limit: number, leaseSeconds = 60) {
  return { owner, limit, leaseSeconds, now, giveUpSeconds: 4 * 24 * 3600 };
}

async function claim(owner: string, limit: number, leaseSeconds = 60): Promise<ClaimedDelivery[]> {
  return (await claimBatch(db(), claimOf(owner, limit, leaseSeconds))).claimed;
}

function submitted(delivery: ClaimedDelivery): RecordedOutcome {
  return {
    id: delivery.id,
    state: 'submitted',
    nextAt: null,
    reply: '250 ok',
    uncertain: false,
    attempted: true,
  };
}
