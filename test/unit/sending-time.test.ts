/** How long a mailing takes under a provider's quotas, and what a host hears of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TalkFacts } from '../../src/calendar/talk.ts';
import { sendingMs, sentWithin } from '../../src/delivery/quota.ts';
import { sendingTime, sendingWords } from '../../src/mailings/sending-time.ts';

const zone = 'Europe/Amsterdam';
const none = { perSecond: 0, perHour: 0, perDay: 0 };
const gmail = { ...none, perDay: 500 };
const talk = { date: '2026-11-24', start: '14:00', end: '15:00' } as unknown as TalkFacts;
const at = (clock: string) => Temporal.PlainDateTime.from(clock).toZonedDateTime(zone).toInstant();
const words = (
  kind: 'announcement' | 'reminder' | 'recording',
  clock: string,
  people: number,
  limits = gmail,
) => {
  const time = sendingTime({ kind, goesAt: at(clock), talk }, people, limits, zone);
  return sendingWords(time, at(clock), people, limits, zone);
};

test('the last message leaves when exactly all before it could, whatever the quotas are', () => {
  const limit = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2_000 }));
  const limits = fc.record({ perSecond: limit, perHour: limit, perDay: limit });
  fc.assert(
    fc.property(limits, fc.integer({ min: 1, max: 100_000 }), (quota, messages) => {
      const ms = sendingMs(quota, messages);
      assert.ok(sentWithin(quota, ms) >= messages, `${messages} within ${ms} ms`);
      assert.ok(ms === 0 || sentWithin(quota, ms - 1) < messages, `not all of ${messages} before ${ms} ms`);
    }),
  );
});

test('with no quota, or a list that fits into it, there is nothing to say', () => {
  assert.equal(words('announcement', '2026-11-19T10:00', 100_000, none), null);
  assert.equal(words('announcement', '2026-11-19T10:00', 500), null);
});

test('an announcement over three days is said to be one', () => {
  assert.equal(
    words('announcement', '2026-11-19T10:00', 1_200),
    'The last of 1,200 leaves on Saturday 21\u00a0November 2026, 11:00: 500 a day may go.',
  );
});

test('a reminder that cannot reach everybody before the talk is not sent in silence', () => {
  assert.equal(
    words('reminder', '2026-11-23T10:00', 1_200),
    'Only 1,000 of 1,200 leave before the talk begins: 500 a day may go. For the others it comes too late; an earlier time or a higher quota changes that.',
  );
  assert.match(
    words('reminder', '2026-11-23T10:00', 1_200, { ...none, perHour: 20 }) ?? '',
    /^Only 560 of 1,200/,
  );
});

test('a recording is in time whenever it comes', () => {
  assert.match(
    words('recording', '2026-11-25T10:00', 1_200) ?? '',
    /^The last of 1,200 leaves on Friday 27\u00a0November/,
  );
});
