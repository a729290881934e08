/** Hosts sign in by a link in their mail (threats 8, 9, 20 and 24). */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { removeHost } from '../../src/store/hosts.ts';
import { loadMailing } from '../../src/store/mailings.ts';
import { formTokenIn, openTestWeb, type TestWeb } from '../support/web.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

let web: TestWeb;
let story: WebStory;
beforeEach(async () => {
  web = await openTestWeb();
  story = await tellStory(web, 8);
});
afterEach(() => web.close());

async function post(path: string, body: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(web.url + path, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(body),
    headers,
  });
}

/** The link is written after the answer has gone: whoever asks for it waits until the bell rang. */
async function signIns(count: number): Promise<{ id: number }[]> {
  for (;;) {
    const rows = await web.store.db.selectFrom('sign_in').select('id').orderBy('id').execute();
    if (rows.length >= count) return rows;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('a known and an unknown address get the same answer, and only the known one a mail', async () => {
  const known = await post('/host/sign-in', { address: 'noor@ai4science.example' });
  const unknown = await post('/host/sign-in', { address: 'nobody@ai4science.example' });
  assert.equal(await known.text(), await unknown.text());
  await signIns(1);
  const mails = await web.store.db
    .selectFrom('service_mail')
    .select('to_email')
    .where('kind', '=', 'sign-in')
    .execute();
  assert.deepEqual(mails, [{ to_email: 'noor@ai4science.example' }]);
});

test('a link lets in once, and leads back to the page that was asked for', async () => {
  const asked = await fetch(`${web.url}/host/requests/${story.requestId}`, { redirect: 'manual' });
  assert.equal(asked.headers.get('location'), '/host/sign-in');
  const place = asked.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  await post('/host/sign-in', { address: 'noor@ai4science.example' });
  const [row] = await signIns(1);
  const link = `/host/sign-in/${web.sign('sign-in', row!.id)}`;
  assert.match(await (await fetch(web.url + link)).text(), /Sign in as[\s\S]*Noor Achterberg/);
  const entered = await post(link, {}, { cookie: place });
  assert.equal(entered.headers.get('location'), `/host/requests/${story.requestId}`);
  const cookie = entered.headers.getSetCookie().find((each) => each.startsWith('convoke='))!;
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Lax/);
  assert.equal(
    (await fetch(`${web.url}/host/outbox`, { headers: { cookie: cookie.split(';')[0]! } })).status,
    200,
  );
  assert.equal((await post(link, {})).status, 409, 'a second time it is used');
});

test('a link is old after a quarter of an hour', async () => {
  await post('/host/sign-in', { address: 'noor@ai4science.example' });
  const [row] = await signIns(1);
  web.clock.moveTo(web.clock.now().add({ minutes: 16 }));
  assert.equal((await post(`/host/sign-in/${web.sign('sign-in', row!.id)}`, {})).status, 409);
});

test('a place to come back to is one of ours, whatever the cookie says', async () => {
  for (const place of [
    '//evil.example',
    '/\\evil.example',
    '%2f%2fevil.example',
    'https://evil.example/host/outbox',
    'javascript:alert(1)',
    '/host/outbox/../../x',
  ]) {
    await post('/host/sign-in', { address: 'elias@ai4science.example' });
    const row = await web.store.db
      .insertInto('sign_in')
      .values({
        host_id: story.hostId,
        made_at: web.clock.now(),
        expires_at: web.clock.now().add({ minutes: 5 }),
        used_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const answer = await post(
      `/host/sign-in/${web.sign('sign-in', row.id)}`,
      {},
      { cookie: `convoke-place=${encodeURIComponent(place)}` },
    );
    assert.equal(answer.headers.get('location'), '/host/outbox', place);
  }
});

test('a thousand tries cost at most twenty looks', async () => {
  const answers = [];
  for (let tries = 0; tries < 200; tries += 1)
    answers.push((await post('/host/sign-in', { address: 'noor@ai4science.example' })).status);
  assert.equal(answers.filter((status) => status === 200).length, 20);
  assert.equal(answers.at(-1), 429);
});

test('behind a proxy the tries of one visitor do not shut out another', async () => {
  await web.close();
  web = await openTestWeb({ proxies: ['127.0.0.0/8'] });
  story = await tellStory(web, 8);
  const tryFrom = async (forwarded: string) =>
    (await post('/host/sign-in', { address: 'x@elsewhere.example' }, { 'x-forwarded-for': forwarded }))
      .status;
  for (let tries = 0; tries < 20; tries += 1) await tryFrom(`10.9.9.${tries}, 192.0.2.7`);
  assert.equal(
    await tryFrom('203.0.113.1, 192.0.2.7'),
    429,
    'what stands before the proxy’s word is not believed',
  );
  assert.equal(await tryFrom('192.0.2.8'), 200);
});

test('over https the cookie is bound to this host and never travels in the clear', async () => {
  await web.close();
  web = await openTestWeb({ publicUrl: 'https://desk.example' });
  story = await tellStory(web, 8);
  await post('/host/sign-in', { address: 'noor@ai4science.example' });
  const [row] = await signIns(1);
  const link = `/host/sign-in/${web.sign('sign-in', row!.id)}`;
  const entered = await post(link, {}, { origin: 'https://desk.example', 'sec-fetch-site': 'same-origin' });
  const cookie = entered.headers.getSetCookie().find((each) => each.startsWith('__Host-convoke='))!;
  assert.match(cookie, /; Secure/);
  assert.match(cookie, /; Path=\//);
  assert.doesNotMatch(cookie, /Domain=/i);
  assert.match(entered.headers.get('strict-transport-security') ?? '', /max-age=31536000/);
});

test('a form counts only from our own page and with its token', async () => {
  const cookie = await web.cookieOf(story.hostId);
  const page = await (await fetch(`${web.url}/host/outbox`, { headers: { cookie } })).text();
  const token = formTokenIn(page);
  const path = `/host/mailings/${story.heldId}`;
  const release = { do: 'release', token };
  for (const headers of [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-site' },
  ] as Record<string, string>[]) {
    assert.equal((await post(path, release, { cookie, ...headers })).status, 403);
  }
  const own = { cookie, origin: web.url };
  assert.equal((await post(path, { do: 'release' }, own)).status, 403);
  assert.equal((await post(path, { do: 'release', token: `${token.slice(0, -1)}x` }, own)).status, 403);
  assert.notEqual((await loadMailing(web.store.db, story.heldId))?.heldAt, null);
  assert.equal((await post(path, release, own)).status, 303);
  assert.equal((await loadMailing(web.store.db, story.heldId))?.heldAt, null);
  assert.deepEqual(web.rung, ['planner', 'delivery']);
});

test('a session ends where its owner ends it, and a removed host is out at once', async () => {
  const [here, there] = [await web.cookieOf(story.hostId), await web.cookieOf(story.hostId)];
  const page = await (await fetch(`${web.url}/host/sessions`, { headers: { cookie: here } })).text();
  const id = /name="id" value="(\d+)"/.exec(page)![1]!;
  await post('/host/sessions', { id, token: formTokenIn(page) }, { cookie: here, origin: web.url });
  const see = async (cookie: string) =>
    (await fetch(`${web.url}/host/outbox`, { headers: { cookie }, redirect: 'manual' })).status;
  assert.deepEqual([await see(here), await see(there)], [200, 303]);
  await removeHost(web.store.db, story.hostId, web.clock.now());
  assert.equal(await see(here), 303);
});

test('what belongs to another colloquium is not there', async () => {
  await web.store.db
    .updateTable('request')
    .set({ colloquium: 'other' })
    .where('id', '=', story.requestId)
    .execute();
  const cookie = await web.cookieOf(story.hostId);
  assert.equal(
    (await fetch(`${web.url}/host/requests/${story.requestId}`, { headers: { cookie } })).status,
    404,
  );
});

test('a mailing is cancelled only with its tick, paused and resumed by a press', async () => {
  const cookie = await web.cookieOf(story.hostId);
  const path = `/host/mailings/${story.sendingId}`;
  const token = formTokenIn(await (await fetch(web.url + path, { headers: { cookie } })).text());
  const press = (body: Record<string, string>) => post(path, { token, ...body }, { cookie, origin: web.url });
  await press({ do: 'cancel' });
  assert.equal((await loadMailing(web.store.db, story.sendingId))?.cancelledAt, null);
  await press({ do: 'pause' });
  assert.match(
    await (await fetch(web.url + path, { headers: { cookie } })).text(),
    /paused by Noor Achterberg/,
  );
  await press({ do: 'resume' });
  assert.equal((await loadMailing(web.store.db, story.sendingId))?.pausedAt, null);
  await press({ do: 'cancel', sure: 'yes' });
  assert.notEqual((await loadMailing(web.store.db, story.sendingId))?.cancelledAt, null);
});
