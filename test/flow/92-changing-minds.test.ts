/** Faults 7 and 29, stopping, quotas: what happens around a mailing while it goes out. */
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { deliverDue } from '../../src/delivery/deliver-due.ts';
import type { Transport } from '../../src/delivery/transport.ts';
import { readRelayUrl } from '../../src/delivery/transport-options.ts';
import { openTransport } from '../../src/delivery/transport-pool.ts';
import { composeServiceMail } from '../../src/mailings/compose-service-mail.ts';
import { cancelMailing, pauseMailing } from '../../src/store/deliveries-control.ts';
import { freezeAudience } from '../../src/store/deliveries-freeze.ts';
import { insertMailing } from '../support/audience.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { deliveryDeps } from '../support/delivery.ts';
import { addresses, assertBooks, freezeSample, sendToTheEnd, tally } from '../support/faults.ts';
import { sampleDomain } from '../support/sample-mailing.ts';
import { openSmtpSink, type SinkRules, type SmtpSink } from '../support/smtp-sink.ts';

suite('while a mailing goes out', () => {
  let database: TestDatabase;
  let sink: SmtpSink;
  let transport: Transport;
  before(async () => {
    database = await openTestDatabase();
  });
  after(() => database.close());
  afterEach(async () => {
    await transport.close();
    await sink.close();
  });

  async function open(rules: Partial<SinkRules> = {}, connections = 10): Promise<void> {
    sink = await openSmtpSink(rules);
    transport = openTransport({ ...readRelayUrl(sink.url), connections, carefulMs: 20 });
  }

  async function sunk(count: number): Promise<void> {
    while (sink.messages.length < count) await sleep(2);
  }

  test('people who unsubscribe get nothing more than five seconds later (promise 9)', async (t) => {
    await open({ delayMs: 25 }, 4);
    const { mailingId, clock } = await freezeSample(database.store, 600);
    const run = deliverDue(deliveryDeps(database.store, transport, { clock }));
    const left = new Map<string, number>();
    for (let person = 600; person > 200; person -= 4) {
      const address = `member-${person}@lab-${person % 20}.example`;
      await sql`update subscriber set unsubscribed_at = ${clock.now()} where email = ${address}`.execute(
        database.store.db,
      );
      left.set(address, performance.now());
      await sleep(10);
    }
    await run;
    const late = sink.messages.filter((message) => message.at - (left.get(message.to) ?? message.at) > 5000);
    const book = await assertBooks(database.store, mailingId);
    t.diagnostic(`${left.size} left, ${book.states.skipped} were left out, the others had it already`);
    assert.deepEqual(
      late.map((message) => message.to),
      [],
    );
    assert.ok(book.states.skipped > 50);
    assert.equal(book.states.skipped + book.states.submitted, 600);
  });

  test('a host pauses, and it stops; cancels, and the rest is skipped', async () => {
    await open({ delayMs: 10 });
    const { mailingId, clock } = await freezeSample(database.store, 500);
    const run = deliverDue(deliveryDeps(database.store, transport, { clock }));
    await sunk(50);
    await pauseMailing(database.store.db, mailingId, clock.now(), 'a host said so');
    await run;
    const paused = await assertBooks(database.store, mailingId);
    assert.ok(paused.states.queued > 300, `${paused.states.queued} still wait`);
    assert.equal(paused.states.sending, 0);
    await cancelMailing(database.store.db, mailingId, clock.now(), 'host:1');
    const cancelled = await assertBooks(database.store, mailingId);
    assert.equal(cancelled.states.submitted, sink.messages.length);
    assert.equal(cancelled.states.skipped, 500 - sink.messages.length);
  });

  test('the service stops: what is in flight ends, the rest waits, nobody gets it twice', async () => {
    await open({ delayMs: 10 });
    const { mailingId, clock } = await freezeSample(database.store, 500);
    const controller = new AbortController();
    const run = deliverDue(deliveryDeps(database.store, transport, { clock, signal: controller.signal }));
    await sunk(50);
    controller.abort();
    const summary = await run;
    assert.equal(summary.stopped, 'signal');
    const book = await assertBooks(database.store, mailingId);
    assert.equal(book.states.sending, 0);
    assert.equal(book.states.submitted, sink.messages.length);
    await sendToTheEnd(deliveryDeps(database.store, transport), clock);
    assert.deepEqual(tally(sink.messages, await addresses(database.store)), { lost: [], doubled: 0 });
  });

  test('the database goes away: sending stops, and goes on where it was (fault 7)', async (t) => {
    await open({ delayMs: 10 });
    const { mailingId, clock } = await freezeSample(database.store, 500);
    const journalFolder = mkdtempSync(join(tmpdir(), 'convoke-journal-'));
    const deps = deliveryDeps(database.store, transport, {
      clock,
      journalFolder,
      settings: { leaseSeconds: 3 },
    });
    const run = deliverDue(deps);
    await sunk(50);
    const name = database.url.match(/\/(test_\w+)/)![1]!;
    const admin = await openAdmin(database.url);
    await admin.query(`alter database ${name} with allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const summary = await run;
    assert.equal(summary.stopped, 'database');
    const sent = sink.messages.length;
    await sleep(200);
    assert.equal(sink.messages.length, sent, 'nothing goes out without the database');
    await admin.query(`alter database ${name} with allow_connections true`);
    await admin.end();
    await sleep(3000);
    await sendToTheEnd(deps, clock);
    const book = await assertBooks(database.store, mailingId);
    const { lost, doubled } = tally(sink.messages, await addresses(database.store));
    t.diagnostic(`doubled ${doubled}, perhaps twice ${book.perhapsTwice}`);
    assert.deepEqual(lost, []);
    assert.ok(doubled <= 10, `${doubled} of the ten in flight`);
  });

  test('a long list of which a part is frozen: one run writes and sends the rest, everybody once', async () => {
    await open();
    const { clock } = await freezeSample(database.store, 300);
    const { db } = database.store;
    const { talk_id } = await db.selectFrom('mailing').select('talk_id').executeTakeFirstOrThrow();
    const mailingId = await insertMailing(database.store, talk_id, { rule: 'long', at: clock.now() });
    await freezeAudience(db, mailingId, clock.now(), 100);
    const frozen: number[] = [];
    const summary = await deliverDue(
      deliveryDeps(database.store, transport, { clock, onFrozen: (_, audience) => frozen.push(audience) }),
    );
    assert.deepEqual(frozen, [300]);
    assert.ok(summary.done.includes(mailingId));
    const book = await assertBooks(database.store, mailingId);
    assert.deepEqual([book.audience, book.states.submitted], [300, 300]);
  });

  test('a provider allows thirty an hour: thirty go, the rest waits for the next hour', async () => {
    await open();
    const { mailingId, clock } = await freezeSample(database.store, 50);
    const deps = deliveryDeps(database.store, transport, {
      clock,
      settings: { quotas: { perSecond: 0, perHour: 30, perDay: 0 } },
    });
    const first = await deliverDue({ ...deps, onTrouble: (what, error) => assert.fail(`${what}: ${error}`) });
    assert.deepEqual([first.submitted, first.stopped], [30, 'quota']);
    assert.ok(first.restMs > 0);
    clock.moveTo(clock.now().add({ minutes: 62 }));
    const second = await deliverDue(deps);
    assert.deepEqual([second.submitted, second.done], [20, [mailingId]]);
  });

  test('answers to people go before the mailing, through the same ledger', async () => {
    await open();
    const { clock } = await freezeSample(database.store, 100);
    const { store } = database;
    await sql`
      with mail as (
        insert into service_mail (colloquium, kind, identity, to_email, facts, made_at)
        values ('ai', 'welcome', 'request:1/welcome', 'new@lab.example', '{}', ${clock.now()}),
          ('ai', 'digest', 'digest:1', 'host@lab.example', '{}', ${clock.now()})
        returning id
      )
      insert into delivery (service_mail_id, next_at) select id, ${clock.now()} from mail`.execute(store.db);
    const composeService = async (id: number) =>
      id % 2 === 0
        ? null
        : {
            envelope: { from: '', to: 'new@lab.example' },
            raw: await composeServiceMail({
              from: { name: 'AI4Science Colloquium', address: `colloquium@${sampleDomain}` },
              to: { name: 'New Member', address: 'new@lab.example' },
              replyTo: null,
              subject: 'Welcome',
              text: 'Welcome.\n',
              html: '<p>Welcome.</p>\n',
              calendar: null,
              photo: null,
              messageId: `<service-1@${sampleDomain}>`,
              inReplyTo: '<their.mail@lab.example>',
              references: [],
              date: clock.now(),
              autoSubmitted: 'auto-replied',
            }),
          };
    await deliverDue(deliveryDeps(store, transport, { clock, composeService }));
    assert.equal(sink.messages[0]?.to, 'new@lab.example');
    assert.equal(sink.messages[0]?.from, '');
    const states = await store.db
      .selectFrom('delivery')
      .select('state')
      .where('mailing_id', 'is', null)
      .orderBy('service_mail_id')
      .execute();
    assert.deepEqual(
      states.map((row) => row.state),
      ['submitted', 'skipped'],
    );
  });
});

async function openAdmin(url: string) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url.replace(/\/test_\w+/, '/postgres') });
  await client.connect();
  return client;
}
