/** A colloquium moves to Convoke with its list, and can leave with it again. Threat 18, promise 13. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { type Cli, openCli } from '../support/cli.ts';

interface Report {
  readonly counts: Record<string, number>;
  readonly lines: readonly { readonly line: number; readonly text: string; readonly result: string }[];
}

let cli: Cli;
test.before(async () => {
  cli = await openCli();
});
test.after(() => cli.close());

const resultsOf = ({ lines }: Report) => lines.map(({ line, result }) => `${line} ${result}`);

test('a dry run says line by line what would happen, and nothing happens', async () => {
  const file = join(cli.folder, 'list.csv');
  writeFileSync(
    file,
    'Name;E-Mail\nJosé Núñez;jose@lab.example\nJosé;JOSE@lab.example\nnobody;not an address\nAda;ada@lab.example\n',
    'latin1',
  );
  const dry = await cli.json<Report>(['subscribers', 'import', file, '--dry-run']);
  assert.deepEqual(resultsOf(dry), ['2 added', '3 duplicate', '4 invalid', '5 added']);
  assert.equal((await cli.json<unknown[]>(['subscribers', 'list'])).length, 0);

  const done = await cli.json<Report>(['subscribers', 'import', file]);
  assert.deepEqual(resultsOf(done), resultsOf(dry));
  const names = (await cli.json<{ name: string }[]>(['subscribers', 'list'])).map(({ name }) => name);
  assert.deepEqual(names, ['José Núñez', 'Ada']);

  const again = await cli.json<Report>(['subscribers', 'import', file]);
  assert.deepEqual(resultsOf(again), ['2 already', '3 duplicate', '4 invalid', '5 already']);
});

test('who left is not brought back by a file, unless somebody says that they asked', async () => {
  assert.equal((await cli.run(['subscribers', 'remove', 'ada@lab.example'])).code, 0);
  const list = 'ada@lab.example\n';
  const kept = await cli.json<Report>(['subscribers', 'import', '-'], { stdin: list });
  assert.equal(kept.lines[0]?.result, 'unsubscribed');
  const back = await cli.json<Report>(['subscribers', 'import', '-', '--resubscribe'], { stdin: list });
  assert.equal(back.lines[0]?.result, 'resubscribed');
});

test('who was erased is not brought back by any file', async () => {
  assert.equal((await cli.run(['subscribers', 'erase', 'jose@lab.example'])).code, 2, 'it wants --yes');
  assert.equal((await cli.run(['subscribers', 'erase', 'jose@lab.example', '--yes'])).code, 0);
  const stdin = 'José Núñez <Jose@LAB.example>\n';
  const report = await cli.json<Report>(['subscribers', 'import', '-', '--resubscribe'], { stdin });
  assert.equal(report.lines[0]?.result, 'erased');
  const byHand = await cli.run(['subscribers', 'add', 'jose@lab.example']);
  assert.equal(byHand.code, 1);
  assert.match(byHand.err, /erased at their own wish/);
});

test('the list leaves and comes back exactly, whatever people are called', async () => {
  const hostile = [
    '=HYPERLINK("http://evil.example")',
    '@SUM(1)',
    '-2+3',
    "'=x",
    'Berg, "Bo"',
    "'t Hart",
    '+49 30',
  ];
  for (const [index, name] of hostile.entries()) {
    const added = await cli.run(['subscribers', 'add', `person-${index}@lab.example`, `--name=${name}`]);
    assert.equal(added.code, 0, added.err);
  }
  await cli.run(['subscribers', 'pause', 'person-1@lab.example', '--until', nextMonth()]);
  await cli.run(['subscribers', 'remove', 'person-2@lab.example']);
  const first = join(cli.folder, 'first.csv');
  const second = join(cli.folder, 'second.csv');
  assert.equal((await cli.run(['subscribers', 'export', first])).code, 0);
  const csv = readFileSync(first, 'utf8');
  assert.doesNotMatch(csv, /(?:^|,)"?[=+\-@]/m, 'no cell begins a formula');

  const other = await openCli();
  try {
    await other.run(['subscribers', 'import', first]);
    await other.run(['subscribers', 'export', second]);
    assert.equal(readFileSync(second, 'utf8'), csv);
    await other.run(['subscribers', 'import', first]);
    assert.equal((await other.run(['subscribers', 'export'])).out, csv, 'a second import changes nothing');
  } finally {
    await other.close();
  }
});

test('two imports at the same time put everybody on the list once', async () => {
  const stdin = Array.from({ length: 3000 }, (_, index) => `both-${index}@lab.example`).join('\n');
  const reports = await Promise.all([
    cli.json<Report>(['subscribers', 'import', '-'], { stdin }),
    cli.json<Report>(['subscribers', 'import', '-'], { stdin }),
  ]);
  const added = reports.reduce((sum, { counts }) => sum + (counts['added'] ?? 0), 0);
  assert.equal(added, 3000);
  const { rows } = await cli
    .json<{ email: string }[]>(['subscribers', 'list', 'both-', '--limit', '0'])
    .then((rows) => ({
      rows,
    }));
  assert.equal(new Set(rows.map(({ email }) => email)).size, 3000);
});

test('every command explains itself, and a wrong word is one sentence and exit code 2', async () => {
  const commands = ['list', 'add', 'remove', 'pause', 'import', 'export', 'erase'].map((verb) => [
    'subscribers',
    verb,
  ]);
  for (const words of [
    ...commands,
    ['mailings', 'list'],
    ['mailings', 'test'],
    ['doctor'],
    ['backup'],
    ['restore'],
  ]) {
    const help = await cli.run([...words, '--help']);
    assert.equal(help.code, 0);
    assert.match(help.out, /^Usage: \.\/convoke /);
    for (const line of help.out.split('\n')) assert.ok(line.length <= 110, line);
    const wrong = await cli.run([...words, '--no-such-thing']);
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /no-such-thing/);
    assert.doesNotMatch(wrong.err, /\n {4}at /);
  }
  const missing = await cli.run(['subscribers', 'import', join(cli.folder, 'nowhere.csv')]);
  assert.equal(missing.code, 1);
  assert.match(missing.err, /^There is no .*nowhere\.csv; check the path\.\n$/);
});

function nextMonth(): string {
  return Temporal.Now.plainDateISO().add({ months: 1 }).toString();
}
