/** Faults 1, 2 and 4 with the real program: it is killed while it sends, and its queue is emptied. */
import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { type ChildService, type ChildStage, openChildStage, until } from '../support/child-service.ts';
import { freezeAnnouncement, isDone, openChance, toMembers } from '../support/child-service-mailing.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { addresses, assertBooks, tally } from '../support/faults.ts';
import { noRedis, openTestRedis, type TestRedis } from '../support/redis.ts';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';

const people = 2000;
const kills = 10;
/** `delivery.connections`, as delivered. */
const connections = 20;

suite('the service is killed in the middle of a mailing (promises 6 and 7)', { concurrency: 1 }, () => {
  test('kill -9 ten times, the queue in the database: nobody is lost', async (t) => {
    await killTenTimes(t, await openPlay(t, null));
  });

  test('kill -9 ten times, the queue in Redis: nobody is lost', { skip: noRedis }, async (t) => {
    const redis = await openTestRedis();
    t.after(() => redis.close());
    await killTenTimes(t, await openPlay(t, redis));
  });

  test('emptying the tables of the queue while mail goes out loses nothing (promise 8)', async (t) => {
    const play = await openPlay(t, null);
    await emptyTheQueue(t, play, async () => {
      const { rows } = await play.database.query(
        "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%'",
      );
      await play.database.query(`truncate ${rows.map((row) => row['name']).join(', ')} cascade`);
    });
  });

  test('FLUSHALL while mail goes out loses nothing (promise 8)', { skip: noRedis }, async (t) => {
    const redis = await openTestRedis();
    t.after(() => redis.close());
    await emptyTheQueue(t, await openPlay(t, redis), () => redis.flushAll());
  });
});

interface Play {
  readonly stage: ChildStage;
  readonly sink: SmtpSink;
  readonly database: TestDatabase & { query(text: string): Promise<{ rows: Record<string, unknown>[] }> };
  readonly mailingId: number;
  received(): number;
}

/** 2,000 people, a relay that takes 100 ms for each of them, and a mailing that waits in the ledger. */
async function openPlay(t: TestContext, redis: TestRedis | null): Promise<Play> {
  const sink = await openSmtpSink({ finalDelayMs: 100 });
  t.after(() => sink.close());
  const database = await openTestDatabase();
  t.after(() => database.close());
  const stage = await openChildStage({
    DATABASE_URL: database.url,
    SMTP_URL: sink.url,
    LOG_LEVEL: 'warn',
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
  });
  t.after(() => stage.close());
  const mailingId = await freezeAnnouncement(stage, database.store, people);
  return {
    stage,
    sink,
    database: {
      ...database,
      query: (text) => sql.raw<Record<string, unknown>>(text).execute(database.store.db),
    },
    mailingId,
    received: () => toMembers(sink.messages).length,
  };
}

async function killTenTimes(t: TestContext, play: Play): Promise<void> {
  const chance = openChance();
  const resumed: number[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const service = play.stage.start();
    // Seven of ten are killed while they send, the others at some moment of their start.
    if (chance.next() < 0.7) {
      resumed.push(await untilItSends(play, service));
      await pause(chance.next() * 900);
    } else await pause(chance.next() * 3000);
    service.kill('SIGKILL');
    await service.ended;
  }
  assert.ok(!(await isDone(play.database.store, play.mailingId)), 'the kills fell into the mailing');
  const last = play.stage.start();
  resumed.push(await untilItSends(play, last));
  const seconds = await untilDone(play);
  const { doubled } = await account(t, play, [
    `seed ${chance.seed}`,
    `sent again ${(Math.max(...resumed) / 1000).toFixed(1)} s after a start at the latest`,
    `done ${seconds.toFixed(1)} s after the last`,
  ]);
  assert.ok(doubled <= kills * connections, `${doubled} doubled`);
  assert.ok(Math.max(...resumed) <= 90_000);
  await stop(last);
}

async function emptyTheQueue(t: TestContext, play: Play, empty: () => Promise<unknown>): Promise<void> {
  let service = play.stage.start();
  let resumed = 0;
  for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    await until(() => play.received() >= people * share, { patienceMs: 120_000 });
    await empty();
    if (share !== 0.5) continue;
    // Once the run that is under way goes too: then only the ledger knows that there is something to do.
    service.kill('SIGKILL');
    await service.ended;
    await empty();
    service = play.stage.start();
    resumed = await untilItSends(play, service);
  }
  const seconds = await untilDone(play);
  const { doubled } = await account(t, play, [
    `sent again ${(resumed / 1000).toFixed(1)} s after queue and service were gone`,
    `done ${seconds.toFixed(1)} s after the queue was emptied the last time`,
  ]);
  assert.ok(doubled <= connections, `${doubled} doubled`);
  assert.ok(resumed <= 90_000);
  await stop(service);
}

/** Milliseconds until a mail came that was not there before. */
async function untilItSends(play: Play, service: ChildService): Promise<number> {
  const before = play.received();
  return until(
    () => {
      if (service.process.exitCode !== null) throw new Error(service.said());
      return play.received() > before;
    },
    { patienceMs: 150_000, what: 'the next mail' },
  );
}

async function untilDone({ database, mailingId }: Play): Promise<number> {
  const waited = await until(() => isDone(database.store, mailingId), {
    patienceMs: 200_000,
    what: 'the end',
  });
  return waited / 1000;
}

/** Nobody lost, copies equal to the octet, every double announced as possible, the books balanced. */
async function account(t: TestContext, play: Play, notes: readonly string[]): Promise<{ doubled: number }> {
  const { store } = play.database;
  const book = await assertBooks(store, play.mailingId);
  const { lost, doubled } = tally(toMembers(play.sink.messages), await addresses(store));
  t.diagnostic(
    [`lost ${lost.length}`, `doubled ${doubled}`, `uncertain ${book.perhapsTwice}`, ...notes].join(', '),
  );
  assert.deepEqual(lost, []);
  assert.equal(book.states.submitted, people);
  assert.ok(doubled <= book.perhapsTwice, 'every double was announced as possible');
  return { doubled };
}

async function stop(service: ChildService): Promise<void> {
  service.kill('SIGTERM');
  const { code, err } = await service.ended;
  assert.equal(code, 0, err);
}
