/**
 * The desk looks at senders itself: SPF, DKIM and DMARC where a client of the open internet hands mail over, DKIM where a
 * mailbox says nothing. What a mail says about itself counts for nothing, and DNS that is away holds nobody up. Threat 1.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { dkimSign } from 'mailauth';
import { receiveMail } from '../../src/intake/receive.ts';
import { openSenderCheck } from '../../src/intake/verify-sender.ts';
import { openDnsTable } from '../support/dns-records.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { noor } from '../support/stories.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const published = `v=DKIM1; k=rsa; p=${keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
const theirServer = '203.0.113.7';
const botnet = '203.0.113.99';

const records = {
  'TXT k._domainkey.uni.example': [published],
  'TXT k._domainkey.testing.example': [published.replace('v=DKIM1;', 'v=DKIM1; t=y;')],
  'TXT k._domainkey.ai4science.example': [published],
  'TXT _dmarc.ai4science.example': ['v=DMARC1; p=none'],
  'TXT uni.example': [`v=spf1 ip4:${theirServer} -all`],
  'TXT _dmarc.uni.example': ['v=DMARC1; p=reject'],
  'TXT plain.example': [`v=spf1 ip4:${theirServer} -all`],
  'TXT evil.example': [`v=spf1 ip4:${botnet} -all`],
};

let service: TestService;
before(async () => {
  service = await openTestService({ at: story.storyBegins, resolveName: openDnsTable(records).resolve });
});
after(() => service?.close());
let people = 0;
let person = '';
beforeEach(() => {
  people += 1;
  person = `person-${people}@uni.example`;
});

async function signed(raw: Buffer, more: { domain?: string; maxBodyLength?: number } = {}): Promise<Buffer> {
  const { signatures, errors } = await dkimSign(raw, {
    signingDomain: more.domain ?? 'uni.example',
    selector: 'k',
    privateKey,
    canonicalization: 'relaxed/relaxed',
    signatureData: [
      {
        signingDomain: more.domain ?? 'uni.example',
        selector: 'k',
        privateKey,
        ...(more.maxBodyLength === undefined ? {} : { maxBodyLength: more.maxBodyLength }),
      },
    ],
  });
  assert.deepEqual(errors, []);
  return Buffer.concat([Buffer.from(signatures), raw]);
}

/** `ip` null: from a mailbox. */
async function comes(raw: Buffer, client: { ip: string | null; from: string }, to = service): Promise<void> {
  await receiveMail(to.context, {
    colloquium: to.colloquium.id,
    recipient: to.colloquium.address,
    raw,
    size: raw.length,
    source: client.ip === null ? 'imap' : 'smtp',
    envelopeFrom: client.from,
    clientIp: client.ip,
  });
  await to.settle();
}

const unmarked = (from: string, more: Partial<story.Letter> = {}) =>
  story.wish(from, 'Ada Nowak', { sender: 'silent', ...more });

async function isProven(email: string): Promise<void> {
  const request = await story.requestOf(service, email);
  assert.equal((request.sender as { verdict?: string }).verdict, 'authenticated');
  assert.ok(request.confirmed_at, 'nothing more is asked of the address');
  const mail = await story.last(service, noor);
  assert.match(mail.message.text, /Genuine: the mail really comes from (uni|plain)\.example/);
}

async function isNotProven(email: string): Promise<Record<string, unknown>> {
  const request = await story.requestOf(service, email);
  assert.notEqual((request.sender as { verdict?: string }).verdict, 'authenticated');
  assert.equal(request.confirmed_at, null);
  assert.equal(request.hosts_told_at, null);
  assert.equal(await story.subscriberOf(service, email), null);
  return request.sender;
}

test('a signed mail from a server of the open internet: genuine, and the hosts read so', async () => {
  await comes(await signed(unmarked(person)), { ip: theirServer, from: person });
  await isProven(person);
  const { sender } = await story.requestOf(service, person);
  assert.deepEqual(sender, {
    verdict: 'authenticated',
    reason: 'DMARC pass',
    dkim: 'pass',
    spf: 'pass',
    dmarc: 'pass',
    domain: 'uni.example',
    by: 'us',
  });
});

test('an unsigned mail of a domain that names its servers is genuine when it comes from one of them', async () => {
  const other = `person-${people}@plain.example`;
  await comes(unmarked(other), { ip: theirServer, from: other });
  await isProven(other);
});

test('a mail that says itself that our own mail server vouches for it, handed over by a stranger, proves nothing', async () => {
  await comes(story.wish(person, 'Ada Nowak', { sender: 'genuine' }), { ip: botnet, from: person });
  const sender = await isNotProven(person);
  assert.equal(sender['dmarc'], 'fail');
});

test('another’s address with one’s own envelope: SPF passes for the wrong domain', async () => {
  await comes(unmarked(person), { ip: botnet, from: 'bot@evil.example' });
  const sender = await isNotProven(person);
  assert.deepEqual([sender['spf'], sender['dmarc'], sender['by']], ['pass', 'fail', 'us']);
});

