/**
 * Three hosts: database and queue on one, a worker on each of the others. One of these is cut off in the middle of a
 * mailing: it sends nothing that it cannot account for, the other goes on, and when it is back it does its part again.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import type { Store } from '../../src/store/open-store.ts';
import { type ChildService, openChildStage, until } from '../support/child-service.ts';
import { everyMinute, freezeAnnouncement, isDone, toMembers } from '../support/child-service-mailing.ts';
import { addresses, assertBooks, freezeSample, tally } from '../support/faults.ts';
import { type HostDatabase, openHostDatabase } from '../support/host-database.ts';
import {
  type FarHost,
  forkWithin,
  type HostNetwork,
  hostsMissing,
  openHostNetwork,
} from '../support/host-network.ts';
import { noRedis } from '../support/redis.ts';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';

const people = 3000;
const noHosts = hostsMissing();
/** `delivery.connections`, as delivered: on each one message is being written and another was offered. */
const inFlight = 2 * 20;
/** What `delivery-child.ts` has in hand: a message being written, one offered and one waiting, on each of ten connections. */
const inHandOfChild = 3 * 10;
/** It takes a tenth of a second to see that the ledger does not answer; at 40 ms a message four go out on each meanwhile. */
const unnoticed = 4 * 10;

suite('three hosts, one of which is cut off for a while', {
  concurrency: 1,
  skip: noHosts || noRedis,
}, () => {
  for (const queue of ['Redis', 'the database'] as const) {
    test(`a cable is pulled out in the middle of a mailing and put back; the queue in ${queue}`, async (t) => {
      const { network, database, sink } = await openHosts(t, { finalDelayMs: 200 });
      const { left, right } = network;
      const services = await startServices(t, queue, { network, database, sink });
      const mailingId = services.mailingId;
      await until(() => sentBy(sink, left) > 100 && sentBy(sink, right) > 100, { what: 'mail from both' });

      right.unplug();
      const outAt = performance.now();
      const before = { left: sentBy(sink, left), right: sentBy(sink, right) };
      await until(() => sentBy(sink, left) >= before.left + 800, { what: 'mail from the other' });
      // What had come through before may still have to be read.
      const later = sink.messages.filter(({ peer, at }) => peer === right.address && at > outAt + 1000);
      assert.equal(later.length, 0, 'nothing came through a cable that was out');
      assert.equal(services.right.process.exitCode, null, services.right.said());

      right.plug();
      const back = await until(() => sentBy(sink, right) > before.right + inFlight, {
        patienceMs: 60_000,
        what: 'mail from the host that is back',
      });
      sink.rules.finalDelayMs = 20;
      const seconds = await untilDone(database.store, mailingId);
      const { doubled, perhapsTwice } = await account(database.store, mailingId, sink);
      t.diagnostic(
        `lost 0, doubled ${doubled}, uncertain ${perhapsTwice}, sends again ${(back / 1000).toFixed(1)} s after the cable was put back, done ${seconds.toFixed(1)} s later`,
      );
      assert.ok(doubled <= inFlight, `${doubled} doubled`);
      for (const service of [services.left, services.right]) await stop(service);
    });
  }

  test('a worker loses the database for longer than its lease, not the relay: it stops, and the other does all', async (t) => {
    const { network, database, sink } = await openHosts(t, { finalDelayMs: 40 });
    const { left, right, middle } = network;
    const { mailingId } = await freezeSample(database.store, people);
    const journals = mkdtempSync(join(tmpdir(), 'convoke-journals-'));
    t.after(() => rmSync(journals, { recursive: true, force: true }));
    const [one, other] = [left, right].map((host) =>
      forkWithin(host.within, 'delivery-child.ts', [database.url, sink.url, join(journals, host.address)]),
    );
    const ended = [once(one!, 'exit'), once(other!, 'exit')];
    await until(() => sentBy(sink, left) > 200 && sentBy(sink, right) > 200, { what: 'mail from both' });

    right.lose(middle.address);
    const lostAt = performance.now();
    const seconds = await untilDone(database.store, mailingId);
    const late = sink.messages.filter(({ peer, at }) => peer === right.address && at > lostAt);
    const last = Math.max(0, ...late.map(({ at }) => at - lostAt));
    const { doubled, perhapsTwice } = await account(database.store, mailingId, sink);
    assert.ok(last < 1000, `it sent ${last} ms after it had lost its database`);
    assert.ok(doubled <= inHandOfChild + unnoticed, `${doubled} doubled`);

    const sent = sink.messages.length;
    right.find(middle.address);
    await Promise.all(ended);
    assert.equal(sink.messages.length, sent, 'the worker that came back sent nothing a second time');
    assert.deepEqual(await account(database.store, mailingId, sink), { doubled, perhapsTwice });
    t.diagnostic(
      `lost 0, doubled ${doubled}, uncertain ${perhapsTwice}, ${late.length} more in ${last.toFixed(0)} ms without the database, done ${seconds.toFixed(1)} s later`,
    );
  });
});

interface Hosts {
  readonly network: HostNetwork;
  readonly database: HostDatabase;
  readonly sink: SmtpSink;
}

async function openHosts(t: TestContext, rules: { finalDelayMs: number }): Promise<Hosts> {
  const network = await openHostNetwork();
  t.after(() => network.close());
  const database = await openHostDatabase(network.middle);
  t.after(() => database.close());
  const sink = await openSmtpSink(rules, await network.listenAsRelay());
  t.after(() => sink.close());
  return { network, database, sink };
}

interface Services {
  readonly mailingId: number;
  readonly left: ChildService;
  readonly right: ChildService;
}

/** The program on both hosts, each with a folder of its own, as on two machines. */
async function startServices(
  t: TestContext,
  queue: 'Redis' | 'the database',
  { network, database, sink }: Hosts,
): Promise<Services> {
  const env = {
    DATABASE_URL: database.url,
    SMTP_URL: sink.url,
    CONVOKE_SECRET: 'x'.repeat(40),
    LOG_LEVEL: 'warn',
    ...(queue === 'Redis' ? { REDIS_URL: database.redisUrl } : {}),
  };
  const [left, right] = [await openChildStage(env), await openChildStage(env)];
  for (const stage of [left, right]) t.after(() => stage.close());
  const mailingId = await freezeAnnouncement(left, database.store, people);
  right.configure('colloquium', everyMinute);
  const args = ['--role', 'worker', '--role', 'scheduler'];
  return {
    mailingId,
    left: left.start({ args, within: network.left.within }),
    right: right.start({ args, within: network.right.within }),
  };
}

function sentBy(sink: SmtpSink, { address }: FarHost): number {
  return toMembers(sink.messages).filter(({ peer }) => peer === address).length;
}

async function untilDone(store: Store, mailingId: number): Promise<number> {
  return (await until(() => isDone(store, mailingId), { patienceMs: 150_000, what: 'the end' })) / 1000;
}

/** Nobody lost, copies equal to the octet, every double announced as possible, the books balanced. */
async function account(store: Store, mailingId: number, sink: SmtpSink) {
  const { states, perhapsTwice } = await assertBooks(store, mailingId);
  const { lost, doubled } = tally(toMembers(sink.messages), await addresses(store));
  assert.deepEqual(lost, []);
  assert.equal(states.submitted, people);
  assert.ok(doubled <= perhapsTwice, 'every double was announced as possible');
  return { doubled, perhapsTwice };
}

async function stop(service: ChildService): Promise<void> {
  service.kill('SIGTERM');
  const { code, err } = await service.ended;
  assert.equal(code, 0, err);
}
