/**
 * Hostile words in every field that a stranger fills: each mail that leaves has exactly the header fields that such a mail always
 * has, one recipient, and shows the words as words. Threats 6, 7, 14 and 15.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { storyPage } from '../../src/cli/demo-page.ts';
import { actOnRequest } from '../../src/moderation/handle-decision.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const naughty = join(import.meta.dirname, '../../../shared/data/mime/blns.json');
const handmade = [
  'Ada\r\nBcc: mallory@evil.example',
  'Ada\rBcc: mallory@evil.example',
  'Ada\nTo: mallory@evil.example\n\nbody',
  'Ada\u2028Bcc: mallory@evil.example',
  'Ada\u0085X-Evil: 1',
  'Ada\u0000Lovelace',
  '\u202Eedam nigeb\u202C',
  '\u2066isolated\u2069 \u200Fmark',
  'A\u200Bd\u200Ca\uFEFF',
  'x'.repeat(10_000),
  'Å\u030A'.repeat(3_000),
  '"Ada" <mallory@evil.example>, Bo',
  'Ada; Bcc=mallory@evil.example',
  '=?utf-8?Q?Ada=0D=0ABcc:_mallory@evil.example?=',
  '=?utf-8?B?QWRhDQpCY2M6IG1hbGxvcnlAZXZpbC5leGFtcGxl?=',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><mj-raw><script src=//evil.example></script></mj-raw>',
  '{{ colloquium.name }}{% assign x = 1 %}{{ 7 | times: 6 }}',
  `$${'{7*7}'} #{7*7} <%= 7*7 %> [[lang]]`,
  '.\r\n.\r\nMAIL FROM:<x@evil.example>',
  '\r\n.\r\n',
  '-- \r\nsignature',
  'javascript:alert(1)',
  'https://evil.example/login',
  '🧪👩🏽‍🔬 Ada',
  'аdmin (Cyrillic а)',
  '   ',
  "Robert'); DROP TABLE request;--",
];
const words = [
  ...handmade,
  ...(existsSync(naughty)
    ? (JSON.parse(readFileSync(naughty, 'utf8')) as string[]).filter((_, index) => index % 8 === 0)
    : []),
];

let service: TestService;
/** Header field names of every mail so far, in order, each list once. */
const usual = new Set<string>();

before(async () => {
  service = await openTestService({ at: story.storyBegins });
});
after(() => service?.close());

test('ordinary people show what a mail of each kind looks like', async () => {
  await everyMail(
    ['Anna Ahrens', 'Bert Bakker', 'Cleo Castro', 'Dora Dam', 'Emil Ernst', 'Fay Fox'],
    'usual',
  );
  for (const mail of service.sink.messages) usual.add(shapeOf(mail.data));
  assert.ok(usual.size >= 3 && usual.size < 12, [...usual].join('\n'));
});

test('hostile words change no header field and add no recipient', async () => {
  const from = service.sink.messages.length;
  await everyMail(words, 'hostile');
  const mails = service.sink.messages.slice(from);
  assert.ok(mails.length > words.length, `${mails.length} mails`);
  // An address that a mail names as the one who wants to join is asked once whether it does, and gets nothing else.
  const named = mails.filter((mail) => mail.to === 'mallory@evil.example');
  assert.ok(named.length <= 1);
  for (const { data } of named) assert.match(data.toString('latin1'), /\+confirm-/);
  const known = new Set([noor, elias, ...named.map((mail) => mail.to)]);
  for (const mail of mails) {
    assert.ok(known.has(mail.to) || mail.to.endsWith('@hostile.example'), `a mail to ${mail.to}`);
    assert.ok(usual.has(shapeOf(mail.data)), `an unusual header:\n${headOf(mail.data)}`);
    const head = headOf(mail.data);
    assert.doesNotMatch(head, /^(?:bcc|cc|x-evil):/im);
    for (const line of head.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 998, 'RFC 5322 §2.1.1');
    assert.doesNotMatch(mail.data.toString('latin1'), /[^\r]\n|\r[^\n]/, 'every line ends with CRLF');
  }
});

test('what a mail program shows is words: one address, no controls, no elements', async () => {
  const addresses = new Set(service.sink.messages.map((mail) => mail.to));
  for (const address of addresses) {
    for (const { message } of await service.mailsTo(address)) {
      assert.deepEqual(
        message.to.map((box) => box.address),
        [address],
      );
      assert.equal(message.cc.length, 0);
      assert.doesNotMatch(
        message.subject,
        /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u,
      );
      const html = message.parts.find((part) => part.contentType === 'text/html')?.text ?? '';
      assert.doesNotMatch(
        html,
        /<script|<iframe|<img[^>]*onerror|<mj-|href="javascript:|href="https?:\/\/evil/i,
      );
      assert.doesNotMatch(`${message.text}${html}`, /[\u202a-\u202e\u2066-\u2069]/u);
    }
  }
  await story.allIsWell(service);
});

