import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import type { Language } from '../../src/calendar/format-date.ts';
import { openRenderer } from '../../src/mailings/render.ts';
import { languagesOf, templateReader } from '../../src/mailings/render-files.ts';
import { mailKinds } from '../../src/mailings/view.ts';
import { takeShot } from '../support/browser.ts';
import { refillView } from '../support/refilled-view.ts';
import { sampleView, sampleViews } from '../support/sample-views.ts';

const executablePath = '/usr/bin/chromium';
const templatesDir = join(import.meta.dirname, '../../templates');
const renderer = openRenderer({ templatesDir });
const skip = existsSync(executablePath) ? false : 'no Chromium at /usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
  /** What axe looks at: everything once, colours again at night, nothing where only the width changes. */
  readonly rules: 'all' | 'colours' | 'none';
}

/** As on a desk and as on a phone, by day and by night. */
const looks: readonly Look[] = [
  { width: 700, colorScheme: 'light', rules: 'all' },
  { width: 700, colorScheme: 'dark', rules: 'colours' },
  { width: 390, colorScheme: 'dark', rules: 'none' },
  { width: 320, colorScheme: 'light', rules: 'none' },
];

interface Seen {
  readonly violations: string[];
  readonly width: number;
  readonly smallest: number;
  readonly requests: string[];
}

describe('a mail in a browser', { skip }, () => {
  let browser: Browser;
  before(async () => {
    const flags = '--no-sandbox --disable-gpu --disable-background-networking --disable-component-update';
    const args = `${flags} --disable-sync --no-first-run`.split(' ');
    browser = await chromium.launch({ executablePath, args });
  });
  after(() => browser?.close());

  /** Axe, a picture by night, the width it takes, its smallest letters, and what it asks the network for. */
  async function see(html: string, look: Look, name: string | null = null): Promise<Seen> {
    const { width, colorScheme, rules } = look;
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent(html);
    if (rules !== 'none') await page.addScriptTag({ content: axe });
    const options = rules === 'colours' ? { runOnly: ['color-contrast'] } : {};
    const seen = await page.evaluate(`(async () => {
      const violations = ${rules === 'none'} ? [] : (await axe.run(document, ${JSON.stringify(options)})).violations;
      const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      let smallest = 99;
      while (texts.nextNode()) {
        if (texts.currentNode.data.trim() === '') continue;
        smallest = Math.min(smallest, parseFloat(getComputedStyle(texts.currentNode.parentElement).fontSize));
      }
      const told = violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' ').slice(0, 300));
      return { violations: told, width: document.documentElement.scrollWidth, smallest };
    })()`);
    if (name !== null && look.colorScheme === 'dark') await takeShot(page, `mail-${name}`, look);
    await page.close();
    return {
      ...(seen as Omit<Seen, 'requests'>),
      requests: requests.filter((url) => !/^(?:cid|about|data):/.test(url)),
    };
  }

  const read = templateReader({ templatesDir });
  const mails = mailKinds.flatMap((kind) =>
    languagesOf(read, kind).map((language: Language) => ({ kind, language })),
  );
  for (const { kind, language } of mails) {
    it(`${kind} (${language}) can be read by everyone, on a desk and on a phone, by day and by night`, async () => {
      const { html } = await renderer.render(kind, sampleView(kind), { language });
      for (const look of language === 'en' ? looks : looks.slice(3)) {
        const seen = await see(html, look, language === 'en' ? kind : null);
        assert.deepEqual(seen.violations, [], JSON.stringify(look));
        assert.ok(seen.width <= look.width, `${seen.width} px wide at ${look.width}`);
        assert.ok(seen.smallest >= 16, `${seen.smallest} px letters`);
        assert.deepEqual(seen.requests, []);
      }
    });
  }

  it('long words, names and addresses stay within the column', async () => {
    const long = `${'Zusammenhangslosigkeitsvermutungsbeweisversuch '.repeat(2)}al-Khwārizmī مرحبا ${'word '.repeat(20)}`;
    for (const kind of ['announcement', 'decision-request', 'report'] as const) {
      const { html } = await renderer.render(kind, refillView(sampleViews[kind], () => long) as never);
      for (const look of looks.filter((each) => each.rules === 'none')) {
        const { width } = await see(html, look);
        assert.ok(width <= look.width, `${kind}: ${width} px wide at ${look.width}`);
      }
    }
  });
});
