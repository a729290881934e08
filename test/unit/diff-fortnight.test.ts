import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextDates } from '../../src/calendar/fortnight.ts';

test('every second Tuesday stays every second Tuesday over a year with 53 ISO weeks', () => {
  const dates = nextDates('2020-12-15', 14, [], '2020-12-01', 4);
  assert.deepEqual(dates, ['2020-12-01', '2020-12-15', '2020-12-29', '2021-01-12']);
});

test('the Christmas break is skipped without losing the rhythm', () => {
  const skips = [{ from: '2026-12-21', to: '2027-01-08' }, { from: '2027-01-19' }];
  assert.deepEqual(nextDates('2026-01-06', 14, skips, '2026-12-02', 3), [
    '2026-12-08',
    '2027-02-02',
    '2027-02-16',
  ]);
});

test('the anchor may lie in the future or far in the past, and an endless break ends the search', () => {
  assert.deepEqual(nextDates('2030-01-01', 14, [], '2026-10-25', 1), ['2026-10-27']);
  assert.deepEqual(nextDates('1999-01-05', 7, [], '2026-01-01', 2), ['2026-01-06', '2026-01-13']);
  assert.deepEqual(
    nextDates('2026-01-06', 14, [{ from: '2026-01-01', to: '9999-12-31' }], '2026-01-01', 2),
    [],
  );
});
