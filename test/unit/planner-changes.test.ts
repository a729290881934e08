import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageTalk } from '../../src/calendar/reading.ts';
import { acts, type Desk, edit, onPage, openDesk, page, run, sent } from '../support/calendar-stories.ts';

const title = 'Learning to fold proteins';

/** A talk on 24 March that was announced on the 10th. */
function announced(said: Partial<PageTalk> = {}): Desk {
  const desk = openDesk('2026-03-09 10:00');
  edit(desk, page(onPage('next', { title, place: 'Room 4', ...said })));
  run(desk, '2026-03-12 10:00', { minutes: 5 });
  assert.equal(sent(desk).length, 1);
  return desk;
}

function mails(desk: Desk): readonly string[] {
  return sent(desk).slice(1);
}

test('a talk that moves to another week: a mail to all who were told, SEQUENCE 1, and a reminder of the new day', () => {
  const desk = announced();
  edit(desk, page(onPage('next', { title, place: 'Room 4', date: '2026-03-31' })));
  run(desk, '2026-04-01 10:00');
  assert.deepEqual(mails(desk), ['moved 2026-03-12 10:35', 'reminder 2026-03-30 09:01']);
  assert.equal(desk.state.talks[0]?.sequence, 1);
  assert.equal(desk.state.talks[0]?.told?.date, '2026-03-31');
  assert.equal(desk.state.talks[0]?.uid, 'talk-1@colloquium.example');
});

test('a corrected typo, another abstract, a name spelled right: nothing is sent and SEQUENCE stays', () => {
  const desk = announced();
  edit(
    desk,
    page(
      onPage('next', {
        title: 'Learning to fold proteins.',
        place: 'room 4',
        speaker: 'Ada Brandt',
        abstract: 'We fold.',
      }),
    ),
  );
  run(desk, '2026-03-20 10:00');
  assert.deepEqual(mails(desk), []);
  assert.equal(desk.state.talks[0]?.sequence, 0);
});

test('another talk by the same speaker: everybody who was told hears of it, once, before the reminder', () => {
  const desk = announced();
  edit(desk, page(onPage('next', { title: 'How glaciers remember their winters', place: 'Room 4' })));
  run(desk, '2026-03-24 10:00', { minutes: 5 });
  assert.deepEqual(mails(desk), ['moved 2026-03-12 10:35', 'reminder 2026-03-23 09:05']);
  assert.deepEqual(
    acts(desk, 'move').map((move) => move.changed),
    [['title']],
  );
  assert.equal(desk.state.talks[0]?.told?.title, 'How glaciers remember their winters');
});

test('somebody else speaks instead, about something else: one changed entry, not a second talk', () => {
  const desk = announced();
  const instead = { speaker: 'Carl Dudek', title: 'Glass that flows', place: 'Room 4' };
  edit(desk, page(onPage('next', instead)));
  run(desk, '2026-03-13 10:00');
  assert.equal(desk.state.talks.length, 1);
  assert.deepEqual(mails(desk), ['moved 2026-03-12 10:35']);
  assert.deepEqual(
    acts(desk, 'move').map((move) => move.changed),
    [['title', 'speaker']],
  );
  assert.equal(desk.state.talks[0]?.uid, 'talk-1@colloquium.example');
  const line = announced();
  edit(line, page(onPage('schedule', { speaker: 'Carl Dudek' })));
  assert.equal(line.state.talks[0]?.title, null, 'the title of the other speaker does not stay');
});

test('a title that gains a subtitle, or whose words are put right, is no news', () => {
  for (const better of [
    'Learning to fold proteins: a tale of two solvents',
    'Learning to fold protiens',
    'How to learn to fold a protein',
  ]) {
    const desk = announced();
    edit(desk, page(onPage('next', { title: better, place: 'Room 4' })));
    run(desk, '2026-03-14 10:00', { minutes: 5 });
    assert.deepEqual(mails(desk), [], better);
  }
});

test('called off and taken from the page a moment later: everybody hears of it all the same', () => {
  const desk = announced();
  edit(desk, page(onPage('next', { title, place: 'Room 4', status: 'cancelled' })));
  run(desk, '2026-03-12 10:05');
  edit(desk, page());
  run(desk, '2026-03-13 10:00');
  assert.deepEqual(mails(desk), ['cancelled 2026-03-12 10:40']);
});

test('another room is a move, a room that was not known before is not', () => {
  const desk = announced();
  edit(desk, page(onPage('next', { title, place: 'Room 12' })));
  run(desk, '2026-03-12 18:00');
  assert.deepEqual(
    acts(desk, 'move').map((move) => move.changed),
    [['place']],
  );
  const roomless = announced({ place: null });
  edit(roomless, page(onPage('next', { title, place: 'Room 12' })));
  run(roomless, '2026-03-12 18:00');
  assert.deepEqual(mails(roomless), []);
});

