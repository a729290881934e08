/** Names, institutions and titles of all kinds, in lists and written out: none is taken for another. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../../src/calendar/reader/read-page.ts';
import type { PageTalk } from '../../src/calendar/reading.ts';

const NAMES = [
  "J.-P. van 't Hoff",
  'María-José de la Cruz',
  "Sinéad O'Neill",
  'Nguyễn Thị Hương',
  'Anne-Sophie von der Leyen',
  'Ma Li',
  'Al-Hassan Diallo',
  'Łukasz Żak',
  'Mohammed bin Rashid',
  'Ana Sofia Reboleira e Silva',
  'Chimamanda Ngozi Adichie',
  'K. S. Ramanathan',
  'A.B. de Vries-Jansen',
  'Ole Þór',
  'İpek Şahin',
  'Grace Field',
  'Paris Stone',
  'Yu-Chen Karen Chen',
  'Ngozi (Grace) Okafor',
  'Teuntje van den Heuvel-Bakker',
  'Juan Carlos Ortiz y Gasset',
  'Ivan Petrov Jr.',
  'DeShawn Jackson',
  'Delft Janssen',
];
const PLACES = [
  'Mila',
  'Max Planck Institute for Colloids, Potsdam',
  'Shell Research & Technology',
  'PTB Braunschweig',
  'KU Leuven / imec',
  'Ghent',
  'Department of Physics, Kiel',
];
const TITLES = [
  'Learning to stir',
  'What is a fish?',
  'Rates, heat and ice',
  'From A to B: a short history',
  'On being late',
  '3D printing of soup',
  'Les Misérables of physics',
  'E. coli in motion',
  'Graph Neural Networks for Proteins',
];
const TALKS = NAMES.map((name, at) => ({
  name,
  place: PLACES[at % PLACES.length] ?? '',
  title: TITLES[(at * 5) % TITLES.length] ?? '',
}));
type Talk = (typeof TALKS)[number];

function read(text: string): readonly PageTalk[] {
  return readPage(text, {
    format: 'page',
    at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
    zone: 'Europe/Amsterdam',
    defaultTime: '14:00',
  }).talks;
}

const LINES: Readonly<Record<string, (talk: Talk) => string>> = {
  '**name** (place): title': ({ name, place, title }) => `**${name}** (${place}): ${title}`,
  'name (place) – “title”': ({ name, place, title }) => `${name} (${place}) – “${title}”`,
  '**name**, place, *title*': ({ name, place, title }) => `**${name}**, ${place}, *${title}*`,
  'name | place | title': ({ name, place, title }) => `${name} | ${place} | ${title}`,
  '*title* by name (place)': ({ name, place, title }) => `*${title}* by ${name} (${place})`,
};

for (const [form, write] of Object.entries(LINES)) {
  test(`in a list: ${form}`, () => {
    const first = Temporal.PlainDate.from('2025-10-07');
    const days = TALKS.map((_, at) => first.add({ days: 7 * at }).toString());
    const list = TALKS.map((talk, at) => `- ${days[at]}: ${write(talk)}`).join('\n');
    const found = read(`## Schedule\n\n${list}\n\n## Previous\n\n- 2025-09-23: Tom Hart\n`);
    for (const [at, { name, place, title }] of TALKS.entries()) {
      const { speaker, affiliation, title: said } = found.find(({ date }) => date === days[at]) ?? {};
      assert.deepEqual([speaker, affiliation, said], [name, place, title]);
    }
  });
}

const WHEN = 'Tuesday 7 October 2025, 14:00-15:00, Lab42 L3.36';
const TEXT =
  'Stirring is the oldest of the arts and nobody has learned it from data so far. We try to do so.';
const BLOCKS: Readonly<Record<string, (talk: Talk) => string>> = {
  'title as heading': ({ name, place, title }) => `#### ${title}\n\n**${name}**, ${place}\n\n${WHEN}`,
  'name as heading': ({ name, place, title }) => `### ${name} (${place})\n\n*${title}*\n\n${WHEN}`,
  'two lines of bold': ({ name, place, title }) => `**${title}**\n${name}, ${place}\n${WHEN}`,
  'all in one line': ({ name, place, title }) => `**${name}** (${place}): *${title}*\n\n${WHEN}`,
  'the day first': ({ name, place, title }) => `${WHEN}: ${name} (${place}) – *${title}*`,
};

for (const [form, write] of Object.entries(BLOCKS)) {
  test(`written out: ${form}`, () => {
    for (const talk of TALKS) {
      const page = `## Next\n\n${write(talk)}\n\n${TEXT}\n\n## Previous\n\n- 23 September 2025: Tom Hart (Oslo)\n`;
      const [next] = read(page);
      assert.deepEqual(
        [next?.date, next?.start, next?.speaker, next?.affiliation, next?.title, next?.place],
        ['2025-10-07', '14:00', talk.name, talk.place, talk.title, 'Lab42 L3.36'],
      );
    }
  });
}
