import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffCalendar } from '../../src/calendar/diff/diff.ts';
import type { Reading } from '../../src/calendar/reading.ts';
import type { Talk } from '../../src/calendar/talk.ts';
import { amsterdam, at, onPage, page, pageWith, sync } from '../support/calendar-stories.ts';

const monday = at('2026-03-02 10:00');
const later = at('2026-03-05 10:00');

function known(reading: Reading, since = monday): readonly Talk[] {
  return sync([], reading, since);
}

function whats(talks: readonly Talk[], reading: Reading, now = later): readonly string[] {
  return diffCalendar(talks, reading, now, amsterdam).map((change) => change.what);
}

const adaNext = onPage('next', { title: 'Learning to fold proteins' });
const adaLine = onPage('schedule');
const carlLine = onPage('schedule', { date: '2026-04-07', speaker: 'Carl Dudek' });

test('one talk in Next and in Schedule is one talk, with the details of Next', () => {
  const talks = known(page(adaNext, adaLine, carlLine));
  assert.deepEqual(
    talks.map(({ speaker, title, start, end }) => ({ speaker, title, start, end })),
    [
      { speaker: 'Ada Brandt', title: 'Learning to fold proteins', start: '14:00', end: '15:00' },
      { speaker: 'Carl Dudek', title: null, start: '14:00', end: '15:00' },
    ],
  );
  assert.deepEqual(
    talks[1]?.problems.map((problem) => problem.kind),
    ['time-assumed'],
  );
});

test('reading the same page again changes nothing', () => {
  assert.deepEqual(whats(known(page(adaNext, adaLine, carlLine)), page(adaNext, adaLine, carlLine)), []);
});

test('lines that move because a host edits elsewhere do not restart the settling', () => {
  const problem = { kind: 'time-malformed', where: [20], text: 'Line 20: …', blocking: false };
  const before = onPage('next', { title: 'On light', lines: { title: 18, date: 20 } });
  const talks = known(pageWith([problem], before));
  const moved = onPage('next', { title: 'On light', lines: { title: 19, date: 21 } });
  const [change] = diffCalendar(
    talks,
    pageWith([{ ...problem, where: [21], text: 'Line 21: …' }], moved),
    later,
    amsterdam,
  );
  assert.ok(change?.what === 'problems' && !change.restartsSettling);
  assert.deepEqual(sync(talks, pageWith([problem], moved), later)[0]?.changedAt, monday);
});

test('a moved date, a corrected name and a new title each leave it the same talk', () => {
  const talks = known(page(onPage('schedule', { speaker: 'David Fisher' })));
  const corrected = page(onPage('next', { speaker: 'David Fischer', title: 'On variance' }));
  assert.deepEqual(whats(talks, corrected), ['changed']);
  const moved = page(onPage('schedule', { speaker: 'David Fisher', date: '2026-05-05' }));
  assert.deepEqual(whats(talks, moved), ['changed']);
  const named = sync(talks, corrected, later);
  assert.deepEqual(
    whats(named, page(onPage('next', { speaker: 'David Fischer', title: 'On something else' }))),
    ['changed'],
  );
});

test('a slot that was to be announced gets its speaker and stays the same talk', () => {
  const talks = known(page(onPage('schedule', { speaker: null, status: 'tba' })));
  const changes = diffCalendar(talks, page(onPage('schedule', { speaker: 'Eva Moreau' })), later, amsterdam);
  assert.deepEqual(
    changes.map((change) => change.what),
    ['changed'],
  );
});

test('two speakers who swap days are two moves, not two new talks', () => {
  const talks = known(page(adaLine, carlLine));
  const swapped = page(
    onPage('schedule', { date: '2026-04-07' }),
    onPage('schedule', { speaker: 'Carl Dudek' }),
  );
  assert.deepEqual(whats(talks, swapped), ['changed', 'changed']);
});

test('a line in the Schedule does not erase what Next said before', () => {
  const talks = known(
    page(onPage('next', { title: 'On light', start: '15:30', end: '16:30', place: 'Room 4' })),
  );
  const [talk] = sync(talks, page(adaLine), later);
  assert.equal(talk?.title, 'On light');
  assert.equal(talk?.start, '15:30');
  assert.equal(talk?.place, 'Room 4');
});

test('Next that takes its title back takes it back', () => {
  const [talk] = sync(known(page(adaNext)), page(onPage('next')), later);
  assert.equal(talk?.title, null);
});

test('Next and Schedule that name different days block the talk until they agree', () => {
  const [talk] = known(page(adaNext, onPage('schedule', { date: '2026-03-31' })));
  assert.equal(talk?.date, '2026-03-24');
  assert.deepEqual(
    talk?.problems.filter((problem) => problem.blocking).map((problem) => problem.kind),
    ['schedule-detail-mismatch'],
  );
  const [agreed] = sync([talk!], page(adaNext, adaLine), later);
  assert.deepEqual(agreed?.problems, []);
});

test('a block that still has the day of the last talk takes the day of the Schedule, and is blocked', () => {
  const [talk] = known(page(onPage('next', { title: 'On light', date: '2026-02-24' }), adaLine));
  assert.equal(talk?.date, '2026-03-24');
  assert.ok(talk?.problems.some((problem) => problem.blocking));
});

test('a name run together is taken in the spelling of the Schedule', () => {
  const [talk] = known(page(onPage('next', { speaker: 'AdaBrandt' }), adaLine));
  assert.equal(talk?.speaker, 'Ada Brandt');
});

