import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cleanLine } from '../../src/mailings/render-clean.ts';
import { asciiOnly, foldLine } from '../../src/mailings/render-html.ts';
import { ELASTIC_END, ELASTIC_START, fitSubject } from '../../src/mailings/subject.ts';
import { quotedParagraphs } from '../../src/mailings/view-quoted.ts';
import { layOutText, wrapLine } from '../../src/mailings/wrap-text.ts';

const subject = (title: string, speaker = 'Ingrid Solbakken') =>
  fitSubject(`Tuesday 24\u00a0November, 14:00: ${ELASTIC_START}${title}${ELASTIC_END} (${speaker})\n`);

describe('a subject', () => {
  it('that fits stays whole', () => {
    assert.equal(subject('Glaciers'), 'Tuesday 24 November, 14:00: Glaciers (Ingrid Solbakken)');
  });

  it('loses the subtitle first', () => {
    assert.equal(
      subject('What a glacier remembers: learning ice flow from forty years of images'),
      'Tuesday 24 November, 14:00: What a glacier remembers (Ingrid Solbakken)',
    );
  });

  it('then words from the end of the title, and keeps the speaker', () => {
    const short = subject('On the many ways in which a glacier may remember its past');
    assert.equal(short, 'Tuesday 24 November, 14:00: On the many ways in which a… (Ingrid Solbakken)');
  });

  it('in the end loses its own end', () => {
    const short = subject('Glaciers', 'A name of sixty letters that goes on and on and on and on again');
    assert.equal(short, 'Tuesday 24 November, 14:00: Glaciers (A name of sixty letters that goes on…');
  });

  it('is one line of at most 78 characters whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (title, speaker) => {
        const line = subject(cleanLine(title), cleanLine(speaker));
        return [...line].length <= 78 && !/[\r\n\ue000\ue001]/.test(line);
      }),
    );
  });
});

describe('the text part', () => {
  it('continues a fact below its value and a quotation behind its mark', () => {
    assert.deepEqual(wrapLine(`  Where    ${'Zuiderlaan '.repeat(8).trim()}`), [
      '  Where    Zuiderlaan Zuiderlaan Zuiderlaan Zuiderlaan Zuiderlaan',
      '           Zuiderlaan Zuiderlaan Zuiderlaan',
    ]);
    assert.deepEqual(wrapLine(`> ${'word '.repeat(20).trim()}`), [
      `> ${'word '.repeat(14).trim()}`,
      `> ${'word '.repeat(6).trim()}`,
    ]);
  });

  it('never breaks an address, and breaks a word without end', () => {
    const address = `https://ai4science.example/${'a'.repeat(90)}`;
    assert.deepEqual(wrapLine(`  ${address}`), [`  ${address}`]);
    assert.deepEqual(wrapLine('x'.repeat(100)), ['x'.repeat(72), 'x'.repeat(28)]);
  });

  it('keeps the mark of a signature', () => {
    assert.match(layOutText('letter\n\n-- \nfoot\n'), /\n\n-- \nfoot\n$/);
  });

  it('loses no letter and exceeds no column', () => {
    const letters = (text: string) => text.replace(/\s+/g, '');
    fc.assert(
      fc.property(
        fc.lorem({ maxCount: 80, mode: 'words' }),
        fc.constantFrom('', '  ', '  Why      ', '> '),
        (words, lead) => {
          const lines = wrapLine(`${lead}${words}`);
          const body = lines.map((line) => line.replace(/^> /, '')).join(' ');
          return (
            lines.every((line) => line.length <= 72) &&
            letters(body) === letters(`${lead.replace('> ', '')}${words}`)
          );
        },
      ),
    );
  });

  it('stays fast for hostile lines', () => {
    const started = performance.now();
    for (const line of [
      ' '.repeat(50_000),
      '> '.repeat(50_000),
      `  ${'a '.repeat(50_000)}`,
      '  a'.repeat(30_000),
    ]) {
      wrapLine(line);
    }
    assert.ok(performance.now() - started < 2000);
  });
});

describe('the HTML part', () => {
  it('is ASCII whatever was written', () => {
    assert.equal(asciiOnly('Zoë “👩‍🔬”'), 'Zo&#235; &#8220;&#128105;&#8205;&#128300;&#8221;');
  });

  it('is folded without a visible gap and without a cut entity', () => {
    const long = asciiOnly('語'.repeat(2000));
    const lines = foldLine(`<p>${long}</p>`);
    assert.ok(lines.every((line) => line.length <= 998));
    assert.equal(lines.join('\n').replace(/<wbr\n>/g, ''), `<p>${long}</p>`);
  });
});

describe('a mail quoted to the hosts', () => {
  it('has its sentences joined and its short lines kept', () => {
    const quoted = quotedParagraphs(
      'Dear both,\r\n\r\nI would very much like to join your colloquium and hear what\r\nothers do.\r\n\r\nBest,\r\nLin',
    );
    assert.deepEqual(quoted.paragraphs, [
      ['Dear both,'],
      ['I would very much like to join your colloquium and hear what others do.'],
      ['Best,', 'Lin'],
    ]);
    assert.equal(quoted.whole, true);
  });

  it('says when it is only the beginning', () => {
    const quoted = quotedParagraphs('word '.repeat(3000));
    assert.equal(quoted.whole, false);
    assert.ok(JSON.stringify(quoted.paragraphs).length < 6100);
  });
});
