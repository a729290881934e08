/**
 * Machines write: vacation notes, other lists, mail systems, other services like this one, and responders that always answer and
 * never say that they are machines. None is answered that must not be (RFC 3834), nothing loops, no forged sender gets mail.
 * Threats 11 and 12; fault 28.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { SentMail } from '../../src/cli/demo-mails.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const corpus = join(import.meta.dirname, '../corpus/mails');
const filesLike = (start: string) => readdirSync(corpus).filter((name) => name.startsWith(start));
const fromCorpus = (name: string) =>
  Buffer.from(readFileSync(join(corpus, name), 'utf8').replace(/\r?\n/g, '\r\n'));

let service: TestService;

before(async () => {
  service = await openTestService({ at: story.storyBegins });
});
after(() => service?.close());

test('vacation notes in nine languages, list mail and newsletters get no answer', async () => {
  const mails = [...filesLike('auto-'), ...filesLike('list-')].map(fromCorpus);
  assert.ok(mails.length >= 10);
  await story.pour(
    service,
    mails.map((raw) => ({ raw, from: 'someone@elsewhere.example' })),
  );
  assert.equal(service.sink.messages.length, 0);
});

describe('a request that must not be answered', () => {
  const marks: Readonly<Record<string, readonly string[]>> = {
    'Auto-Submitted': ['Auto-Submitted: auto-generated'],
    'an old responder': ['X-Autoreply: yes'],
    'Exchange asks for silence': ['X-Auto-Response-Suppress: All'],
    bulk: ['Precedence: bulk'],
    'a list': ['List-Id: <talks.other.example>'],
    'our own mark': ['X-Loop: colloquium@ai4science.example'],
    'sixty servers': Array.from({ length: 60 }, (_, index) => `Received: from a by b; ${index}`),
  };
  for (const [name, headers] of Object.entries(marks)) {
    test(name, async () => {
      const raw = story.wish('robot@uni.example', 'Roberta Otto', { headers, subject: `Join, ${name}` });
      // By a pipe: the listener refuses some of these at once, and a mailbox does not.
      await story.pour(service, [{ raw, from: 'robot@uni.example' }]);
      assert.equal((await service.mailsTo('robot@uni.example')).length, 0);
    });
  }

  test('the null sender', async () => {
    const raw = story
      .wish('nobody@uni.example', 'Norbert Body')
      .toString()
      .replace(/^Return-Path: .*/, 'Return-Path: <>');
    await service.mailIn(raw, { from: '' });
    assert.equal((await service.mailsTo('nobody@uni.example')).length, 0);
  });

  for (const from of ['mailer-daemon@uni.example', 'noreply@uni.example', story.mailbox]) {
    test(`from ${from}`, async () => {
      await service.mailIn(story.wish(from, 'Robot'), { from });
      assert.equal((await service.mailsTo(from)).length, 0);
    });
  }
});

test('a hundred spam mails with forged senders cause no mail at all (backscatter)', async () => {
  const before = service.sink.messages.length;
  const kinds = filesLike('spam-').map(fromCorpus);
  assert.ok(kinds.length >= 7);
  const mails = Array.from({ length: 105 }, (_, index) => {
    const text = (kinds[index % kinds.length] as Buffer).toString('utf8');
    const raw = text
      .replace(/^From: .*$/m, `From: Somebody <victim-${index}@elsewhere.example>`)
      .replace(/^Message-ID: .*$/im, `Message-ID: <spam-${index}@evil.example>`);
    return { raw: Buffer.from(raw), from: `victim-${index}@elsewhere.example` };
  });
  await story.pour(service, mails);
  const caused = service.sink.messages.slice(before);
  assert.deepEqual(
    caused.filter((mail) => mail.to.startsWith('victim')),
    [],
  );
});

/** Answers every mail that comes to an address, never says that it is a machine, and quotes what it got. */
async function alwaysAnswers(address: string, text: string, sender: 'genuine' | 'silent'): Promise<number> {
  let answered = 0;
  for (let round = 0; round < 12; round += 1) {
    const mails = await service.mailsTo(address);
    if (mails.length === answered) break;
    for (const mail of mails.slice(answered) as SentMail[]) {
      answered += 1;
      await story.replies(service, mail, { from: address, text, proven: sender === 'genuine' });
    }
    story.pass(service, { seconds: 10 });
  }
  return (await service.mailsTo(address)).length;
}

