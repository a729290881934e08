/** The pure decisions behind the pages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whereFrom } from '../../src/http/cross-site.ts';
import { letterParts } from '../../src/http/decision/letter-parts.ts';
import { deviceOf } from '../../src/http/host/device.ts';
import { ago, daysAhead, figure, shortMoment } from '../../src/http/page-time.ts';
import { plain } from '../../src/http/stranger.ts';
import { maskAddress } from '../../src/subscribers/mask-address.ts';
import { decideSubscriber } from '../../src/subscribers/preferences.ts';

const now = Temporal.Instant.from('2026-11-17T08:06:00Z');
const zone = 'Europe/Amsterdam';

test('a post is ours when the browser says so, foreign when it says otherwise, unknown when it says nothing', () => {
  const own = 'https://desk.example';
  const ask = (origin: string | null, secFetchSite: string | null) =>
    whereFrom({ origin, secFetchSite }, own);
  assert.equal(ask(own, 'same-origin'), 'own');
  assert.equal(ask('null', 'same-origin'), 'own', 'a page without referrer sends a null origin');
  assert.equal(ask('https://evil.example', 'same-origin'), 'foreign');
  assert.equal(ask(own, 'cross-site'), 'foreign');
  assert.equal(ask(null, 'same-site'), 'foreign');
  assert.equal(ask('null', null), 'foreign');
  assert.equal(ask(own, null), 'own');
  assert.equal(ask(null, null), 'unknown');
});

test('evidence is marked only where it still says what was read', () => {
  const text = 'Hello,\n\nI am Noor from the\nDelft Lab.\n\n> an old mail\n> of Ravi';
  const at = (value: string, shift = 0) => ({
    source: 'text',
    start: text.indexOf(value) + shift,
    end: text.indexOf(value) + value.length + shift,
    text: value,
  });
  const parts = letterParts(text, {
    name: at('Noor'),
    affiliation: at('Delft Lab'),
    motivation: at('Hello', 3),
  });
  const marked = parts
    .flatMap((part) => (part.kind === 'own' ? part.runs : []))
    .filter((run) => run.field !== null);
  assert.deepEqual(marked, [
    { text: 'Noor', field: 'name' },
    { text: 'Delft Lab', field: 'affiliation' },
  ]);
  assert.deepEqual(parts.at(-1), { kind: 'not-read', lines: 2, text: '> an old mail\n> of Ravi' });
});

test('strangers’ words cannot turn the text around them', () => {
  assert.equal(plain('a\u202eb\u2066c\u0000d\u200fe\nf'), 'abcde\nf');
});

test('an address is shown only in part', () => {
  assert.equal(maskAddress('daniel.osei@kumasi.example'), 'dan•••••@kumasi.example');
  assert.equal(maskAddress('ab@x.example'), 'a•••••@x.example');
  assert.equal(maskAddress('no address'), '•••••');
});

test('a leaving can be taken back for two weeks, and only by whom it was', () => {
  const row = {
    erased_at: null,
    suppressed_at: null,
    unsubscribed_at: now,
    unsubscribed_by: 'page',
    declined_kinds: [],
  } as never;
  const later = (hours: number) => decideSubscriber(row, { kind: 'stay' }, now.add({ hours })).kind;
  assert.deepEqual([later(1), later(335), later(337)], ['change', 'change', 'not-possible']);
  const byHost = { ...(row as object), unsubscribed_by: 'console' } as never;
  assert.equal(decideSubscriber(byHost, { kind: 'stay' }, now).kind, 'not-possible');
});

test('an address that works again is written to again, unless its owner has left', () => {
  const row = {
    erased_at: null,
    suppressed_at: now,
    suppressed_why: 'the mailbox does not exist (5.1.1)',
    unsubscribed_at: null,
    bounce_score: 0,
  };
  const again = (change: object) =>
    decideSubscriber({ ...row, ...change } as never, { kind: 'write-again' }, now);
  assert.deepEqual(again({}), {
    kind: 'change',
    change: { suppressed_at: null, suppressed_why: null, bounce_score: 0 },
    what: 'subscriber.written-again',
  });
  assert.equal(again({ suppressed_at: null }).kind, 'already');
  assert.equal(again({ unsubscribed_at: now }).kind, 'not-possible');
});

test('times are short, on 24 hours, in the zone of the colloquium', () => {
  assert.equal(shortMoment(Temporal.Instant.from('2026-11-17T08:00:00Z'), now, zone), 'today 09:00');
  assert.equal(shortMoment(Temporal.Instant.from('2026-11-23T08:00:00Z'), now, zone), 'Mon 23 Nov 09:00');
  assert.equal(shortMoment(Temporal.Instant.from('2027-07-06T12:00:00Z'), now, zone), 'Tue 6 Jul 2027 14:00');
  assert.equal(ago(now.subtract({ minutes: 25 }), now), '25 minutes ago');
  assert.equal(ago(now.subtract({ hours: 75 }), now), '3 days ago');
  assert.deepEqual(
    [daysAhead('2026-11-17', now, zone), daysAhead('2026-11-24', now, zone)],
    ['today', 'in 7 days'],
  );
  assert.deepEqual([figure(11482), figure(1000000), figure(7)], ['11,482', '1,000,000', '7']);
});

test('a device is known by two words', () => {
  assert.equal(
    deviceOf(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1',
    ),
    'Safari on iPhone',
  );
  assert.equal(deviceOf('curl/8.0'), 'A program');
});
