import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readCalendar } from '../../src/calendar/reader/read-calendar.ts';
import type { CalendarFormat, PageTalk, Reading } from '../../src/calendar/reading.ts';

const CORPUS = new URL('../corpus/pages/', import.meta.url);

function read(text: string, at = '2021-06-10T10:00:00Z', format: CalendarFormat = 'page'): Reading {
  return readCalendar(text, {
    format,
    at: Temporal.Instant.from(at),
    zone: 'Europe/Amsterdam',
    defaultTime: '14:00',
  });
}

function corpus(name: string): string {
  return readFileSync(new URL(name, CORPUS), 'utf8');
}

function kinds(reading: Reading): string[] {
  return reading.problems.map((one) => one.kind);
}

/** The talk of the page with one part written in another way. */
function written(part: Partial<Record<'WHEN' | 'PHOTO' | 'SPEAKER' | 'ABSTRACT', string>>): PageTalk {
  const usual = {
    WHEN: '22-06-2021 14:00-15:00 Central European Summer Time',
    PHOTO: '',
    SPEAKER: 'Speaker: **Ana Bell**, TU Delft',
    ABSTRACT: '**Abstract:** <br/>',
  };
  const text = Object.entries({ ...usual, ...part }).reduce(
    (page, [key, value]) => page.replace(`{{${key}}}`, value),
    corpus('calendar-habits.md'),
  );
  const talk = read(text).talks[0];
  assert.ok(talk, text);
  return talk;
}

for (const when of [
  '22-06-2021 14:00-15:00',
  '22/06/2021, 14.00 – 15.00 CEST',
  '2021-06-22 14:00-1500',
  '22.6.21 14h00-15h00',
  'Tuesday 22 June 2021, 2pm-3pm',
  'June 22nd, 2021, 2-3pm (CEST)',
  'Tue, 22nd of June 2021 from 14:00 to 15:00',
  'dinsdag 22 juni 2021, 14.00 tot 15.00 uur',
  'Dienstag, 22. Juni 2021, 14:00 bis 15:00 Uhr',
  'mardi 22 juin 2021 14h00 - 15h00',
  'Tuesday 22 June, 14:00-15:00',
  '22 Jun 2021 1400-1500',
  '~~15-06-2021 14:00-15:00~~ 22-06-2021 14:00-15:00',
]) {
  test(`a host writes the date as “${when}”`, () => {
    const { date, start, end } = written({ WHEN: when });
    assert.deepEqual({ date, start, end }, { date: '2021-06-22', start: '14:00', end: '15:00' });
  });
}

for (const speaker of [
  'Speaker: **Ana Bell**, TU Delft',
  '**Speaker:** Ana Bell (TU Delft)',
  '**Speaker**: [Ana Bell](https://ana.example/), TU Delft',
  'Speaker: **[Ana Bell](https://ana.example/)** - TU Delft.',
  'Speaker: **Ana Bell*, TU Delft',
  'Speaker: **Ana Bell, TU Delft**',
  '#### Speaker: Ana Bell, TU Delft',
  '* Spreker: Ana Bell – TU Delft',
  '<b>Speaker:</b> Ana Bell, "TU Delft"',
  'Who: Ana Bell from TU Delft',
]) {
  test(`a host names the speaker as “${speaker}”`, () => {
    const talk = written({ SPEAKER: speaker });
    assert.deepEqual([talk.speaker, talk.affiliation], ['Ana Bell', 'TU Delft']);
  });
}

for (const abstract of [
  '**Abstract:** <br/>',
  'Abstract:',
  '**Abstract**',
  '#### Abstract',
  'Abstract',
  '<strong>Abstract:</strong>',
]) {
  test(`a host opens the abstract with “${abstract}”`, () => {
    assert.equal(written({ ABSTRACT: abstract }).abstract, 'Maps are flat. The world is not.');
  });
}

for (const photo of [
  '<img src="../people/ana.jpg"\n  alt="Ana"\n  width="100" />',
  '![Ana](../people/ana.jpg)',
  "<img alt=Ana src='../people/ana.jpg'>",
]) {
  test(`a host puts a photo in as “${photo.split('\n')[0]}”`, () => {
    assert.equal(written({ PHOTO: photo }).photo, '../people/ana.jpg');
  });
}

for (const word of [
  'TBA',
  'To be announced.',
  'tbc',
  'T.B.A.',
  'to be confirmed',
  'volgt nog',
  'wird noch bekannt gegeben',
  '-',
  '?',
]) {
  test(`“${word}” as a speaker is nobody`, () => {
    assert.equal(written({ SPEAKER: `Speaker: **${word}**` }).speaker, null);
  });
}

