import assert from 'node:assert/strict';
import { test } from 'node:test';
import { betterSpelling, isSameName, isSharedText, matchNames } from '../../src/calendar/match-names.ts';

const same = [
  ['Gábor Csányi', 'Gabor Csanyi'],
  ['AlexanderTkatchenko', 'Alexander Tkatchenko'],
  ['Prof. Dr. Ana Bell', 'Ana Bell'],
  ['Erik Thiede', 'Erik Henning Thiede'],
  ['Wu Li', 'Wu Xin Li'],
  ['Søren Groß', 'Soren Gross'],
  ['Ian McDonald', 'Ian Mcdonald'],
] as const;

const variants = [
  ['David Fischer', 'David Fisher'],
  ['D. Fischer', 'David Fischer'],
  ['Fischer, David', 'David Fischer'],
  ['Ben Okafor', 'Benjamin Okafor'],
  ['Eliu Huerta', 'Eliu Huerta Escudero'],
  ['AlexanderTkatchenko', 'Alexandre Tkatchenko'],
  ['A. Tkatchenko', 'AlexanderTkatchenko'],
  ['Okafor', 'Benjamin Okafor'],
] as const;

const different = [
  ['Lei Wang', 'Lei Zhang'],
  ['Jing Li', 'Ying Li'],
  ['Anna Visser', 'Anna Bakker'],
  ['D. F.', 'David Fischer'],
  ['Dr.', 'Dr.'],
  ['', 'Ana Bell'],
] as const;

test('one person is known by accents, titles, middle names and a missing space', () => {
  for (const [one, other] of same) {
    assert.equal(matchNames(one, other), 'same', `${one}, ${other}`);
    assert.equal(matchNames(other, one), 'same', `${other}, ${one}`);
  }
});

test('a slip, an initial, a short form and another order may be one person: the talk stays one, the page is asked for one spelling', () => {
  for (const [one, other] of variants) {
    assert.equal(matchNames(one, other), 'variant', `${one}, ${other}`);
    assert.equal(matchNames(other, one), 'variant', `${other}, ${one}`);
    assert.ok(isSameName(one, other));
  }
});

test('short names must agree to the letter, and nobody is the same as nobody', () => {
  for (const [one, other] of different) {
    assert.equal(matchNames(one, other), 'different', `${one}, ${other}`);
    assert.equal(isSameName(other, one), false, `${other}, ${one}`);
  }
  assert.equal(isSameName(null, null), false);
});

test('the spelling with its space is the better one', () => {
  assert.equal(betterSpelling('AlexanderTkatchenko', 'Alexander Tkatchenko'), 'Alexander Tkatchenko');
  assert.equal(betterSpelling('David Fischer', 'David Fisher'), 'David Fischer');
});

test('two titles are shared in other quotes and capitals, but not where there is nothing to read', () => {
  assert.ok(isSharedText('“Learning” to fold', 'Learning to Fold.'));
  assert.equal(isSharedText('…', '???'), false);
  assert.equal(isSharedText(null, null), false);
});

test('a speaker line of thousands of words costs no time', () => {
  const [one, other] = ['Alexandra '.repeat(5000), 'Alexandre '.repeat(4999)];
  const start = performance.now();
  matchNames(one, other);
  assert.ok(performance.now() - start < 200);
});
