import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { templateNames } from '../../src/mailings/render-files.ts';
import { validateTemplates } from '../../src/mailings/render-validate.ts';
import { mailKinds } from '../../src/mailings/view.ts';

const templates = join(import.meta.dirname, '../../templates');

describe('the templates', () => {
  it('are one folder per kind of mail', () => {
    assert.deepEqual(templateNames(templates), [...mailKinds].sort());
  });

  it('are valid, strictly', async () => {
    assert.deepEqual(await validateTemplates(templates), []);
  });

  it('link nowhere by themselves: every address comes from the view', () => {
    for (const kind of [...mailKinds, 'layout']) {
      for (const file of filesOf(kind)) {
        assert.doesNotMatch(readFileSync(file, 'utf8'), /https?:\/\/|src="(?!cid:\{\{)/, file);
      }
    }
  });

  it('are not shouted and not numbered: no exclamation mark, no “click here”, nothing below 16 px', () => {
    for (const kind of [...mailKinds, 'layout']) {
      for (const file of filesOf(kind)) {
        const source = readFileSync(file, 'utf8').replace(/!important/g, '');
        assert.doesNotMatch(source, /!(?!=)|click here|font-size[:=]"?\s*(?:\d|1[0-5])px/i, file);
      }
    }
  });
});

describe('a fault in a template is found where it stands', () => {
  const dir = mkdtempSync(join(tmpdir(), 'convoke-templates-'));
  after(() => rmSync(dir, { recursive: true }));

  const faultsAfter = async (file: string, change: (text: string) => string) => {
    cpSync(templates, dir, { recursive: true });
    const path = join(dir, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    return await validateTemplates(dir);
  };

  it('an attribute MJML does not know, in a part that all mails share', async () => {
    const faults = await faultsAfter('layout/masthead.mjml', (text) =>
      text.replace('<mj-divider />', '<mj-divider colour="red" />'),
    );
    assert.deepEqual(faults, [
      { file: 'layout/masthead.mjml', line: 10, text: 'mj-divider: Attribute colour is illegal.' },
    ]);
  });

  it('a tag left open', async () => {
    const faults = await faultsAfter('sign-in/body.mjml', (text) => text.replace('</mj-column>', ''));
    assert.equal(faults[0]?.file, 'sign-in/body.mjml');
    assert.match(faults[0]?.text ?? '', /<\/mj-section> closes <mj-column>/);
  });

  it('Liquid that does not end, and a filter that would print unescaped', async () => {
    const open = await faultsAfter('sign-in/body.txt', (text) => `${text}{% if host.name %}`);
    assert.match(open[0]?.text ?? '', /not closed/);
    const raw = await faultsAfter('sign-in/body.txt', (text) => `${text}{{ host.name | raw }}\n`);
    assert.match(raw[0]?.text ?? '', /undefined filter: raw/);
  });

  it('a sentence one language lacks, and a part that does not exist', async () => {
    const words = await faultsAfter('welcome/words-nl.txt', (text) => text.replace(/^leave:.*\n/m, ''));
    assert.ok(words.some((fault) => fault.file === 'welcome/words-nl.txt' && fault.text.includes('leave')));
    const part = await faultsAfter('expired/body.txt', (text) => `${text}{% part 'nowhere' %}\n`);
    assert.match(part[0]?.text ?? '', /There is no layout\/nowhere\.txt/);
  });
});

function filesOf(kind: string): string[] {
  const files = ['body.mjml', 'body.txt', 'subject.txt'];
  if (kind !== 'layout') return files.map((file) => join(templates, kind, file));
  return ['head.mjml', 'masthead.mjml', 'facts.mjml', 'facts.txt', 'quoted.mjml'].map((file) =>
    join(templates, kind, file),
  );
}
