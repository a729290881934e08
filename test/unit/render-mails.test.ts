import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Language } from '../../src/calendar/format-date.ts';
import { mailingKinds } from '../../src/mailings/mailing-kinds.ts';
import { openRenderer } from '../../src/mailings/render.ts';
import { languagesOf, templateReader } from '../../src/mailings/render-files.ts';
import { type MailKind, mailKinds } from '../../src/mailings/view.ts';
import { addressesIn, bagOfWords, linksOf, skeletonOf, visibleText } from '../support/read-html.ts';
import { bareView } from '../support/refilled-view.ts';
import { sampleView, sampleViews } from '../support/sample-views.ts';

const templatesDir = join(import.meta.dirname, '../../templates');
const renderer = openRenderer({ templatesDir });
const read = templateReader({ templatesDir });

/** Keys that look optional and carry the mail in these kinds. */
const needed: Partial<Record<MailKind, string[]>> = {
  digest: ['who'],
  moved: ['when'],
  decided: [],
};

const mails: { kind: MailKind; language: Language }[] = mailKinds.flatMap((kind) =>
  languagesOf(read, kind).map((language) => ({ kind, language })),
);

describe('a subscriber, an applicant and a host get mails', () => {
  for (const { kind, language } of mails) {
    it(`${kind} (${language}) says the same in HTML and in text`, async () => {
      const { html, text } = await renderer.render(kind, sampleView(kind), { language });
      assert.deepEqual(
        Object.fromEntries([...bagOfWords(text)].sort()),
        Object.fromEntries([...bagOfWords(visibleText(html))].sort()),
      );
      const inText = new Set(addressesIn(text));
      const inHtml = new Set(linksOf(html));
      assert.deepEqual([...inText].sort(), [...inHtml].sort());
    });

    it(`${kind} (${language}) fits the channels it travels through`, async () => {
      const { subject, html, text } = await renderer.render(kind, sampleView(kind), { language });
      assert.ok([...subject].length <= 78, subject);
      assert.match(subject, /^[^\u0000-\u001f\u00a0\ue000\ue001]+$/);
      assert.ok(html.length <= 102_000, `${html.length} octets`);
      assert.match(html, /^[\u0000-\u007f]*$/);
      assert.ok(Math.max(...html.split('\n').map((line) => line.length)) <= 998);
      for (const line of text.split('\n')) {
        assert.ok([...line].length <= 72 || /^\s*(?:\S{1,10}\s+)?https:\S+$/.test(line), line);
      }
      assert.doesNotMatch(text, /\u00a0|\[\[|\{\{|\{%|\bundefined\b|\bnull\b/);
      assert.doesNotMatch(visibleText(html), /\[\[|\{\{|\{%|\bundefined\b|\bnull\b/);
    });

    it(`${kind} (${language}) can be read in any program`, async () => {
      const { html } = await renderer.render(kind, sampleView(kind), { language });
      assert.match(html, new RegExp(`<html lang="${language}"`));
      assert.match(html, /<meta name="color-scheme" content="light dark"/);
      assert.match(html, /prefers-color-scheme: dark/);
      assert.match(html, /\[data-ogsc\]/);
      assert.match(html, /\[data-ogsb\]/);
      for (const [image] of html.matchAll(/<img[^>]*>/g)) assert.match(image, /\salt="[^"]+"/);
      assert.doesNotMatch(html, /url\(|@import|@font-face|<script|<link/);
      // Word's comments balance: each one that opens a table closes it.
      assert.equal(html.split('<!--[if').length, html.split('<![endif]').length);
      const headings = [...html.matchAll(/<h([1-6])\b/g)].map(([, level]) => Number(level));
      assert.equal(headings.filter((level) => level === 1).length, 1);
      headings.reduce((before, level) => {
        assert.ok(level <= before + 1, `h${level} after h${before}`);
        return level;
      }, 0);
    });
  }

  for (const kind of mailKinds) {
    it(`${kind} leaves out what nobody said, in both parts`, async () => {
      const view = bareView(sampleView(kind), needed[kind] ?? []);
      const { html, text, subject } = await renderer.render(kind, view);
      assert.deepEqual(
        Object.fromEntries([...bagOfWords(text)].sort()),
        Object.fromEntries([...bagOfWords(visibleText(html))].sort()),
      );
      assert.doesNotMatch(`${subject}\n${text}`, /null|undefined| ,|\(\)|“”|\n\n\n\n/);
      assert.ok(skeletonOf(html).filter((tag) => tag.startsWith('h1')).length === 1);
    });
  }
});

describe('a change of a talk is told by what has changed', () => {
  const nothing = {
    when: null,
    dayMonth: '9\u00a0December',
    where: null,
    online: null,
    title: null,
    speaker: null,
  };
  const told = async (was: Partial<(typeof sampleViews)['moved']['was']>) => {
    const view = { ...sampleViews.moved, was: { ...nothing, ...was }, reason: [] };
    const { subject, text, html } = await renderer.render('moved', view);
    assert.deepEqual(bagOfWords(text), bagOfWords(visibleText(html)));
    return `${subject}\n${text}`;
  };

  it('another day', async () => {
    const mail = await told({ when: 'Tuesday 8 December 2026, 14:00 to 15:00 CET', dayMonth: '8 December' });
    assert.match(mail, /^Moved to Wednesday 9 December, 15:00: Proteins nobody has seen/);
    assert.match(
      mail,
      /Was {6}Tuesday 8 December 2026, 14:00 to 15:00 CET\n\n {2}Now {6}Wednesday 9 December/,
    );
    assert.match(mail, /Amsterdam, as before/);
  });

  it('another room', async () => {
    const mail = await told({ where: 'Seminar room 1.04' });
    assert.match(mail, /^Another room on Wednesday 9 December, 15:00/);
    assert.match(mail, /When {5}Wednesday 9 December 2026, as before/);
    assert.match(mail, /Where {4}was Seminar room 1\.04\n {11}now Seminar room 1\.12/);
  });

  it('another link', async () => {
    const mail = await told({ online: 'meet.example/old' });
    assert.match(mail, /^Another link for/);
    assert.match(mail, /Online {3}was meet\.example\/old\n {11}now https:\/\/meet\.example/);
  });

  it('another speaker and title', async () => {
    const mail = await told({ speaker: 'Somebody Else', title: 'Proteins' });
    assert.match(mail, /^Changed for Wednesday 9 December/);
    assert.match(mail, /has another speaker/);
    assert.match(mail, /Title {4}was Proteins/);
  });
});

describe('a proof shows each mail to the list', () => {
  for (const kind of mailingKinds) {
    it(kind, async () => {
      const { links: _links, colloquium: _colloquium, ...mail } = sampleViews[kind];
      const view = { ...sampleViews.proof, ...mail, kind } as (typeof sampleViews)['proof'];
      const { text, html } = await renderer.render('proof', view);
      assert.deepEqual(bagOfWords(text), bagOfWords(visibleText(html)));
      const own = await renderer.render(kind, sampleViews[kind]);
      for (const word of bagOfWords(own.text.split('\n-- \n')[0] ?? '').keys()) {
        if (!/^(?:next|tomorrow|today|moved|watch|back|cancelled|hosts|of|the)$/.test(word)) {
          assert.ok(bagOfWords(text).has(word), word);
        }
      }
    });
  }
});
