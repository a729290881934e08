/**
 * `npm test` and `npm run test:faults`: all test files through node's own runner. What a machine lacks (Redis, Chromium,
 * a mail server) is named and skipped; with CI set, a skip is a failure, because there everything is installed.
 */
import { readdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { openEmbeddedServer } from '../../src/store/embedded-server.ts';

const root = join(import.meta.dirname, '../..');
const rooms = ['unit', 'rules', 'store', 'corpus', 'flow', 'browser'];

/** Stories numbered 90 and up break things on purpose and take their time. */
const isFault = (file: string) => /flow\/9\d-/.test(file);

const [wanted = 'ordinary', ...only] = process.argv.slice(2);
const files = rooms
  .flatMap((room) => filesOf(join(root, 'test', room)))
  .filter((file) => isFault(file) === (wanted === 'faults'))
  .filter((file) => only.length === 0 || only.some((part) => file.includes(part)));

// One database server for all of them, instead of one start and stop for each file.
const server = process.env['DATABASE_URL']
  ? null
  : await openEmbeddedServer(join(tmpdir(), `convoke-test-${userInfo().uid}`));

const skipped: string[] = [];
let failed = 0;
const stream = run({ files, concurrency: wanted === 'faults' ? 1 : 2, timeout: 15 * 60_000 });
stream.on('test:fail', () => {
  failed += 1;
});
stream.on('test:pass', (event) => {
  if (event.skip !== undefined)
    skipped.push(`${event.name} (${event.skip === true ? 'no reason given' : event.skip})`);
});
const report = stream.compose(new spec());
report.pipe(process.stdout);
await new Promise((resolve) => report.once('end', resolve));
await server?.close();

if (skipped.length > 0)
  process.stderr.write(`\nSkipped here:\n${skipped.map((name) => `  ${name}`).join('\n')}\n`);
const mustRunAll = process.env['CI'] === 'true' && skipped.length > 0;
if (mustRunAll) process.stderr.write('In CI nothing may be skipped: see .ci/run for what it installs.\n');
process.exitCode = failed > 0 || mustRunAll ? 1 : 0;

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => relative(root, join(folder, name)))
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
