/**
 * People answer an announcement in their own words: the hosts get it, with the mail that is answered; nobody gets an automatic
 * answer, and a vacation reply is nobody's question. A wish to leave is honoured. DESIGN §6, intake; threats 11 and 12.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SentMail } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const people = ['ada@lab.example', 'bo@lab.example', 'cy@lab.example'];
let service: TestService;
let sent: Map<string, SentMail>;
let count = 0;

before(async () => {
  const page = storyPage({
    date: '24 November 2026',
    title: 'What a glacier remembers',
    speaker: 'Ingrid Solbakken',
  });
  service = await openTestService({ at: '2026-11-17T07:00:00Z', page });
  sent = await story.announced(service, people);
});
after(() => service?.close());

async function answers(email: string, text: string, headers: readonly string[] = []): Promise<void> {
  const ours = sent.get(email)!.message;
  count += 1;
  const id = `<${ours.messageId?.replace(/[<>]/g, '')}>`;
  const lines = [
    `From: Member ${email.split('@')[0]} <${email}>`,
    `To: ${story.mailbox}`,
    `Subject: Re: ${ours.subject}`,
    `Message-ID: <answer-${count}@lab.example>`,
    'Date: Tue, 17 Nov 2026 11:00:00 +0100',
    `In-Reply-To: ${id}`,
    `References: ${id}`,
    'Authentication-Results: mx.ai4science.example; dmarc=pass header.from=lab.example',
    ...headers,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
    '> What a glacier remembers',
    '',
  ];
  await service.mailIn(lines.join('\r\n'), { from: email });
}

const forwarded = async (host: string) =>
  (await service.mailsTo(host)).filter((mail) => mail.message.subject.startsWith('Question:'));

test('a question goes to every host, with the mail it answers, and its answer goes to the person', async () => {
  const before = (await service.mailsTo(people[0]!)).length;
  await answers(people[0]!, 'Could I bring two students along?');
  for (const host of [noor, elias]) {
    const [question, ...more] = await forwarded(host);
    assert.deepEqual(more, []);
    const text = (question?.message.text ?? '').replace(/\s+/g, ' ');
    assert.match(text, /ada@lab\.example, a subscriber/);
    assert.match(text, /Answers the announcement for 24 November, “What a glacier remembers”/);
    assert.match(text, /two students/);
    assert.equal(question?.message.replyTo[0]?.address, people[0]);
  }
  assert.equal((await service.mailsTo(people[0]!)).length, before, 'no automatic answer');
});

test('the same person asks again: forwarded again, answered by nothing', async () => {
  const before = (await service.mailsTo(people[0]!)).length;
  await answers(people[0]!, 'Three students, in fact. Is there room?');
  assert.equal((await forwarded(noor)).length, 2);
  assert.equal((await service.mailsTo(people[0]!)).length, before);
});

test('vacation replies are forwarded to nobody and answered by nothing, however many come', async () => {
  const mails = service.sink.messages.length;
  for (const headers of [['Auto-Submitted: auto-replied'], ['X-Autoreply: yes', 'Precedence: bulk'], []])
    await answers(people[1]!, 'I am out of the office until 30 November and read no mail.', headers);
  assert.equal(service.sink.messages.length, mails);
  const { db } = service.context.store;
  const classes = await db.selectFrom('inbound').select('class').orderBy('id', 'desc').limit(3).execute();
  assert.deepEqual(
    classes.map((row) => row.class),
    ['autoreply', 'autoreply', 'autoreply'],
  );
});

test('who asks to leave leaves, and hears it once', async () => {
  const before = (await service.mailsTo(people[2]!)).length;
  await answers(people[2]!, 'Please take me off this list.');
  assert.ok((await story.subscriberOf(service, people[2]!))?.unsubscribed_at);
  await answers(people[2]!, 'Please take me off this list!');
  const mails = (await service.mailsTo(people[2]!)).slice(before);
  assert.deepEqual(
    mails.map((mail) => /You have left/.test(mail.message.subject)),
    [true],
  );
  assert.equal((await forwarded(noor)).length, 2);
  await story.allIsWell(service, people);
});
