import assert from 'node:assert/strict';
import { afterEach, suite, test } from 'node:test';
import type { Transport } from '../../src/delivery/transport.ts';
import { type RelayOptions, readRelayUrl } from '../../src/delivery/transport-options.ts';
import { openTransport } from '../../src/delivery/transport-pool.ts';
import { toWire } from '../../src/mail/mime-wire.ts';
import { openSmtpSink, type SinkRules, type SmtpSink } from '../support/smtp-sink.ts';

const message = `Subject: test\r\n\r\n.leading dot\r\n${'a line of text\r\n'.repeat(3000)}`;
const from = 'colloquium+b-token@desk.example';

let sink: SmtpSink;
let transport: Transport;

async function open(rules: Partial<SinkRules> = {}, relay: Partial<RelayOptions> = {}): Promise<void> {
  sink = await openSmtpSink(rules);
  transport = openTransport({ ...readRelayUrl(sink.url), carefulMs: 30, ...relay });
}

function send(to: string, options = { careful: false }) {
  return transport.send({ from, to }, wire(), options);
}

function wire(): Buffer {
  const made = toWire(Buffer.from(message));
  assert.ok(made.ok);
  return made.bytes;
}

for (const plain of [false, true]) {
  suite(`handing over, the ${plain ? 'plain' : 'fast'} way`, () => {
    afterEach(async () => {
      await transport.close();
      await sink.close();
    });
    const relay = { plain };

    test('a message arrives as it was made', async () => {
      await open({}, relay);
      for (const to of ['a@lab.example', 'b@lab.example']) {
        const outcome = await send(to);
        assert.equal(outcome.kind, 'submitted');
        assert.match(outcome.reply, /^250 2\.0\.0/);
      }
      assert.equal(sink.counts.connections, 1, 'one connection carries both');
      assert.deepEqual(
        sink.messages.map((sunk) => sunk.to),
        ['a@lab.example', 'b@lab.example'],
      );
      assert.equal(sink.messages[0]!.data.toString(), message.replace('\r\n.l', '\r\n..l'));
    });

    test('an unknown mailbox is refused for good, the next person is served on', async () => {
      await open({ refusals: [{ match: /^gone/, reply: '550 5.1.1 User unknown' }] }, relay);
      const gone = await send('gone@lab.example');
      assert.deepEqual([gone.kind, 'countsAs' in gone && gone.countsAs], ['permanent', 'hard']);
      assert.equal((await send('here@lab.example')).kind, 'submitted');
    });

    test('a full mailbox counts as soft, greylisting as temporary, a policy as ours', async () => {
      await open(
        {
          refusals: [
            { match: /^full/, reply: '552 5.2.2 mailbox full' },
            { match: /^grey/, reply: '450 4.2.0 greylisted, try again' },
            { match: /^dmarc/, reply: '550 5.7.26 unauthenticated mail is not accepted' },
          ],
        },
        relay,
      );
      const full = await send('full@lab.example');
      assert.deepEqual([full.kind, 'countsAs' in full && full.countsAs], ['permanent', 'soft']);
      assert.equal((await send('grey@lab.example')).kind, 'temporary');
      assert.equal((await send('dmarc@lab.example')).kind, 'policy');
      assert.equal(sink.messages.length, 0);
    });

    test('a connection that breaks after the final dot leaves the matter uncertain', async () => {
      await open({ dropAfterDot: () => true }, relay);
      assert.equal((await send('a@lab.example')).kind, 'uncertain');
      assert.equal(sink.messages.length, 1);
    });

    test('421 at the greeting: nobody is at fault, and the relay is left in peace', async () => {
      await open({ greeting: '421 4.3.2 not now' }, relay);
      const outcomes = await Promise.all(Array.from({ length: 20 }, (_, at) => send(`p${at}@lab.example`)));
      assert.ok(outcomes.every((outcome) => outcome.kind === 'connection-failed'));
      assert.match(outcomes[0]!.reply, /421 4\.3\.2/);
      assert.equal(sink.counts.connections, 1, 'one caller finds out for all');
      assert.ok(transport.restMs() > 500);
    });

    test('421 in the middle of a session: not this message, not this person', async () => {
      await open({ goodbyeAfter: 1 }, relay);
      assert.equal((await send('a@lab.example')).kind, 'submitted');
      assert.equal((await send('b@lab.example')).kind, 'connection-failed');
    });

    test('TLS was demanded and is not offered: nothing is said in clear text', async () => {
      await open(
        {},
        { ...relay, connection: { ...readRelayUrl('smtp://127.0.0.1?tls=required').connection } },
      );
      await transport.close();
      const options = readRelayUrl(`${sink.url}?tls=required`);
      transport = openTransport({ ...options, ...relay });
      assert.equal((await send('a@lab.example')).kind, 'connection-failed');
      assert.equal(sink.attempts.size, 0);
    });

    test('a connection carries as many messages as agreed, then makes room', async () => {
      await open({}, { ...relay, messagesPerConnection: 2 });
      for (let at = 0; at < 5; at++) assert.equal((await send(`p${at}@lab.example`)).kind, 'submitted');
      assert.equal(sink.counts.connections, 3);
    });

    test('an international address goes where it is understood, and nowhere else', async () => {
      await open({}, relay);
      assert.equal((await send('jürgen@lab.example')).kind, 'submitted');
      sink.rules.smtpUtf8 = false;
      await transport.close();
      transport = openTransport({ ...readRelayUrl(sink.url), ...relay });
      const outcome = await send('jürgen@lab.example');
      assert.deepEqual([outcome.kind, 'countsAs' in outcome && outcome.countsAs], ['permanent', 'soft']);
    });

    test('nobody listens at all', async () => {
      await open({}, relay);
      await sink.close();
      const outcome = await send('a@lab.example');
      assert.equal(outcome.kind, 'connection-failed');
    });
  });
}

