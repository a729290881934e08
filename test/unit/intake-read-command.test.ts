import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { intakeReadCommand } from '../../src/cli/intake-read.ts';

const defaults = {
  address: 'colloquium@lab.example',
  authserv: 'mx.lab.example',
  listId: 'ai4science.lab.example',
};
const corpus = (name: string) => fileURLToPath(new URL(`../corpus/mails/${name}`, import.meta.url));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await intakeReadCommand(args, defaults, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

test('intake read --json prints an array in the shape of the labels', async () => {
  const { code, out } = await run(
    '--json',
    corpus('join-51-dutch-gmail.eml'),
    corpus('confirm-51-dutch.eml'),
  );
  assert.equal(code, 0);
  const [join, confirm] = JSON.parse(out);
  assert.equal(join.file, 'join-51-dutch-gmail.eml');
  assert.deepEqual([join.class, join.language, join.requests[0].name], ['join', 'nl', 'Sjoerd Wiarda']);
  assert.deepEqual([confirm.class, confirm.token], ['confirm', 'c0ffee51aa22']);
});

test('without --json it prints a card of at most 80 columns', async () => {
  const { out } = await run(corpus('join-76-long-story.eml'));
  assert.match(out, /name\s+Philippa Garsdale/);
  assert.ok(out.split('\n').every((line) => line.length <= 80));
});

test('wrong usage is 2, an unreadable file is 1 and the others are still read', async () => {
  assert.equal((await run()).code, 2);
  assert.equal((await run('--colour', 'x')).code, 2);
  const { code, out, err } = await run('--json', '/nowhere/x.eml', corpus('unsub-53-stop.eml'));
  assert.equal(code, 1);
  assert.match(err, /nowhere/);
  assert.equal(JSON.parse(out)[0].class, 'unsubscribe');
});
