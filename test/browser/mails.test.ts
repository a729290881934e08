import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../src/calendar/format-date.ts';
import { openRenderer } from '../../src/mailings/render.ts';
import { languagesOf, templateReader } from '../../src/mailings/render-files.ts';
import { mailKinds } from '../../src/mailings/view.ts';
import { dress, judge, loadJudge, noBrowser, openBrowser, takeShot } from '../support/browser.ts';
import { refillView } from '../support/refilled-view.ts';
import { sampleView, sampleViews } from '../support/sample-views.ts';

const templatesDir = join(import.meta.dirname, '../../templates');
const renderer = openRenderer({ templatesDir });

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

describe('a mail in a browser', { skip: noBrowser }, () => {
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  before(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
  });
  after(() => browser?.close());

  async function open(html: string): Promise<void> {
    requests.length = 0;
    await page.goto('about:blank');
    await page.setContent(html);
  }

  /** The mail that is open: axe, the width it takes, its smallest letters, and what it has asked the network for. */
  async function see(look: Look): Promise<Seen> {
    await dress(page, look);
    const { violations } = look.rules === 'none' ? { violations: [] } : await judge(page, look);
    const seen = await page.evaluate(`(() => {
      const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      let smallest = 99;
      while (texts.nextNode()) {
        if (texts.currentNode.data.trim() === '') continue;
        smallest = Math.min(smallest, parseFloat(getComputedStyle(texts.currentNode.parentElement).fontSize));
      }
      return { width: document.documentElement.scrollWidth, smallest };
    })()`);
    return {
      ...(seen as Pick<Seen, 'width' | 'smallest'>),
      violations,
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
      await open(html);
      const isWhole = language === 'en';
      if (isWhole) await loadJudge(page);
      for (const look of isWhole ? looks : looks.slice(3)) {
        const seen = await see(look);
        if (isWhole && look.colorScheme === 'dark') await takeShot(page, `mail-${kind}`, look);
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
      await open(html);
      for (const look of looks.filter((each) => each.rules === 'none')) {
        const { width } = await see(look);
        assert.ok(width <= look.width, `${kind}: ${width} px wide at ${look.width}`);
      }
    }
  });
});
