/** What a host's sentence decides, and what of it may travel on. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { requestsReadReplyCommand } from '../../src/cli/requests-read-reply.ts';
import { readDecision } from '../../src/moderation/read-reply/read-reply.ts';

const itemsTo = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ number: index + 1, name: null }));
const verdict = (text: string) => readDecision(text).verdict;

describe('a yes with a no in it', () => {
  for (const text of [
    'No objection',
    "I can't say no",
    'Yes, she works on inverse problems',
    'No problem, add her',
    'Geen bezwaar',
    'Keine Einwände',
    "Pas d'objection",
    'Nessuna obiezione',
  ])
    test(text, () => assert.equal(verdict(text), 'approve'));
});

describe('what is never guessed', () => {
  for (const text of [
    'Yes. Sorry, the opposite',
    'Yes. I got that backwards.',
    'No. Vice versa!',
    'Ja. Umgekehrt, meine ich',
    'Nee. Andersom',
    'Oui. Non, l’inverse',
    'Ok, will do',
    'Yes, noted',
    'Yes I do',
    'Yes, that is the person I warned you about',
    'No, this is the third time',
    'No, of course she can join',
    'Nein, passt schon',
    'Non so',
    'Sì, ma',
    'Accept my apologies',
    'Natürlich nicht',
    'Request 131: approve',
    'Ask away!',
    'Geen ja',
    'Yes yes, no no',
    'Yes, but no',
    'Yes if she is a student',
    'Not yet',
    'Let me think',
    'Yeah right',
    'Sure, and I am the Queen of England',
    'No idea',
    'Ruben, what do you think?',
    'Approve.\nSorry, I meant decline.',
    'Ask Ruben',
    "I'll ask her myself",
    'No objection to declining',
    'Yes, she is a spammer',
    'No, she is great!',
  ])
    test(text, () => assert.equal(verdict(text), 'unclear'));
});

describe('a reason reaches the applicant only when it was meant to', () => {
  const reason = (text: string) => {
    const decision = readDecision(text);
    assert.equal(decision.verdict, 'decline', text);
    return decision.reason;
  };
  test('a rule of the colloquium after the no', () =>
    assert.equal(reason('no – students only, sorry'), 'students only'));
  test('what stands after "decline:"', () =>
    assert.equal(reason('decline: not an academic'), 'not an academic'));
  test('what stands after "no, because"', () =>
    assert.equal(reason('No, because your field is too far from ours'), 'your field is too far from ours'));
  test('what the host wants them told', () =>
    assert.equal(reason('No, tell him it is for PhD students only'), 'it is for PhD students only'));
  test('never a remark about the person', () => assert.equal(reason('No, he is a crank'), null));
  test('never an aside, even after "decline:"', () =>
    assert.equal(reason('decline: he is a known troublemaker'), null));
  test('never what was to stay between the hosts', () =>
    assert.equal(reason('No. Members of the institute only. Keep this between us.'), null));
});

describe('a digest', () => {
  test('is answered by number', () => {
    assert.deepEqual(readDecision('1 and 3 yes, 2 no: not an academic').perItem, [
      { item: 1, verdict: 'approve', reason: null, question: null },
      { item: 2, verdict: 'decline', reason: 'not an academic', question: null },
      { item: 3, verdict: 'approve', reason: null, question: null },
    ]);
  });
  test('a bare yes names none of three requests', () =>
    assert.equal(readDecision('yes', { items: itemsTo(3) }).verdict, 'unclear'));
  for (const answer of [
    '1 yes, 2 no. Sorry, other way round!',
    '1 ja, 2 nee. Andersom natuurlijk',
    '1 nein, 2 ja. Quatsch, umgekehrt.',
    '1 oui, 2 non. Pardon, l’inverse.',
    'I mixed up the numbers: 1 no, 2 yes',
    '1 yes, 2 no. Got those backwards.',
    '1 yes, 2 no. Read that in reverse.',
    '1 yes, 2 no. Wrong way round!',
    '1 yes, 2 no. Swap 1 and 2.',
    '1 sì, 2 no. Scusate, all’inverso.',
    '1 oui, 2 non. J’ai inversé les deux.',
  ])
    test(`what is turned around is asked about: ${answer}`, () =>
      assert.equal(readDecision(answer, { items: itemsTo(2) }).verdict, 'unclear'));
  test('a number that the digest did not have is not decided', () =>
    assert.equal(readDecision('1 yes, 7 no', { items: itemsTo(3) }).verdict, 'unclear'));
  test('"all" means the ones that were listed', () =>
    assert.deepEqual(
      readDecision('yes to all', { items: itemsTo(2) }).perItem?.map((one) => one.item),
      [1, 2],
    ));
});

describe('only the applicant is asked', () => {
  test('by name', () =>
    assert.equal(
      readDecision('Ask Mirjam for her affiliation', { applicant: 'Mirjam Oudekerk' }).question,
      'affiliation',
    ));
  test('in the form the mail offers', () => {
    assert.equal(readDecision('ask which university are you at?').question, 'which university are you at?');
    assert.equal(readDecision('Ask: what do you work on?').question, 'what do you work on?');
  });
  test('by a name with a hyphen', () =>
    assert.equal(
      readDecision('Ask Cormac where he works', { applicant: 'Cormac Delahunty-Byrne' }).question,
      'where he works',
    ));
  test('nor is anybody else approved', () =>
    assert.equal(readDecision('Approve Linda', { applicant: 'Mirjam Oudekerk' }).verdict, 'unclear'));
  test('the applicant is, by name', () =>
    assert.equal(readDecision('Approve Mirjam', { applicant: 'Mirjam Oudekerk' }).verdict, 'approve'));
  test('without what follows from the answer, or what the host thinks of it', () => {
    assert.equal(readDecision('Ask for affiliation, then approve.').question, 'affiliation');
    assert.equal(
      readDecision('Ask him what his motivation is, "I love AI" is not enough').question,
      'what his motivation is',
    );
    assert.equal(readDecision('Ask: what do you want to learn?').question, 'what do you want to learn?');
  });
  test('and not when somebody else is meant', () =>
    assert.equal(readDecision('Elias knows her, ask him.').verdict, 'unclear'));
  test('not another person of that name', () =>
    assert.equal(
      readDecision('Ask Ruben for her affiliation', { applicant: 'Mirjam Oudekerk' }).verdict,
      'unclear',
    ));
});

describe('hostile text', () => {
  for (const piece of [
    'yes ',
    'no, ',
    '1 and ',
    '1 yes, ',
    'so, so ',
    'ask her ',
    "can't say no ",
    '((((',
    'ja maar nee ',
    'a@',
    '\n',
    'if ',
  ])
    test(`${JSON.stringify(piece)} a hundred thousand times is read in well under a second`, () => {
      const start = performance.now();
      readDecision(piece.repeat(100_000));
      assert.ok(performance.now() - start < 700);
    });
  test('any text has a verdict, and nothing passed on is longer than 300 characters', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 40 }), (text, applicant) => {
        const decision = readDecision(text, { applicant });
        assert.ok((decision.reason ?? decision.question ?? '').length <= 300);
      }),
    );
  });
});

test('requests read-reply prints one line per file and JSON on demand', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'convoke-reply-')), 'answer.eml');
  writeFileSync(file, 'From: Femke <f@lab.example>\r\nSubject: Re: request\r\n\r\nno: students only\r\n');
  const printed: string[] = [];
  const io = { out: (text: string) => printed.push(text), err: (text: string) => printed.push(text) };
  assert.equal(await requestsReadReplyCommand([file], io), 0);
  assert.equal(await requestsReadReplyCommand([file, '--json'], io), 0);
  assert.equal(await requestsReadReplyCommand([], io), 2);
  assert.equal(printed[0], 'decline  answer.eml: students only\n');
  assert.deepEqual(JSON.parse(printed[1] ?? ''), [
    { file, verdict: 'decline', reason: 'students only', question: null, per_item: null, language: 'en' },
  ]);
});
