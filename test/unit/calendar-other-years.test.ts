/** One page in the hands of other hosts: each year has other habits, and means the same. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readCalendar } from '../../src/calendar/reader/read-calendar.ts';

const folder = new URL('../corpus/pages/other-years/', import.meta.url);

interface Expected {
  readonly at: string;
  readonly talks: readonly Record<string, unknown>[];
  readonly problems: readonly string[];
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.md'))) {
  test(file.replace(/^\d+-|\.md$/g, '').replaceAll('-', ' '), () => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const expected: Expected = JSON.parse(readFileSync(new URL(file.replace(/md$/, 'json'), folder), 'utf8'));
    const { talks, problems } = readCalendar(text, {
      format: 'page',
      at: Temporal.Instant.from(expected.at),
      zone: 'Europe/Amsterdam',
      defaultTime: '14:00',
    });
    const said = talks.map((talk) => JSON.parse(JSON.stringify(talk)) as Record<string, unknown>);
    assert.deepEqual(said, expected.talks);
    assert.deepEqual(
      problems.map(({ kind, where }) => `${kind} ${where.join(',')}`),
      expected.problems,
    );
  });
}
