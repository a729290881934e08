import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLines } from '../../src/mail/quotes.ts';
import { findMotivation } from '../../src/requests/extract/motivation.ts';
import { readParagraphs, readSentences } from '../../src/requests/extract/prose.ts';
import { type Role, readRoles, roleLetters, roles } from '../../src/requests/roles/role.ts';
import learned from '../../src/requests/roles/weights.json' with { type: 'json' };
import { asksToJoin } from '../../src/requests/roles/wishes.ts';
import { sentenceModel } from '../../src/sentences/sentence-model.ts';
import { fitSentences } from '../support/fit-sentences.ts';
import { readSentenceCorpus } from '../support/sentence-corpus.ts';

const mails = readSentenceCorpus('roles', roleLetters);

test('the weights are what the corpus teaches', () => {
  assert.deepEqual(fitSentences(mails, roles), learned, 'run: npm run fit');
});

test('a sentence nobody taught is judged right far more often than not', () => {
  const isKept = (index: number) => index % 10 === 3;
  const read = sentenceModel(
    roles,
    fitSentences(
      mails.filter((_, index) => !isKept(index)),
      roles,
    ),
  );
  const right = { greeting: 0.9, introduction: 0.6, reason: 0.65, ask: 0.65, leave: 0.55, question: 0.4 };
  for (const [role, least] of Object.entries(right) as [Role, number][]) {
    const marks = { hit: 0, wrong: 0, missed: 0 };
    for (const mail of mails.filter((_, index) => isKept(index))) {
      const shares = read(mail.map(({ text }) => text));
      for (const [at, sentence] of mail.entries()) {
        const isSaid = (shares[at]?.[role] ?? 0) > 0.5;
        if (sentence.roles.includes(role)) marks[isSaid ? 'hit' : 'missed'] += 1;
        else if (isSaid) marks.wrong += 1;
      }
    }
    const f1 = (2 * marks.hit) / (2 * marks.hit + marks.wrong + marks.missed);
    assert.ok(f1 >= least, `${role}: ${f1.toFixed(3)} of ${least}, ${JSON.stringify(marks)}`);
  }
});

test('a request and its reason are told apart in one sentence', () => {
  const [paragraph] = readParagraphs(
    readLines(
      'Please add me to the list because we train models of sea ice and would like to hear how others test theirs.',
    ),
    'own',
  );
  assert.ok(paragraph);
  const sentences = readSentences(paragraph);
  assert.ok(asksToJoin(sentences.map(({ text }) => text)));
  assert.equal(
    findMotivation(sentences)?.value,
    'because we train models of sea ice and would like to hear how others test theirs.',
  );
});

test('more sentences than anybody writes are not judged', () => {
  assert.equal(readRoles(Array.from({ length: 4000 }, () => 'Please add me.')).length, 150);
});
