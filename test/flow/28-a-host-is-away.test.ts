/** Hosts go away in turn: requests go to whoever is there, and to both when nobody is; either can still decide. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { activeHosts, loadHost } from '../../src/store/hosts.ts';
import { runConvoke } from '../support/cli.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';
import { formTokenIn, openTestWeb } from '../support/web.ts';

let service: TestService;
const folder = mkdtempSync(join(tmpdir(), 'convoke-away-'));
before(async () => {
  // A command has the machine's own clock; the story begins at the same time.
  service = await openTestService({ at: Temporal.Now.instant().toString() });
});
after(async () => {
  await service?.close();
  rmSync(folder, { recursive: true, force: true });
});

const hosts = (...words: string[]) => runConvoke(['hosts', ...words], service.context.store.url, folder);
const inDays = (days: number) =>
  service.clock.now().toZonedDateTimeISO(service.colloquium.zone).toPlainDate().add({ days }).toString();
const askedAbout = async (host: string, name: string) =>
  (await story.subjectsTo(service, host)).some((subject) => subject.includes(name));

test('while one is away, requests and questions go to the other, who decides alone', async () => {
  const away = await hosts('away', elias, '--until', inDays(3));
  assert.equal(away.code, 0, away.err);
  assert.match((await hosts('list')).out, /elias@ai4science\.example +away until/);
  await story.asks(service, 'anna@uni.example', 'Anna Ahrens');
  const question = { from: 'guest@uni.example', name: 'Guest Gray', subject: 'A question' };
  await service.mailIn(story.letter({ ...question, text: 'Is there a recording of the last talk?' }));
  assert.equal(await askedAbout(noor, 'Anna Ahrens'), true);
  assert.deepEqual(await story.subjectsTo(service, elias), []);
  await story.replies(service, await story.mailAbout(service, noor, 'Anna'), { text: 'yes' });
  assert.equal((await story.requestOf(service, 'anna@uni.example')).decision, 'approve');
  assert.deepEqual(await story.subjectsTo(service, elias), [], 'nor is he told what he was not asked');
});

test('when both are away, both are asked: nothing waits unseen', async () => {
  assert.equal((await hosts('away', noor, '--until', inDays(2))).code, 0);
  await story.asks(service, 'bea@uni.example', 'Bea Bos');
  for (const host of [noor, elias]) assert.equal(await askedAbout(host, 'Bea Bos'), true, host);
});

test('who is away can come to the rescue', async () => {
  await story.replies(service, await story.mailAbout(service, elias, 'Bea'), { text: 'no: students only' });
  assert.equal((await story.requestOf(service, 'bea@uni.example')).decision, 'decline');
});

test('on the day that was named the mails come again, or when the command says so', async () => {
  assert.equal((await hosts('away', noor, '--back')).code, 0);
  await service.advanceTo(service.clock.now().add({ hours: 4 * 24 }), 48 * 60);
  await story.asks(service, 'cora@uni.example', 'Cora Cox');
  for (const host of [noor, elias]) assert.equal(await askedAbout(host, 'Cora Cox'), true, host);
  const deeds = await story.deedsOn(service, 'host:2');
  assert.deepEqual(
    deeds.map(({ what }) => what),
    ['host.away'],
  );
});

test('a day that has passed, a stranger, and half an order are refused with one sentence', async () => {
  assert.equal((await hosts('away', noor, '--until', inDays(-20))).code, 2);
  assert.equal((await hosts('away', 'nobody@uni.example', '--back')).code, 1);
  assert.equal((await hosts('away', noor)).code, 2);
});

test('in the console a host says the same, for themselves alone, and is back with one press', async () => {
  const web = await openTestWeb();
  try {
    const [first, second] = await activeHosts(web.store.db, web.colloquium.id);
    const cookie = await web.cookieOf(first!.id);
    const look = async () => (await fetch(`${web.url}/host/mails`, { headers: { cookie } })).text();
    const send = (fields: Record<string, string>) =>
      fetch(`${web.url}/host/mails`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { cookie, origin: web.url },
        redirect: 'manual',
      });
    const token = formTokenIn(await look());
    const until = async () => (await loadHost(web.store.db, first!.id))?.away_until?.toString() ?? null;
    await send({ act: 'away', until: '2026-12-01' });
    await send({ act: 'away', until: '2020-12-01', token });
    assert.equal(await until(), null, 'not without the form, and not until a day that is past');
    await send({ act: 'away', until: '2026-12-01', token });
    assert.equal(await until(), '2026-11-30T23:00:00Z');
    assert.match(await look(), /You are away until/);
    assert.equal((await loadHost(web.store.db, second!.id))?.away_until, null);
    await send({ act: 'back', token });
    assert.equal(await until(), null);
  } finally {
    await web.close();
  }
});
