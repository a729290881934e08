/** Lists, outlines and sentences that say the same of the same talks: a talk that a person sees is found. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../../src/calendar/reader/read-page.ts';
import type { Reading } from '../../src/calendar/reading.ts';

const ABSTRACT =
  'Stirring is the oldest of the arts and nobody has learned it from data so far. We try to do so with three spoons.';
const NEXT = `## Next Colloquium

#### Learning to stir

Date: 7 October 2025, 14:00-15:00

Speaker: **Rosa Winter**, Ghent University

**Abstract:** ${ABSTRACT}

`;

function read(body: string): Reading {
  return readPage(`# AI colloquium\n\n${body}\n`, {
    format: 'page',
    at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
    zone: 'Europe/Amsterdam',
    defaultTime: '14:00',
  });
}

function talks(body: string, of: string): string[] {
  return read(body)
    .talks.filter(({ section }) => section === of)
    .map(({ date, speaker, affiliation, title }) => `${date} ${speaker} (${affiliation}) ${title}`);
}

const HELD = [
  '2025-09-23 Tom Hart (Oslo Polar Centre) Ice that sings',
  '2025-09-09 Eva Lind (Umeå University) Snow that sleeps',
];

for (const [name, one] of Object.entries({
  'a heading with name and title, the day last': (name: string, from: string, title: string, day: string) =>
    `### ${name} – ${title}\n\n${from}\n\nTue ${day} 2025, 14:00–15:00, L3.36\n\n${ABSTRACT}\n`,
  'the title with facts as deeper items': (name, from, title, day) =>
    `- **${title}**\n  - speaker: ${name}\n  - from: ${from}\n  - when: ${day} 2025`,
  'the name with facts as deeper items': (name, from, title, day) =>
    `- **${name}** (${from})\n  - *${title}*\n  - ${day} 2025\n  - not recorded`,
  'the day with facts as deeper items': (name, from, title, day) =>
    `* ${day} 2025\n    * Speaker: ${name}\n    * Affiliation: ${from}\n    * Title: ${title}`,
  'a numbered outline': (name, from, title, day) =>
    `1. ${title}\n   - ${name}, ${from}\n   - ${day} 2025, 14:00`,
  'a sentence over the title as a quotation': (name, from, title, day) =>
    `On ${day} ${name} from the ${from} told us about\n\n> ${title}\n\n`,
  'a sentence with marks over the title': (name, from, title, day) =>
    `On **${day} 2025** [${name}](https://${name.length}.example) from the **${from}** told us about\n\n> *${title}*\n\n`,
  'a sentence that begins with the name': (name, from, title, day) =>
    `**${name}** (${from}) spoke on ${day} 2025 about *${title}*.\n\n`,
} satisfies Record<string, (name: string, from: string, title: string, day: string) => string>))
  test(`talks that have been: ${name}`, () => {
    const body = [
      one('Tom Hart', 'Oslo Polar Centre', 'Ice that sings', '23 September'),
      one('Eva Lind', 'Umeå University', 'Snow that sleeps', '9 September'),
    ].join('\n');
    assert.deepEqual(talks(`${NEXT}## Previous\n\n${body}`, 'previous'), HELD);
  });

test('a recording below each sentence belongs to its talk', () => {
  const body = `On **23 September** **Tom Hart** (Oslo) spoke about *Ice that sings*.

[Watch](https://video.example/1)

On **9 September** **Eva Lind** (Umeå) spoke about *Snow that sleeps*.

[Watch](https://video.example/2)`;
  assert.deepEqual(
    read(`${NEXT}## Previous\n\n${body}`)
      .talks.filter(({ section }) => section === 'previous')
      .map(({ watch }) => watch),
    ['https://video.example/1', 'https://video.example/2'],
  );
});

test('a table of facts that has the recording above the abstract keeps both', () => {
  const body = `| | |
|---|---|
| Title | **Ice that sings** |
| Speaker | Tom Hart, PhD student, Oslo |
| When | Tuesday 23 September 2025, 14.00-15.00 |
| Watch | [video](https://video.example/1) |

${ABSTRACT}`;
  const talk = read(`${NEXT}## Previous\n\n${body}`).talks.find(({ section }) => section === 'previous');
  assert.deepEqual([talk?.watch, talk?.abstract], ['https://video.example/1', ABSTRACT]);
});

for (const words of [
  'On **18 November** there will be a talk as well, but we do not know whose.',
  'The speaker of 18 November is still a secret.',
  'For 18 November we are looking for a speaker.',
])
  test(`a talk that is nobody’s yet: ${words}`, () => {
    const body = `On **4 November** **Li Wei** (Mila) explains *Bayesian Bridges*.\n${words}`;
    const found = read(`${NEXT}## Later\n\n${body}`).talks.filter(({ section }) => section === 'schedule');
    assert.deepEqual(
      found.map(({ date, speaker, title, status }) => [date, speaker, title, status]),
      [
        ['2025-11-04', 'Li Wei', 'Bayesian Bridges', 'scheduled'],
        ['2025-11-18', null, null, 'tba'],
      ],
    );
  });

for (const words of ['a surprise!', 'who knows?', 'maybe you?', 'to be revealed', 'surprise guest'])
  test(`among names “${words}” is no title`, () => {
    const list = `- 21 October: Li Wei\n- 4 November: Carlos Mendez\n- 18 November: ${words}`;
    const last = read(`${NEXT}## Schedule\n\n${list}`).talks.find(({ date }) => date === '2025-11-18');
    assert.deepEqual([last?.title, last?.status], [null, 'tba']);
  });

for (const words of [
  '*summer, 8 July - 31 August*',
  '20 December – 6 January: Christmas',
  'from 20 December until 6 January',
  '2–24 December: the university sleeps',
])
  test(`weeks between two talks are a pause: ${words}`, () => {
    const { talks: found, problems } = read(
      `${NEXT}## Schedule\n\n- 21 October: Li Wei\n- ${words}\n- 13 January: Ana Bell`,
    );
    assert.deepEqual(
      found.filter(({ section }) => section === 'schedule').map(({ speaker }) => speaker),
      ['Li Wei', 'Ana Bell'],
    );
    assert.ok(problems.some(({ kind }) => kind === 'series-break-notice'));
  });

for (const markup of [
  'Speaker: **Rosa Winter** <br/> *Data scientist, Leiden Soup Station*',
  'Speaker: **Rosa Winter**<br>Data scientist, Leiden Soup Station',
  'Speaker: **Rosa Winter**\n*Data scientist, Leiden Soup Station*',
])
  test(`where she comes from stands below her name: ${JSON.stringify(markup)}`, () => {
    const body = NEXT.replace('Speaker: **Rosa Winter**, Ghent University', markup);
    assert.equal(read(body).talks[0]?.affiliation, 'Data scientist, Leiden Soup Station');
  });

for (const mark of ['**online!**', '*via Zoom*', ', online!', '[online]'])
  test(`${mark} behind the institution says where`, () => {
    const found = talks(
      `${NEXT}## Schedule\n\n- 21/10: Li Wei (Mila) ${mark}\n- 4/11: Ana Bell (KNMI)`,
      'schedule',
    );
    assert.deepEqual(found, ['2025-10-21 Li Wei (Mila) null', '2025-11-04 Ana Bell (KNMI) null']);
  });

const LISTED = '- 21 October: Li Wei (Mila)\n- 4 November: Ben Cole\n- 18 November: Ana Bell';

for (const [words, day, status] of [
  ['The talk by Ben Cole (4 Nov) was cancelled.', '2025-11-04 Ben Cole', 'cancelled'],
  ['Unfortunately Ben Cole can not make it on 4 November.', '2025-11-04 Ben Cole', 'cancelled'],
  ['Ben Cole has moved to 2 December.', '2025-12-02 Ben Cole', 'scheduled'],
  ['Ben Cole will speak on 2 December instead of 4 November.', '2025-12-02 Ben Cole', 'scheduled'],
] as const)
  test(`told away from the list: ${words}`, () => {
    const found = read(`${NEXT}## Schedule\n\n${LISTED}\n\n${words}`).talks.filter(
      ({ speaker }) => speaker === 'Ben Cole',
    );
    assert.deepEqual(
      found.map(({ date, speaker, status: told }) => [`${date} ${speaker}`, told]),
      [[day, status]],
    );
  });

for (const words of [
  'Then we take a break; the series goes on in February.',
  'Nothing in December. Back in the new year!',
  '- 2 December: closed',
])
  test(`no talk, and the hosts are told: ${words}`, () => {
    const gap = words.startsWith('-') ? '\n' : '\n\n';
    const { talks: found, problems } = read(`${NEXT}## Schedule\n\n${LISTED}${gap}${words}`);
    assert.equal(found.length, 4);
    assert.ok(problems.some(({ kind }) => kind === 'series-break-notice'));
  });

test('lists with open and cancelled days are read under headings of any words', () => {
  const list = '- 21 October: Li Wei (Mila)\n- 4 November: tba\n- 18 November: cancelled';
  assert.deepEqual(
    talks(`${NEXT}## What the autumn brings\n\n${list}`, 'schedule'),
    talks(`${NEXT}## Schedule\n\n${list}`, 'schedule'),
  );
});

for (const body of [
  'On 7 October 2025 at 14:00 Rosa Winter, professor of soup at Ghent University, will talk about "Learning to stir" in room L3.36.',
  '### Rosa Winter: Learning to stir\n\nGhent University · Tuesday 7 October · 14.00u – 15.00u · room L3.36',
])
  test(`place and time beside the institution: ${body.slice(0, 40)}`, () => {
    const [talk] = read(`## Next\n\n${body}\n\n${ABSTRACT}`).talks;
    assert.deepEqual(
      [talk?.date, talk?.start, talk?.speaker, talk?.affiliation, talk?.title, talk?.place],
      ['2025-10-07', '14:00', 'Rosa Winter', 'Ghent University', 'Learning to stir', 'room L3.36'],
    );
  });

test('a heading that may be the title or not is no title where a talk has name and day below it', () => {
  const body = `## Featured guest\n\n**Rosa Winter** (Ghent University)\n\n7 October 2025, 14:00\n\n${ABSTRACT}\n\n## Schedule\n\n${LISTED}`;
  const { talks: found, problems } = read(body);
  assert.deepEqual([found[0]?.section, found[0]?.title], ['next', null]);
  assert.ok(problems.some(({ kind }) => kind === 'missing-title'));
});

test('what goes on behind the bracket, and who hosts inside it, is no part of the institution', () => {
  const letter =
    'Next Tuesday, October 7, at 2 pm, Rosa Winter (Ghent University) will visit us. Her title is:\n\n"Learning to stir"';
  assert.equal(
    read(`## Next\n\n${letter}\n\nAbstract:\n${ABSTRACT}`).talks[0]?.affiliation,
    'Ghent University',
  );
  assert.deepEqual(
    talks(
      `${NEXT}## Schedule\n\n- 21 October: Li Wei (Mila; hosted by Ana)\n- 4 November: Ben Cole (KNMI)`,
      'schedule',
    ),
    ['2025-10-21 Li Wei (Mila) null', '2025-11-04 Ben Cole (KNMI) null'],
  );
});
