import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { calendarReadCommand } from '../../src/cli/calendar-read.ts';

const PAGE = fileURLToPath(new URL('../corpus/pages/seminar-with-tables.md', import.meta.url));
const DEFAULTS = { zone: 'Europe/Amsterdam', defaultTime: '14:00' };

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  const code = await calendarReadCommand(args, DEFAULTS, io, Temporal.Instant.from('2021-06-10T10:00:00Z'));
  return { code, out, err };
}

test('a host reads the page as JSON: one entry per file, the keys of the contract', async () => {
  const { code, out, err } = await run(PAGE, PAGE, '--json', '--at', '2021-06-10T10:00:00Z');
  const entries = JSON.parse(out) as { file: string; talks: Record<string, unknown>[]; problems: object[] }[];
  assert.deepEqual([code, err, entries.length], [0, '', 2]);
  assert.equal(entries[0]?.file, 'seminar-with-tables.md');
  assert.deepEqual(
    Object.keys(entries[0]?.talks[0] ?? {}).join(' '),
    'section date start end title speaker affiliation abstract bio photo place watch status zone_label lines',
  );
  assert.deepEqual(Object.keys(entries[0]?.problems[0] ?? {}), ['kind', 'where', 'text', 'blocking']);
});

test('without --json a table of at most 80 columns, problems by line below', async () => {
  const { code, out } = await run(PAGE);
  assert.equal(code, 0);
  assert.match(out, /^seminar-with-tables\.md: 4 talks, 4 problems\n/);
  assert.match(out, /^next {6}2021-06-22 14:00-15:00 {2}Ana Bell$/m);
  assert.match(out, /^ {2}! Line 5: the talk by Ana Bell/m);
  for (const row of out.split('\n')) assert.ok([...row].length <= 80, row);
});

test('the instant decides: a month later the talk of June is over', async () => {
  const { out } = await run(PAGE, '--json', '--at', '2021-07-10T00:00:00Z');
  assert.match(out, /"kind": "past-in-next"/);
});

test('a missing file is one clear sentence, and the others are still read', async () => {
  const { code, out, err } = await run('/nowhere/page.md', PAGE, '--json');
  assert.equal(code, 1);
  assert.equal(err, '/nowhere/page.md: there is no such file; check the path.\n');
  assert.equal((JSON.parse(out) as unknown[]).length, 1);
});

test('wrong usage says what is wrong and how to call it', async () => {
  for (const [args, words] of [
    [[], /Name at least one calendar file/],
    [[PAGE, '--zone', 'Europe/Atlantis'], /“Europe\/Atlantis” is no time zone/],
    [[PAGE, '--default-time', '2pm'], /“2pm” is no time/],
    [[PAGE, '--at', 'tomorrow'], /“tomorrow” is no instant/],
    [[PAGE, '--year'], /--year/],
  ] as const) {
    const { code, err } = await run(...args);
    assert.equal(code, 2);
    assert.match(err, words);
    assert.match(err, /Usage: calendar read FILE…/);
  }
});
