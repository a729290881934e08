/** Lists of a schedule in the forms that hosts give them: the clear lines show how the doubtful ones are meant. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../../src/calendar/reader/read-page.ts';

function rows(list: string): (string | null)[][] {
  const { talks } = readPage(`## Schedule\n\n${list}\n\n## Previous\n\n- 23 September: Tom Hart (Oslo)\n`, {
    format: 'page',
    at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
    zone: 'Europe/Amsterdam',
    defaultTime: '14:00',
  });
  return talks
    .filter(({ section }) => section === 'schedule')
    .map(({ date, speaker, affiliation, title }) => [date, speaker, affiliation, title]);
}

const WHOLE = [
  ['2025-10-07', 'Rosa Winter', 'Ghent', 'Learning to stir'],
  ['2025-10-21', 'Li Wei', 'Mila', 'Bayesian Bridges'],
  ['2025-11-04', 'Carlos Mendez', 'Sanquin', 'Cancelled Debts'],
  ['2025-11-18', 'Hugo Stam', 'Deltares', null],
];
const TALKS = WHOLE.map(([date, name, from, title]) => ({
  day: Temporal.PlainDate.from(date ?? '').toLocaleString('en-GB', { day: 'numeric', month: 'long' }),
  name,
  from,
  title: title ?? 'tba',
}));

const FORMS: Readonly<Record<string, (talk: (typeof TALKS)[number]) => string>> = {
  'name (place): title': ({ day, name, from, title }) => `* ${day} – ${name} (${from}): ${title}`,
  'name – place – title': ({ day, name, from, title }) => `- ${day} – ${name} – ${from} – ${title}`,
  'title – name, place': ({ day, name, from, title }) => `- ${day}: ${title} – ${name}, ${from}`,
  'name / title / place': ({ day, name, from, title }) => `- ${day} ${name} / ${title} / ${from}`,
  'bold title, italic name, place (day)': ({ day, name, from, title }) =>
    `- **${title}**, *${name}*, ${from} (${day})`,
  'name (place), title, day': ({ day, name, from, title }) => `- ${name} (${from}), ${title}, ${day}`,
  'day → name (place) → title': ({ day, name, from, title }) => `- ${day} → ${name} (${from}) → ${title}`,
  '[day] name [place] title': ({ day, name, from, title }) => `- [${day}] ${name} [${from}] ${title}`,
  'name and title as items below the day': ({ day, name, from, title }) =>
    `- ${day}\n  - ${name} (${from})\n  - ${title}`,
  'title and name as items below the day': ({ day, name, from, title }) =>
    `- ${day}\n  - ${title}\n  - ${name} (${from})`,
};

for (const [form, write] of Object.entries(FORMS)) {
  test(`a list written as “${form}”`, () => {
    assert.deepEqual(rows(TALKS.map(write).join('\n')), WHOLE);
  });
}

test('titles that could be names, and names behind them in brackets', () => {
  const list = TALKS.map(({ day, name, title }) => `- ${day}: ${title} (${name})`).join('\n');
  assert.deepEqual(
    rows(list),
    WHOLE.map(([date, name, , title]) => [date, name, null, title]),
  );
});

test('family names first', () => {
  const list =
    '- 7 October: Winter, Rosa (Ghent)\n- 21 October: Wei, Li (Mila)\n- 4 November: Mendez, Carlos (Sanquin)';
  assert.deepEqual(
    rows(list),
    WHOLE.slice(0, 3).map(([date, name, from]) => [date, name, from, null]),
  );
});