test('a signature of another domain, one over a changed text, one over half of it, and one of a key under test prove nothing', async () => {
  const wish = unmarked(person);
  const cases: [string, Buffer][] = [
    ['another domain', await signed(wish, { domain: 'elsewhere.example' })],
    ['a changed text', Buffer.from((await signed(wish)).toString().replace('sediment', 'secrets'))],
    [
      'half of it',
      Buffer.concat([await signed(wish, { maxBodyLength: 60 }), Buffer.from('Add also me.\r\n')]),
    ],
    ['a key under test', await signed(unmarked('x@testing.example'), { domain: 'testing.example' })],
  ];
  for (const [name, raw] of cases) {
    await comes(Buffer.concat([Buffer.from(`X-Case: ${name}\r\n`), raw]), {
      ip: botnet,
      from: 'bot@evil.example',
    });
    await isNotProven(name === 'a key under test' ? 'x@testing.example' : person);
  }
});

test('in a mailbox that says nothing about senders a signature is enough, and its absence is not held against anybody', async () => {
  await comes(await signed(unmarked(person)), { ip: null, from: person });
  await isProven(person);
  const other = `unsigned-${people}@uni.example`;
  await comes(unmarked(other), { ip: null, from: other });
  const sender = await isNotProven(other);
  assert.equal(sender['dmarc'], 'none', 'where SPF cannot be known, DMARC does not fail');
});

test('twenty mails in a victim’s name: no subscriber, one mail a day, and the hosts see none of it', async () => {
  const victim = person;
  const before = (await story.subjectsTo(service, noor)).length;
  for (let index = 0; index < 20; index += 1)
    await comes(unmarked(victim, { id: `forged-${index}` }), {
      ip: botnet,
      from: `bot-${index}@evil.example`,
    });
  await service.advanceTo(service.clock.now().add({ hours: 23 }), 240);
  await isNotProven(victim);
  assert.equal((await service.mailsTo(victim)).length, 1);
  const mails = (await story.subjectsTo(service, noor)).slice(before);
  assert.deepEqual(
    mails.filter((subject) => subject.startsWith('Join request')),
    [],
  );
  await story.allIsWell(service, [victim]);
});

test('a host’s answer from the open internet decides when it is signed, and never because it says that it is genuine (threat 2)', async () => {
  await comes(await signed(unmarked(person)), { ip: theirServer, from: person });
  const asked = await story.mailAbout(service, noor, 'Join request');
  const to = asked.message.replyTo[0]?.address ?? '';
  const answers = async (raw: Buffer) => {
    await receiveMail(service.context, {
      colloquium: service.colloquium.id,
      recipient: to,
      raw,
      size: raw.length,
      source: 'smtp',
      envelopeFrom: noor,
      clientIp: botnet,
    });
    await service.settle();
  };
  await answers(story.answer(asked, { host: noor, text: 'yes', proven: true }));
  assert.equal((await story.requestOf(service, person)).decision, null);
  await answers(
    await signed(story.answer(asked, { host: noor, text: 'yes' }), { domain: 'ai4science.example' }),
  );
  assert.equal((await story.requestOf(service, person)).decision, 'approve');
});

test('switched off, only our own mail server’s word counts', async () => {
  const config = service.context.config;
  const off = await openTestService({
    at: story.storyBegins,
    resolveName: () => assert.fail('nobody asks DNS'),
    service: { ...config.service, intake: { ...config.service.intake, verify_senders: false } },
  });
  try {
    await comes(await signed(unmarked(person)), { ip: theirServer, from: person }, off);
    const request = await story.requestOf(off, person);
    assert.equal((request.sender as { verdict?: string }).verdict, 'unauthenticated');
  } finally {
    await off.close();
  }
});

test('DNS that says nothing costs a mail its time limit once, and then nothing at all', async () => {
  const silent = openDnsTable(records);
  silent.goSilent();
  const check = openSenderCheck(silent.resolve, {
    answerMs: 20,
    mailMs: 2_000,
    unanswered: 3,
    restMs: 60_000,
  });
  try {
    const client = { ip: theirServer, mailFrom: person };
    for (let index = 0; index < 20; index += 1)
      await check.check(await signed(unmarked(person, { id: `silent-${index}` })), client);
    assert.ok(silent.asked.length <= 12, `${silent.asked.length} questions for twenty mails`);
  } finally {
    await check.close();
  }
});

test('a resolver that never comes back, and a thread that is closed, end the wait of a mail', async () => {
  const silent = openDnsTable(records);
  silent.goSilent();
  const check = openSenderCheck(silent.resolve, { answerMs: 60_000, mailMs: 100 });
  const client = { ip: theirServer, mailFrom: person };
  assert.equal(await check.check(unmarked(person), client), null);
  const waiting = check.check(unmarked(person), client);
  await check.close();
  assert.equal(await waiting, null);
});
