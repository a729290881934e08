/** Lists leave for spreadsheets and come back from them. Threat 18. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { bareCell, findSeparator, readCsv, safeCell, writeRecord } from '../../src/subscribers/csv.ts';

const cellsOf = (text: string, separator: ',' | ';' | '\t' = ',') =>
  readCsv(text, separator).map(({ cells }) => cells);

test('a name with a comma, a quote or a line end stands in quotes and comes back whole', () => {
  assert.deepEqual(cellsOf('"Berg, Anna van den","says ""hi"""\r\n"two\nlines",x\r\n'), [
    ['Berg, Anna van den', 'says "hi"'],
    ['two\nlines', 'x'],
  ]);
});

test('lines are counted as an editor counts them, also behind a name of two lines', () => {
  const records = readCsv('a\n"b\nb"\n\nc\n', ',');
  assert.deepEqual(
    records.map(({ line }) => line),
    [1, 2, 5],
  );
});

test('a stray quote does not swallow the rest of the list', () => {
  assert.deepEqual(cellsOf('"Ann, a@x.example\nBob,b@x.example\n'), [
    ['"Ann', ' a@x.example'],
    ['Bob', 'b@x.example'],
  ]);
  assert.deepEqual(cellsOf('5" disk,a@x.example'), [['5" disk', 'a@x.example']]);
});

test('the separator is the one that the lines agree on', () => {
  assert.equal(findSeparator('Name;E-Mail\nBerg, Anna;a@x.example\n'), ';');
  assert.equal(findSeparator('Name\tE-Mail\nBerg, Anna\ta@x.example\n'), '\t');
  assert.equal(findSeparator('email,name\na@x.example,"x;y;z"\n'), ',');
  assert.equal(findSeparator('a@x.example\nb@x.example\n'), ',');
});

test('no cell of ours begins like a formula, and every one comes back as it was', () => {
  for (const hostile of [
    '=HYPERLINK("http://evil.example")',
    '@SUM(1)',
    '-2+3',
    '+49 30',
    '\t=1',
    '\r=1',
    '＝1+1',
    "'=1",
  ]) {
    const safe = safeCell(hostile);
    assert.match(safe, /^'/, hostile);
    assert.equal(bareCell(safe), hostile);
  }
  assert.equal(safeCell("'t Hart"), "'t Hart");
  assert.equal(bareCell("'t Hart"), "'t Hart");
});

test('whatever stands in a table is the same after writing and reading it', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^['=+\-@\t\r\n",; ]{0,6}[a-z]*$/),
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
      (table) => {
        const text = table.map((cells) => writeRecord(cells)).join('');
        assert.deepEqual(
          cellsOf(text).map((cells) => cells.map(bareCell)),
          table,
        );
        // Nothing a spreadsheet opens begins a formula.
        for (const cells of cellsOf(text)) for (const one of cells) assert.doesNotMatch(one, /^[=+\-@\t\r]/);
      },
    ),
  );
});
