import assert from 'node:assert/strict';
import { test } from 'node:test';
import { due } from '../../src/mailings/planner.ts';
import { applyActions } from '../../src/mailings/planner-apply.ts';
import {
  acts,
  at,
  edit,
  onPage,
  openDesk,
  page,
  pageWith,
  run,
  sent,
  tick,
} from '../support/calendar-stories.ts';
import { defaultRules, defaultSettings } from '../support/default-rules.ts';

const complete = page(onPage('next', { title: 'Learning to fold proteins' }));

test('a talk complete a month ahead is announced fourteen days before, and reminded of the day before', () => {
  const desk = openDesk('2026-02-20 10:00');
  edit(desk, complete);
  run(desk, '2026-03-25 10:00');
  assert.deepEqual(sent(desk), ['announcement 2026-03-10 14:30', 'reminder 2026-03-23 09:01']);
});

test('a talk complete on the eve is announced the same evening, and not reminded of the next morning', () => {
  const desk = openDesk('2026-03-23 17:50');
  edit(desk, complete);
  run(desk, '2026-03-25 10:00');
  assert.deepEqual(sent(desk), ['announcement 2026-03-23 19:00']);
});

test('a talk complete four hours before is still announced, three hours before', () => {
  const desk = openDesk('2026-03-24 09:58');
  edit(desk, complete);
  run(desk, '2026-03-25 10:00');
  assert.deepEqual(sent(desk), ['announcement 2026-03-24 11:00']);
});

test('a talk that becomes complete too late is never announced, and the hosts hear that it was missed', () => {
  const desk = openDesk('2026-03-24 12:30');
  edit(desk, complete);
  run(desk, '2026-03-26 10:00');
  assert.deepEqual(sent(desk), []);
  assert.equal(acts(desk, 'miss').length, 1);
  assert.match(acts(desk, 'miss')[0]!.why, /too late/);
});

test('a page that is edited every ten minutes waits until it rests', () => {
  const desk = openDesk('2026-03-12 09:00');
  for (const title of ['Learning', 'Learning to fold', 'Learning to fold proteins']) {
    edit(desk, page(onPage('next', { title })));
    tick(desk, desk.now.add({ minutes: 10 }));
  }
  run(desk, '2026-03-12 18:00');
  // The last edit at 9:20 settles at 9:40: the slot at ten, and half an hour of proof.
  assert.deepEqual(sent(desk), ['announcement 2026-03-12 10:30']);
  assert.equal(desk.state.talks[0]?.told?.title, 'Learning to fold proteins');
});

test('a correction while the hosts have the proof makes a new proof, with its time', () => {
  const desk = openDesk('2026-03-12 09:00');
  edit(desk, page(onPage('next', { title: 'Lerning to fold proteins' })));
  run(desk, '2026-03-12 09:50');
  edit(desk, complete);
  run(desk, '2026-03-12 18:00');
  assert.equal(acts(desk, 'plan')[0]?.mailing.facts.title, 'Lerning to fold proteins');
  assert.equal(acts(desk, 'refresh').length, 1);
  assert.deepEqual(sent(desk), ['announcement 2026-03-12 10:40']);
  assert.equal(desk.state.talks[0]?.told?.title, 'Learning to fold proteins');
});

test('a doubtful talk is held, told to the hosts once, and announced when the doubt is gone', () => {
  const desk = openDesk('2026-03-12 09:00');
  const doubt = {
    kind: 'stale-title',
    where: [7],
    text: 'The title is that of the last talk.',
    blocking: true,
  };
  edit(desk, pageWith([doubt], onPage('next', { title: 'Learning to fold proteins', lines: { entry: 7 } })));
  run(desk, '2026-03-14 12:10');
  assert.deepEqual(sent(desk), []);
  assert.equal(acts(desk, 'hold').length, 1);
  edit(desk, complete);
  run(desk, '2026-03-14 18:00');
  assert.deepEqual(sent(desk), ['announcement 2026-03-14 13:00']);
});

test('a title taken back while the proof is out stops the announcement, and the next slot takes it up', () => {
  const desk = openDesk('2026-03-12 09:00');
  edit(desk, complete);
  run(desk, '2026-03-12 09:45');
  edit(desk, page(onPage('next')));
  run(desk, '2026-03-13 12:00');
  assert.deepEqual(sent(desk), []);
  assert.equal(acts(desk, 'hold').length, 1);
  edit(desk, complete);
  run(desk, '2026-03-13 18:00');
  assert.equal(sent(desk).length, 1);
});

test('hosts are asked for what is missing a week, three days and one day before, and when the list changes', () => {
  const desk = openDesk('2026-03-10 10:00');
  edit(desk, page(onPage('schedule', { speaker: null, status: 'tba' })));
  run(desk, '2026-03-19 10:00');
  edit(desk, page(onPage('schedule')));
  run(desk, '2026-03-25 10:00', { rules: defaultRules.filter((rule) => rule.lastCall !== true) });
  const asked = desk.done
    .filter(({ action }) => action.act === 'ask-hosts')
    .map(
      ({ at: when, action }) =>
        `${when.toZonedDateTimeISO('Europe/Amsterdam').toPlainDate()} ${action.act === 'ask-hosts' && action.missing}`,
    );
  assert.deepEqual(asked, [
    '2026-03-17 title,speaker',
    '2026-03-20 title',
    '2026-03-21 title',
    '2026-03-23 title',
  ]);
});

