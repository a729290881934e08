import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPlan } from '../../src/cli/plan-table.ts';
import { forecast } from '../../src/mailings/planner-forecast.ts';
import { type Desk, edit, onPage, openDesk, page, run, sent } from '../support/calendar-stories.ts';
import { defaultRules, defaultSettings } from '../support/default-rules.ts';

function foreseen(desk: Desk, weeks = 8): readonly string[] {
  return forecast(desk.state, desk.now, weeks, defaultRules, defaultSettings).map(
    ({ kind, goesAt, state, missing }) => {
      const wall = goesAt
        .toZonedDateTimeISO('Europe/Amsterdam')
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' });
      return `${kind} ${wall.replace('T', ' ')} ${state}${missing.length > 0 ? ` (no ${missing})` : ''}`;
    },
  );
}

test('the plan of a complete talk is what then happens', () => {
  const desk = openDesk('2026-03-02 10:00');
  edit(desk, page(onPage('next', { title: 'Learning to fold proteins' })));
  const plan = foreseen(desk);
  assert.deepEqual(plan, [
    'announcement 2026-03-10 14:30 expected',
    'reminder 2026-03-23 09:00 expected',
    'recording 2026-03-25 11:00 waiting (no watch)',
  ]);
  run(desk, '2026-03-24 10:00', { minutes: 5 });
  assert.deepEqual(
    sent(desk).map((mail) => mail.slice(0, -6)),
    plan.slice(0, 2).map((mail) => mail.split(' ').slice(0, 2).join(' ')),
  );
});

test('a talk without a title waits, with the first moment at which it could go, and its last call is shown', () => {
  const desk = openDesk('2026-03-02 10:00');
  edit(desk, page(onPage('next')));
  assert.deepEqual(foreseen(desk).slice(0, 2), [
    'announcement 2026-03-10 14:30 waiting (no title)',
    'announcement 2026-03-23 20:30 expected',
  ]);
});

test('a mailing that the hosts have the proof of is shown as it is', () => {
  const desk = openDesk('2026-03-12 09:00');
  edit(desk, page(onPage('next', { title: 'Learning to fold proteins' })));
  run(desk, '2026-03-12 09:40');
  assert.deepEqual(foreseen(desk, 1), ['announcement 2026-03-12 10:00 proof']);
});

test('a move that still settles is in the plan; an announced talk is not planned again', () => {
  const desk = openDesk('2026-03-12 09:00');
  edit(desk, page(onPage('next', { title: 'Learning to fold proteins' })));
  run(desk, '2026-03-13 09:00');
  edit(desk, page(onPage('next', { title: 'Learning to fold proteins', date: '2026-03-31' })));
  assert.deepEqual(foreseen(desk, 1), ['moved 2026-03-13 09:35 expected']);
});

test('nothing is foreseen beyond the weeks asked for, nor for a talk that is off', () => {
  const desk = openDesk('2026-03-02 10:00');
  edit(
    desk,
    page(
      onPage('next', { title: 'Learning to fold proteins' }),
      onPage('next', { speaker: 'Carl Dudek', title: 'On glass', status: 'cancelled' }),
    ),
  );
  assert.deepEqual(foreseen(desk, 1), []);
  assert.equal(foreseen(desk, 2).length, 1);
});

test('the plan fits a terminal of 80 columns and says what is missing', () => {
  const desk = openDesk('2026-03-02 10:00');
  edit(
    desk,
    page(onPage('next', { speaker: 'Wolfeschlegelsteinhausenbergerdorff, Hubert Blaine, of Philadelphia' })),
  );
  const text = formatPlan(
    forecast(desk.state, desk.now, 8, defaultRules, defaultSettings),
    'Europe/Amsterdam',
  );
  assert.match(text, /the title is missing/);
  assert.ok(text.split('\n').every((row) => row.length <= 80));
  assert.match(formatPlan([], 'Europe/Amsterdam'), /Nothing is planned/);
});
