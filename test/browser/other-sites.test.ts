/** A page of somebody else, opened by a host who is signed in, can press nothing here and show nothing of ours (threat 8). */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { noBrowser, openBrowser, openWindow } from '../support/browser.ts';
import { printDatabase } from '../support/database-print.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

describe('a page of somebody else', { skip: noBrowser }, () => {
  let web: TestWeb;
  let story: WebStory;
  let browser: Browser;
  let window: BrowserContext;
  let evil: { url: string; close(): void };
  let bait = '';
  before(async () => {
    web = await openTestWeb();
    story = await tellStory(web, 4);
    browser = await openBrowser();
    window = await openWindow(
      browser,
      web,
      { width: 1280, colorScheme: 'light' },
      await web.cookieOf(story.hostId),
    );
    const server = createServer((_, response) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html>${bait}`),
    ).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    // Another site than 127.0.0.1, on the same machine.
    evil = {
      url: `http://localhost:${(server.address() as AddressInfo).port}/`,
      close: () => server.close(),
    };
  });
  after(async () => {
    evil?.close();
    await browser?.close();
    await web?.close();
  });

  const targets = () => [
    `/host/requests/${story.requestId}`,
    `/host/mailings/${story.heldId}`,
    `/host/subscribers/${story.subscriberId}`,
    '/host/sign-out',
    `/requests/${web.sign('decision-link', story.linkId)}`,
    `/preferences/${web.sign('preferences', story.subscriberId)}`,
    `/unsubscribe/${web.sign('unsubscribe', story.subscriberId)}`,
  ];

  for (const enctype of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data']) {
    it(`its forms change nothing, sent as ${enctype}`, async () => {
      const begun = await printDatabase(web.store);
      for (const target of targets()) {
        const fields = { do: 'approve', act: 'erase', sure: 'yes', token: 'x', reason: 'no' };
        const inputs = Object.entries(fields).map(
          ([name, value]) => `<input name="${name}" value="${value}">`,
        );
        bait = `<form method="post" enctype="${enctype}" action="${web.url}${target}">${inputs.join('')}</form>`;
        const page = await window.newPage();
        await page.goto(evil.url);
        const [answer] = await Promise.all([
          page.waitForResponse((response) => response.url() === web.url + target),
          page.evaluate('document.forms[0].submit()'),
        ]);
        assert.equal(answer.status(), 403, target);
        await page.close();
      }
      assert.deepEqual(await printDatabase(web.store), begun);
    });
  }

  it('its script reads nothing and changes nothing', async () => {
    const begun = await printDatabase(web.store);
    bait = '';
    const page = await window.newPage();
    await page.goto(evil.url);
    for (const target of ['/host/requests', '/host/requests/events', ...targets()])
      for (const method of ['GET', 'POST']) {
        const got = await page.evaluate(`Promise.all(['cors', 'no-cors'].map((mode) =>
          fetch(${JSON.stringify(web.url + target)}, { method: ${JSON.stringify(method)}, mode, credentials: 'include', signal: AbortSignal.timeout(2000) })
            .then((answer) => answer.text(), () => '')))`);
        assert.deepEqual(got, ['', ''], `${method} ${target}`);
      }
    await page.close();
    assert.deepEqual(await printDatabase(web.store), begun);
  });

  it('it cannot put a page of ours in a frame, to have it pressed unseen', async () => {
    const pages = ['/', '/host/requests', '/host/templates', ...targets()];
    bait = pages.map((path) => `<iframe src="${web.url}${path}"></iframe>`).join('');
    const page = await window.newPage();
    await page.goto(evil.url, { waitUntil: 'load' });
    const frames = page.frames().filter((frame) => frame !== page.mainFrame());
    assert.equal(frames.length, pages.length);
    for (const frame of frames) {
      const words = String(await frame.evaluate('document.body.innerText'));
      assert.doesNotMatch(words, /Noor|Leave|Requests|talk|Sign in/, frame.url());
    }
    await page.close();
  });
});