test('a move that is taken back within the settle time, or before its mail left, was never told', () => {
  const desk = announced();
  edit(desk, page(onPage('next', { title, place: 'Room 4', start: '16:00', end: '17:00' })));
  run(desk, '2026-03-12 10:25');
  assert.equal(acts(desk, 'move').length, 1);
  edit(desk, page(onPage('next', { title, place: 'Room 4' })));
  run(desk, '2026-03-12 18:00');
  assert.deepEqual(mails(desk), []);
  // Moving it again is a new mail with a new number.
  edit(desk, page(onPage('next', { title, place: 'Room 4', start: '16:00', end: '17:00' })));
  run(desk, '2026-03-12 20:00');
  assert.equal(mails(desk).length, 1);
  assert.equal(desk.state.talks[0]?.sequence, 2);
});

test('cancelled: a CANCEL to all who were told, no reminder; held again later: announced anew with a higher SEQUENCE', () => {
  const desk = announced();
  edit(desk, page(onPage('next', { title, status: 'cancelled' })));
  run(desk, '2026-03-13 10:00');
  assert.deepEqual(mails(desk), ['cancelled 2026-03-12 10:35']);
  assert.equal(desk.state.talks[0]?.sequence, 1);
  edit(desk, page(onPage('next', { title, date: '2026-04-14' })));
  run(desk, '2026-04-15 10:00', { minutes: 5 });
  assert.deepEqual(mails(desk).slice(1), ['announcement 2026-03-31 14:30', 'reminder 2026-04-13 09:05']);
  assert.equal(desk.state.talks[0]?.sequence, 2);
});

test('postponed without a day is called off; postponed before anybody was told says nothing', () => {
  const desk = announced();
  edit(desk, page(onPage('next', { title, date: null, start: null, end: null, status: 'postponed' })));
  run(desk, '2026-03-13 10:00');
  // No day on the page is a doubt about the day, none about that it is off.
  assert.deepEqual(mails(desk), ['cancelled 2026-03-12 10:35']);
  const quiet = openDesk('2026-03-09 10:00');
  edit(quiet, page(onPage('next', { title, status: 'postponed' })));
  run(quiet, '2026-03-25 10:00', { minutes: 5 });
  assert.deepEqual(sent(quiet), []);
  assert.deepEqual(acts(quiet, 'miss'), []);
});

test('gone from the page without a word: the hosts are asked once, nothing is sent, and its return changes nothing', () => {
  const desk = announced();
  edit(desk, page());
  run(desk, '2026-03-15 10:00');
  assert.equal(acts(desk, 'ask-withdrawn').length, 1);
  edit(desk, page(onPage('next', { title, place: 'Room 4' })));
  run(desk, '2026-03-25 10:00');
  assert.deepEqual(mails(desk), ['reminder 2026-03-23 09:01']);
});

test('a move on the morning of the day goes out while it still helps', () => {
  const desk = announced();
  run(desk, '2026-03-24 12:50', { minutes: 5 });
  edit(desk, page(onPage('next', { title, place: 'Room 4', start: '15:00', end: '16:00' })));
  run(desk, '2026-03-24 18:00');
  assert.equal(mails(desk).at(-1), 'moved 2026-03-24 13:25');
});

test('a day that is wrong for ten minutes costs an announcement nothing', () => {
  const desk = openDesk('2026-03-23 17:00');
  edit(desk, page(onPage('next', { title })));
  run(desk, '2026-03-23 17:40');
  edit(desk, page(onPage('next', { title, date: '2026-02-24' })));
  run(desk, '2026-03-23 17:50');
  edit(desk, page(onPage('next', { title })));
  run(desk, '2026-03-24 18:00');
  assert.deepEqual(sent(desk), ['announcement 2026-03-23 18:10']);
});

test('a talk missed on its first day and moved to another is announced for that one', () => {
  const desk = openDesk('2026-03-16 10:00');
  edit(desk, page(onPage('schedule')));
  run(desk, '2026-03-25 10:00', { minutes: 5 });
  assert.equal(acts(desk, 'miss').length, 1);
  edit(desk, page(onPage('next', { title, date: '2026-04-21' })));
  run(desk, '2026-04-22 10:00', { minutes: 5 });
  assert.deepEqual(sent(desk), ['announcement 2026-04-07 14:30', 'reminder 2026-04-20 09:05']);
});

test('moved in Next while the Schedule still has the old day: the hosts are told at once, subscribers when the page agrees', () => {
  const desk = announced();
  const moved = onPage('next', { title, place: 'Room 4', date: '2026-03-31' });
  edit(desk, page(moved, onPage('schedule')));
  run(desk, '2026-03-12 12:00');
  assert.deepEqual(mails(desk), []);
  assert.deepEqual(
    acts(desk, 'hold').map((hold) => hold.rule),
    ['moved'],
  );
  edit(desk, page(moved, onPage('schedule', { date: '2026-03-31' })));
  run(desk, '2026-03-12 14:00');
  assert.deepEqual(mails(desk), ['moved 2026-03-12 12:35']);
});