suite('handing over, the fast way only', () => {
  afterEach(async () => {
    await transport.close();
    await sink.close();
  });

  test('a drop in the middle of a message is known to be one when the dot is held back', async () => {
    await open({ dropMiddle: () => true }, { carefulMs: 1_000 });
    assert.equal((await send('a@lab.example', { careful: true })).kind, 'temporary');
    sink.rules.dropMiddle = null;
    assert.equal((await send('a@lab.example', { careful: true })).kind, 'submitted');
    assert.equal(sink.messages[0]!.data.toString(), message.replace('\r\n.l', '\r\n..l'));
  });

  test('a message follows behind the one before; when the connection breaks between them, it goes by another', async () => {
    await open({ dropAfterDot: ({ recipient }) => recipient === 'a@lab.example' }, { connections: 1 });
    const sent = await Promise.all(['a@lab.example', 'b@lab.example', 'c@lab.example'].map((to) => send(to)));
    assert.deepEqual(
      sent.map((outcome) => outcome.kind),
      ['uncertain', 'submitted', 'submitted'],
    );
    assert.deepEqual(
      sink.messages.map((sunk) => sunk.to),
      ['a@lab.example', 'b@lab.example', 'c@lab.example'],
    );
    assert.equal(sink.counts.connections, 2);
  });

  test('a refusal of one envelope says nothing about the messages before and behind it', async () => {
    await open({ refusals: [{ match: /^gone/, reply: '550 5.1.1 User unknown' }] }, { connections: 1 });
    const people = [
      'a@lab.example',
      'gone@lab.example',
      'b@lab.example',
      'gone2@lab.example',
      'c@lab.example',
    ];
    const sent = await Promise.all(people.map((to) => send(to)));
    assert.deepEqual(
      sent.map((outcome) => outcome.kind),
      ['submitted', 'permanent', 'submitted', 'permanent', 'submitted'],
    );
    assert.equal(sink.counts.connections, 1);
  });

  test('a relay that wants no more connections gets no more, and all the mail', async () => {
    await open({}, { connections: 4 });
    assert.equal((await send('a@lab.example')).kind, 'submitted');
    sink.rules.greeting = '421 4.7.0 too many connections from you';
    const sent = await Promise.all(Array.from({ length: 12 }, (_, at) => send(`p${at}@lab.example`)));
    assert.ok(sent.every((outcome) => outcome.kind === 'submitted'));
    assert.equal(transport.restMs(), 0);
  });

  test('a message does not wait for one that is slow', async () => {
    await open({ delayMs: (recipient) => (recipient.startsWith('slow') ? 3_000 : 0) }, { connections: 1 });
    const slow = send('slow@lab.example');
    const first = await Promise.race([slow, send('quick@lab.example')]);
    assert.equal(first.kind, 'submitted');
    assert.equal(sink.messages[0]?.to, 'quick@lab.example');
  });

  test('what was not begun comes back when it is called back', async () => {
    await open({ delayMs: 50 }, { connections: 1 });
    const sent = Promise.all(Array.from({ length: 5 }, (_, at) => send(`p${at}@lab.example`)));
    while (sink.attempts.size === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    transport.recall();
    const kinds = (await sent).map((outcome) => outcome.kind);
    assert.deepEqual(new Set(kinds), new Set(['submitted', 'connection-failed']));
    assert.equal(kinds.filter((kind) => kind === 'submitted').length, sink.messages.length);
    assert.equal(transport.restMs(), 0, 'the relay is not at fault');
  });

  test('a server without PIPELINING is served by nodemailer', async () => {
    await open({ pipelining: false });
    assert.equal((await send('a@lab.example')).kind, 'submitted');
    assert.equal((await send('b@lab.example')).kind, 'submitted');
    assert.equal(sink.counts.connections, 1);
  });

  test('a refusal after the message is about the message', async () => {
    await open({ verdict: () => '554 5.7.1 spam message rejected' });
    const outcome = await send('a@lab.example');
    assert.ok(outcome.kind === 'policy' || (outcome.kind === 'permanent' && outcome.countsAs === 'none'));
    sink.rules.verdict = () => '451 4.3.0 queue file write error';
    assert.equal((await send('b@lab.example')).kind, 'temporary');
  });
});
