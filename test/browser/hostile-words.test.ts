/** The words of strangers stay words (threat 7): no element, no dialog, no request comes of them on any page. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { noBrowser, openBrowser, openWindow, watchPage } from '../support/browser.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

const naughty = join(import.meta.dirname, '../../../shared/data/mime/blns.json');

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  '<iframe srcdoc="<script>alert(1)</script>">',
  '</textarea><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<a href="javascript:alert(1)">Noor</a>',
  '" autofocus onfocus=alert(1) x="',
  '<style>@import "//evil.example/x.css";</style>',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<meta http-equiv="refresh" content="0;url=//evil.example">',
  '<base href="//evil.example/">',
  '<form action="//evil.example"><button>Approve</button>',
  '{{constructor.constructor("alert(1)")()}}',
  '\u202eevitcejbo\u202c <b>bold</b>',
  '<math><mi xlink:href="data:x,<script>alert(1)</script>">',
  '<details open ontoggle=alert(1)>',
];

/** What no page of ours has. */
const foreignElements = [
  'img, iframe:not([sandbox]), object, embed, math, base, style, form:not([action^="/"])',
  '[onerror], [onload], [onfocus], [ontoggle], a[href^="javascript"]',
].join(', ');

describe('strangers’ words in a browser', { skip: noBrowser }, () => {
  let web: TestWeb;
  let story: WebStory;
  let browser: Browser;
  before(async () => {
    web = await openTestWeb();
    story = await tellStory(web, 4);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await web?.close();
  });

  async function write(words: string): Promise<void> {
    const { db } = web.store;
    const value = words.replaceAll('\u0000', '');
    const mail = `From: x@y.example\r\nSubject: x\r\nMessage-ID: <a@y.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${value}\r\n`;
    await db
      .updateTable('request')
      .set({ name: value, affiliation: value, motivation: value, reason: value, question: value })
      .execute();
    await db
      .updateTable('subscriber')
      .set({ name: value, affiliation: value })
      .where('id', '=', story.subscriberId)
      .execute();
    await db
      .updateTable('inbound')
      .set({ raw: Buffer.from(mail), reason: value, envelope_from: value })
      .execute();
    await db
      .updateTable('talk')
      .set({
        title: value,
        speaker: value,
        affiliation: value,
        abstract: value,
        bio: value,
        place: value,
        watch: value,
      })
      .where('id', '=', story.talks[2]!)
      .execute();
    await db.updateTable('delivery').set({ reply: value }).where('state', '=', 'failed').execute();
  }

  const shown = () => [
    '/',
    `/talks/${story.talks[2]}`,
    `/requests/${web.sign('decision-link', story.linkId)}`,
    `/preferences/${web.sign('preferences', story.subscriberId)}`,
    '/host/requests',
    `/host/requests/${story.requestId}`,
    `/host/messages/${story.messageId}`,
    `/host/subscribers/${story.subscriberId}`,
    '/host/subscribers',
    '/host/calendar',
    '/host/outbox',
    `/host/mailings/${story.doneId}`,
    '/host/templates',
  ];

  it('attacks are read and not run, on every page that shows them', async () => {
    const window = await openWindow(
      browser,
      web,
      { width: 1280, colorScheme: 'light' },
      await web.cookieOf(story.hostId),
    );
    const page = await window.newPage();
    const trouble = watchPage(page, web);
    for (const words of attacks) {
      await write(words);
      for (const path of shown()) {
        await page.goto(web.url + path, { waitUntil: 'domcontentloaded' });
        const foreign = await page.evaluate(`(() => {
          const scripts = [...document.scripts].filter((each) => !each.src && each.type !== 'application/ld+json');
          return [...document.querySelectorAll(${JSON.stringify(foreignElements)}), ...scripts].map((each) => each.outerHTML);
        })()`);
        assert.deepEqual(foreign, [], `${path}: ${words}`);
        assert.deepEqual(trouble, [], `${path}: ${words}`);
      }
    }
    await window.close();
  });

  it('the list of naughty strings makes no element', {
    skip: existsSync(naughty) ? false : 'no list of naughty strings here',
  }, async () => {
    const strings = JSON.parse(readFileSync(naughty, 'utf8')) as string[];
    const window = await openWindow(browser, web, { width: 1280, colorScheme: 'light' });
    const page = await window.newPage();
    await page.goto(`${web.url}/host/sign-in`);
    const path = `/requests/${web.sign('decision-link', story.linkId)}`;
    const known = new Set(
      'html head meta title link body a header div svg circle main p h1 span bdi blockquote dl dt dd form fieldset legend label input button textarea h2 path b br mark small details summary'.split(
        ' ',
      ),
    );
    for (const words of strings) {
      await write(words);
      const html = await (await fetch(web.url + path)).text();
      const names = (await page.evaluate(
        `[...new Set([...new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html').querySelectorAll('*')].map((each) => each.localName))]`,
      )) as string[];
      assert.deepEqual(
        names.filter((name) => !known.has(name)),
        [],
        words,
      );
    }
    await window.close();
  });
});
