/** The sections of a page under headings of every kind: what stands below a heading tells what it is, when its words do not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../../src/calendar/reader/read-page.ts';
import { sectionKind } from '../../src/calendar/reader/section-words.ts';

const NEXT = `#### Learning to stir

Date: 7 October 2025, 14:00-15:00

Speaker: **Rosa Winter**, Ghent University

**Abstract:** Nobody has learned to stir from data so far, and we try to do so with three spoons and a bowl of soup.`;
const LIST = `- 7 October: **Rosa Winter**
- 21 October: **Li Wei** (Mila)
- 4 November: tba`;
const HELD = `#### Ice that sings

Date: 23 September 2025, 14:00-15:00

Speaker: **Tom Hart**, Oslo

[Watch Back](https://video.example/v/hart)`;

function talksUnder(next: string, list: string, held: string): string[] {
  const { talks } = readPage(
    `# AI colloquium\n\n## ${next}\n\n${NEXT}\n\n## ${list}\n\n${LIST}\n\n## ${held}\n\n${HELD}\n`,
    {
      format: 'page',
      at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
      zone: 'Europe/Amsterdam',
      defaultTime: '14:00',
    },
  );
  return talks.map(
    ({ section, date, start, speaker, title, watch }) =>
      `${section} ${date} ${start} ${speaker} / ${title} ${watch ?? ''}`,
  );
}

const USUAL = talksUnder('Next Colloquium', 'Schedule', 'Previous Colloquium');

test('the usual headings divide the page into its five talks', () => {
  assert.equal(USUAL.length, 5);
});

for (const [next, list, held] of [
  ['Featured guest', 'In the queue', 'Behind us'],
  ['Next Colloquium', 'In the queue', 'Been and gone'],
  ['On deck', 'Schedule', 'Previous Colloquium'],
  ['Spotlight', 'Schedule', 'Memory lane'],
  ['What is next?', 'Who else is coming', 'Who was here'],
  ['Who is next', 'What comes later', 'What was last'],
  ['Wie is de volgende', 'Wat komt er nog', 'Wie was er'],
] as const)
  test(`headings ${next} / ${list} / ${held}: the same talks`, () => {
    assert.deepEqual(talksUnder(next, list, held), USUAL);
  });

for (const title of [
  'What was lost in translation',
  'What comes after the transformer',
  'Who speaks for the trees',
])
  test(`“${title}” is the title of a talk, and of no section`, () => {
    assert.equal(sectionKind(title, true), 'other');
  });

test('a list with ticks in front of its days is read like any other', () => {
  const ticked = LIST.replace('- 7', '- [x] 7').replace('- 21', '- [ ] 21').replace('- 4', '- ☐ 4');
  const plain = `## Next Colloquium\n\n${NEXT}\n\n## Schedule\n\n`;
  const read = (list: string): unknown[] =>
    readPage(plain + list, {
      format: 'page',
      at: Temporal.Instant.from('2025-10-01T10:00:00Z'),
      zone: 'Europe/Amsterdam',
      defaultTime: '14:00',
    }).talks.map(({ date, speaker, status }) => [date, speaker, status]);
  assert.deepEqual(read(ticked), read(LIST));
});
