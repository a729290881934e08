/** Faults 3, 7 and 18 with the real program: its database or its Redis dies under it, and two services share a database. */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { openEmbeddedServer } from '../../src/store/embedded-server.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { insertSubscribers } from '../support/audience.ts';
import {
  type ChildService,
  killed,
  openChildStage,
  postgresOf,
  statusOf,
  until,
} from '../support/child-service.ts';
import { everyMinute, freezeAnnouncement, isDone, toMembers } from '../support/child-service-mailing.ts';
import { openMortalRedis } from '../support/child-service-redis.ts';
import { openTestDatabase } from '../support/database.ts';
import { addresses, assertBooks, tally } from '../support/faults.ts';
import { letter } from '../support/intake.ts';
import { noRedis } from '../support/redis.ts';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';
import { openSmtpTalk } from '../support/smtp-talk.ts';

const people = 2000;
const connections = 20;
const mailbox = 'colloquium@ai4science.example';

suite('what the service stands on is lost for a while', { concurrency: 1 }, () => {
  test('kill -9 of its own PostgreSQL three times in one mailing: it is started again, nobody is lost', async (t) => {
    const sink = await openSink(t);
    const stage = await openChildStage({ SMTP_URL: sink.url, LOG_LEVEL: 'warn' });
    t.after(() => stage.close());
    const prepared = await openOwnDatabase(stage.dataDir);
    const mailingId = await freezeAnnouncement(stage, prepared.store, people);
    await prepared.close();

    const service = stage.start();
    const gaps: number[] = [];
    for (const share of [0.1, 0.35, 0.6]) {
      await untilReceived(sink, people * share, service);
      const [server] = postgresOf(stage.dataDir);
      killed(server!, 'SIGKILL');
      const ready = await until(async () => {
        const [now] = postgresOf(stage.dataDir);
        return now !== undefined && now !== server && (await statusOf(`${service.url}/readyz`)) === 200;
      });
      const before = toMembers(sink.messages).length + connections;
      gaps.push(ready + (await untilReceived(sink, before, service)));
    }
    const after = await openOwnDatabase(stage.dataDir);
    t.after(() => after.close());
    const seconds = await untilDone(after.store, mailingId);
    const doubled = await account(t, after.store, mailingId, sink, [
      `sends again ${gaps.map((gap) => (gap / 1000).toFixed(1)).join(', ')} s after each kill`,
      `done after ${seconds.toFixed(1)} s more`,
    ]);
    assert.ok(doubled <= 3 * connections, `${doubled} doubled`);
    assert.ok(Math.max(...gaps) <= 90_000);
    await stop(service);
    await after.close();
    await until(() => postgresOf(stage.dataDir).length === 0);
  });

  test('a database elsewhere goes away: intake says come again, sending stops, and both resume', async (t) => {
    const sink = await openSink(t);
    const folder = mkdtempSync(join(tmpdir(), 'convoke-elsewhere-'));
    chmodSync(folder, 0o755);
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    let elsewhere = await openOwnDatabase(folder);
    const stage = await openChildStage({
      DATABASE_URL: elsewhere.url,
      SMTP_URL: sink.url,
      LOG_LEVEL: 'warn',
    });
    t.after(() => stage.close());
    const mailingId = await freezeAnnouncement(stage, elsewhere.store, people);
    const service = stage.start();
    await untilReceived(sink, people * 0.2, service);
    assert.match(await mailIn(stage.ports.intake, 1), /^250 /);

    await elsewhere.close(); // nobody else has entered: the server stops, under the service's feet
    await until(async () => (await statusOf(`${service.url}/readyz`)) === 503, {
      what: 'a readiness that says so',
    });
    assert.match(await mailIn(stage.ports.intake, 2), /^451 /);
    assert.equal(await statusOf(`${service.url}/healthz`), 200);
    const still = toMembers(sink.messages).length;
    assert.match(await mailIn(stage.ports.intake, 3), /^451 /);
    assert.equal(toMembers(sink.messages).length, still, 'without a ledger nothing is sent');

    elsewhere = await openOwnDatabase(folder);
    t.after(() => elsewhere.close());
    const ready = await until(async () => (await statusOf(`${service.url}/readyz`)) === 200);
    assert.match(await mailIn(stage.ports.intake, 2), /^250 /);
    const gap = await untilReceived(sink, still + connections, service);
    const seconds = await untilDone(elsewhere.store, mailingId);
    const doubled = await account(t, elsewhere.store, mailingId, sink, [
      `ready ${(ready / 1000).toFixed(1)} s and sending ${((ready + gap) / 1000).toFixed(1)} s after its return`,
      `done after ${seconds.toFixed(1)} s more`,
    ]);
    assert.ok(doubled <= connections, `${doubled} doubled`);
    const kept = await elsewhere.store.db.selectFrom('inbound').select('id').execute();
    assert.equal(kept.length, 2, 'what was answered with 250 is there, once');
    await stop(service);
  });

  test('Redis is killed and comes back empty five times: intake takes mail meanwhile, nobody is lost', {
    skip: noRedis,
  }, async (t) => {
    const sink = await openSink(t);
    const redis = await openMortalRedis();
    t.after(() => redis.kill());
    const database = await openTestDatabase();
    t.after(() => database.close());
    const stage = await openChildStage({
      DATABASE_URL: database.url,
      SMTP_URL: sink.url,
      REDIS_URL: redis.url,
      LOG_LEVEL: 'error',
    });
    t.after(() => stage.close());
    const mailingId = await freezeAnnouncement(stage, database.store, people);
    const service = stage.start();
    for (const [kill, share] of [0.05, 0.15, 0.3, 0.4, 0.5].entries()) {
      await untilReceived(sink, people * share, service);
      await redis.kill();
      assert.equal(await statusOf(`${service.url}/readyz`), 200, 'pages are there without Redis');
      assert.match(await mailIn(stage.ports.intake, kill), /^250 /, 'mail is taken without Redis');
      await redis.start();
    }
    const seconds = await untilDone(database.store, mailingId);
    const doubled = await account(t, database.store, mailingId, sink, [
      `done ${seconds.toFixed(1)} s after Redis came back the last time`,
    ]);
    assert.equal(doubled, 0);
    const unread = () =>
      database.store.db.selectFrom('inbound').select('id').where('processed_at', 'is', null).execute();
    const read = await until(async () => (await unread()).length === 0, { patienceMs: 90_000 });
    t.diagnostic(`all mails that came meanwhile were read ${(read / 1000).toFixed(1)} s later`);
    await stop(service);
  });

  test('told to stop while its database or its Redis is away, it ends in time all the same', async (t) => {
    const sink = await openSink(t);
    const folder = mkdtempSync(join(tmpdir(), 'convoke-elsewhere-'));
    chmodSync(folder, 0o755);
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const elsewhere = await openOwnDatabase(folder);
    const one = await openChildStage({ DATABASE_URL: elsewhere.url, SMTP_URL: sink.url, LOG_LEVEL: 'error' });
    t.after(() => one.close());
    const mailingId = await freezeAnnouncement(one, elsewhere.store, 500);
    assert.ok(mailingId > 0);
    const service = one.start();
    await untilReceived(sink, 100, service);
    await elsewhere.close();
    const times = [await stop(service)];
    if (noRedis === false) {
      const redis = await openMortalRedis();
      t.after(() => redis.kill());
      const other = await openChildStage({ REDIS_URL: redis.url, SMTP_URL: sink.url, LOG_LEVEL: 'error' });
      t.after(() => other.close());
      const second = other.start();
      await second.ready();
      await redis.kill();
      times.push(await stop(second));
      assert.deepEqual(postgresOf(other.dataDir), [], 'its own database was stopped');
    }
    t.diagnostic(`ended after ${times.map((ms) => (ms / 1000).toFixed(1)).join(' and ')} s`);
    assert.ok(Math.max(...times) < 25_000);
  });

  test('two services on one database: the mailing exists once, and everybody gets it once', async (t) => {
    const sink = await openSink(t);
    const database = await openTestDatabase();
    t.after(() => database.close());
    const env = {
      DATABASE_URL: database.url,
      SMTP_URL: sink.url,
      CONVOKE_SECRET: 'x'.repeat(40),
      LOG_LEVEL: 'warn',
    };
    const stages = [await openChildStage(env), await openChildStage(env)];
    for (const stage of stages) {
      t.after(() => stage.close());
      stage.configure('colloquium', everyMinute);
    }
    const at = Temporal.Now.instant().subtract({ hours: 1 });
    await insertSubscribers(database.store, people, { colloquium: 'ai4science', at });
    const services = stages.map((stage) => stage.start());
    await Promise.all(services.map((service) => service.ready()));
    // The page is read at the first beat, the planner freezes at a later one: by the service's own clock.
    const began = await until(() => toMembers(sink.messages).length > 0, {
      patienceMs: 200_000,
      what: 'a mailing',
    });
    const mailings = await database.store.db.selectFrom('mailing').select('id').execute();
    assert.equal(mailings.length, 1);
    const seconds = await untilDone(database.store, mailings[0]!.id);
    const doubled = await account(t, database.store, mailings[0]!.id, sink, [
      `began ${(began / 1000).toFixed(0)} s after the start`,
      `took ${seconds.toFixed(1)} s`,
    ]);
    assert.equal(doubled, 0);
    for (const service of services) await stop(service);
  });
});