/** Each of these words as name, affiliation, motivation, subject, question and reason; the clock moves on until all have left. */
async function everyMail(said: readonly string[], domain: string): Promise<void> {
  const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text.slice(0, 40)).toString('base64')}?=`;
  const one = (text: string) => text.replace(/[\r\n]+/g, ' ');
  const mails = said.map((text, index) => {
    const from = `person-${index}@${domain}.example`;
    const fields = [
      `Name: ${index % 2 === 0 ? text : 'Ada Nowak'}`,
      `Affiliation: ${index % 2 === 1 ? text : 'Institute for Delta Research'}`,
      `Motivation: ${index % 3 === 0 ? `${story.motivation} ${text}` : story.motivation}`,
    ];
    const subject = index % 4 === 0 ? one(text).slice(0, 900) || 'Joining' : 'Joining the list';
    const raw = story.letter({ from, subject, text: fields.join('\r\n') });
    // The name in From as well, as a mail program encodes it.
    const named =
      index % 5 === 0
        ? raw.toString('utf8').replace(/^From: /m, `From: ${encoded(text)} `)
        : raw.toString('utf8');
    return { raw: Buffer.from(named), from };
  });
  const questions = said.map((text, index) => ({
    raw: story.letter({
      from: `asker-${index}@${domain}.example`,
      name: one(text).replace(/["\\]/g, '').slice(0, 200) || 'Asker',
      subject: `Where is it? ${one(text).slice(0, 200)}`,
      text: `Where is the talk this week?\r\n\r\n${text}`,
    }),
    from: `asker-${index}@${domain}.example`,
  }));
  await story.pour(service, [...mails, ...questions.slice(0, 20)]);
  const hours = Math.ceil(said.length / 20);
  await service.advanceTo(service.clock.now().add({ hours }), 61);
  const { db } = service.context.store;
  const requests = await db
    .selectFrom('request')
    .selectAll()
    .where('email', 'like', `%@${domain}.example`)
    .execute();
  const host = await db.selectFrom('host').selectAll().where('email', '=', noor).executeTakeFirstOrThrow();
  for (const [index, request] of requests.entries()) {
    story.pass(service, { seconds: 1 });
    const text = said[index % said.length] ?? '';
    const action = [
      { kind: 'approve' } as const,
      { kind: 'decline', reason: text.slice(0, 2000) || null } as const,
      { kind: 'ask', question: text.slice(0, 2000) || 'Why?' } as const,
    ][index % 3]!;
    const act = {
      requestId: request.id,
      action,
      host,
      way: 'console',
      how: `On the desk: “${text.slice(0, 100)}”`,
    } as const;
    await actOnRequest(service.context, { ...act, now: service.clock.now() });
  }
  await service.advanceTo(service.clock.now().add({ minutes: 61 }), 61);
}

function headOf(data: Buffer): string {
  return data.toString('latin1').split('\r\n\r\n', 1)[0] ?? '';
}

/** The names of the header fields of a mail. */
function shapeOf(data: Buffer): string {
  const lines = headOf(data)
    .split('\r\n')
    .filter((line) => !/^[ \t]/.test(line));
  return lines.map((line) => line.split(':', 1)[0]?.toLowerCase()).join(' ');
}

// CVE-2023-51764 and its kin, from our side: a page may hold what a careless server takes for the end of a mail.
test('an abstract full of false ends and commands is one mail to each reader (threat 15)', async () => {
  const ends = ['\r\n.\r\n', '\n.\n', '\n.\r\n', '\r.\r', '\r\n.\n', '\r\r\n.\r\r\n', '\r\n..\r\n'];
  const commands =
    'MAIL FROM:<dean@lab.example>\r\nRCPT TO:<everybody@elsewhere.example>\r\nDATA\r\nSubject: fire\r\n\r\nLeave!';
  const page = storyPage({
    date: '24 November 2026',
    title: 'What a glacier remembers',
    speaker: 'Ingrid Solbakken',
  }).replace('Glaciers answer', `${ends.map((end) => `Glaciers${end}${commands}`).join('')} answer`);
  const own = await openTestService({ at: '2026-11-17T07:00:00Z', page });
  try {
    const readers = ['ada@lab.example', 'bo@lab.example'];
    await story.announced(own, readers);
    const known = new Set([...readers, noor, elias]);
    for (const { to } of own.sink.messages) assert.ok(known.has(to), to);
    for (const reader of readers) {
      const mails = (await own.mailsTo(reader)).filter(({ message }) => message.subject.includes('glacier'));
      assert.equal(mails.length, 1);
      assert.match(mails[0]?.message.text ?? '', /MAIL FROM/, 'the words are shown as words');
      assert.doesNotMatch(mails[0]?.raw.toString('latin1') ?? '', /[^\r]\n|\r[^\n]/);
    }
  } finally {
    await own.close();
  }
});
