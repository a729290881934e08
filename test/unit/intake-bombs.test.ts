import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { after, test } from 'node:test';
import { openReader } from '../../src/intake/parse-worker.ts';
import { MESSAGE_LIMITS } from '../../src/mail/parse-message-limits.ts';

const context = {
  address: 'colloquium@lab.example',
  authserv: 'mx.lab.example',
  listId: 'ai4science.lab.example',
  hosts: null,
};
const reader = openReader();
after(() => reader.close());

const head =
  'From: Ada <ada@engine.example>\r\nTo: colloquium@lab.example\r\nSubject: join\r\nMIME-Version: 1.0\r\n';
const bytes = (text: string) => new TextEncoder().encode(text);
const ordinary = bytes(`${head}\r\nPlease add me to the list. I am Ada Byron from the Engine Institute.\r\n`);

function nested(levels: number): string {
  const open = Array.from(
    { length: levels },
    (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`,
  );
  return `${head}${open.join('')}Content-Type: text/plain\r\n\r\nhello\r\n`;
}

function forwarded(levels: number): string {
  return `${head}${'Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n'.repeat(levels)}\r\nhello\r\n`;
}

function quotedHtml(levels: number): string {
  return `${head}Content-Type: text/html\r\n\r\n${'<blockquote><div><table><tr><td>'.repeat(levels)}hello`;
}

const bombs: readonly (readonly [string, () => string])[] = [
  ['10,000 multiparts inside each other', () => nested(10_000)],
  ['300,000 header fields', () => `${head}${'X-A: b\r\n'.repeat(300_000)}\r\nhello`],
  [
    '100,000 parts',
    () =>
      `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(100_000)}--b--\r\n`,
  ],
  [
    '100,000 parts without a header',
    () => `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n'.repeat(100_000)}--b--\r\n`,
  ],
  [
    '50,000 encoded words in the subject',
    () => `${head.replace('Subject: join', `Subject: ${'=?utf-8?Q?a?= '.repeat(50_000)}`)}\r\nhello`,
  ],
  ['3,000 forwarded messages inside each other', () => forwarded(3000)],
  ['20 forwarded messages inside each other', () => forwarded(20)],
  ['100,000 addresses in To', () => `${head}To: ${'a@b.example, '.repeat(100_000)}\r\n\r\nhello`],
  ['a mail of 50 MB', () => `${head}\r\n${'x'.repeat(50 * 1024 * 1024)}`],
  ['500 multiparts without an end', () => nested(500)],
];

for (const [name, make] of bombs) {
  test(`${name}: refused with a reason, in bounded time`, async () => {
    const raw = bytes(make());
    const reading = await reader.read(raw, context);
    assert.equal(reading.class, 'malformed');
    assert.match(reading.reason, /\w+ \w+/);
    assert.equal(reading.message, null);
  });
}

const heavy: readonly (readonly [string, () => string])[] = [
  [
    '60 KB of encoded words in the subject',
    () => head.replace('Subject: join', `Subject: ${'=?utf-8?Q?a?= '.repeat(4500)}`),
  ],
  ['60 KB of open comments in To', () => `${head}Cc: ${'('.repeat(60_000)}\r\n`],
  ['100,000 nested quotes in HTML', () => quotedHtml(100_000)],
  ['a line of 2 MB', () => `${head}\r\n${'please add me '.repeat(150_000)}`],
  ['100,000 quoted lines', () => `${head}\r\n${'> On Monday somebody wrote:\r\n'.repeat(100_000)}`],
  ['60,000 open brackets in the text', () => `${head}\r\nI am ${'('.repeat(60_000)}`],
  ['60 KB of capital words', () => `${head}\r\nI am ${'Ada Of '.repeat(9000)}`],
  ['60 KB of institutions', () => `${head}\r\nI am at ${'University of the '.repeat(3500)}`],
  ['60 KB of labels', () => `${head}\r\n${'Name: Affiliation: Motivation: '.repeat(2000)}`],
  ['60 KB of addresses', () => `${head}\r\nadd ${'Ada Byron (ada@b.example) '.repeat(2400)}`],
  [
    'an authentication result of 60 KB',
    () => `Authentication-Results: mx.lab.example; ${'dkim=pass ('.repeat(5500)}\r\n${head}`,
  ],
];

for (const [name, make] of heavy) {
  test(`${name}: read or refused within the time limit`, async () => {
    const started = performance.now();
    const reading = await reader.read(bytes(`${make()}\r\nhello\r\n`), context);
    assert.ok(performance.now() - started < 6000);
    assert.ok(reading.class.length > 0);
  });
}

test('ordinary mail beside the bombs is read, and the event loop is never held for 200 ms', async () => {
  const raws = bombs.slice(0, 8).map(([, make]) => bytes(make()));
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const readings = await Promise.all([...raws, ordinary].map((raw) => reader.read(raw, context)));
  delay.disable();
  assert.equal(readings.at(-1)?.class, 'join');
  assert.equal(readings.at(-1)?.requests[0]?.name, 'Ada Byron');
  assert.ok(delay.max / 1e6 < 200, `${delay.max / 1e6} ms`);
});

test('a message that takes too long ends its thread, and the next one is read by a new one', async () => {
  const hasty = openReader({ maxReadMs: 1 });
  const slow = await hasty.read(ordinary, context);
  assert.match(slow.reason, /took more than 1 ms/);
  await hasty.close();
  const patient = openReader();
  assert.equal((await patient.read(ordinary, context)).class, 'join');
  await patient.close();
  await assert.rejects(patient.read(ordinary, context), /closed/);
});

test('a thread that runs out of memory costs only its own message', async () => {
  const small = openReader({
    maxHeapMb: 24,
    message: { ...MESSAGE_LIMITS, maxParts: 100_000, maxHeaderBlock: 50_000_000 },
  });
  const reading = await small.read(bytes(bombs[2]?.[1]().repeat(4) ?? ''), context);
  assert.equal(reading.class, 'malformed');
  assert.equal((await small.read(ordinary, context)).class, 'join');
  await small.close();
});
