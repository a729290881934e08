/** An observer signs in, sees what the hosts see, and can change nothing in any way. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { activeHosts, findAtDesk, findHost, insertHost } from '../../src/store/hosts.ts';
import { formTokenIn, openTestWeb, type TestWeb } from '../support/web.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

const email = 'maud@ai4science.example';
let web: TestWeb;
let story: WebStory;
let cookie: string;
let colloquium: string;

beforeEach(async () => {
  web = await openTestWeb();
  colloquium = web.colloquium.id;
  await insertHost(
    web.store.db,
    { colloquium, name: 'Maud Terpstra', email, emailKey: email, role: 'observer' },
    web.clock.now(),
    true,
  );
  story = await tellStory(web, 8);
  const observer = await findAtDesk(web.store.db, colloquium, email);
  cookie = await web.cookieOf(observer!.id);
});
afterEach(() => web.close());

const get = async (path: string) => (await fetch(web.url + path, { headers: { cookie } })).text();

const post = (path: string, body: Record<string, string>) =>
  fetch(web.url + path, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(body),
    headers: { cookie, origin: web.url, 'sec-fetch-site': 'same-origin' },
  });

test('she sees the request and the list, and no button that decides', async () => {
  const page = await get(`/host/requests/${story.requestId}`);
  assert.match(page, /looks on/);
  assert.doesNotMatch(page, />Approve</);
  assert.match(await get('/host/subscribers'), /member/);
});

test('a form of hers is answered in one sentence, and changes nothing', async () => {
  const token = formTokenIn(await get('/host/outbox'));
  const before = await web.store.db.selectFrom('request').selectAll().execute();
  const answer = await post(`/host/requests/${story.requestId}`, { token, action: 'approve' });
  assert.equal(answer.status, 403);
  assert.match(await answer.text(), /only hosts act here/);
  assert.deepEqual(await web.store.db.selectFrom('request').selectAll().execute(), before);
});

test('she ends her own visit', async () => {
  const token = formTokenIn(await get('/host/outbox'));
  assert.equal((await post('/host/sign-out', { token })).status, 303);
  assert.equal(
    (await fetch(`${web.url}/host/outbox`, { headers: { cookie }, redirect: 'manual' })).status,
    303,
  );
});

test('she is no host to the mails: nothing is sent to her to decide, and no answer of hers counts', async () => {
  const { db } = web.store;
  assert.ok((await activeHosts(db, colloquium)).every((host) => host.email !== email));
  assert.equal(await findHost(db, colloquium, email), null);
  const sent = await db.selectFrom('service_mail').select('kind').where('to_email', '=', email).execute();
  assert.ok(sent.every(({ kind }) => kind === 'sign-in'));
});

test('a host who becomes an observer loses the links of the mails that came before', async () => {
  const noor = (await activeHosts(web.store.db, colloquium))[0]!;
  const { id } = await web.store.db
    .selectFrom('decision_link')
    .select('id')
    .where('host_id', '=', noor.id)
    .executeTakeFirstOrThrow();
  const link = `${web.url}/requests/${web.sign('decision-link', id)}`;
  assert.match(await (await fetch(link)).text(), /Approve/);
  const { name, email: address } = noor;
  await insertHost(
    web.store.db,
    { colloquium, name, email: address, emailKey: noor.email_key, role: 'observer' },
    web.clock.now(),
    true,
  );
  assert.equal((await findAtDesk(web.store.db, colloquium, noor.email_key))?.role, 'observer');
  assert.doesNotMatch(await (await fetch(link)).text(), /Approve/);
});
