/** Every page, on a desk and on a phone, by day and by night: nobody is kept out, nothing is asked of the network. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { judge, looks, noBrowser, openBrowser, openWindow, takeShot, watchPage } from '../support/browser.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';
import { hostPages, publicPages } from '../support/web-pages.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

describe('pages in a browser', { skip: noBrowser }, () => {
  let web: TestWeb;
  let story: WebStory;
  let browser: Browser;
  before(async () => {
    web = await openTestWeb({
      health: [
        { name: 'Database', state: 'well', text: 'It answers.', advice: null },
        {
          name: 'Mail out',
          state: 'improve',
          text: 'the relay takes 3 s to answer',
          advice: 'Ask its operator.',
        },
        { name: 'Calendar', state: 'broken', text: 'your page answers 404', advice: 'Correct its address.' },
      ],
    });
    story = await tellStory(web);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await web?.close();
  });

  for (const look of looks) {
    it(`axe finds nothing at ${look.width} px, ${look.colorScheme}, and no page is wider than its window`, async () => {
      const window = await openWindow(browser, web, look, await web.cookieOf(story.hostId));
      const pages = { ...publicPages(web, story), ...hostPages(story), missing: '/nowhere' };
      for (const [name, path] of Object.entries(pages)) {
        const page = await window.newPage();
        const trouble = watchPage(page, web);
        const isLive = name === 'mailing';
        await page.goto(web.url + path, { waitUntil: isLive ? 'domcontentloaded' : 'load' });
        const { violations, width } = await judge(page, look);
        assert.deepEqual(violations, [], name);
        assert.ok(width <= look.width, `${name} is ${width} px wide`);
        assert.deepEqual(trouble, [], name);
        await takeShot(page, name, look);
        await page.close();
      }
      await window.close();
    });
  }

  it('what a host can press on a phone is large enough for a finger', async () => {
    const window = await openWindow(browser, web, looks[2]!, await web.cookieOf(story.hostId));
    for (const path of [
      ...Object.values(publicPages(web, story)),
      '/host/requests',
      '/host/outbox',
      `/host/mailings/${story.heldId}`,
      `/host/talks/${story.talks.at(-1)}`,
      `/host/talks/${story.talks.at(-1)}/cancel`,
    ]) {
      const page = await window.newPage();
      await page.goto(web.url + path);
      const small =
        await page.evaluate(`[...document.querySelectorAll('main button, main .button, main summary')]
        .filter((each) => each.checkVisibility())
        .map((each) => ({ text: each.textContent, height: each.getBoundingClientRect().height }))
        .filter((each) => each.height > 0 && each.height < 43.5)`);
      assert.deepEqual(small, [], path);
      await page.close();
    }
    await window.close();
  });

  it('a window of 320 px has no sideways scrolling', async () => {
    const window = await openWindow(
      browser,
      web,
      { width: 320, colorScheme: 'light' },
      await web.cookieOf(story.hostId),
    );
    for (const [name, path] of Object.entries({ ...publicPages(web, story), ...hostPages(story) })) {
      const page = await window.newPage();
      await page.goto(web.url + path, { waitUntil: 'domcontentloaded' });
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      assert.ok(width <= 320, `${name} is ${width} px wide`);
      await page.close();
    }
    await window.close();
  });
});
