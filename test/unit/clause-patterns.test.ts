/** Patterns with named parts, and the grammars of verdicts written in them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { askLength, readClause } from '../../src/moderation/read-reply/grammar/grammar.ts';
import { patternsWith } from '../../src/moderation/read-reply/grammar/pattern.ts';
import { fold } from '../../src/moderation/read-reply/sentences.ts';

const nothing: ReadonlySet<string> = new Set();

describe('a pattern', () => {
  const matches = (source: string, text: string, parts: Record<string, string> = {}) =>
    patternsWith(parts)(source).matches(text, nothing);

  test('takes the whole text or nothing', () => {
    assert.ok(matches('let her in', 'let her in'));
    assert.ok(!matches('let her in', 'let her in?'));
    assert.ok(!matches('let her in', 'do let her in'));
  });

  test('finds every way through, not only the first', () => {
    assert.ok(matches('(?:a|a b) b c', 'a b b c'));
    assert.ok(matches('(?:let|let her)(?: her)? in', 'let her in'));
    assert.ok(matches('x{2,3}y', 'xxxy'));
    assert.ok(!matches('x{2,3}y', 'xy'));
    assert.ok(matches('(?:very )*good', 'very very very good'));
  });

  test('has parts in parts', () => {
    const parts = { who: 'her|him', put: 'add <who>|let <who> in', twice: '<put>(?: and <put>)?' };
    assert.ok(matches('<twice>', 'add her and let him in', parts));
    assert.ok(!patternsWith(parts)('<twice>').matches('add her', new Set(['who'])));
  });

  test('looks ahead and behind', () => {
    assert.ok(!matches('(?!not )\\p{L}+ her', 'not her'));
    assert.ok(matches('go(?= on) on', 'go on'));
    assert.ok(matches('to join(?<!not to join)', 'to join'));
    assert.ok(!matches('not to join(?<!not to join)', 'not to join'));
  });

  test('that cannot be read says where', () => {
    assert.throws(() => patternsWith({})('<whom> in'), /no part <whom>/);
    assert.throws(() => patternsWith({})('(?:a'), /no closing bracket/);
    assert.throws(() => patternsWith({})('a)'), /a bracket too many/);
  });

  test('costs no more for a text that could be cut in very many ways', () => {
    const pattern = patternsWith({})('(?:(?:a|aa|a a)[ ]*)*b');
    assert.ok(!pattern.matches('a '.repeat(200), nothing));
  });
});

describe('a clause that says all of it', () => {
  const verdict = (clause: string) => readClause(clause, fold(clause), false);

  for (const [clause, said] of [
    ["I'd be delighted to have her with us", 'approve'],
    ['put the new postdoc on the list', 'approve'],
    ["we can't take him this time", 'decline'],
    ["I'm against letting him in", 'decline'],
    ['zet haar er maar bij', 'approve'],
    ['ik zou hem liever niet toelaten', 'decline'],
    ['ich bin dafür, sie aufzunehmen', 'approve'],
    ['den würde ich nicht aufnehmen', 'decline'],
    ['je suis favorable à son inscription', 'approve'],
    ["je préfère qu'on ne l'accepte pas", 'decline'],
    ['per me può entrare', 'approve'],
    ['non la ammetterei', 'decline'],
  ] as const)
    test(`“${clause}”: ${said}`, () => assert.equal(verdict(clause), said));

  for (const clause of [
    "add her if she's a student",
    'let him in next year',
    'Karel would let her in',
    'I was going to approve her',
    'approve the travel',
    'ja, dinsdag past',
    'die Reisekosten sind genehmigt',
    'sentiamo prima Jana',
    'put her on the waiting list',
  ])
    test(`“${clause}” says neither`, () => assert.equal(verdict(clause), null));

  test('another name counts only where the applicant is not known', () => {
    const clause = 'please add Dr Petrov';
    assert.equal(readClause(clause, fold(clause), false), 'approve');
    assert.equal(readClause(clause, fold(clause), true), null);
  });
});

test('where a question begins', () => {
  const said = 'could you perhaps find out which lab she is in';
  const length = askLength(said, fold(said), true);
  assert.ok(length === 0 || said.slice(length).startsWith('which'));
});