test('last call: what stands is announced the evening before, without a title', () => {
  const desk = openDesk('2026-03-20 10:00');
  edit(desk, page(onPage('next')));
  run(desk, '2026-03-25 10:00');
  assert.deepEqual(sent(desk), ['announcement 2026-03-23 20:30']);
  assert.equal(desk.state.talks[0]?.told?.title, null);
});

test('no last call with a time that the page does not give', () => {
  const desk = openDesk('2026-03-20 10:00');
  edit(desk, page(onPage('schedule')));
  run(desk, '2026-03-25 10:00');
  assert.deepEqual(sent(desk), []);
  assert.match(acts(desk, 'miss')[0]?.why ?? '', /title is missing/);
});

test('a title that comes while the last call is being proved goes with it; there are never two announcements', () => {
  const desk = openDesk('2026-03-20 10:00');
  edit(desk, page(onPage('next')));
  run(desk, '2026-03-23 20:05');
  edit(desk, complete);
  run(desk, '2026-03-25 10:00');
  assert.equal(acts(desk, 'freeze').filter(({ mailing }) => mailing.kind === 'announcement').length, 1);
  assert.equal(desk.state.talks[0]?.told?.title, 'Learning to fold proteins');
});

test('a night of downtime is caught up with, a day of it is not sent late', () => {
  const desk = openDesk('2026-03-10 13:50');
  edit(desk, complete);
  tick(desk, at('2026-03-10 13:55'));
  tick(desk, at('2026-03-10 19:55'));
  run(desk, '2026-03-11 07:00');
  // The slots of 14:00 and later were missed; hosts have the proof for half an hour all the same.
  assert.deepEqual(sent(desk), ['announcement 2026-03-10 20:25']);
  const reminded = openDesk('2026-03-10 13:00');
  edit(reminded, complete);
  run(reminded, '2026-03-20 12:00', { minutes: 10 });
  tick(reminded, at('2026-03-23 20:00'));
  run(reminded, '2026-03-23 23:00');
  assert.equal(sent(reminded).length, 1);
});

test('a recording is told once, when it appears, and not for a talk that nobody was told of', () => {
  const desk = openDesk('2026-03-10 10:00');
  edit(desk, complete);
  run(desk, '2026-03-26 10:30', { minutes: 5 });
  edit(
    desk,
    page(
      onPage('previous', { title: 'Learning to fold proteins', watch: 'https://video.example/ada' }),
      onPage('previous', { speaker: 'Carl Dudek', title: 'On glass', watch: 'https://video.example/carl' }),
    ),
  );
  run(desk, '2026-04-20 10:00', { minutes: 5 });
  assert.deepEqual(sent(desk).slice(2), ['recording 2026-03-27 11:00']);
});

test('an hour that the page corrects after the talk does not keep the recording back', () => {
  const desk = openDesk('2026-03-10 10:00');
  edit(desk, page(onPage('next', { title: 'Learning to fold proteins', end: '16:00' })));
  run(desk, '2026-03-26 10:30', { minutes: 5 });
  edit(
    desk,
    page(onPage('previous', { title: 'Learning to fold proteins', watch: 'https://video.example/ada' })),
  );
  run(desk, '2026-03-28 10:00', { minutes: 5 });
  assert.deepEqual(sent(desk).slice(2), ['recording 2026-03-27 11:00']);
});

test('what a host skipped does not come back, what a host holds does not go', () => {
  const desk = openDesk('2026-03-12 09:00');
  edit(desk, complete);
  run(desk, '2026-03-12 09:45');
  const [mailing] = desk.state.mailings;
  desk.state = { ...desk.state, mailings: [{ ...mailing!, heldAt: desk.now, heldBy: 'Noor' }] };
  run(desk, '2026-03-13 09:45');
  assert.deepEqual(sent(desk), []);
  desk.state = { ...desk.state, mailings: [{ ...mailing!, cancelledAt: desk.now, cancelledBy: 'host:1' }] };
  run(desk, '2026-03-25 09:45', { minutes: 10 });
  assert.deepEqual(sent(desk), []);
});

test('two planners at the same minute plan one mailing, and a tick repeated or going back plans none', () => {
  const desk = openDesk('2026-03-12 09:00');
  edit(desk, complete);
  const [from, to] = [at('2026-03-12 09:20'), at('2026-03-12 09:31')];
  const one = due(desk.state, from, to, defaultRules, defaultSettings);
  const other = due(desk.state, from, to, defaultRules, defaultSettings);
  const after = applyActions(applyActions(desk.state, one, to), other, to);
  assert.equal(after.mailings.length, 1);
  assert.deepEqual(due(after, from, to, defaultRules, defaultSettings), []);
  assert.deepEqual(due(desk.state, to, from, defaultRules, defaultSettings), []);
});