test('a careless January: last year on the date, a second Next heading, a comment that leaks', () => {
  const reading = read(corpus('careless-january.md'), '2022-01-10T10:00:00Z');
  const next = reading.talks.find((talk) => talk.section === 'next');
  assert.equal(next?.date, '2021-01-18', 'the page is read as it is');
  assert.equal(next?.photo, '../people/Ana Bell.jpg');
  assert.equal(next?.place, 'Hybrid, Lab42 room L3.36 and Zoom');
  const schedule = reading.talks.filter((talk) => talk.section === 'schedule');
  assert.deepEqual(
    schedule.map((talk) => [talk.date, talk.speaker, talk.status]),
    [
      ['2022-01-19', 'Ana Bell', 'scheduled'],
      ['2022-02-01', 'Ben Cole', 'scheduled'],
      ['2022-02-15', 'Carla Duarte', 'scheduled'],
      ['2022-03-01', null, 'tba'],
      ['2022-03-15', 'Ed Fox', 'postponed'],
      ['2022-03-29', 'Flo Gray', 'cancelled'],
      ['2022-04-12', null, 'cancelled'],
      ['2022-05-10', 'Gus Hall', 'scheduled'],
      ['2022-05-24', 'Hal Ives', 'scheduled'],
    ],
  );
  const previous = reading.talks.find((talk) => talk.section === 'previous');
  assert.equal(previous?.abstract, 'Old words here.');
  for (const kind of [
    'year-typo',
    'past-in-next',
    'not-tuesday',
    'quoted-affiliation',
    'photo-path-odd',
    'heading-glued',
    'duplicate-next-heading',
    'comment-leaks-in-render',
    'zone-label-contradicts-date',
  ]) {
    assert.ok(kinds(reading).includes(kind), kind);
  }
});

test('a seminar with bold headings and tables', () => {
  const { talks } = read(corpus('seminar-with-tables.md'));
  assert.deepEqual(
    talks.map((talk) => [talk.section, talk.date, talk.speaker, talk.affiliation, talk.title]),
    [
      ['next', '2021-06-22', 'Ana Bell', 'TU Delft', null],
      ['schedule', '2021-07-06', 'Ben Cole', 'MIT', 'Deep maps'],
      ['schedule', '2021-07-20', null, null, null],
      ['previous', '2021-06-08', 'Carla Duarte', 'INRIA', 'On trees'],
    ],
  );
});

test('a YAML file: an unquoted colon is told with its line, and its talk is read all the same', () => {
  const reading = read(corpus('talks.yml'), undefined, 'yaml');
  assert.deepEqual(
    reading.talks.map((talk) => [talk.section, talk.date, talk.start, talk.speaker, talk.title, talk.status]),
    [
      ['next', '2021-06-22', '14:00', 'Ana Bell', 'Flows: a survey', 'scheduled'],
      ['schedule', '2021-07-06', '14:00', 'Ben Cole', 'Maps: deep ones', 'cancelled'],
      ['previous', '2021-06-08', '14:00', 'Carla Duarte', 'On trees', 'scheduled'],
      ['schedule', '2021-07-20', null, null, null, 'tba'],
    ],
  );
  assert.equal(reading.talks[0]?.abstract, 'First paragraph.\n\nSecond paragraph.');
  const fault = reading.problems.find((one) => one.kind === 'not-readable');
  assert.deepEqual(fault?.where, [18]);
});

test('a file per talk: facts in the front matter, the abstract below', () => {
  const text =
    '---\nlayout: talk\ntitle: "On maps"\nspeaker: Ana Bell\naffiliation: TU Delft\ndate: 2021-06-22 14:00:00 +0200\nroom: C1.110\n---\n\nMaps are *flat*.\n';
  const { talks } = read(text);
  assert.equal(talks.length, 1);
  const { section, date, start, title, speaker, place, abstract } = talks[0] as PageTalk;
  assert.deepEqual(
    { section, date, start, title, speaker, place, abstract },
    {
      section: 'next',
      date: '2021-06-22',
      start: '14:00',
      title: 'On maps',
      speaker: 'Ana Bell',
      place: 'C1.110',
      abstract: 'Maps are flat.',
    },
  );
});

test('a feed: a zone of its own, UTC, a moved occurrence, a skipped one, a cancelled one, a whole day', () => {
  const { talks } = read(corpus('feed.ics'), undefined, 'ics');
  assert.deepEqual(
    talks.map((talk) => [talk.date, talk.start, talk.speaker, talk.title, talk.status]),
    [
      ['2021-06-01', '14:00', null, null, 'tba'],
      ['2021-06-22', '14:00', 'Ana Bell', 'Flows in fields', 'scheduled'],
      ['2021-06-29', '15:00', 'Carla Duarte', 'On trees', 'scheduled'],
      ['2021-07-06', '14:00', 'Ben Cole', 'Deep maps', 'cancelled'],
      ['2021-07-13', '14:00', null, null, 'tba'],
      ['2021-09-01', null, 'Ella Fox', 'All day things', 'scheduled'],
    ],
  );
});

test('hostile files end quickly: a megabyte of one thing, unclosed and nested', () => {
  for (const seed of [
    '<!--',
    '[',
    '![](',
    '**',
    '| ',
    '<a href="',
    '<!-- <!-- -->',
    '- 22 June 2021 - ',
    '#### a\n',
    '(',
    'Ana Bell (',
    '"',
    '{{',
    '14:00-',
  ]) {
    for (const lead of [
      '',
      '## Next Colloquium\n\nDate: ',
      '## Next Colloquium\n\nDate: 22-06-2021\nSpeaker: ',
      '| Date | Speaker |\n|---|---|\n| 22 June 2021 | ',
    ]) {
      const text = lead + seed.repeat(1_000_000 / seed.length);
      const start = performance.now();
      read(text);
      const spent = performance.now() - start;
      assert.ok(spent < 1000, `${JSON.stringify(lead + seed)}: ${spent.toFixed(0)} ms`);
    }
  }
});
