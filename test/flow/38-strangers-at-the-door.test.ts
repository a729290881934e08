/**
 * Strangers guess links, post from their own pages, send people elsewhere and read a stolen copy of the database: none
 * of it opens anything (threats 5, 8, 9, 19 and 20).
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, test } from 'node:test';
import { readToken, type TokenPurpose } from '../../src/signed-token.ts';
import { printDatabase } from '../support/database-print.ts';
import { formTokenIn, openTestWeb, type TestWeb } from '../support/web.ts';
import { hostPages, publicPages } from '../support/web-pages.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

let web: TestWeb;
let story: WebStory;
beforeEach(async () => {
  web = await openTestWeb();
  story = await tellStory(web, 8);
});
afterEach(() => web.close());

const letters = 'abcdefghijklmnopqrstuvwxyz234567';
const guess = () => [...randomBytes(26)].map((byte) => letters[byte % 32]).join('');
const post = (path: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(web.url + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(body), headers });

test('a million guessed tokens open nothing, and the operator hears of sixty from one address', async () => {
  const { secret } = web.config;
  let opened = 0;
  for (let tries = 0; tries < 1_000_000; tries += 1)
    if (readToken(secret, 'decision-link', guess()) !== null) opened += 1;
  assert.equal(opened, 0);
  const begun = await printDatabase(web.store);
  for (let tries = 0; tries < 80; tries += 1)
    assert.equal((await post(`/requests/${guess()}`, { do: 'approve' })).status, 404);
  assert.deepEqual(await printDatabase(web.store), begun);
  assert.equal(web.logged.filter((line) => line.includes('many unknown tokens')).length, 20);
});

test('a copy of the database opens nothing: no token stands in it, and its numbers are none', async () => {
  const links = [...Object.values(publicPages(web, story)).filter((path) => /[a-z2-7]{26}/.test(path))];
  const cookie = await web.cookieOf(story.hostId);
  const tokens = [...links, cookie].map((each) => /[a-z2-7]{26}/.exec(each)![0]);
  assert.ok(tokens.length >= 6);
  const copy = Object.values(await printDatabase(web.store)).join('\n');
  for (const token of tokens) assert.ok(!copy.includes(token), token);
  for (const id of [story.linkId, story.subscriberId, story.unprovenId])
    for (const place of ['requests', 'preferences', 'unsubscribe', 'confirm'])
      assert.equal((await fetch(`${web.url}/${place}/${id}`)).status, 404);
  for (const session of ['1', '0', `${story.hostId}`, guess()]) {
    const headers = { cookie: `convoke=${session}` };
    assert.equal((await fetch(`${web.url}/host/requests`, { headers, redirect: 'manual' })).status, 303);
  }
});

test('a token of one purpose serves no other', async () => {
  const purposes: TokenPurpose[] = [
    'decision-link',
    'decision-reply',
    'request',
    'confirm',
    'unsubscribe',
    'preferences',
    'move-old',
    'move-new',
    'sign-in',
    'session',
  ];
  const places: Record<string, TokenPurpose> = {
    requests: 'decision-link',
    preferences: 'preferences',
    unsubscribe: 'unsubscribe',
    confirm: 'confirm',
    'address/old': 'move-old',
    'address/new': 'move-new',
    'host/sign-in': 'sign-in',
  };
  for (const [place, own] of Object.entries(places))
    for (const purpose of purposes.filter((each) => each !== own))
      assert.equal(
        (await fetch(`${web.url}/${place}/${web.sign(purpose, 1)}`)).status,
        404,
        `${place} ${purpose}`,
      );
});

test('a decision that is sent again changes nothing and says what was decided', async () => {
  const path = `/requests/${web.sign('decision-link', story.linkId)}`;
  assert.equal((await post(path, { do: 'approve' })).status, 303);
  const begun = await printDatabase(web.store);
  for (const act of ['approve', 'decline', 'ask']) {
    const again = await post(path, { do: act, question: 'Who are you?' });
    assert.equal(again.status, 409);
    assert.match(await again.text(), /is on the list/);
  }
  assert.deepEqual(await printDatabase(web.store), begun);
});

const elsewhere = [
  '//evil.example',
  '/\\evil.example',
  '%2f%2fevil.example',
  '/%5cevil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '\thttps://evil.example',
];

test('nobody is led to another site, whatever stands in a link or a form', async () => {
  const cookie = await web.cookieOf(story.hostId);
  const paths = [...Object.values(publicPages(web, story)), ...Object.values(hostPages(story))];
  const form = formTokenIn(await (await fetch(`${web.url}/host/outbox`, { headers: { cookie } })).text());
  const locations: string[] = [];
  for (const target of elsewhere) {
    const query = new URLSearchParams({
      next: target,
      done: target,
      to: target,
      url: target,
      return: target,
      q: target,
    });
    for (const path of paths) {
      const answer = await fetch(`${web.url}${path.split('?')[0]}?${query}`, {
        redirect: 'manual',
        headers: { cookie },
      });
      locations.push(answer.headers.get('location') ?? '');
      assert.doesNotMatch(
        await answer.text(),
        /(?:href|action)="(?:https?:)?\/\/evil|url=\S*evil/i,
        `${path} ${target}`,
      );
    }
    const fields = { token: form, next: target, to: target, id: target, do: target, act: target };
    for (const path of [
      '/host/sign-out',
      '/host/colloquium',
      '/host/sessions',
      '/host/mails',
      '/host/calendar',
    ]) {
      const own = await web.cookieOf(story.hostId);
      const page = await (await fetch(`${web.url}/host/outbox`, { headers: { cookie: own } })).text();
      const headers = { cookie: own, origin: web.url };
      const answer = await post(path, { ...fields, token: formTokenIn(page) }, headers);
      locations.push(answer.headers.get('location') ?? '');
    }
    for (const path of [`${target}`, `/host/${target}`, `/talks/${target}`]) {
      const url = path.startsWith('/') ? web.url + path : `${web.url}/${path}`;
      locations.push(
        (await fetch(url, { redirect: 'manual', headers: { cookie } })).headers.get('location') ?? '',
      );
    }
  }
  const away = locations.filter((each) => new URL(each, web.url).origin !== web.url);
  assert.deepEqual(away, []);
  assert.ok(
    locations.some((each) => each !== ''),
    'some of them lead on',
  );
});

test('every form of the console needs our own page and its token', async () => {
  const cookie = await web.cookieOf(story.hostId);
  const begun = await printDatabase(web.store);
  const forms = new Set<string>();
  for (const path of Object.values(hostPages(story))) {
    const page = await (await fetch(web.url + path, { headers: { cookie } })).text();
    for (const [, action] of page.matchAll(/<form method="post" action="([^"]+)"/g)) forms.add(action!);
  }
  assert.ok(forms.size > 12, `${forms.size} forms`);
  const body = {
    do: 'approve',
    act: 'leave',
    sure: 'yes',
    id: '1',
    until: '2026-12-24',
    address: 'x@y.example',
  };
  const ways: Record<string, string>[] = [
    { cookie },
    { cookie, origin: 'https://evil.example' },
    { cookie, origin: 'null' },
    { cookie, 'sec-fetch-site': 'cross-site' },
    { cookie, origin: web.url },
    { cookie, origin: web.url, 'content-type': 'text/plain' },
    { cookie, origin: web.url, 'content-type': 'application/json' },
  ];
  for (const action of forms)
    for (const headers of ways)
      assert.equal((await post(action, body, headers)).status, 403, `${action} ${JSON.stringify(headers)}`);
  assert.deepEqual(await printDatabase(web.store), begun);
});

test('whether an address is a host’s is told by no delay', async () => {
  await web.close();
  web = await openTestWeb({ proxies: ['127.0.0.0/8'] });
  const timeOf = async (address: string, visitor: number) => {
    const began = performance.now();
    await (await post('/host/sign-in', { address }, { 'x-forwarded-for': `203.0.113.${visitor}` })).text();
    return performance.now() - began;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let visitor = 0; visitor < 120; visitor += 1) {
    // One after the other, in changing order: whatever else the machine does meets both.
    const pair =
      visitor % 2 === 0
        ? ['noor@ai4science.example', 'nobody@ai4science.example']
        : ['nobody@ai4science.example', 'noor@ai4science.example'];
    for (const address of pair)
      (address.startsWith('noor') ? known : unknown).push(await timeOf(address, visitor));
  }
  const middle = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
  const apart = Math.abs(middle(known) - middle(unknown));
  assert.ok(apart < 5, `${apart.toFixed(2)} ms apart`);
});
