/** Some 4,200 answers in the words of many hosts: none decides what it does not say, and most that a secretary would act on are understood. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { readDecision } from '../../src/moderation/read-reply/decision.ts';

interface Answer {
  readonly kind: string;
  readonly text: string;
}

function answersIn(name: string): Answer[] {
  const file = readFileSync(new URL(`../corpus/answers/${name}.txt`, import.meta.url), 'utf8');
  return file
    .trim()
    .split(/\n\s*\n/)
    .map((block) => {
      const [head = '', ...lines] = block.trim().split('\n');
      const kind = /^# \S+ (\S+)$/.exec(head)?.[1];
      assert.ok(kind !== undefined, `no heading: ${head}`);
      return { kind, text: lines.map((line) => line.replace(/^[a-z]{1,6} /, '')).join('\n') };
    });
}

const acts = new Set(['approve', 'decline', 'ask', 'undo']);

/** How many of a hundred clear answers are understood at least. */
const least = {
  'english-1': 80,
  'english-2': 68,
  'dutch-german-french': 70,
  'other-languages': 38,
  'near-misses': 60,
  mixed: 88,
  'dutch-german': 50,
  'french-italian': 48,
  'open-answers': 70,
};

describe('answers as hosts write them', () => {
  for (const [name, share] of Object.entries(least)) {
    // Answers about several people need the digest they answer.
    const answers = answersIn(name).filter(({ kind }) => kind !== 'mixed');
    const read = answers.map((answer) => ({
      ...answer,
      verdict: readDecision(answer.text).verdict as string,
    }));

    test(`${name}: of ${answers.length} answers none decides what it does not say`, () => {
      const wrong = read.filter(({ kind, verdict }) => acts.has(verdict) && verdict !== kind);
      assert.deepEqual(wrong, []);
    });

    test(`${name}: ${share} of 100 clear ones are understood`, () => {
      const clear = read.filter(({ kind }) => acts.has(kind));
      const understood = clear.filter(({ kind, verdict }) => verdict === kind);
      assert.ok(clear.length > 100);
      assert.ok(
        understood.length * 100 >= share * clear.length,
        `${understood.length} of ${clear.length} clear ones`,
      );
    });
  }
});
