/** One line of the schedule, written in many ways. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../../src/calendar/reader/read-page.ts';
import type { PageTalk } from '../../src/calendar/reading.ts';

function entries(line: string): PageTalk[] {
  const { talks } = readPage(
    `## Next Colloquium\n\n#### Learning to stir\n\nDate: 7 October 2025\n\nSpeaker: **Rosa Winter**, Ghent\n\n## Schedule\n\n- 7 October: Rosa Winter (Ghent)\n${line}\n- 2 December: Joanna Kirk (Kiel)\n`,
    {
      format: 'page',
      at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
      zone: 'Europe/Amsterdam',
      defaultTime: '14:00',
    },
  );
  return talks.filter(({ section, speaker }) => section === 'schedule' && !/Rosa|Joanna/.test(speaker ?? ''));
}

function entry(line: string): PageTalk {
  const found = entries(line);
  assert.equal(found.length, 1, line);
  return found[0] as PageTalk;
}

const DAYS =
  '4 Nov|Nov. 4th|Tuesday, November 4|4/11|4-11|di 4-11|04.11.|[4 Nov]|`4 Nov`|*4 Nov*|4 Nov (Tue)|Tuesday (4 Nov)|Week 45, 4 Nov|On 4 November|4 Nov!';
for (const day of DAYS.split('|')) {
  for (const mark of [': ', ' – ', ', ']) {
    test(`a day: “${day}${mark}”`, () => {
      const { date, speaker, affiliation, title } = entry(`- ${day}${mark}Li Wei (Mila)`);
      assert.deepEqual([date, speaker, affiliation, title], ['2025-11-04', 'Li Wei', 'Mila', null]);
    });
  }
}

for (const words of [
  'Li Wei (Mila) – new date!',
  'Li Wei (Mila) – together with the physics colloquium',
  'Li Wei (Mila), host: Kim',
  'Li Wei (Mila) (host: Kim Ansel)',
  'Li Wei (Mila) – hosted by Kim Ansel',
  'Li Wei (Mila) – provisional',
  '(joint with physics) Li Wei (Mila)',
  'Joint colloquium with physics: Li Wei (Mila)',
  '⭐ Li Wei (Mila)',
  'Li Wei (Mila), moved here from 21 October',
  'Li Wei (Mila) ([rec](https://video.example/1), [slides](https://files.example/1.pdf))',
]) {
  test(`a remark is no title: “${words}”`, () => {
    const { speaker, affiliation, title } = entry(`- 4 November: ${words}`);
    assert.deepEqual([speaker, affiliation, title], ['Li Wei', 'Mila', null]);
  });
}

test('a line has its own hour and its own room', () => {
  const { start, place, title } = entry('- 4 November: Li Wei (Mila) – at 16:00 in the Turing room');
  assert.deepEqual([start, place, title], ['16:00', 'Turing room', null]);
  assert.equal(entry('- 4 November: Li Wei (Mila), 15:00!').start, '15:00');
  assert.equal(entry('- 4 November: Li Wei (Mila) – Lab42, L3.36').place, 'Lab42, L3.36');
});

for (const words of [
  'Li Wei (Mila) / Hugo Stam (Deltares)',
  'Li Wei (Mila) & Hugo Stam (Deltares)',
  'Li Wei (Mila), Hugo Stam (Deltares)',
  'double session: Li Wei (Mila), Hugo Stam (Deltares)',
]) {
  test(`two people: “${words}”`, () => {
    const { speaker, affiliation } = entry(`- 4 November: ${words}`);
    assert.deepEqual([speaker, affiliation], ['Li Wei, Hugo Stam', 'Mila; Deltares']);
  });
}

test('both come from one place', () => {
  const { speaker, affiliation } = entry('- 4 November: Li Wei, Hugo Stam (both Mila)');
  assert.deepEqual([speaker, affiliation], ['Li Wei, Hugo Stam', 'Mila']);
});

for (const words of [
  'yours?',
  'XXX',
  'wird noch gesucht',
  'hold the date',
  'n.t.b.',
  '*open – volunteers?*',
]) {
  test(`nobody yet: “${words}”`, () => {
    const { speaker, title, status } = entry(`- 4 November: ${words}`);
    assert.deepEqual([speaker, title, status], [null, null, 'tba']);
  });
}

for (const words of [
  'free day',
  'we do not meet',
  'We are away',
  'university closed',
  'no talk (strike)',
  'autumn break',
]) {
  test(`nothing takes place: “${words}”`, () => {
    assert.deepEqual(entries(`- 4 November: ${words}`), []);
  });
}

test('several days in one line', () => {
  const found = entries('- 4 Nov – Li Wei (Mila) · 18 Nov – tba · 25 Nov – Hugo Stam (Deltares)');
  assert.deepEqual(
    found.map(({ date, speaker }) => [date, speaker]),
    [
      ['2025-11-04', 'Li Wei'],
      ['2025-11-18', null],
      ['2025-11-25', 'Hugo Stam'],
    ],
  );
});

for (const words of [
  'Li Wei (Mila) [host Hugo]',
  'Li Wei (Mila), host: Hugo Stam',
  'Li Wei (Mila), unter Vorbehalt',
]) {
  test(`said of the talk, and no part of the affiliation: “${words}”`, () => {
    const { speaker, affiliation } = entry(`- 4 November: ${words}`);
    assert.deepEqual([speaker, affiliation], ['Li Wei', 'Mila']);
  });
}

test('a talk that has moved stands on its new day', () => {
  for (const words of [
    'Li Wei (Mila) *(moved to 11 November)*',
    '~~Li Wei (Mila)~~ postponed to 11 November',
  ]) {
    const { date, status, speaker } = entry(`- 4 November: ${words}`);
    assert.deepEqual([date, status, speaker], ['2025-11-11', 'scheduled', 'Li Wei'], words);
  }
});

test('a day with only a room has no speaker', () => {
  const { speaker, place } = entry('- 4 November, 14:00, L1.10');
  assert.deepEqual([speaker, place], [null, 'L1.10']);
});

test('somebody comes instead of somebody', () => {
  const { speaker, affiliation } = entry('- 4 November: Li Wei (Mila) instead of Hugo Stam');
  assert.deepEqual([speaker, affiliation], ['Li Wei', 'Mila']);
});
