/** A host decides by the page behind the mail (promise 3; threats 4, 5, 8 and 24). */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { removeHost } from '../../src/store/hosts.ts';
import { loadRequest } from '../../src/store/requests.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

let web: TestWeb;
let story: WebStory;
beforeEach(async () => {
  web = await openTestWeb();
  story = await tellStory(web, 8);
});
afterEach(() => web.close());

const path = (linkId = story.linkId) => `/requests/${web.sign('decision-link', linkId)}`;

async function post(target: string, body: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await fetch(web.url + target, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(body),
    headers,
  });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') };
}

const get = async (target: string) => (await fetch(web.url + target)).text();
const decision = async () => (await loadRequest(web.store.db, story.requestId))?.decision ?? null;

test('nothing is preselected, and a press without a choice decides nothing', async () => {
  const page = await get(`${path()}?do=approve`);
  assert.match(page, /Noor El-Amrani/);
  assert.doesNotMatch(page, /checked/);
  const answer = await post(path(), { reason: '', question: '' });
  assert.equal(answer.status, 422);
  assert.match(answer.text, /Choose first/);
  assert.equal(await decision(), null);
});

test('approved in three touches, and the second host is told who was first', async () => {
  const answer = await post(path(), { do: 'approve' });
  assert.deepEqual([answer.status, answer.location], [303, path()]);
  assert.equal(await decision(), 'approve');
  assert.match(await get(path()), /is on the list[\s\S]*leaves at 09:16/);
  const late = await post(path(story.otherLinkId), { do: 'decline', reason: 'no' });
  assert.equal(late.status, 409);
  assert.match(late.text, /Already approved by Noor at 09:06/);
  assert.equal(await decision(), 'approve');
});

test('an undo needs a tick that no program makes by itself', async () => {
  await post(path(), { do: 'approve' });
  assert.equal((await post(path(), { do: 'undo' })).status, 422);
  assert.equal(await decision(), 'approve');
  assert.equal((await post(path(), { do: 'undo', sure: 'yes' })).status, 303);
  assert.equal(await decision(), null);
});

test('a question without words is asked back, and one with words goes', async () => {
  assert.match((await post(path(), { do: 'ask', question: ' ' })).text, /Write what should be asked/);
  assert.equal((await post(path(), { do: 'ask', question: 'Who supervises you?' })).status, 303);
  assert.match(await get(path()), /Who supervises you\?/);
});

test('an address that is not proven cannot be approved', async () => {
  const link = await web.store.db
    .insertInto('decision_link')
    .values({
      host_id: story.hostId,
      request_id: story.unprovenId,
      made_at: web.clock.now(),
      expires_at: web.clock.now().add({ hours: 1 }),
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  assert.doesNotMatch(await get(path(link.id)), /value="approve"/);
  assert.equal((await post(path(link.id), { do: 'approve' })).status, 409);
});

test('a link of fourteen days is dead, and a new one goes to the same host only', async () => {
  web.clock.moveTo(web.clock.now().add({ hours: 337 }));
  assert.match(await get(path()), /older than 14 days/);
  assert.equal((await post(path(), { do: 'approve' })).status, 409);
  assert.equal(await decision(), null);
  assert.match((await post(path(), { do: 'renew' })).text, /Look in your mail/);
  const mails = await web.store.db
    .selectFrom('service_mail')
    .select(['to_email'])
    .where('kind', '=', 'decision-request')
    .execute();
  assert.deepEqual(mails, [{ to_email: 'noor@ai4science.example' }]);
  assert.equal((await post(path(), { do: 'approve' })).status, 404, 'the old link stays dead');
});

test('the links of a removed host are dead at once', async () => {
  await removeHost(web.store.db, story.hostId, web.clock.now());
  assert.match(await get(path()), /This link has ended/);
  assert.equal((await post(path(), { do: 'approve' })).status, 409);
  assert.equal(await decision(), null);
});

test('a form on somebody else’s page decides nothing', async () => {
  for (const headers of [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ]) {
    assert.equal(
      (await post(path(), { do: 'approve' }, headers as unknown as Record<string, string>)).status,
      403,
    );
  }
  assert.equal(await decision(), null);
});

test('tokens stand in no log, and a changed one opens nothing', async () => {
  await get(path());
  await post(path(), { do: 'approve' });
  const token = web.sign('decision-link', story.linkId);
  assert.ok(!web.logged.join('').includes(token));
  assert.ok(web.logged.some((line) => line.includes('/requests/:token')));
  assert.equal(
    (
      await fetch(
        `${web.url}/requests/${token.slice(0, 15)}${token[15] === 'a' ? 'b' : 'a'}${token.slice(16)}`,
      )
    ).status,
    404,
  );
  assert.equal((await fetch(`${web.url}/requests/${web.sign('unsubscribe', story.linkId)}`)).status, 404);
});
