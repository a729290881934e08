/** What a host says in the console stands beside the page: until the page says the same, or something new. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PageTalk } from '../../src/calendar/reading.ts';
import type { Talk } from '../../src/calendar/talk.ts';
import { addTalk } from '../../src/calendar/talk-added.ts';
import { decideTalkDeed, type TalkDeed } from '../../src/calendar/talk-deed.ts';
import { amsterdam, at, onPage, page, pageWith, sync } from '../support/calendar-stories.ts';

const monday = at('2026-03-02 10:00');
const tuesday = at('2026-03-03 10:00');
const wednesday = at('2026-03-04 10:00');
const title = 'Learning to fold proteins';

function onSite(said: Partial<PageTalk> = {}) {
  return page(onPage('next', { title, place: 'Room 4', ...said }));
}

function known(said: Partial<PageTalk> = {}): Talk {
  return sync([], onSite(said), monday)[0]!;
}

function does(talk: Talk, deed: TalkDeed, now = tuesday): Talk {
  const decision = decideTalkDeed(talk, deed, { by: 'Noor', now, zone: amsterdam.zone });
  assert.equal(decision.kind, 'do', JSON.stringify(decision));
  return decision.kind === 'do' ? decision.talk : talk;
}

function read(talk: Talk, said: Partial<PageTalk> = {}, now = wednesday): Talk {
  const talks = sync([talk], onSite(said), now);
  assert.equal(talks.length, 1, 'it is the same talk');
  return talks[0]!;
}

const edit = (
  facts: Extract<TalkDeed, { kind: 'edit' }>['facts'],
  reason: string | null = null,
): TalkDeed => ({
  kind: 'edit',
  facts,
  reason,
});

describe('a host’s word and the page', () => {
  for (const [field, value] of [
    ['title', 'How glaciers remember'],
    ['speaker', 'Ada Brandt-Visser'],
    ['affiliation', 'Alm Institute'],
    ['abstract', 'We fold.\n\nThen we unfold.'],
    ['date', '2026-03-31'],
    ['start', '16:00'],
    ['place', 'Room 12'],
    ['watch', 'https://video.example/1'],
  ] as const) {
    test(`${field}: stands while the page says what it said, and while it says the same`, () => {
      const changed = does(known(), edit({ [field]: value }));
      assert.equal(changed[field], value);
      const again = read(changed);
      assert.equal(again[field], value, 'the page has not changed');
      assert.deepEqual(again.changedAt, changed.changedAt, 'and the settling does not begin anew');
      const end = field === 'start' ? { end: '17:00' } : {};
      const agreed = read(again, { [field]: value, ...end });
      assert.equal(agreed[field], value);
      assert.deepEqual(agreed.hostWords, {}, 'the page has caught up');
    });
  }

  test('the page says something new: the word stands, mail waits, the hosts choose', () => {
    const talk = read(does(known(), edit({ title: 'How glaciers remember' })), { title: 'Glass that flows' });
    assert.equal(talk.title, 'How glaciers remember');
    const [problem] = talk.problems;
    assert.equal(problem?.kind, 'host-and-page-differ');
    assert.equal(problem?.blocking, true);
    assert.match(problem?.text ?? '', /Noor gave the title as “How glaciers remember”.*“Glass that flows”/);
    const kept = does(talk, { kind: 'keep', fields: ['title'] });
    assert.deepEqual(kept.problems, []);
    assert.equal(read(kept, { title: 'Glass that flows' }).title, 'How glaciers remember');
    const followed = does(talk, { kind: 'follow', fields: ['title'] });
    assert.equal(followed.title, 'Glass that flows');
    assert.deepEqual(followed.hostWords, {});
    assert.deepEqual(followed.problems, []);
  });

  test('another abstract on the page is worth a look and holds nothing', () => {
    const talk = read(does(known(), edit({ abstract: 'We fold.' })), { abstract: 'We do not.' });
    assert.equal(talk.abstract, 'We fold.');
    assert.equal(talk.problems[0]?.blocking, false);
  });

  test('what nobody touched follows the page', () => {
    const talk = read(does(known(), edit({ title: 'How glaciers remember' })), { place: 'Room 9' });
    assert.deepEqual([talk.title, talk.place], ['How glaciers remember', 'Room 9']);
  });

  test('a fault of the page that the host has put right here is no fault any more', () => {
    const wrong = onPage('next', { title: 'Left over' });
    const stale = { kind: 'stale-title', where: [wrong.lines.entry!], text: 'Left over.', blocking: true };
    const talk = sync([], pageWith([stale], wrong), monday)[0]!;
    assert.equal(talk.problems.length, 1);
    const put = does(talk, edit({ title }));
    assert.deepEqual(put.problems, []);
    assert.deepEqual(sync([put], pageWith([stale], wrong), wednesday)[0]?.problems, []);
  });

  test('a value typed back to what the page says is no word of a host', () => {
    const there = does(known(), edit({ title: 'How glaciers remember' }));
    assert.deepEqual(does(there, edit({ title })).hostWords, {});
  });

  test('a name changed here is still known by the old one on the page, and by the new one', () => {
    const talk = does(known(), edit({ speaker: 'Carl Dudek', date: '2026-04-07', title: 'Glass' }));
    assert.equal(read(talk).speaker, 'Carl Dudek');
    const both = sync(
      [talk],
      page(onPage('next', { speaker: 'Carl Dudek', date: '2026-04-07', title: 'Glass', place: 'Room 4' })),
      wednesday,
    );
    assert.equal(both.length, 1);
    assert.deepEqual(both[0]?.hostWords, {});
  });
});

describe('called off by a host', () => {
  const ill: TalkDeed = { kind: 'cancel', reason: 'The speaker is ill.' };

  test('the page that still has it does not bring it back, and leaving the page is no riddle', () => {
    const talk = read(does(known(), ill));
    assert.deepEqual([talk.status, talk.reason], ['cancelled', 'The speaker is ill.']);
    const [gone] = sync([talk], page(), wednesday);
    assert.equal(gone?.withdrawnAt, null);
  });

  test('a new day on the page is a question, not a silent return', () => {
    const talk = read(does(known(), ill), { date: '2026-04-07' });
    assert.equal(talk.date, '2026-03-24');
    assert.equal(
      talk.problems.some(({ kind, blocking }) => kind === 'host-and-page-differ' && blocking),
      true,
    );
    const back = does(does(talk, { kind: 'follow', fields: ['date'] }), { kind: 'restore' });
    assert.deepEqual([back.date, back.status, back.reason], ['2026-04-07', 'scheduled', null]);
    assert.deepEqual(read(back, { date: '2026-04-07' }).hostWords, {});
  });

  test('restored, it follows the page as before; what a host had changed stays changed', () => {
    const moved = does(known(), edit({ date: '2026-03-31' }));
    const back = does(does(moved, ill), { kind: 'restore' });
    assert.equal(back.status, 'scheduled');
    assert.deepEqual(Object.keys(back.hostWords), ['date']);
    assert.equal(read(back).date, '2026-03-31');
  });

  test('twice is once; what has begun is not called off', () => {
    const talk = does(known(), ill);
    const speaking = { by: 'Elias', now: wednesday, zone: amsterdam.zone };
    assert.equal(decideTalkDeed(talk, ill, speaking).kind, 'already');
    const late = { ...speaking, now: at('2026-03-24 14:05') };
    assert.equal(decideTalkDeed(known(), ill, late).kind, 'refused');
  });

  test('gone from the page, a host keeps it: it stays, and the page may have it back', () => {
    const [gone] = sync([known()], page(), tuesday);
    assert.notEqual(gone?.withdrawnAt, null);
    const kept = does(gone!, { kind: 'restore' });
    const [still] = sync([kept], page(), wednesday);
    assert.deepEqual([still?.withdrawnAt, still?.addedBy], [null, 'Noor']);
    assert.equal(read(kept).addedBy, null);
  });
});

describe('a talk added by hand', () => {
  const identity = { id: 7, uid: 'talk-7@colloquium.example', colloquium: 'test' };
  const speaking = { by: 'Noor', now: monday };
  const given = { date: '2026-03-24', speaker: 'Ada Brandt', title };

  function added(): Talk {
    const outcome = addTalk(given, identity, amsterdam, speaking);
    assert.ok('talk' in outcome);
    return outcome.talk;
  }

  test('stays although no page has it, and is the page’s once it has', () => {
    const talk = added();
    assert.deepEqual([talk.start, talk.end, talk.status], ['14:00', '15:00', 'scheduled']);
    assert.equal(sync([talk], page(), tuesday)[0]?.withdrawnAt, null);
    const adopted = read(talk);
    assert.deepEqual([adopted.id, adopted.addedBy, adopted.place], [7, null, 'Room 4']);
    assert.deepEqual(adopted.hostWords, {});
  });

  test('a page that has it otherwise is asked about', () => {
    const talk = read(added(), { title: 'Glass that flows' });
    assert.equal(talk.title, title);
    assert.equal(talk.problems[0]?.kind, 'host-and-page-differ');
  });

  test('a talk needs a day, and a speaker or a title', () => {
    for (const wrong of [{ speaker: 'Ada' }, { date: '2026-03-24' }, { ...given, date: '2026-02-30' }])
      assert.ok('fault' in addTalk(wrong, identity, amsterdam, speaking), JSON.stringify(wrong));
  });
});

test('what a host may not say is refused with one sentence', () => {
  const speaking = { by: 'Noor', now: tuesday, zone: amsterdam.zone };
  for (const [facts, why] of [
    [{ date: '2026-02-30' }, /not a day/],
    [{ date: '2026-02-01' }, /is over/],
    [{ start: '2pm' }, /not a time/],
    [{ start: '15:00', end: '15:00' }, /cannot end when it begins/],
    [{ date: '' }, /needs a day/],
    [{ watch: 'https://uni.zoom.us/j/123' }, /joins a meeting/],
    [{ watch: 'http://video.example/1' }, /https/],
    [{ title: 'x'.repeat(301) }, /longer than 300/],
  ] as const) {
    const decision = decideTalkDeed(known(), edit(facts), speaking);
    assert.equal(decision.kind, 'refused', JSON.stringify(facts));
    assert.match(decision.kind === 'refused' ? decision.why : '', why);
  }
  const tidy = does(
    known(),
    edit({ title: '  How \u0000glaciers\n remember ', abstract: 'One\r\n\r\nTwo ' }),
  );
  assert.deepEqual([tidy.title, tidy.abstract], ['How glaciers remember', 'One\n\nTwo']);
});

test('a link that joins a meeting is not passed on as a recording; a recording at the same host is', () => {
  const talk = read(known(), { watch: 'https://uni.zoom.us/j/98765?pwd=abc' });
  assert.equal(talk.watch, null);
  assert.equal(talk.problems[0]?.kind, 'meeting-link-as-recording');
  const recording = 'https://uni.zoom.us/rec/share/abc';
  assert.equal(read(known(), { watch: recording }).watch, recording);
});
