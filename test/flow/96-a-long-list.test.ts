/**
 * A list of 100,000 addresses, with duplicates and faulty lines, in three encodings: read in a minute, cut off in the
 * middle and run again, and the same after it has left and come back.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cli, cliSecret, openCli } from '../support/cli.ts';

const people = 100_000;
const names = [
  'José Núñez',
  'Zoë van Dijk',
  'Jürgen Groß',
  '=SUM(A1)',
  'Bo "B" Berg',
  'Smith, Ann',
  "O'Neil",
];
const root = join(import.meta.dirname, '../..');

interface Report {
  readonly encoding: string;
  readonly counts: Record<string, number>;
  readonly lines: readonly { line: number; result: string; why: string | null }[];
}

let cli: Cli;
before(async () => {
  cli = await openCli();
});
after(() => cli?.close());

/** Of a hundred lines one is no address and two stand further up already, written otherwise. */
function list(separator: string): string {
  const quoted = (cell: string) =>
    cell.includes(separator) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
  const rows = Array.from({ length: people }, (_, index) => {
    const name = quoted(names[index % names.length] ?? '');
    if (index % 100 === 7) return `${name}${separator}no address ${index}`;
    const isDouble = index % 100 === 13 || index % 100 === 14;
    const of = isDouble ? index - 10 : index;
    return `${name}${separator}${isDouble ? 'Person' : 'person'}-${of}@LAB-${of % 500}.example`;
  });
  return [`Name${separator}E-Mail`, ...rows].join('\r\n');
}

function written(name: string, text: string, encoding: 'utf8' | 'latin1' | 'utf16le'): string {
  const file = join(cli.folder, name);
  writeFileSync(file, encoding === 'utf16le' ? `\uFEFF${text}` : text, encoding);
  return file;
}

const counts = { added: 97_000, duplicate: 2000, invalid: 1000 };

test('each encoding and separator is understood, each line reported, in a minute', async (t) => {
  for (const [encoding, separator] of [
    ['utf8', ';'],
    ['latin1', ','],
    ['utf16le', '\t'],
  ] as const) {
    const file = written(`${encoding}.csv`, list(separator), encoding);
    const begun = performance.now();
    const report = await cli.json<Report>(['subscribers', 'import', file, '--dry-run']);
    const seconds = (performance.now() - begun) / 1000;
    t.diagnostic(`${encoding}: read as ${report.encoding}, ${seconds.toFixed(1)} s`);
    for (const [result, count] of Object.entries(counts))
      assert.equal(report.counts[result], count, encoding);
    assert.equal(report.lines.length, people);
    assert.deepEqual(report.lines[7], {
      line: 9,
      text: 'no address 7',
      result: 'invalid',
      why: 'not a mail address',
    });
    assert.equal(report.lines[13]?.why, 'the same as line 5');
    assert.ok(seconds < 60, `${seconds} s`);
  }
});

test('cut off in the middle, what was done is whole, and running it again does the rest', async (t) => {
  const file = join(cli.folder, 'utf8.csv');
  const client = new pg.Client({ connectionString: cli.database.url });
  await client.connect();
  const there = async () => {
    const { rows } = await client.query(
      `select (select count(*)::int from subscriber) as people, (select count(*)::int from audit where way = 'import') as noted`,
    );
    return rows[0] as { people: number; noted: number };
  };
  const child = importing(file);
  while ((await there()).people < 5000) await sleep(20);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const half = await there();
  t.diagnostic(`killed at ${half.people}`);
  assert.ok(half.people < counts.added, 'it was cut off');
  assert.equal(half.people, half.noted, 'nobody is on the list without the evidence');
  assert.equal(half.people % 1000, 0, 'a thousand people are put there together or not at all');

  const begun = performance.now();
  const report = await cli.json<Report>(['subscribers', 'import', file]);
  const seconds = (performance.now() - begun) / 1000;
  t.diagnostic(`the rest in ${seconds.toFixed(1)} s`);
  assert.equal(report.counts['already'], half.people);
  assert.equal((report.counts['added'] ?? 0) + half.people, counts.added);
  assert.ok(seconds < 60);
  const again = await cli.json<Report>(['subscribers', 'import', file]);
  assert.deepEqual([again.counts['added'], again.counts['already']], [0, counts.added]);
  assert.deepEqual(await there(), { people: counts.added, noted: counts.added });
  await client.end();
});

test('it leaves and comes back the same, with no formula in it', async () => {
  const [first, second] = [join(cli.folder, 'first.csv'), join(cli.folder, 'second.csv')];
  assert.equal((await cli.run(['subscribers', 'export', first])).code, 0);
  assert.doesNotMatch(readFileSync(first, 'utf8'), /(?:^|,)"?[=+\-@]/m);
  const other = await openCli();
  try {
    assert.equal((await other.run(['subscribers', 'import', first])).code, 0);
    assert.equal((await other.run(['subscribers', 'export', second])).code, 0);
  } finally {
    await other.close();
  }
  assert.ok(readFileSync(first).equals(readFileSync(second)));
});

function importing(file: string): ChildProcess {
  return spawn(process.execPath, [join(root, 'convoke'), 'subscribers', 'import', file], {
    cwd: root,
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: cli.database.url,
      CONVOKE_DATA: join(cli.folder, 'data'),
      CONVOKE_SECRET: cliSecret,
    },
  });
}
