import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openReader } from '../../src/intake/parse-worker.ts';
import { MESSAGE_LIMITS } from '../../src/mail/parse-message-limits.ts';
import { bombs, head } from '../support/bombs.ts';
import { watchLoop } from '../support/busy-loop.ts';

const context = {
  address: 'colloquium@lab.example',
  authserv: 'mx.lab.example',
  listId: 'ai4science.lab.example',
  hosts: null,
};
const reader = openReader();
after(() => reader.close());

const bytes = (text: string) => new TextEncoder().encode(text);
const ordinary = bytes(`${head}\r\nPlease add me to the list. I am Ada Byron from the Engine Institute.\r\n`);

function quotedHtml(levels: number): string {
  return `${head}Content-Type: text/html\r\n\r\n${'<blockquote><div><table><tr><td>'.repeat(levels)}hello`;
}

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
  const watch = watchLoop();
  const readings = await Promise.all([...raws, ordinary].map((raw) => reader.read(raw, context)));
  watch.end();
  assert.equal(readings.at(-1)?.class, 'join');
  assert.equal(readings.at(-1)?.requests[0]?.name, 'Ada Byron');
  assert.ok(watch.longestMs() < 200, `${watch.longestMs()} ms`);
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
