/** Answers of hosts, one a line: none of those that a person would not be sure of decides anything. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { readDecision } from '../../src/moderation/read-reply/decision.ts';

const lines = (name: string) =>
  readFileSync(new URL(`../corpus/replies-sentences/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll('\\n', '\n'));

const acts = ['approve', 'decline', 'ask', 'undo'];

describe('one answer to one request', () => {
  for (const wanted of ['approve', 'decline', 'ask', 'undo', 'unclear'] as const) {
    const answers = lines(wanted);
    test(`${answers.length} ways of writing: ${wanted}`, () => {
      assert.ok(answers.length > 50);
      const others = answers.filter((text) => {
        const { verdict } = readDecision(text, { applicant: 'Mirjam Oudekerk' });
        return wanted === 'unclear' ? acts.includes(verdict) : verdict !== wanted;
      });
      assert.deepEqual(others, []);
    });
  }
});

describe('a sentence behind a plain answer that suspends it or takes it back', () => {
  const turning = lines('turning');
  for (const plain of [
    'Approve.',
    'Yes.',
    'Ja, toelaten.',
    'Oui, ajoutez-la.',
    'Decline.',
    'No.',
    'Nein, ablehnen.',
  ])
    test(`none of ${turning.length} lets “${plain}” decide`, () => {
      assert.ok(turning.length > 100);
      const decided = turning
        .flatMap((turn) => [`${plain} ${turn}`, `${plain}\n\n${turn}`])
        .filter((text) => {
          const { verdict } = readDecision(text, { applicant: 'Mirjam Oudekerk' });
          return verdict === 'approve' || verdict === 'decline';
        });
      assert.deepEqual(decided, []);
    });
});

const items = ['Sjoerd Wiersinga', 'Hetty Zandbergen', 'Candace Trumbull'].map((name, index) => ({
  number: index + 1,
  name,
}));
const words = { approve: 'yes', decline: 'no', ask: 'ask', unclear: '?' } as const;

test('one answer to several requests', () => {
  const answers = lines('digests');
  assert.ok(answers.length > 50);
  const others = answers.flatMap((line) => {
    const [wanted = '', text = ''] = line.split('\t');
    const { perItem } = readDecision(text, { items });
    const decided = items.map(({ number }) => {
      const found = perItem?.find((one) => one.item === number);
      return found === undefined ? '-' : words[found.verdict];
    });
    const got = perItem === null ? 'unclear' : decided.join(' ');
    return got === wanted ? [] : [`${text} → ${got}, not ${wanted}`];
  });
  assert.deepEqual(others, []);
});
