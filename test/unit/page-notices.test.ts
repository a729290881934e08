/** What a page says of its talks, and of the series, away from the talks themselves. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../../src/calendar/reader/read-page.ts';
import type { Reading } from '../../src/calendar/reading.ts';

const NEXT =
  '## Next Colloquium\n\n#### Learning to stir\n\nDate: 7 October 2025, 14:00-15:00\n\nSpeaker: **Rosa Winter**, Ghent University\n\n**Abstract:** Stirring is old.\n\n';
const LISTED = [
  '21 October: Li Wei (Mila)',
  '4 November: Carlos Mendez (Sanquin)',
  '18 November: Ana Lopes (Porto)',
];

function read(notice: string, entries: readonly string[] = LISTED): Reading {
  const list = entries.map((entry) => `- ${entry}`).join('\n');
  return readPage(`${NEXT}## Schedule\n\n${list}\n\n${notice}\n`, {
    format: 'page',
    at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
    zone: 'Europe/Amsterdam',
    defaultTime: '14:00',
  });
}

function schedule({ talks }: Reading): string[] {
  return talks
    .filter(({ section }) => section === 'schedule')
    .map(({ date, speaker, status }) => `${date} ${speaker} ${status}`);
}

const AS_LISTED = [
  '2025-10-21 Li Wei scheduled',
  '2025-11-04 Carlos Mendez scheduled',
  '2025-11-18 Ana Lopes scheduled',
];

function with4November(entry: string): string[] {
  return AS_LISTED.map((line) => (line.startsWith('2025-11-04') ? entry : line));
}

for (const [notice, entry] of [
  [
    'Unfortunately the talk of Carlos Mendez on 4 November has been cancelled.',
    '2025-11-04 Carlos Mendez cancelled',
  ],
  ['Carlos Mendez cannot come on 4 November.', '2025-11-04 Carlos Mendez cancelled'],
  ['The colloquium of 4 November is cancelled.', '2025-11-04 Carlos Mendez cancelled'],
  ['The talk by Carlos Mendez is postponed; a new date will follow.', '2025-11-04 Carlos Mendez postponed'],
  [
    'Note: the talk of Carlos Mendez has been moved from 4 November to 11 November.',
    '2025-11-11 Carlos Mendez scheduled',
  ],
] as const) {
  test(`a talk of the list is told about: “${notice}”`, () => {
    assert.deepEqual(schedule(read(notice)), with4November(entry));
  });
}

for (const notice of [
  'Last year the talk of Carlos Mendez was cancelled.',
  'The talk by Li Wei was originally planned for 14 October but was postponed to 21 October.',
  'The talk of Carlos Mendez is not cancelled.',
  'The talk of Ben Cole on 4 November was cancelled.',
  'Carlos Mendez will speak about "Cancelled debts" on 4 November.',
]) {
  test(`the list stays as it is: “${notice}”`, () => {
    assert.deepEqual(schedule(read(notice)), AS_LISTED);
  });
}

for (const notice of [
  'After that we take a summer break.',
  'The series resumes in February.',
  'We are away until 13 January.',
  'No colloquium on 24 December and 7 January.',
  'The colloquium pauses in December and comes back on 13 January.',
  '- winter break until February',
]) {
  test(`a break of the series: “${notice}”`, () => {
    const reading = read(notice);
    assert.deepEqual(schedule(reading), AS_LISTED);
    assert.ok(reading.problems.some(({ kind }) => kind === 'series-break-notice'));
  });
}

for (const notice of [
  'The colloquium takes place every other Tuesday, except during holidays.',
  'If you want to talk, write to us.',
  'Bring your own coffee.',
]) {
  test(`no break of the series: “${notice}”`, () => {
    assert.ok(!read(notice).problems.some(({ kind }) => kind === 'series-break-notice'));
  });
}

test('a talk about breaks, holidays and cancelled things is a talk', () => {
  const entries = [
    '21 October: Break junctions in molecules (Li Wei, Mila)',
    '4 November: Carlos Mendez (Sanquin), *Holiday traffic and the weather*',
    '18 November: Ana Lopes (Porto): No meeting without an agenda',
  ];
  const reading = read('', entries);
  assert.deepEqual(schedule(reading), AS_LISTED);
  assert.ok(!reading.problems.some(({ kind }) => kind === 'series-break-notice'));
});

test('a notice behind the abstract is no part of it', () => {
  const page = `${NEXT}No colloquium on 21 October.\n\n## Schedule\n\n- 4 November: Carlos Mendez (Sanquin)\n`;
  const { talks } = readPage(page, {
    format: 'page',
    at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
    zone: 'Europe/Amsterdam',
    defaultTime: '14:00',
  });
  assert.equal(talks[0]?.abstract, 'Stirring is old.');
});

for (const [remark, status] of [
  ['**Due to illness this talk is postponed. The new date will be announced by mail.**', 'postponed'],
  ['Because Rosa is ill, the talk of 7 October has been cancelled.', 'cancelled'],
  ['*The talk by Ana Lopes (23 September) was cancelled.*', 'scheduled'],
  ['The talk by Li Wei (21 October) was cancelled.', 'scheduled'],
] as const) {
  test(`above the next talk: “${remark}”`, () => {
    const page = NEXT.replace('####', `${remark}\n\n####`);
    const list = LISTED.map((entry) => `- ${entry}`).join('\n');
    const { talks } = readPage(`${page}## Schedule\n\n${list}\n`, {
      format: 'page',
      at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
      zone: 'Europe/Amsterdam',
      defaultTime: '14:00',
    });
    assert.deepEqual(
      talks.slice(0, 2).map((talk) => [talk.title, talk.status]),
      [
        ['Learning to stir', status],
        [null, remark.includes('Li Wei') ? 'cancelled' : 'scheduled'],
      ],
    );
  });
}

test('below the abstract of one talk, what is said of another', () => {
  const page = `${NEXT}The talk by Li Wei (21 October) was cancelled.\n\n## Schedule\n\n- 21 October: Li Wei (Mila)\n`;
  const { talks } = readPage(page, {
    format: 'page',
    at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
    zone: 'Europe/Amsterdam',
    defaultTime: '14:00',
  });
  assert.deepEqual(
    talks.map(({ abstract, status }) => [abstract, status]),
    [
      ['Stirring is old.', 'scheduled'],
      [null, 'cancelled'],
    ],
  );
});

test('the day of the next talk is told before its speaker is known', () => {
  const page =
    '## Next Colloquium\n\nThe next colloquium will be on 7 October. Speaker and title will follow.\n\n## Schedule\n\n- 21 October: Li Wei (Mila)\n';
  const { talks } = readPage(page, {
    format: 'page',
    at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
    zone: 'Europe/Amsterdam',
    defaultTime: '14:00',
  });
  assert.deepEqual([talks[0]?.date, talks[0]?.status, talks[0]?.section], ['2025-10-07', 'tba', 'next']);
});

test('a talk told in the heading of its section, over its title', () => {
  const page =
    '## Next Colloquium: Rosa Winter (Ghent University), Tuesday 7 October, 14:00\n\n*Learning to stir*\n\n## Schedule\n\n- 21 October: Li Wei (Mila)\n';
  const { talks } = readPage(page, {
    format: 'page',
    at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
    zone: 'Europe/Amsterdam',
    defaultTime: '14:00',
  });
  const { date, start, speaker, affiliation, title } = talks[0] ?? {};
  assert.deepEqual(
    [date, start, speaker, affiliation, title],
    ['2025-10-07', '14:00', 'Rosa Winter', 'Ghent University', 'Learning to stir'],
  );
});