async function openSink(t: TestContext): Promise<SmtpSink> {
  const sink = await openSmtpSink({ finalDelayMs: 100 });
  t.after(() => sink.close());
  return sink;
}

interface OwnDatabase {
  readonly url: string;
  readonly store: Store;
  close(): Promise<void>;
}

async function openOwnDatabase(folder: string): Promise<OwnDatabase> {
  const server = await openEmbeddedServer(folder);
  const store = await openStore(server.url);
  let isClosed = false;
  return {
    url: server.url,
    store,
    async close() {
      if (isClosed) return;
      isClosed = true;
      await store.close();
      await server.close();
    },
  };
}

/** The answer to a whole mail. */
async function mailIn(port: number, number: number): Promise<string> {
  const talk = await openSmtpTalk({ host: '127.0.0.1', port });
  await talk.say('EHLO relay.example');
  await talk.say('MAIL FROM:<ada.nowak@physics.example>');
  await talk.say(`RCPT TO:<${mailbox}>`);
  await talk.say('DATA');
  const answer = await talk.say(`${letter(number)}\r\n.`);
  talk.end();
  return answer;
}

function untilReceived(sink: SmtpSink, count: number, service: ChildService): Promise<number> {
  return until(
    () => {
      if (service.process.exitCode !== null) throw new Error(`the service ended: ${service.said()}`);
      return toMembers(sink.messages).length >= Math.min(count, people);
    },
    { patienceMs: 150_000, what: `${count} mails` },
  );
}

async function untilDone(store: Store, mailingId: number): Promise<number> {
  return (await until(() => isDone(store, mailingId), { patienceMs: 200_000, what: 'the end' })) / 1000;
}

async function account(
  t: TestContext,
  store: Store,
  mailingId: number,
  sink: SmtpSink,
  notes: readonly string[],
): Promise<number> {
  const book = await assertBooks(store, mailingId);
  const { lost, doubled } = tally(toMembers(sink.messages), await addresses(store));
  t.diagnostic(
    [`lost ${lost.length}`, `doubled ${doubled}`, `uncertain ${book.perhapsTwice}`, ...notes].join(', '),
  );
  assert.deepEqual(lost, []);
  assert.equal(book.states.submitted, people);
  assert.ok(doubled <= book.perhapsTwice, 'every double was announced as possible');
  return doubled;
}

/** Milliseconds until it had ended well. */
async function stop(service: ChildService): Promise<number> {
  const began = performance.now();
  service.kill('SIGTERM');
  const { code, err } = await service.ended;
  assert.equal(code, 0, err);
  return performance.now() - began;
}
