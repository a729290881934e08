/** Faults 8 to 14: servers that refuse, drop, hesitate or pretend, and what becomes of the people on the list. */
import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import { deliverDue, type Refusal } from '../../src/delivery/deliver-due.ts';
import type { Transport } from '../../src/delivery/transport.ts';
import { readRelayUrl } from '../../src/delivery/transport-options.ts';
import { openTransport } from '../../src/delivery/transport-pool.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { deliveryDeps } from '../support/delivery.ts';
import { addresses, assertBooks, freezeSample, sendToTheEnd, tally } from '../support/faults.ts';
import { openSmtpSink, type SinkRules, type SmtpSink } from '../support/smtp-sink.ts';

const people = 1000;

suite('a mailing meets servers that fail', () => {
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

  async function open(rules: Partial<SinkRules>, parameters = ''): Promise<void> {
    sink = await openSmtpSink(rules);
    transport = openTransport({
      ...readRelayUrl(`${sink.url}${parameters}`),
      connections: 10,
      carefulMs: 20,
    });
  }

  test('421 at every greeting: few calls, nobody marked; then everybody gets it (fault 8)', async () => {
    await open({ greeting: '421 4.3.2 try again later' });
    const { mailingId, clock } = await freezeSample(database.store, people);
    const deps = deliveryDeps(database.store, transport, { clock });
    const began = performance.now();
    while (performance.now() - began < 4000) {
      const summary = await deliverDue(deps);
      assert.equal(summary.stopped, 'relay');
      clock.moveTo(clock.now().add({ milliseconds: Math.ceil(summary.restMs) }));
      await new Promise((resolve) => setTimeout(resolve, Math.min(summary.restMs, 500)));
    }
    assert.ok(
      sink.counts.connections <= 4,
      `${sink.counts.connections} calls in 4 s, each twice as late as the last`,
    );
    const waiting = await assertBooks(database.store, mailingId);
    assert.equal(waiting.states.queued, people);
    sink.rules.greeting = null;
    await sendToTheEnd(deps, clock);
    assert.deepEqual(tally(sink.messages, await addresses(database.store)), { lost: [], doubled: 0 });
  });

  test('421 in the middle of sessions costs nobody an attempt', async () => {
    await open({ goodbyeAfter: 60 });
    const { mailingId, clock } = await freezeSample(database.store, people);
    await sendToTheEnd(deliveryDeps(database.store, transport), clock);
    const book = await assertBooks(database.store, mailingId);
    assert.equal(book.states.submitted, people);
    assert.deepEqual(tally(sink.messages, await addresses(database.store)), { lost: [], doubled: 0 });
  });

  test('greylisting: all at the second attempt, a minute later (fault 9)', async () => {
    await open({ refusals: [{ match: /./, reply: '450 4.2.0 greylisted, come back', times: 1 }] });
    const { mailingId, clock } = await freezeSample(database.store, people);
    const first = await deliverDue(deliveryDeps(database.store, transport, { clock }));
    assert.deepEqual([first.deferred, first.submitted], [people, 0]);
    const again = await deliverDue(deliveryDeps(database.store, transport, { clock }));
    assert.equal(again.submitted + again.deferred, 0, 'nobody is tried again at once');
    clock.moveTo(clock.now().add({ seconds: 61 }));
    const second = await deliverDue(deliveryDeps(database.store, transport, { clock }));
    assert.equal(second.submitted, people);
    await assertBooks(database.store, mailingId);
  });

  test('unknown and full mailboxes: hard and soft, and the others are served (fault 10)', async () => {
    await open({
      refusals: [
        { match: /^member-\d+00@/, reply: '550 5.1.1 no such user' },
        { match: /^member-\d+50@/, reply: '552 5.2.2 mailbox full' },
      ],
    });
    const { mailingId, clock } = await freezeSample(database.store, people);
    const refusals: Refusal[] = [];
    const onRefusals = async (group: Refusal[]) => void refusals.push(...group);
    await sendToTheEnd(deliveryDeps(database.store, transport, { onRefusals }), clock);
    const book = await assertBooks(database.store, mailingId);
    const counted = Map.groupBy(refusals, (refusal) => refusal.countsAs);
    assert.equal(counted.get('hard')?.length, 10);
    assert.equal(counted.get('soft')?.length, 9);
    assert.deepEqual([book.states.failed, book.states.submitted], [19, people - 19]);
  });

  test('a policy refusal stops the mailing after a few tries, and nobody is blamed (fault 10)', async () => {
    await open({ refusals: [{ match: /./, reply: '550 5.7.1 SPF check failed for your domain' }] });
    const { mailingId, clock } = await freezeSample(database.store, people);
    const refusals: Refusal[] = [];
    let why = '';
    const summary = await deliverDue(
      deliveryDeps(database.store, transport, {
        clock,
        onRefusals: async (group) => void refusals.push(...group),
        onPaused: async (_, reason) => {
          why = reason;
        },
      }),
    );
    assert.deepEqual(summary.paused, [mailingId]);
    assert.match(why, /refuse us, not the subscribers: 550 5\.7\.1/);
    assert.ok(sink.counts.refused <= 50, `${sink.counts.refused} tries`);
    assert.deepEqual(refusals, []);
    const book = await assertBooks(database.store, mailingId);
    assert.equal(book.states.failed + book.states.suppressed, 0);
  });

  test('a list full of dead addresses stops itself', async () => {
    await open({ refusals: [{ match: /^member-\d*[02468]@/, reply: '550 5.1.1 no such user' }] });
    const { mailingId, clock } = await freezeSample(database.store, people);
    const summary = await deliverDue(deliveryDeps(database.store, transport, { clock }));
    assert.deepEqual(summary.paused, [mailingId]);
    assert.ok(sink.counts.refused < 50);
    await assertBooks(database.store, mailingId);
  });

  test('connections that break in the middle of messages: nobody lost, nobody twice (fault 11)', async (t) => {
    await open({ dropMiddle: () => Math.random() < 0.2 });
    const { mailingId, clock } = await freezeSample(database.store, people);
    await sendToTheEnd(deliveryDeps(database.store, transport), clock);
    const book = await assertBooks(database.store, mailingId);
    t.diagnostic(`${sink.counts.dropped} connections broken`);
    assert.deepEqual(tally(sink.messages, await addresses(database.store)), { lost: [], doubled: 0 });
    assert.equal(book.states.submitted, people);
  });

  test('connections that break after the final dot: counted one by one, twice at most the same mail (fault 12)', async () => {
    let injected = 0;
    const dropAfterDot = ({ recipient, attempt }: { recipient: string; attempt: number }) => {
      const drop = attempt === 1 && /^member-\d*3@/.test(recipient);
      if (drop) injected++;
      return drop;
    };
    await open({ dropAfterDot });
    const { mailingId, clock } = await freezeSample(database.store, people);
    await sendToTheEnd(deliveryDeps(database.store, transport), clock);
    const book = await assertBooks(database.store, mailingId);
    const { lost, doubled } = tally(sink.messages, await addresses(database.store));
    assert.deepEqual(lost, []);
    assert.equal(injected, people / 10);
    assert.equal(doubled, injected);
    assert.equal(book.perhapsTwice, injected);
  });

  test('a server that always breaks after the dot gets two more tries, then a host decides', async () => {
    await open({ dropAfterDot: ({ recipient }) => recipient.startsWith('member-7@') });
    const { mailingId, clock } = await freezeSample(database.store, 20);
    await sendToTheEnd(deliveryDeps(database.store, transport), clock);
    const book = await assertBooks(database.store, mailingId);
    assert.deepEqual([book.states.uncertain, book.states.submitted], [1, 19]);
    assert.equal(sink.messages.filter((message) => message.to.startsWith('member-7@')).length, 3);
  });

  test('one domain in twenty-five answers after a minute: the others are hardly later (fault 13)', async (t) => {
    const slow = /@lab-7\.example$/;
    const many = 5000;
    const others = (many * 24) / 25;
    async function secondsForOthers(delayMs: number): Promise<number> {
      await open({ delayMs: (recipient) => (slow.test(recipient) ? delayMs : 0) });
      const { clock } = await freezeSample(database.store, many, 25);
      const controller = new AbortController();
      const began = performance.now();
      const deps = { clock, signal: controller.signal, settings: { stopWithinMs: 0 } };
      const run = deliverDue(deliveryDeps(database.store, transport, deps));
      while (sink.messages.filter((message) => !slow.test(message.to)).length < others) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const seconds = (performance.now() - began) / 1000;
      controller.abort();
      await run;
      await transport.close();
      await sink.close();
      return seconds;
    }
    // A machine that has other work at the wrong moment is given a second and a third chance.
    const found: string[] = [];
    for (let chance = 0; chance < 3; chance++) {
      const usual = await secondsForOthers(0);
      const beside = await secondsForOthers(60_000);
      found.push(`${beside.toFixed(1)} s, usually ${usual.toFixed(1)} s`);
      if (beside <= 1.5 * usual) break;
      assert.ok(chance < 2, `the others were done after ${found.join('; ')}`);
    }
    t.diagnostic(`the others were done after ${found.join('; ')}`);
  });

  for (const starttls of [false, true]) {
    const how = starttls ? 'offered and refused' : 'stripped';
    test(`TLS is demanded and ${how}: nothing is sent in clear text (fault 14)`, async () => {
      await open({ starttls }, '?tls=required');
      const { mailingId, clock } = await freezeSample(database.store, 20);
      const summary = await deliverDue(deliveryDeps(database.store, transport, { clock }));
      assert.equal(summary.stopped, 'relay');
      assert.equal(sink.attempts.size, 0);
      assert.equal((await assertBooks(database.store, mailingId)).states.queued, 20);
    });
  }

  test('an old server refuses some, and cannot take an international address: the others get it (fault 14)', async () => {
    await open({
      ...{ pipelining: false, eightBitMime: false, smtpUtf8: false },
      refusals: [{ match: /^member-3@/, reply: '550 5.1.1 no such user' }],
    });
    const { mailingId, clock } = await freezeSample(database.store, 20);
    await database.store.db
      .updateTable('subscriber')
      .set({ email: 'jürgen@lab-1.example', email_key: 'jürgen@lab-1.example' })
      .where('email', 'like', 'member-1@%')
      .execute();
    const refusals: Refusal[] = [];
    const onRefusals = async (group: Refusal[]) => void refusals.push(...group);
    await sendToTheEnd(deliveryDeps(database.store, transport, { clock, onRefusals }), clock);
    const { states } = await assertBooks(database.store, mailingId);
    assert.deepEqual([states.submitted, states.failed], [18, 2]);
    const told = refusals.map(({ countsAs, reply }) => `${countsAs}: ${reply}`).sort();
    assert.match(told[0] ?? '', /^hard: 550 5\.1\.1/);
    assert.match(told[1] ?? '', /^soft: the next hop takes no international addresses/);
    assert.ok(
      sink.messages.every(({ data }) => !/[\x80-\xff]/.test(data.toString('latin1'))),
      'seven-bit throughout',
    );
  });

  test('old servers without PIPELINING and 8BITMIME get the same mail', async () => {
    await open({ pipelining: false, eightBitMime: false, smtpUtf8: false });
    const { mailingId, clock } = await freezeSample(database.store, 200);
    await sendToTheEnd(deliveryDeps(database.store, transport), clock);
    assert.equal((await assertBooks(database.store, mailingId)).states.submitted, 200);
    assert.deepEqual(tally(sink.messages, await addresses(database.store)), { lost: [], doubled: 0 });
  });
});
