import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cronFault, nextSlot, slotsBetween } from '../../src/mailings/cron-slots.ts';

const instant = Temporal.Instant.from;

function walls(cron: string, zone: string, from: string, to: string): readonly string[] {
  return slotsBetween(cron, zone, instant(from), instant(to)).map((slot) =>
    slot.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' }),
  );
}

test('a slot at a time that the spring change skips comes at the first minute after the gap', () => {
  assert.deepEqual(walls('30 2 * * *', 'Europe/Amsterdam', '2026-03-28T12:00Z', '2026-03-30T12:00Z'), [
    '2026-03-29T03:00+02:00',
    '2026-03-30T02:30+02:00',
  ]);
  assert.deepEqual(walls('30 2 * * *', 'America/New_York', '2026-03-08T00:00Z', '2026-03-09T00:00Z'), [
    '2026-03-08T03:00-04:00',
  ]);
  assert.deepEqual(walls('15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00Z', '2026-10-04T00:00Z'), [
    '2026-10-04T02:30+11:00',
  ]);
  // A gap at midnight belongs to the day that begins in it.
  assert.deepEqual(walls('0 0 * * *', 'America/Sao_Paulo', '2018-11-03T12:00Z', '2018-11-04T12:00Z'), [
    '2018-11-04T01:00-02:00',
  ]);
});

test('a slot at a time that comes twice in autumn comes once, the first time', () => {
  assert.deepEqual(walls('30 2 * * *', 'Europe/Amsterdam', '2026-10-24T12:00Z', '2026-10-25T12:00Z'), [
    '2026-10-25T02:30+02:00',
  ]);
  assert.deepEqual(walls('30 1 * * *', 'America/New_York', '2026-11-01T00:00Z', '2026-11-02T00:00Z'), [
    '2026-11-01T01:30-04:00',
  ]);
  assert.deepEqual(walls('45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T12:00Z', '2026-04-05T12:00Z'), [
    '2026-04-05T01:45+11:00',
  ]);
});

test('the end of a span is in it and its beginning is not, so that ticks neither lose nor repeat a slot', () => {
  const zones = ['Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe', 'UTC'];
  const crons = ['30 2 * * *', '*/30 1-3 * * *', '0 9 * * 1-5', '15 1,2 * * 0', '0 0 1,15 * *'];
  const days = fc.integer({ min: 0, max: 365 * 24 * 60 });
  const property = fc.property(
    fc.constantFrom(...zones),
    fc.constantFrom(...crons),
    days,
    fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 12 }),
    (zone, cron, begin, steps) => {
      let at = instant('2026-01-01T00:00Z').add({ minutes: begin });
      const from = at;
      const pieces = steps.flatMap((minutes) => {
        const before = at;
        at = at.add({ minutes });
        return slotsBetween(cron, zone, before, at).map(String);
      });
      assert.deepEqual(pieces, slotsBetween(cron, zone, from, at).map(String));
      assert.equal(new Set(pieces).size, pieces.length);
    },
  );
  fc.assert(property, { numRuns: 200 });
});

test('two-thirty every night: once a day, through both changes of the clock, in every zone', () => {
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe']) {
    for (const cron of ['30 2 * * *', '30 1 * * *']) {
      const slots = slotsBetween(cron, zone, instant('2025-12-31T23:59Z'), instant('2026-12-31T23:59Z'));
      const days = slots.map((slot) => slot.toZonedDateTimeISO(zone).toPlainDate().toString());
      assert.equal(new Set(days).size, days.length, `${cron} in ${zone}`);
      assert.equal(days.length, 365, `${cron} in ${zone}`);
    }
  }
});

test('a span that goes backwards has no slots, and the next slot may be far away', () => {
  assert.deepEqual(
    slotsBetween('* * * * *', 'UTC', instant('2026-01-02T00:00Z'), instant('2026-01-01T00:00Z')),
    [],
  );
  assert.equal(
    nextSlot('0 9 1 2 *', 'UTC', instant('2026-02-01T09:00Z'))?.toString(),
    '2027-02-01T09:00:00Z',
  );
  assert.equal(nextSlot('0 9 29 2 *', 'UTC', instant('2026-01-01T00:00Z')), null);
});

test('an expression that cannot be read is named with its field', () => {
  assert.match(cronFault('0 25 * * *') ?? '', /hour/);
  assert.match(cronFault('0 9 30 2 *') ?? '', /impossible/);
  assert.match(cronFault('0 0 9 * * *') ?? '', /five fields/);
  assert.equal(cronFault('0,30 8-20 * * mon-fri'), null);
});
