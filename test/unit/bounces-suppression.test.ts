/** When an address is given up, and when readers' complaints stop a mailing: the tables of docs/bounces.md. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isTooMany } from '../../src/bounces/complaints.ts';
import { type BounceEvidence, judgeBounce } from '../../src/bounces/suppression.ts';

const on = (
  day: number,
  countsAs: 'hard' | 'soft' = 'soft',
  status: string | null = null,
): BounceEvidence => ({
  countsAs,
  status,
  at: Temporal.Instant.from('2026-11-01T09:00:00Z').add({ hours: 24 * day }),
});
const kindOf = (earlier: BounceEvidence[], bounce: BounceEvidence, probe: 'none' | 'out' | 'back' = 'none') =>
  judgeBounce(earlier, bounce, probe).kind;

describe('an address', () => {
  for (const status of ['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10'])
    test(`that does not exist (${status}) is given up at once`, () =>
      assert.equal(kindOf([], on(1, 'hard', status)), 'suppress'));
  test('whose forward does not exist is not, the first day', () => {
    const dead = { ...on(1, 'hard', '5.1.1'), isForwarded: true };
    assert.equal(kindOf([], dead), 'keep');
    assert.equal(kindOf([dead], { ...on(2, 'hard', '5.1.1'), isForwarded: true }), 'suppress');
  });
  test('refused for good twice on one day is kept, on two days given up', () => {
    assert.equal(kindOf([on(1, 'hard')], on(1, 'hard')), 'keep');
    assert.equal(kindOf([on(1, 'hard')], on(2, 'hard')), 'suppress');
  });
  test('that takes nothing on four days is kept, on the fifth it is asked', () => {
    const days = [1, 2, 3, 4].map((day) => on(day));
    assert.deepEqual(judgeBounce(days.slice(0, 3), on(4), 'none'), { kind: 'keep', score: 4 });
    assert.deepEqual(judgeBounce(days, on(5), 'none'), { kind: 'probe', score: 5 });
  });
  test('is asked once: while the question is out, more refusals change nothing', () => {
    const days = [1, 2, 3, 4, 5].map((day) => on(day));
    assert.equal(kindOf(days, on(6), 'out'), 'keep');
  });
  test('whose question came back is given up', () => {
    const days = [1, 2, 3, 4, 5].map((day) => on(day));
    assert.deepEqual(judgeBounce(days, on(5), 'back'), {
      kind: 'suppress',
      why: 'nothing could be delivered on 5 days, a last short mail neither',
    });
  });
  test('is not blamed for what is 46 days old', () => {
    const days = [1, 2, 3, 4].map((day) => on(day));
    assert.equal(kindOf(days, on(50)), 'keep');
    assert.equal(kindOf([on(1, 'hard')], on(47, 'hard')), 'keep');
  });
});

describe('complaints', () => {
  const stops = (complaints: number, audience: number, percent = 0.3) =>
    isTooMany({ complaints, audience, percent });
  test('one is a slip, however small the list', () => assert.equal(stops(1, 3), false));
  test('two of a small list are too many, of a large list not', () => {
    assert.deepEqual(
      [stops(2, 600), stops(2, 700), stops(3, 1000), stops(2, 1000)],
      [true, false, true, false],
    );
  });
  test('zero per cent never stops a mailing', () => assert.equal(stops(50, 60, 0), false));
});
