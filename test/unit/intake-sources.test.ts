/** What the sources decide before they touch a network: addresses, routes, URLs, portions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf, placesOf } from '../../src/intake/source-address.ts';
import { type Look, planLook, planPortions, reconnectDelayMs } from '../../src/intake/source-imap-plan.ts';
import { readImapUrl } from '../../src/intake/source-imap-url.ts';
import { readRoute } from '../../src/intake/source-route.ts';

const mailboxes = [
  { id: 'ai', address: 'colloquium@lab.example' },
  { id: 'lab', address: 'talks@lab.example' },
  { id: 'physics', address: 'talks+physics@lab.example' },
];

test('an address belongs to the mailbox whose name it begins with, the longest one first', () => {
  const whose = (address: string) => placeOf(address, mailboxes)?.colloquium ?? null;
  assert.equal(whose('colloquium@lab.example'), 'ai');
  assert.equal(whose('Colloquium+B-Token@LAB.example'), 'ai');
  assert.equal(whose('talks+other@lab.example'), 'lab');
  assert.equal(whose('talks+physics@lab.example'), 'physics');
  assert.equal(whose('talks+physics+leave@lab.example'), 'physics');
  for (const nobody of ['colloquium@lab.example.org', 'colloquia@lab.example', 'a"b@lab.example', '', '@'])
    assert.equal(whose(nobody), null, nobody);
  assert.deepEqual(placeOf('Colloquium+B-Token@lab.example', mailboxes), {
    colloquium: 'ai',
    recipient: 'Colloquium+B-Token@lab.example',
  });
});

test('of two addresses of one mailbox the sub-address is kept, whatever their order', () => {
  const plain = 'talks+physics@lab.example';
  const token = 'talks+physics+r-1@lab.example';
  for (const both of [
    [plain, token],
    [token, plain],
  ])
    assert.deepEqual(placesOf(both, mailboxes), [{ colloquium: 'physics', recipient: token }]);
});

const route = (...lines: string[]) => readRoute(Buffer.from(`${lines.join('\r\n')}\r\n\r\nbody`), mailboxes);

test('the fields of delivery say which mailbox, and To says under which sub-address', () => {
  assert.deepEqual(
    route(
      'Return-Path: <>',
      'Delivered-To: colloquium@lab.example',
      'To: "talks@lab.example" <colloquium+b-AbC@lab.example>, talks@lab.example',
    ),
    { places: [{ colloquium: 'ai', recipient: 'colloquium+b-AbC@lab.example' }], envelopeFrom: '' },
  );
});

test('without fields of delivery To and Cc count, also folded and in any case', () => {
  assert.deepEqual(
    route('to: Ada\r\n <ada@physics.example>,\r\n\tTalks <TALKS@lab.example>', 'Cc: colloquium@lab.example')
      .places,
    [
      { colloquium: 'lab', recipient: 'TALKS@lab.example' },
      { colloquium: 'ai', recipient: 'colloquium@lab.example' },
    ],
  );
});

test('a blind copy is the first mailbox’s, and so is a mail that is no mail', () => {
  const first = [{ colloquium: 'ai', recipient: 'colloquium@lab.example' }];
  assert.deepEqual(route('To: undisclosed-recipients:;').places, first);
  assert.deepEqual(readRoute(Buffer.from([0, 255, 13, 10]), mailboxes).places, first);
});

test('the envelope sender is the topmost Return-Path, or not known', () => {
  assert.equal(
    route('Return-Path: <ada@physics.example>', 'Return-Path: <x@y.example>').envelopeFrom,
    'ada@physics.example',
  );
  assert.equal(route('From: ada@physics.example').envelopeFrom, null);
  assert.equal(route('Return-Path: <a\tb\x00c@d.example>').envelopeFrom, 'abc@d.example');
});

test('a mailbox URL is read, with its characters decoded', () => {
  const outcome = readImapUrl(
    'imaps://colloquium%40lab.example:p%40ss%2Fword@mail.lab.example/Lists%2FTalks?done=Done',
    false,
  );
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.settings, {
    host: 'mail.lab.example',
    port: 993,
    tls: 'implicit',
    user: 'colloquium@lab.example',
    password: 'p@ss/word',
    tokenFile: null,
    mailbox: 'Lists/Talks',
    moveTo: 'Done',
    label: null,
    key: 'colloquium@lab.example@mail.lab.example:993/Lists/Talks',
  });
});

test('a password goes to another machine only over TLS, unless it is said', () => {
  const tls = (url: string) => {
    const outcome = readImapUrl(url, false);
    return outcome.ok
      ? `${outcome.settings.tls} ${outcome.settings.port} ${outcome.settings.mailbox}`
      : outcome.reason;
  };
  assert.equal(tls('imap://u:p@mail.lab.example'), 'upgrade 143 INBOX');
  assert.equal(tls('imap://u:p@mail.lab.example?tls=off'), 'none 143 INBOX');
  assert.equal(tls('imap://u:p@localhost:1143/'), 'none 1143 INBOX');
  assert.equal(tls('imaps://u@imap.gmail.com/INBOX?token_file=/run/token'), 'implicit 993 INBOX');
});

test('where OAuth2 is set up the password may be missing, and one that is there counts', () => {
  const outcome = readImapUrl('imaps://colloquium%40lab.example@imap.lab.example/INBOX', true);
  assert.ok(outcome.ok);
  assert.equal(outcome.settings.password, '');
  assert.equal(readImapUrl('imaps://imap.lab.example/INBOX', true).ok, false);
});

test('a mailbox URL that is none is refused with what to write, and without the password', () => {
  for (const wrong of [
    'mail.lab.example',
    'http://u:hunter2@mail.lab.example/',
    'imaps://mail.lab.example/INBOX',
    'imaps://u@mail.lab.example/INBOX',
    'imaps://u:hunter2@mail.lab.example/INBOX?move=Done',
    'imaps://u:hunter2@mail.lab.example/INBOX?done=INBOX',
    'imaps://u:%E0%A4%A@mail.lab.example/',
  ]) {
    const outcome = readImapUrl(wrong, false);
    assert.ok(!outcome.ok, wrong);
    assert.doesNotMatch(outcome.reason, /hunter2/);
  }
});

test('a look goes on where the last one ended, and begins anew when the server forgot its UIDs', () => {
  const now = Temporal.Instant.from('2026-11-24T12:00:00Z');
  const lastStored = Temporal.Instant.from('2026-11-23T12:00:00Z');
  const at = { now, lastStored };
  const cursor = { uidValidity: 7, lastUid: 40 };
  const words = (look: Look) => `${look.kind} ${look.kind === 'onward' ? look.afterUid : look.since}`;
  assert.equal(words(planLook(null, 7, at)), 'unread 2026-11-10T12:00:00Z');
  assert.equal(words(planLook(cursor, 7, at)), 'onward 40');
  assert.equal(words(planLook(cursor, 8, { now, lastStored: null })), 'unread 2026-11-10T12:00:00Z');
  assert.equal(words(planLook(cursor, 8, at)), 'since 2026-11-21T12:00:00Z');
});

test('portions hold few mails and few bytes, but each at least one', () => {
  const mails = [
    { uid: 9, size: 10 },
    { uid: 3, size: 60 },
    { uid: 5, size: 500 },
    { uid: 7, size: 10 },
    { uid: 8, size: 10 },
  ];
  assert.deepEqual(planPortions(mails, { maxCount: 2, maxBytes: 100 }), [[3], [5], [7, 8], [9]]);
  assert.deepEqual(planPortions([], { maxCount: 2, maxBytes: 100 }), []);
});

test('the wait doubles to a minute', () => {
  const waits = [1, 2, 3, 7, 8, 1_000].map((failures) =>
    reconnectDelayMs(failures, { firstMs: 1_000, longestMs: 60_000 }),
  );
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 60_000, 60_000, 60_000]);
});
