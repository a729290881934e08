/** Who is expected at a talk, and which refusals the hosts hear of at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attendanceWords, expectedOf, isLateDecline, unansweredOf } from '../../src/calendar/attendance.ts';

test('all who accepted are expected, and every second who perhaps comes', () => {
  const attendance = { invited: 412, accepted: 22, tentative: 5, declined: 7 };
  assert.equal(expectedOf(attendance), 25);
  assert.equal(unansweredOf(attendance), 378);
  assert.equal(
    attendanceWords(attendance),
    '25 expected: 22 come, 5 perhaps, 7 do not; 378 have not answered',
  );
});

test('nobody answered, everybody answered, more answered than were invited by mail', () => {
  const none = { invited: 3, accepted: 0, tentative: 0, declined: 0 };
  assert.equal(attendanceWords(none), 'Nobody of 3 has answered yet');
  assert.equal(
    attendanceWords({ invited: 2, accepted: 1, tentative: 0, declined: 1 }),
    '1 expected: 1 comes, 0 perhaps, 1 does not',
  );
  assert.equal(unansweredOf({ invited: 1, accepted: 2, tentative: 0, declined: 0 }), 0);
});

test('a refusal is news in the last two days, with a reason or after a yes, until the talk is over', () => {
  const startsAt = Temporal.Instant.from('2026-11-24T13:00:00Z');
  const isLate = (hoursBefore: number, change: object = {}) =>
    isLateDecline({
      answer: 'declined',
      before: 'accepted',
      comment: null,
      startsAt,
      endsAt: startsAt.add({ hours: 1 }),
      now: startsAt.subtract({ hours: hoursBefore }),
      ...change,
    });
  assert.deepEqual([isLate(49), isLate(48), isLate(0), isLate(-1)], [false, true, true, false]);
  assert.equal(isLate(2, { before: null }), false, 'no reason, and nobody had counted on it');
  assert.equal(isLate(2, { before: null, comment: 'I am ill.' }), true);
  assert.equal(isLate(2, { answer: 'tentative' }), false);
});
