/** Pages made to be slow: each costs its own reading, and nobody else's time. */
import assert from 'node:assert/strict';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { after, test } from 'node:test';
import { diffCalendar } from '../../src/calendar/diff/diff.ts';
import { applyCalendar } from '../../src/calendar/diff/diff-apply.ts';
import { pickFormat, readCalendar } from '../../src/calendar/reader/read-calendar.ts';
import type { ReadOptions } from '../../src/calendar/reading.ts';
import { openPageReader } from '../../src/calendar/source-reader.ts';

const pages = openPageReader();
after(() => pages.close());

const options: ReadOptions = {
  format: 'page',
  at: Temporal.Instant.from('2026-11-17T08:00:00Z'),
  zone: 'Europe/Amsterdam',
  defaultTime: '14:00',
};
const head = '## Next Colloquium\n\n';
const many = (text: string, count: number) => head + text.repeat(count);

const bombs: Readonly<Record<string, string>> = {
  'a million dashes and stars in one line': many(' - *a* — "b" ', 80_000),
  'ten thousand bullets with a day': many('- 24 November 2026 - **Ana Bell** (MIT): *On light*\n', 10_000),
  'ten thousand headings': many('#### On light\n', 10_000),
  'comments that never close': many('<!-- ', 200_000),
  'tags that never close': many('<img src="a" ', 80_000),
  'links inside links': many('[[a](b)', 140_000),
  'quotations inside quotations': many('> > > > **"a"**\n', 60_000),
  'tables of one row': many('| **Title** | a |\n\n', 10_000),
  'spaces before a word': many(`${' '.repeat(5_000)}cancelled`, 190),
  'bold that never closes': many('**a _b ', 140_000),
  'numbers that look like times': many('14:00-1500 ', 90_000),
  'called off again and again': many('- 24 Nov - cancelled, (postponed; moved to ', 24_000),
};

for (const [name, text] of Object.entries(bombs)) {
  test(`${name}: read or refused within its time, and the event loop goes on`, async () => {
    const lag = monitorEventLoopDelay({ resolution: 10 });
    const begun = performance.now();
    lag.enable();
    const reading = await pages.read(text, options);
    lag.disable();
    assert.ok(reading.talks.length <= 600);
    assert.ok(performance.now() - begun < 12_000, `${performance.now() - begun} ms`);
    assert.ok(lag.max / 1e6 < 200, `the event loop stood still for ${lag.max / 1e6} ms`);
  });
}

test('a page that kills its thread is unreadable, and the next is read', async () => {
  const tiny = openPageReader({ threads: 1, maxHeapMb: 256, maxMs: 1 });
  const refused = await tiny.read(bombs['ten thousand headings'] ?? '', options);
  assert.equal(refused.problems[0]?.kind, 'not-readable');
  assert.deepEqual(refused.talks, []);
  await tiny.close();
  const read = await pages.read(
    `${head}#### On light\nDate: 24 November 2026\nSpeaker: **Ana Bell**, MIT\n`,
    options,
  );
  assert.equal(read.talks[0]?.speaker, 'Ana Bell');
});

test('the largest season that is read is compared with what is known without standing still', () => {
  const lines = Array.from({ length: 600 }, (_, at) => {
    const day = Temporal.PlainDate.from('2020-01-07').add({ days: 7 * at });
    return `- ${day} - **Ana ${String.fromCharCode(65 + (at % 26))}bell${at}** (MIT): "On light, part ${at}"\n`;
  });
  const page = readCalendar(`## Schedule\n\n${lines.join('')}`, options);
  let id = 0;
  const usual = { zone: 'Europe/Amsterdam', defaultTime: '14:00' };
  const known = applyCalendar([], diffCalendar([], page, options.at, usual), options.at, () => {
    id += 1;
    return { id, uid: `talk-${id}@a.example`, colloquium: 'a' };
  });
  const begun = performance.now();
  assert.deepEqual(diffCalendar(known, page, options.at, usual), []);
  assert.ok(performance.now() - begun < 1_000, `${performance.now() - begun} ms`);
});

test('the kind of file is told by its name, else by how it begins', () => {
  assert.equal(pickFormat('feed', 'BEGIN:VCALENDAR\r\n'), 'ics');
  assert.equal(pickFormat('talks.yml', ''), 'yaml');
});
