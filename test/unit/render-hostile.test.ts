import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openRenderer } from '../../src/mailings/render.ts';
import { cleanLine } from '../../src/mailings/render-clean.ts';
import { mailKinds } from '../../src/mailings/view.ts';
import { hostileWords, naughtyMissing, naughtyStrings } from '../support/hostile-words.ts';
import { linksOf, skeletonOf, visibleText } from '../support/read-html.ts';
import { refillView } from '../support/refilled-view.ts';
import { sampleView, sampleViews } from '../support/sample-views.ts';

const renderer = openRenderer({ templatesDir: join(import.meta.dirname, '../../templates') });

/** Besides: what the text part could take for its own marks, and what fills the whole room. */
const attacks = [
  ...hostileWords,
  '<![CDATA[ x ]]>',
  "{% include '/etc/passwd' %}",
  '<$100 & more &amp; &#60;b&#62;',
  'first\u2028second\u2029third\u0085fourth',
  '> quoted',
  '  When     tomorrow',
  'ABSTRACT',
  `${'عربي'.repeat(400)}`,
  '日本語'.repeat(500),
];

describe('strangers’ words stay words', () => {
  for (const kind of mailKinds) {
    it(`in ${kind} they change neither the frame nor the links`, async () => {
      const plain = await renderer.render(
        kind,
        refillView(sampleView(kind), () => 'word'),
      );
      const links = linksOf(plain.html);
      for (const attack of attacks) {
        const { subject, html, text } = await renderer.render(
          kind,
          refillView(sampleView(kind), () => attack),
        );
        assert.deepEqual(skeletonOf(html), skeletonOf(plain.html), attack.slice(0, 60));
        assert.deepEqual(linksOf(html), links);
        assert.ok([...subject].length <= 78 && /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/.test(subject));
        assert.match(html, /^[\n\u0020-\u007e]*$/);
        assert.ok(html.length <= 102_000, `${html.length}`);
        assert.ok(Math.max(...html.split('\n').map((line) => line.length)) <= 998);
        assert.doesNotMatch(
          text,
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/,
        );
        assert.equal(text.split('\n').filter((line) => line === '-- ').length, 1, 'one signature mark');
        for (const line of text.split('\n')) {
          assert.ok([...line].length <= 72 || /https:\S+$/.test(line), line);
        }
      }
    });
  }

  it('what they wrote is shown as they wrote it', async () => {
    for (const attack of attacks.filter((each) => each.length < 200)) {
      const view = refillView(sampleViews.acknowledged, (old) => (old.startsWith('I model') ? attack : old));
      const { html, text } = await renderer.render('acknowledged', view);
      const squeezed = (shown: string) => shown.replace(/\s+/g, ' ');
      const expected = squeezed(cleanLine(attack));
      assert.ok(squeezed(visibleText(html)).includes(expected), attack);
      assert.ok(squeezed(text).includes(expected), attack);
    }
  });

  it('515 naughty strings, each in some field of every mail', { skip: naughtyMissing }, async () => {
    const naughty = naughtyStrings();
    for (const kind of mailKinds) {
      const frame = skeletonOf(
        (
          await renderer.render(
            kind,
            refillView(sampleView(kind), () => 'word'),
          )
        ).html,
      );
      let index = 0;
      while (index < naughty.length) {
        const view = refillView(sampleView(kind), () => naughty[index++ % naughty.length] || 'empty');
        const { html, subject } = await renderer.render(kind, view);
        assert.deepEqual(skeletonOf(html), frame);
        assert.ok(!/[\r\n]/.test(subject));
      }
    }
  });
});

describe('a mail leads only where it should', () => {
  const to = (url: string) => ({
    ...sampleViews['confirm-address'],
    confirmUrl: url,
  });

  it('https, and http to this machine for development', async () => {
    for (const url of ['https://a.example/x?do=y&z=1', 'http://localhost:3000/requests/x']) {
      const { html } = await renderer.render('confirm-address', to(url));
      assert.ok(linksOf(html).includes(url));
    }
  });

  for (const url of [
    'http://a.example/x',
    'javascript:alert(1)',
    'data:text/html,x',
    '//a.example/x',
    '/requests/x',
    'https://a.example/ onclick=x',
    'http://localhost.evil.example/',
    '',
  ]) {
    it(`never “${url}”`, async () => {
      await assert.rejects(renderer.render('confirm-address', to(url)), /may not link to/);
    });
  }
});