test('the title of the talk before, left under the next speaker, is a blocking problem', () => {
  const held = onPage('previous', {
    date: '2026-02-24',
    speaker: 'Bo Lindahl',
    title: 'What glass remembers',
  });
  const talks = known(
    page(onPage('next', { date: '2026-02-24', speaker: 'Bo Lindahl', title: 'What glass remembers' })),
    at('2026-02-20 09:00'),
  );
  const copied = onPage('next', { title: 'What glass remembers' });
  for (const reading of [page(copied, held), page(copied)]) {
    const ada = sync(talks, reading, monday).find((talk) => talk.speaker === 'Ada Brandt');
    assert.deepEqual(
      ada?.problems.map((problem) => problem.kind),
      ['stale-title'],
    );
    assert.equal(ada?.problems[0]?.blocking, true);
  }
});

test('under Previous a title and a recording of another talk do not replace what we know', () => {
  const bo = onPage('previous', {
    date: '2026-02-10',
    speaker: 'Bo Lindahl',
    title: 'What glass remembers',
    watch: 'https://video.example/bo',
  });
  const before = known(
    page(bo, onPage('next', { date: '2026-02-24', title: 'Learning to fold proteins' })),
    at('2026-02-20 09:00'),
  );
  const after = sync(
    before,
    page(
      onPage('previous', {
        date: '2026-02-24',
        title: 'What glass remembers',
        watch: 'https://video.example/bo',
      }),
    ),
    later,
  );
  const ada = after.find((talk) => talk.speaker === 'Ada Brandt');
  assert.equal(ada?.title, 'Learning to fold proteins');
  assert.equal(ada?.watch, null);
  assert.deepEqual(ada?.problems.map((problem) => problem.kind).toSorted(), [
    'stale-title',
    'stale-watch-link',
  ]);
});

test('a talk that moves to Previous with its recording says both, once', () => {
  const talks = known(page(adaNext));
  const reading = page(
    onPage('previous', { title: 'Learning to fold proteins', watch: 'https://video.example/ada' }),
  );
  const after = at('2026-03-26 09:00');
  assert.deepEqual(whats(talks, reading, after), ['changed', 'watch-link', 'moved-to-previous']);
  assert.deepEqual(whats(sync(talks, reading, after), reading, after), []);
});

test('a coming talk that is gone from the page is withdrawn; a past one has only been tidied away', () => {
  const talks = known(page(adaNext, carlLine));
  assert.deepEqual(whats(talks, page(carlLine)), ['withdrawn']);
  assert.deepEqual(whats(talks, page(carlLine), at('2026-03-25 09:00')), []);
  const gone = sync(talks, page(carlLine), later);
  assert.deepEqual(whats(gone, page(carlLine)), []);
  assert.deepEqual(whats(gone, page(adaNext, carlLine)), ['returned']);
});

test('a speaker who comes again a year later gives a new talk', () => {
  const talks = sync(
    [],
    page(onPage('next', { date: '2025-03-11', title: 'Part one' })),
    at('2025-03-01 09:00'),
  );
  assert.deepEqual(whats(talks, page(onPage('next', { title: 'Part two' }))), ['new']);
});

test('a talk moved after its day had passed, with its title, is the same talk', () => {
  const talks = known(page(adaNext));
  const moved = page(onPage('next', { date: '2026-04-21', title: 'Learning to fold proteins' }));
  assert.deepEqual(whats(talks, moved, at('2026-03-25 09:00')), ['changed']);
});

test('a talk in the future under Previous is never announced from there', () => {
  const [talk] = known(page(onPage('previous', { title: 'On light' })));
  assert.deepEqual(
    talk?.problems.map((problem) => [problem.kind, problem.blocking]),
    [['future-in-previous', true]],
  );
});

test('postponed without a day keeps the day it had, and says so', () => {
  const talks = known(page(adaNext));
  const [talk] = sync(
    talks,
    page(
      onPage('next', {
        date: null,
        start: null,
        end: null,
        title: 'Learning to fold proteins',
        status: 'postponed',
      }),
    ),
    later,
  );
  assert.equal(talk?.date, '2026-03-24');
  assert.equal(talk?.status, 'postponed');
});

test('last year’s number in January: the day we knew stays, and the talk is blocked until the page is right', () => {
  const talks = known(page(adaLine));
  const [talk] = sync(talks, page(onPage('next', { title: 'On light', date: '2025-03-24' })), later);
  assert.equal(talk?.date, '2026-03-24');
  assert.equal(talk?.title, 'On light');
  assert.deepEqual(
    talk?.problems.filter((problem) => problem.blocking).map((problem) => problem.kind),
    ['past-in-next'],
  );
});

test('the usual room stands in where the page names none', () => {
  const usual = { ...amsterdam, place: 'Lecture room 1' };
  const [ada, carl] = sync([], page(onPage('next', { place: 'Room 4' }), carlLine), monday, usual);
  assert.deepEqual([ada?.place, carl?.place], ['Room 4', 'Lecture room 1']);
});

test('a list whose entries have all details may take a title back', () => {
  const talks = known(page(onPage('schedule', { title: 'On light', start: '15:30' })));
  const [talk] = sync(talks, page(onPage('schedule', { start: '15:30' })), later);
  assert.equal(talk?.title, null);
});
