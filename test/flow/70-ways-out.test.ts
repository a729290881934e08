/** The ways out: TLS offered, demanded and stripped; passwords and tokens; LMTP; wishes for reports; old servers. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, suite, test } from 'node:test';
import { readReport } from '../../src/bounces/read-report.ts';
import { openVirtualClock } from '../../src/clock.ts';
import type { Transport } from '../../src/delivery/transport.ts';
import { type RelaySettings, readRelayUrl } from '../../src/delivery/transport-options.ts';
import { openTransport } from '../../src/delivery/transport-pool.ts';
import { toWire } from '../../src/mail/mime-wire.ts';
import { parseMessage } from '../../src/mail/parse-message.ts';
import { openAccessTokens } from '../../src/oauth2.ts';
import { dovecotMissing, openDovecot } from '../support/dovecot.ts';
import {
  certificatesMissing,
  type Guard,
  type GuardedRelay,
  openGuardedRelay,
} from '../support/guarded-relay.ts';
import { openPostfix, postfixMissing } from '../support/postfix.ts';
import { openSmtpSink, type SinkRules, type SmtpSink } from '../support/smtp-sink.ts';
import { openTokenServer } from '../support/token-server.ts';

const text =
  'Message-ID: <m57token@desk.example>\r\nSubject: A talk\r\n\r\nTuesday at two.\r\n.hidden line\r\n';
const from = 'colloquium+b-token@desk.example';
const clock = openVirtualClock(Temporal.Instant.from('2026-11-24T12:00:00Z'));
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function wire(): Buffer {
  const made = toWire(Buffer.from(text));
  assert.ok(made.ok);
  return made.bytes;
}

function hand(url: string, settings: RelaySettings = {}, trusted: string | null = null): Transport {
  const relay = readRelayUrl(url, settings);
  const tls = trusted === null ? {} : { tls: { ...relay.connection.tls, ca: trusted } };
  const transport = openTransport({ ...relay, connection: { ...relay.connection, ...tls } });
  closing.push(() => transport.close());
  return transport;
}

async function relay(guard: Guard = {}): Promise<GuardedRelay> {
  const opened = await openGuardedRelay(guard);
  closing.push(() => opened.close());
  return opened;
}

async function sink(rules: Partial<SinkRules> = {}): Promise<SmtpSink> {
  const opened = await openSmtpSink(rules);
  closing.push(() => opened.close());
  return opened;
}

const to = (person: string) => ({ from, to: `${person}@lab.example` });
const countsAs = (outcome: object) => ('countsAs' in outcome ? outcome.countsAs : null);

suite('TLS on the way out', { skip: certificatesMissing() }, () => {
  test('is used where it is offered, whoever made the certificate', async () => {
    const peer = await relay();
    const transport = hand(`smtp://127.0.0.1:${peer.port}`);
    for (const person of ['ada', 'bo'])
      assert.equal((await transport.send(to(person), wire())).kind, 'submitted');
    assert.deepEqual(
      peer.mails.map((mail) => [mail.to, mail.isSecure, mail.data.toString()]),
      ['ada', 'bo'].map((person) => [`${person}@lab.example`, true, text]),
    );
  });

  test('that was demanded goes to the right certificate only', async () => {
    const peer = await relay();
    const url = `smtp://127.0.0.1:${peer.port}?tls=required`;
    const refused = await hand(url).send(to('ada'), wire());
    assert.equal(refused.kind, 'connection-failed');
    assert.match(refused.reply, /self-signed certificate/);
    assert.equal(peer.mails.length, 0);
    assert.equal((await hand(url, {}, peer.certificate).send(to('ada'), wire())).kind, 'submitted');
    assert.equal(peer.mails[0]?.isSecure, true);
  });

  test('from the first byte (smtps), the certificate counts too', async () => {
    const peer = await relay({ settings: { secure: true } });
    const url = `smtps://127.0.0.1:${peer.port}`;
    assert.equal((await hand(url).send(to('ada'), wire())).kind, 'connection-failed');
    assert.equal((await hand(url, {}, peer.certificate).send(to('ada'), wire())).kind, 'submitted');
  });

  test('stripped or refused on the way: no mail and no password in clear text (fault 14)', async () => {
    for (const starttls of [false, true]) {
      const peer = await sink({ starttls });
      for (const url of [`${peer.url}?tls=required`, `${peer.url}?tls=off`]) {
        const outcome = await hand(url, { requireTls: true }).send(to('ada'), wire());
        assert.equal(outcome.kind, 'connection-failed', 'nobody on the list is at fault');
      }
      assert.equal(peer.attempts.size, 0);
    }
    // To another machine the password alone demands it.
    const away = readRelayUrl('smtp://desk:secret@relay.example');
    assert.equal(away.connection.requireTLS, true);
    assert.equal(readRelayUrl('smtp://desk:secret@relay.example?tls=off').connection.ignoreTLS, true);
    assert.equal(readRelayUrl('smtp://desk:secret@127.0.0.1').connection.requireTLS, undefined);
  });

  test('a misspelt demand is no demand: the service does not start with it', () => {
    for (const [url, fault] of [
      ['smtp://relay.example?tls=require', /tls=require is not understood/],
      ['smtp://relay.example?requiretls=1', /no option “requiretls”/],
      ['smtp://relay.example?messages=many', /messages=many/],
      ['smtp://desk@relay.example', /user and no password/],
      ['https://relay.example', /is not an address/],
    ] as const)
      assert.throws(() => readRelayUrl(url), fault);
  });
});

suite('who we are', { skip: certificatesMissing() }, () => {
  test('the password opens the relay; a wrong one is nobody’s fault on the list', async () => {
    const peer = await relay({ password: 'p@ss/word' });
    const right = hand(`smtp://desk%40lab.example:p%40ss%2Fword@127.0.0.1:${peer.port}`);
    assert.equal((await right.send(to('ada'), wire())).kind, 'submitted');
    assert.equal(peer.mails[0]?.user, 'desk@lab.example');
    const wrong = await hand(`smtp://desk:guess@127.0.0.1:${peer.port}`).send(to('bo'), wire());
    assert.equal(wrong.kind, 'connection-failed');
    assert.match(wrong.reply, /535/);
    assert.doesNotMatch(wrong.reply, /guess/);
  });

  test('a token opens it where there is no password; one that ended is bought anew', async () => {
    const provider = await openTokenServer('desk@lab.example', 'refresh-me');
    closing.push(() => provider.close());
    const good = new Set(['token-1']);
    const peer = await relay({ isGood: (token) => good.has(token) });
    const settings = { tokenUrl: provider.tokenUrl, clientId: 'desk', clientSecret: null, scope: null };
    const tokens = openAccessTokens({ ...settings, refreshToken: 'refresh-me' }, { fetch, clock });
    const url = `smtp://desk%40lab.example@127.0.0.1:${peer.port}?messages=1`;
    const transport = hand(url, { tokens });
    for (const person of ['ada', 'bo'])
      assert.equal((await transport.send(to(person), wire())).kind, 'submitted');
    assert.deepEqual(peer.shown, ['token-1', 'token-1'], 'one token for two connections');
    good.clear();
    good.add('token-2');
    assert.equal((await transport.send(to('cleo'), wire())).kind, 'submitted');
    assert.deepEqual(peer.shown.slice(2), ['token-1', 'token-2']);
    assert.equal(peer.mails[2]?.user, 'desk@lab.example');

    good.clear();
    provider.answerWith({ status: 400, body: '{"error":"invalid_grant"}' });
    const ended = await transport.send(to('dora'), wire());
    assert.equal(ended.kind, 'connection-failed');
    assert.match(ended.reply, /sign in again and set OAUTH2_REFRESH_TOKEN anew/);
  });
});

suite('LMTP', () => {
  test('the answer after the dot is about the one recipient (RFC 2033 §4.2)', {
    skip: certificatesMissing(),
  }, async () => {
    const refuse: Guard['refuse'] = (recipient, step) => {
      if (recipient.startsWith('gone') && step === 'rcpt') return { code: 550, text: '5.1.1 no such user' };
      if (recipient.startsWith('late') && step === 'dot') return { code: 550, text: '5.1.1 no such user' };
      if (recipient.startsWith('full') && step === 'dot') return { code: 552, text: '5.2.2 mailbox full' };
      if (recipient.startsWith('busy') && step === 'dot') return { code: 451, text: '4.3.0 locked' };
      return null;
    };
    const peer = await relay({ refuse, settings: { lmtp: true } });
    const transport = hand(`lmtp://127.0.0.1:${peer.port}`);
    const outcomes: unknown[] = [];
    for (const person of ['ada', 'gone', 'late', 'full', 'busy', 'bo']) {
      const outcome = await transport.send(to(person), wire());
      outcomes.push([person, outcome.kind, countsAs(outcome)]);
    }
    assert.deepEqual(outcomes, [
      ['ada', 'submitted', null],
      ['gone', 'permanent', 'hard'],
      ['late', 'permanent', 'hard'],
      ['full', 'permanent', 'soft'],
      ['busy', 'temporary', null],
      ['bo', 'submitted', null],
    ]);
    assert.deepEqual(
      peer.mails.map((mail) => mail.data.toString()),
      [text, text],
    );
  });

  test('into a mailbox of Dovecot', { skip: dovecotMissing() }, async () => {
    const dovecot = await openDovecot();
    closing.push(() => dovecot.close());
    const outcome = await hand(`lmtp://127.0.0.1:${dovecot.lmtpPort}?tls=off`).send(to('ada'), wire());
    assert.equal(outcome.kind, 'submitted', outcome.reply);
    const folder = join(dovecot.maildir('ada@lab.example'), 'new');
    const [file] = readdirSync(folder);
    assert.match(readFileSync(join(folder, file!), 'utf8'), /Tuesday at two\.\r?\n\.hidden line/);
  });
});

suite('reports from the relay (RFC 3461)', () => {
  const reports = { notify: ['failure', 'delay'], return: 'headers' } as const;

  test('are asked for as the settings say, where the relay offers it', {
    skip: certificatesMissing(),
  }, async () => {
    const peer = await relay();
    const transport = hand(`smtp://127.0.0.1:${peer.port}`, { reports });
    assert.equal((await transport.send(to('ada'), wire())).kind, 'submitted');
    const [mail] = peer.mails;
    assert.equal(mail?.mailArgs['RET'], 'HDRS');
    assert.equal(mail?.mailArgs['ENVID'], 'm57token@desk.example');
    assert.equal(mail?.rcptArgs['NOTIFY'], 'FAILURE,DELAY');
    assert.equal(mail?.rcptArgs['ORCPT'], 'rfc822;ada@lab.example');
    assert.equal(mail?.data.toString(), text);
    // An automatic answer wants none: there is nobody to tell.
    assert.equal((await transport.send({ ...to('bo'), from: '' }, wire())).kind, 'submitted');
    assert.deepEqual(peer.mails[1]?.rcptArgs, {});
  });

  test('are not asked for where it does not, and the mail goes the fast way', async () => {
    const peer = await sink();
    assert.equal((await hand(peer.url, { reports }).send(to('ada'), wire())).kind, 'submitted');
    assert.equal(peer.messages.length, 1);
  });

  test('Postfix names the envelope, so that a report is ours whatever became of the return path', {
    skip: postfixMissing(),
  }, async () => {
    const peer = await sink({ refusals: [{ match: /^gone@/, reply: '550 5.1.1 no such user' }] });
    const postfix = await openPostfix({
      deliver: { 'lab.example': { smtpPort: peer.port }, 'desk.example': { smtpPort: peer.port } },
    });
    closing.push(() => postfix.close());
    const transport = hand(`${postfix.smtpUrl}?tls=off`, { reports });
    const plain = { from: 'colloquium@desk.example', to: 'gone@lab.example' };
    assert.equal((await transport.send(plain, wire())).kind, 'submitted');
    while (peer.messages.length === 0) await new Promise(setImmediate);
    const back = await parseMessage(peer.messages[0]!.data);
    assert.ok(back.ok);
    const status = back.message.parts.find((part) => part.contentType === 'message/delivery-status');
    assert.match(status?.text ?? '', /^Original-Envelope-Id: m57token@desk\.example\r?$/m);
    assert.match(status?.text ?? '', /^Original-Recipient: rfc822;gone@lab\.example\r?$/m);
    const report = readReport({
      ...back.message,
      parts: back.message.parts.filter((part) => part === status),
    });
    assert.equal(report?.returnedMessageId, 'm57token@desk.example');
    assert.equal(report?.recipients[0]?.countsAs, 'hard');
  });
});

suite('servers that know less', () => {
  test('an international address is said only where it is understood (RFC 6531)', {
    skip: certificatesMissing(),
  }, async () => {
    const peer = await relay();
    const url = `smtp://127.0.0.1:${peer.port}`;
    assert.equal((await hand(url).send(to('jürgen'), wire())).kind, 'submitted');
    assert.equal(peer.mails[0]?.to, 'jürgen@lab.example');
    assert.equal(peer.mails[0]?.mailArgs['SMTPUTF8'], true);
    const old = await sink({ smtpUtf8: false, eightBitMime: false });
    const outcome = await hand(old.url).send(to('jürgen'), wire());
    assert.deepEqual([outcome.kind, countsAs(outcome)], ['permanent', 'soft']);
    assert.match(outcome.reply, /takes no international addresses/);
    assert.equal(old.attempts.size, 0);
    assert.equal((await hand(old.url).send(to('ada'), wire())).kind, 'submitted');
  });

  test('a mail that is larger than the relay takes fails at once, and nobody is blamed', {
    skip: certificatesMissing(),
  }, async () => {
    const peer = await relay({ settings: { size: 100 } });
    const outcome = await hand(`smtp://127.0.0.1:${peer.port}?plain=yes`).send(to('ada'), big());
    assert.deepEqual([outcome.kind, countsAs(outcome)], ['permanent', 'none']);
  });
});

function big(): Buffer {
  const made = toWire(Buffer.from(`Subject: long\r\n\r\n${'a line of text\r\n'.repeat(2000)}`));
  assert.ok(made.ok);
  return made.bytes;
}

after(() => assert.equal(closing.length, 0));
