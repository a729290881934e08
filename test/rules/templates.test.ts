import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Config } from '../../config/schema.ts';
import { templateNames } from '../../src/mailings/render-files.ts';
import { refuseFaultyTemplates } from '../../src/mailings/render-own.ts';
import { validateOwnTemplates, validateTemplates } from '../../src/mailings/render-validate.ts';
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

describe('the hosts’ own templates', () => {
  const overridesDir = mkdtempSync(join(tmpdir(), 'convoke-own-templates-'));
  after(() => rmSync(overridesDir, { recursive: true }));
  const write = (file: string, text: string) => {
    mkdirSync(join(overridesDir, file, '..'), { recursive: true });
    writeFileSync(join(overridesDir, file), text);
  };
  const faults = () =>
    validateOwnTemplates({ templatesDir: templates, overridesDir }, ['ai4science', 'physics']);

  it('are none at first, and valid ones are no fault', async () => {
    assert.deepEqual(await faults(), []);
    write('announcement/subject.txt', 'Seminar: {{ talk.title | elastic }}\n');
    write('physics/reminder/subject.txt', 'Again: {{ talk.title | elastic }}\n');
    assert.deepEqual(await faults(), []);
  });

  it('are looked at for all colloquia and for each, and a fault is told where it stands', async () => {
    write('announcement/subject.txt', 'Seminar: {{ talk.title | elastic }\n');
    write('physics/reminder/body.txt', 'First\n\n{% if talk.where %}\nin {{ talk.where }}\n');
    assert.deepEqual(
      (await faults()).map(({ file, line }) => `${file}:${line}`),
      ['announcement/subject.txt:1', 'physics/reminder/body.txt:3'],
    );
  });

  it('with faults stop the start, which names each', async () => {
    const configDir = mkdtempSync(join(tmpdir(), 'convoke-own-config-'));
    const colloquia = [{ id: 'physics' }] as unknown as Config['colloquia'];
    await refuseFaultyTemplates({ configDir, colloquia });
    mkdirSync(join(configDir, 'templates/physics/welcome'), { recursive: true });
    writeFileSync(join(configDir, 'templates/physics/welcome/body.txt'), '[[hello_there]]\n');
    await assert.rejects(
      refuseFaultyTemplates({ configDir, colloquia }),
      /cannot be used:\n {2}templates\/physics\/welcome\/body\.txt, line 1: There are no words for \[\[hello_there\]\]/,
    );
    rmSync(configDir, { recursive: true });
  });

  it('that stand in for nothing were misspelt', async () => {
    rmSync(overridesDir, { recursive: true });
    write('anouncement/subject.txt', 'x\n');
    write('ai4science/welcome/words-es.txt', 'x\n');
    assert.deepEqual(
      (await faults()).map(({ file, text }) => `${file}: ${text}`),
      [
        'anouncement/subject.txt: There is no template of this name.',
        'ai4science/welcome/words-es.txt: There is no template of this name.',
      ],
    );
  });
});
