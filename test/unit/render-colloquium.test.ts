import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { openRenderer } from '../../src/mailings/render.ts';
import { visibleText } from '../support/read-html.ts';
import { sampleViews } from '../support/sample-views.ts';

const templatesDir = join(import.meta.dirname, '../../templates');
const renderer = openRenderer({ templatesDir });

const withColloquium = (change: Partial<(typeof sampleViews)['announcement']['colloquium']>) => ({
  ...sampleViews.announcement,
  colloquium: { ...sampleViews.announcement.colloquium, ...change },
});

describe('a colloquium makes the mails its own', () => {
  it('with its accent, by day and by night', async () => {
    const { html } = await renderer.render(
      'announcement',
      withColloquium({ accent: { light: '#7a1f3d', dark: '#f0b6c6' } }),
    );
    assert.match(html, /#7a1f3d/);
    assert.match(html, /#f0b6c6/);
    assert.doesNotMatch(html, /#1f4a94|#a3bdf3/i);
  });

  it('and never with anything in the place of a colour', async () => {
    for (const light of ['red', '#fff', '#1f4a94;} body{display:none', '']) {
      const view = withColloquium({ accent: { light, dark: '#a3bdf3' } });
      await assert.rejects(renderer.render('announcement', view), /#rrggbb/);
    }
  });

  it('with one host, with two, with more', async () => {
    const footOf = async (hosts: string[]) =>
      visibleText((await renderer.render('announcement', withColloquium({ hosts }))).html).replace(
        /\s+/g,
        ' ',
      );
    assert.match(await footOf(['Noor A']), /Noor A host of the colloquium.*An answer to it reaches Noor A\./);
    assert.match(await footOf(['Noor A', 'Elias B']), /Noor A and Elias B hosts of.*reaches both of us\./);
    assert.match(await footOf(['A', 'B', 'C']), /A, B and C hosts of the colloquium.*reaches all of us\./);
  });

  describe('with files of its own', () => {
    const overridesDir = mkdtempSync(join(tmpdir(), 'convoke-overrides-'));
    after(() => rmSync(overridesDir, { recursive: true }));

    it('that stand in for ours one by one', async () => {
      mkdirSync(join(overridesDir, 'announcement'));
      writeFileSync(join(overridesDir, 'announcement/subject.txt'), 'Seminar: {{ talk.title | elastic }}\n');
      const own = openRenderer({ templatesDir, overridesDir });
      const { subject, text } = await own.render('announcement', sampleViews.announcement);
      assert.equal(subject, 'Seminar: What a glacier remembers');
      assert.match(text, /IN YOUR CALENDAR/);
    });

    it('that are for one colloquium alone', async () => {
      mkdirSync(join(overridesDir, 'physics/announcement'), { recursive: true });
      writeFileSync(join(overridesDir, 'physics/announcement/subject.txt'), 'Physics: {{ talk.speaker }}\n');
      const own = openRenderer({ templatesDir, overridesDir });
      const subjectFor = async (colloquium: string) =>
        (await own.render('announcement', sampleViews.announcement, { colloquium })).subject;
      assert.equal(await subjectFor('physics'), 'Physics: Ingrid Solbakken');
      assert.equal(await subjectFor('ai4science'), 'Seminar: What a glacier remembers');
      rmSync(join(overridesDir, 'physics'), { recursive: true });
    });

    it('and a fault in them is told with its file and line', async () => {
      mkdirSync(join(overridesDir, 'layout'));
      writeFileSync(
        join(overridesDir, 'layout/signature.mjml'),
        '<mj-text>\n  <p>[[nobody]]</p>\n</mj-text>\n',
      );
      const own = openRenderer({ templatesDir, overridesDir });
      await assert.rejects(
        own.render('announcement', sampleViews.announcement),
        /layout\/signature\.mjml, line 2: There are no words for \[\[nobody\]\]/,
      );
    });

    it('which can read no file, reach nothing outside the view, and print nothing unescaped', async () => {
      for (const source of [
        "{% include '/etc/passwd' %}",
        "{% render '../package.json' %}",
        '{{ colloquium.constructor.name }}',
        '{{ colloquium.name | raw }}',
        '{{ secret }}',
      ]) {
        writeFileSync(join(overridesDir, 'announcement/subject.txt'), `${source}\n`);
        rmSync(join(overridesDir, 'layout'), { recursive: true, force: true });
        const own = openRenderer({ templatesDir, overridesDir });
        await assert.rejects(own.render('announcement', sampleViews.announcement), source);
      }
    });

    it('and which cannot run for ever', async () => {
      const loop = '{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}\n';
      writeFileSync(join(overridesDir, 'announcement/subject.txt'), loop);
      const own = openRenderer({ templatesDir, overridesDir });
      await assert.rejects(own.render('announcement', sampleViews.announcement), /limit exceeded/);
    });
  });
});