describe('a responder that always answers converges', () => {
  const texts = [
    'Thank you for your message. I will read it when I can.',
    'yes',
    'Please add me to your list!',
    'ok?',
  ];
  const people: readonly (readonly [string, (email: string) => Buffer, 'genuine' | 'silent'])[] = [
    ['a complete request', (email) => story.wish(email, 'Rosa Bott'), 'genuine'],
    [
      'an incomplete request',
      (email) =>
        story.letter({ from: email, name: 'Rosa Bott', subject: 'List', text: 'Please add me to the list.' }),
      'genuine',
    ],
    ['a forged request', (email) => story.wish(email, 'Rosa Bott', { sender: 'forged' }), 'silent'],
    [
      'somebody who leaves a list they are not on',
      (email) => story.letter({ from: email, subject: 'unsubscribe', text: 'unsubscribe' }),
      'genuine',
    ],
  ];
  let each = 0;
  for (const text of texts) {
    for (const [name, raw, sender] of people) {
      test(`${name}, “${text}”`, async () => {
        each += 1;
        const address = `responder-${each}@uni-${each}.example`;
        await service.mailIn(raw(address), { from: address });
        const mails = await alwaysAnswers(address, text, sender);
        assert.ok(mails <= 2, `${mails} mails to a machine`);
        story.pass(service, { hours: 2 });
      });
    }
  }

  for (const text of ['Thank you for your message. I will read it when I can.', 'Is this urgent?']) {
    test(`at the address of a host: “${text}”`, async () => {
      const before = (await service.mailsTo(noor)).length;
      await story.asks(service, `asks-${text.length}@uni.example`, 'Anna Fragner');
      const mine = async () => (await service.mailsTo(noor)).slice(before);
      let answered = 0;
      for (let round = 0; round < 8; round += 1) {
        const mails = await mine();
        for (const mail of mails.slice(answered)) await story.replies(service, mail, { host: noor, text });
        answered = mails.length;
      }
      assert.ok((await mine()).length <= 2, `${(await mine()).length} mails to a host who is away`);
      assert.equal((await story.requestOf(service, `asks-${text.length}@uni.example`)).decision, null);
      story.pass(service, { hours: 2 });
    });
  }
});

test('a responder confirms no address for its owner (threat 1)', async () => {
  const victim = 'away@uni.example';
  await service.mailIn(story.wish(victim, 'Vera Way', { sender: 'forged' }), { from: 'x@evil.example' });
  const text = 'Thank you for your message. I will read it when I can.';
  await alwaysAnswers(victim, text, 'silent');
  const request = await story.requestOf(service, victim);
  assert.equal(request.confirmed_at, null);
  assert.ok(!(await story.subjectsTo(service, noor)).some((subject) => subject.includes('Vera Way')));
});

test('two services, each asked in the name of the other, fall silent', async () => {
  const there = 'talks@bio.example';
  const other = await openTestService({
    at: story.storyBegins,
    change: { address: there, list_id: 'talks.bio.example', authserv: 'mx.ai4science.example' },
  });
  try {
    await service.mailIn(story.wish(there, 'Bio Talks'), { from: there });
    await other.mailIn(story.wish(story.mailbox, 'AI Talks', { to: there }), { from: story.mailbox });
    let carried = 0;
    for (let round = 0; round < 10; round += 1) {
      const [here, back] = [await service.mailsTo(there), await other.mailsTo(story.mailbox)];
      if (here.length + back.length === carried) break;
      carried = here.length + back.length;
      for (const mail of here) await other.mailIn(mail.raw, { from: mail.from });
      for (const mail of back) await service.mailIn(mail.raw, { from: mail.from });
    }
    assert.ok(carried <= 2, `${carried} mails between two machines`);
    assert.equal(
      (await story.subjectsTo(other, elias)).filter((subject) => /AI Talks/.test(subject)).length <= 1,
      true,
    );
  } finally {
    await other.close();
  }
});

test('a report about an acknowledgement of ours is answered by nothing', async () => {
  await story.asks(service, 'gone@uni.example', 'Gerd Onegin');
  const sent = await story.last(service, 'gone@uni.example');
  assert.equal(sent.from, '', 'no server may send a report about it');
  const before = service.sink.messages.length;
  const report = story.letter({
    from: 'mailer-daemon@uni.example',
    subject: 'Undelivered Mail Returned to Sender',
    text: `I could not deliver your message to <gone@uni.example>: 550 5.1.1 no such user\r\n\r\nMessage-ID: ${sent.message.messageId}`,
  });
  await service.mailIn(report, { from: '' });
  assert.equal(service.sink.messages.length, before);
  await story.allIsWell(service);
});
