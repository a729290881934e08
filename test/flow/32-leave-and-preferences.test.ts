/** Leaving with one click, choosing, pausing, taking one's data, being erased (RFC 8058; threat 21; promises 9 and 13). */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { loadSubscriber } from '../../src/store/subscribers.ts';
import { printDatabase } from '../support/database-print.ts';
import { openTestWeb, type TestWeb } from '../support/web.ts';
import { tellStory, type WebStory } from '../support/web-story.ts';

let web: TestWeb;
let story: WebStory;
beforeEach(async () => {
  web = await openTestWeb();
  story = await tellStory(web, 8);
});
afterEach(() => web.close());

const leaving = () => `${web.url}/unsubscribe/${web.sign('unsubscribe', story.subscriberId)}`;
const choosing = () => `${web.url}/preferences/${web.sign('preferences', story.subscriberId)}`;
const person = () => loadSubscriber(web.store.db, story.subscriberId);
const send = (url: string, body: URLSearchParams | FormData) =>
  fetch(url, { method: 'POST', body, redirect: 'manual' });
const fill = (fields: Record<string, string>) => new URLSearchParams(fields);

test('one click, urlencoded or multipart, twice: 200 without a redirect, and gone at once', async () => {
  const multipart = new FormData();
  multipart.set('List-Unsubscribe', 'One-Click');
  for (const body of [
    fill({ 'List-Unsubscribe': 'One-Click' }),
    multipart,
    fill({ 'List-Unsubscribe': 'One-Click' }),
  ]) {
    assert.equal((await send(leaving(), body)).status, 200);
  }
  const row = await person();
  assert.deepEqual(
    [row?.unsubscribed_by, row?.unsubscribed_at?.equals(web.clock.now())],
    ['one-click', true],
  );
  const deeds = await web.store.db
    .selectFrom('audit')
    .select('what')
    .where('way', '=', 'one-click')
    .execute();
  assert.deepEqual(deeds, [{ what: 'subscriber.unsubscribed' }]);
});

test('opening the link does nothing; the button leaves; it can be taken back', async () => {
  const page = await (await fetch(leaving())).text();
  assert.match(page, /Leave the colloquium list\?/);
  assert.ok(!page.includes('d.osei@'), 'the address is masked');
  assert.equal((await person())?.unsubscribed_at, null);
  assert.equal((await send(leaving(), fill({}))).status, 303);
  assert.match(await (await fetch(leaving())).text(), /You have left the list[\s\S]*I want to stay/);
  await send(choosing(), fill({ act: 'stay' }));
  assert.equal((await person())?.unsubscribed_at, null);
});

test('an address that failed is written to again when its owner says so, and opening the page says nothing', async () => {
  await web.store.db
    .updateTable('subscriber')
    .set({ suppressed_at: web.clock.now(), suppressed_why: 'refused for good on two days' })
    .where('id', '=', story.subscriberId)
    .execute();
  assert.match(await (await fetch(choosing())).text(), /did not arrive[\s\S]*My address works/);
  assert.ok((await person())?.suppressed_at);
  const answer = await send(choosing(), fill({ act: 'write-again' }));
  assert.match(answer.headers.get('location') ?? '', /done=write-again$/);
  const row = await person();
  assert.deepEqual([row?.suppressed_at, row?.suppressed_why, row?.bounce_score], [null, null, 0]);
  assert.doesNotMatch(await (await fetch(choosing())).text(), /My address works/);
});

test('kinds are chosen, a pause ends by itself, a day that is past is refused', async () => {
  const form = new URLSearchParams([
    ['act', 'kinds'],
    ['kind', 'announcement'],
  ]);
  await send(choosing(), form);
  assert.deepEqual((await person())?.declined_kinds, ['reminder', 'recording']);
  await send(choosing(), fill({ act: 'pause', until: '2027-02-01' }));
  assert.equal((await person())?.paused_until?.toString(), '2027-01-31T23:00:00Z');
  assert.match(await (await fetch(choosing())).text(), /You take a break until 1 Feb 2027/);
  const refused = await send(choosing(), fill({ act: 'pause', until: '2020-01-01' }));
  assert.match(refused.headers.get('location') ?? '', /done=not-possible$/);
});

test('another person’s link cannot be made from one’s own', async () => {
  for (const token of [
    web.sign('preferences', story.subscriberId),
    web.sign('decision-link', story.subscriberId),
    'a'.repeat(26),
  ]) {
    const answer = await send(`${web.url}/unsubscribe/${token}`, fill({ 'List-Unsubscribe': 'One-Click' }));
    assert.equal(answer.status, 404);
  }
  assert.equal((await person())?.unsubscribed_at, null);
});

test('the copy of one’s data has everything, and the address only in part: the mail may have been forwarded', async () => {
  const answer = await send(choosing(), fill({ act: 'export' }));
  const text = await answer.text();
  assert.match(answer.headers.get('content-disposition') ?? '', /attachment/);
  assert.equal(JSON.parse(text).name, 'Daniel Osei');
  assert.ok(!text.includes('d.osei@'));
});

test('erased: a search of the whole database finds neither address nor name', async () => {
  assert.equal(
    (await send(choosing(), fill({ act: 'erase' }))).headers.get('location')?.endsWith('done=nothing'),
    true,
  );
  await send(choosing(), fill({ act: 'erase', sure: 'yes' }));
  for (const [table, rows] of Object.entries(await printDatabase(web.store))) {
    assert.ok(!/d\.osei|Daniel Osei/i.test(rows), `${table} still knows the person`);
  }
  assert.match(await (await fetch(choosing())).text(), /Nothing is kept about you/);
  assert.ok(!web.logged.join('').includes('d.osei'));
});
