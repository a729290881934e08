/** What `requests show` prints of a mail: the found values marked where they stand, within 80 columns. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markedOriginal } from '../../src/cli/marked-original.ts';

const mail = `Dear hosts,

I am Aoife Brennan, Marine Institute. Could you add me to the mailing list? I hope
to learn how others keep their models honest.

Aoife
  12 Pier Road`;

function at(text: string, shown = text) {
  const start = mail.indexOf(shown);
  return { source: 'text', rule: 'prose', text, start, end: start + shown.length };
}

test('a value that goes on in the next line is marked as one', () => {
  const shown = markedOriginal(mail, {
    name: at('Aoife Brennan'),
    motivation: at(
      'I hope to learn how others keep their models honest.',
      'I hope\nto learn how others keep their models honest.',
    ),
  });
  assert.match(shown, /\[name: Aoife Brennan\]/);
  assert.match(
    shown.replaceAll('\n', ' '),
    /\[motivation: I hope to learn how others keep their models honest\.\]/,
  );
  assert.doesNotMatch(shown, /Found outside/);
});

test('a place inside a reason is marked, and so is the reason around it', () => {
  const shown = markedOriginal(mail, {
    affiliation: at('Marine Institute'),
    motivation: at('I am Aoife Brennan, Marine Institute. Could you add me to the mailing list?'),
    name: at('Aoife Brennan'),
  }).replaceAll('\n', ' ');
  assert.match(
    shown,
    /\[motivation: I am \]\[name: Aoife Brennan\], \[affiliation: Marine Institute\]\[motivation: \. Could you add me to the mailing list\?\]/,
  );
  assert.doesNotMatch(shown, /Found outside/);
});

test('lines stay lines, longer ones go on before the next, and none has more than 80 columns', () => {
  const lines = markedOriginal(mail, { name: at('Aoife Brennan') }).split('\n');
  assert.ok(lines.every((line) => line.length <= 80));
  assert.equal(lines.at(-1), '  12 Pier Road');
  assert.ok(lines.some((line) => line.startsWith('list? I hope to learn how others')));
});

test('what was found elsewhere says where, and a span that says something else now is not marked', () => {
  const shown = markedOriginal(mail, {
    email: { source: 'header', rule: 'From', text: 'aoife@marine.example', start: 0, end: 20 },
    affiliation: { ...at('Marine Institute'), text: 'Another Institute' },
  });
  assert.match(shown, /Found outside the text:\n {2}email: aoife@marine\.example \(from the header\)/);
  assert.doesNotMatch(shown, /\[affiliation/);
});

test('a mail cannot move the cursor of whoever reads it', () => {
  const shown = markedOriginal('I am \u001b[2J\u001b[1;1HRoot\u202e.', {});
  assert.equal(shown, 'I am ·[2J·[1;1HRoot·.');
});
