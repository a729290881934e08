/** Promise 4: GET never changes anything, whoever follows the links (threat 4). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { printDatabase } from '../support/database-print.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';
import { hostPages, publicPages } from '../support/web-pages.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

let web: TestWeb;
let story: WebStory;
before(async () => {
  web = await openTestWeb();
  story = await tellStory(web);
});
after(() => web.close());

function linksIn(page: string): string[] {
  return [...page.matchAll(/(?:href|src|action|data-live)="([^"#]+)/g)]
    .map((match) => match[1]!.replaceAll('&amp;', '&'))
    .filter((link) => link.startsWith('/') && !/\/events(?:\?|$)/.test(link));
}

test('a program that follows every link, with a host’s own cookie, changes nothing', async () => {
  const cookie = await web.cookieOf(story.hostId);
  const begun = await printDatabase(web.store);
  const waiting = new Set([...Object.values(publicPages(web, story)), ...Object.values(hostPages(story))]);
  for (const act of ['approve', 'decline', 'ask', 'undo']) {
    waiting.add(`/requests/${web.sign('decision-link', story.linkId)}?do=${act}`);
    waiting.add(`/requests/${web.sign('decision-link', story.otherLinkId)}?do=${act}&reason=no&sure=yes`);
  }
  for (const act of ['hold', 'send', 'cancel&sure=yes'])
    waiting.add(`/host/mailings/${story.heldId}?do=${act}`);
  const seen = new Set<string>();
  for (const path of waiting) {
    if (seen.has(path) || seen.size > 400) continue;
    seen.add(path);
    for (const method of ['HEAD', 'GET']) {
      const answer = await fetch(web.url + path, {
        method,
        redirect: 'manual',
        headers: { cookie, purpose: 'prefetch' },
      });
      assert.ok(answer.status < 500, `${method} ${path}: ${answer.status}`);
      const type = answer.headers.get('content-type') ?? '';
      if (method === 'GET' && type.startsWith('text/html'))
        for (const link of linksIn(await answer.text())) waiting.add(link);
    }
  }
  assert.ok(seen.size > 60, `${seen.size} pages seen`);
  assert.deepEqual(await printDatabase(web.store), begun);
  assert.deepEqual(web.rung, []);
});

test('every page carries the policy, and pages behind a token are kept by nobody', async () => {
  for (const path of Object.values(publicPages(web, story))) {
    const answer = await fetch(web.url + path);
    assert.match(
      answer.headers.get('content-security-policy') ?? '',
      /default-src 'none'.*frame-ancestors 'none'.*base-uri 'none'/,
    );
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    if (/^\/(requests|preferences|unsubscribe|confirm)\//.test(path))
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.doesNotMatch(await answer.text(), /<script(?![^>]*(?:src=|ld\+json))|\sstyle=|\son\w+=/);
  }
});

test('the feed holds every talk, and one talk can be taken alone', async () => {
  const feed = await (await fetch(`${web.url}/calendar.ics`)).text();
  assert.equal(feed.match(/BEGIN:VEVENT/g)?.length, story.talks.length);
  const one = await fetch(`${web.url}/talks/${story.talks[2]}.ics`);
  assert.equal(one.headers.get('content-type'), 'text/calendar; charset=utf-8');
  assert.match(await one.text(), /SUMMARY:Reading the sky twice/);
});

test('health, readiness and figures are told', async () => {
  assert.equal((await fetch(`${web.url}/healthz`)).status, 200);
  assert.deepEqual(await (await fetch(`${web.url}/readyz`)).json(), { ready: true });
  const figures = await (await fetch(`${web.url}/metrics`)).text();
  assert.match(figures, /convoke_deliveries\{state="queued"\} 10/);
  assert.match(figures, /convoke_requests_open 4/);
});
