/** Somebody moves to another address: asked on their page, agreed by both mailboxes, and told to nobody else. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { bounceOf } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openWeb, type Web } from '../../src/http/open-web.ts';
import { signToken } from '../../src/signed-token.ts';
import { activeHosts } from '../../src/store/hosts.ts';
import { moveForHost } from '../../src/subscribers/handle-move-host.ts';
import { printDatabase } from '../support/database-print.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { noor } from '../support/stories.ts';

const ada = 'ada.olsen@fjord.example';
const adasNew = 'a.olsen@lab.example';
const talk = { date: '24 November 2026', title: 'What a glacier remembers', speaker: 'Ingrid S.' };

let service: TestService;
let web: Web;
beforeEach(async () => {
  service = await openTestService({ at: story.storyBegins, page: storyPage(talk) });
  web = await openWeb({ ...service.context, health: async () => [] });
  await story.asks(service, ada, 'Ada Olsen');
  await story.replies(service, await story.mailAbout(service, noor, 'Ada'), { text: 'yes' });
  await service.advanceTo(service.clock.now().add({ minutes: 12 }), 3);
  await story.listed(service, ['bo@moss.example']);
});
afterEach(async () => {
  await web.close();
  await service.close();
});

const post = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

async function ask(address: string): Promise<string> {
  const person = await story.subscriberOf(service, ada);
  const token = signToken(service.context.config.secret, 'preferences', person?.id ?? 0);
  const answer = await post(`${web.url}/preferences/${token}`, { act: 'move', address });
  await service.settle();
  return /done=([a-z-]+)$/.exec(answer.headers.get('location') ?? '')?.[1] ?? `${answer.status}`;
}

async function moveLink(address: string): Promise<string> {
  const link = /http:\/\/\S+(\/address\/(?:old|new)\/[a-z2-7]{26})/.exec(
    (await story.last(service, address)).message.text,
  );
  assert.ok(link, `a link for ${address}`);
  return `${web.url}${link[1]}`;
}

test('both agree, in either order, and only then the next mail goes to the new address', async () => {
  assert.equal(await ask(adasNew), 'move-asked');
  const [old, fresh] = [await moveLink(ada), await moveLink(adasNew)];
  const mail = (await story.last(service, adasNew)).message.text;
  assert.doesNotMatch(mail, /ada\.olsen|Ada/, 'the new mailbox may be a stranger’s');
  assert.match(await (await fetch(fresh)).text(), /Did you ask to change your address/);
  assert.equal(await story.subscriberOf(service, adasNew), null, 'looking changes nothing');
  await post(fresh, { answer: 'yes' });
  assert.match(await (await fetch(fresh)).text(), /This address has agreed/);
  assert.equal((await story.subscriberOf(service, ada))?.email, ada);
  await post(old, { answer: 'yes' });
  assert.match(await (await fetch(old)).text(), /The mail has moved/);
  const moved = await story.subscriberOf(service, adasNew);
  assert.equal(moved?.name, 'Ada Olsen');
  assert.equal((await story.requestOf(service, adasNew)).name, 'Ada Olsen', 'her request is still hers');
  const before = (await service.mailsTo(ada)).length;
  await service.advanceTo(story.at('2026-11-17T08:30:00Z'), 20);
  assert.match((await story.subjectsTo(service, adasNew)).at(-1) ?? '', /glacier/);
  assert.equal((await service.mailsTo(ada)).length, before);
  const deeds = await story.deedsOn(service, `subscriber:${moved?.id}`);
  assert.deepEqual(
    deeds.map((deed) => deed.what).filter((what) => what.includes('move')),
    ['subscriber.move-asked', 'subscriber.moved'],
  );
  await story.allIsWell(service, [ada, adasNew]);
});

test('one mailbox says that it was not them: nothing moves, whatever the other says', async () => {
  await ask(adasNew);
  const [old, fresh] = [await moveLink(ada), await moveLink(adasNew)];
  await post(old, { answer: 'no' });
  await post(fresh, { answer: 'yes' });
  await post(old, { answer: 'yes' });
  assert.match(await (await fetch(fresh)).text(), /Nothing changes/);
  assert.ok(await story.subscriberOf(service, ada));
  assert.equal(await story.subscriberOf(service, adasNew), null);
});

test('a post without an answer, or with the token of the other mailbox, does nothing', async () => {
  await ask(adasNew);
  const [old, fresh] = [await moveLink(ada), await moveLink(adasNew)];
  await post(old, {});
  await post(fresh, { answer: 'yes' });
  const crossed = `${web.url}/address/old/${fresh.split('/').at(-1)}`;
  assert.equal((await post(crossed, { answer: 'yes' })).status, 404);
  assert.equal(await story.subscriberOf(service, adasNew), null);
});

test('the page tells nobody who is on the list: the answer is the same, and nothing can come of it', async () => {
  assert.equal(await ask('bo@moss.example'), 'move-asked');
  assert.deepEqual(await story.subjectsTo(service, 'bo@moss.example'), [], 'nor is he bothered');
  const old = await moveLink(ada);
  await post(old, { answer: 'yes' });
  const here = await (await fetch(old)).text();
  await ask(adasNew);
  await post(await moveLink(ada), { answer: 'yes' });
  const there = await (await fetch(await moveLink(ada))).text();
  const plain = (page: string) => page.replace(/\/address\/\S+|\S+•+@\S+/g, '');
  assert.equal(plain(here), plain(there));
  assert.equal((await story.subscriberOf(service, ada))?.email, ada);
});

test('somebody else came onto the list with that address meanwhile: the two stay two', async () => {
  await ask(adasNew);
  await post(await moveLink(adasNew), { answer: 'yes' });
  await story.listed(service, [adasNew]);
  await post(await moveLink(ada), { answer: 'yes' });
  assert.equal((await story.subscriberOf(service, ada))?.email, ada);
});

test('the last wish counts, a week ends it, three a day are enough, and a slip of the pen is said', async () => {
  assert.equal(await ask('not an address'), 'bad-address');
  assert.equal(await ask(story.mailbox), 'bad-address');
  assert.equal(await ask('Ada.Olsen@FJORD.example'), 'same-address');
  await ask('typo@lab.example');
  const early = [await moveLink(ada), await moveLink('typo@lab.example')];
  await ask(adasNew);
  for (const link of early) assert.equal((await fetch(link)).status, 404);
  const late = [await moveLink(ada), await moveLink(adasNew)];
  assert.equal(await ask(adasNew), 'move-asked');
  assert.equal(await ask(adasNew), 'too-often');
  for (const link of late) assert.equal((await fetch(link)).status, 404);
  const [old, fresh] = [await moveLink(ada), await moveLink(adasNew)];
  await post(fresh, { answer: 'yes' });
  await service.advanceTo(service.clock.now().add({ hours: 7 * 24 + 1 }), 24 * 60);
  await post(old, { answer: 'yes' });
  assert.ok(await story.subscriberOf(service, ada));
  assert.ok(!(await printDatabase(service.context.store))['service_mail']?.includes('typo@'));
});

test('what comes back from the old mailbox later says nothing about the new one', async () => {
  await ask(adasNew);
  const welcome = await story.mailAbout(service, ada, 'Welcome');
  for (const link of [await moveLink(ada), await moveLink(adasNew)]) await post(link, { answer: 'yes' });
  await service.advanceTo(service.clock.now().add({ hours: 1 }), 30);
  await service.mailIn(bounceOf(welcome, '5.1.1'), { from: '', to: welcome.from });
  const person = await story.subscriberOf(service, adasNew);
  assert.deepEqual([person?.suppressed_at, person?.bounce_score], [null, 0]);
});

test('who erases themselves after a move is erased under both addresses', async () => {
  await ask(adasNew);
  for (const link of [await moveLink(ada), await moveLink(adasNew)]) await post(link, { answer: 'yes' });
  const person = await story.subscriberOf(service, adasNew);
  const token = signToken(service.context.config.secret, 'preferences', person?.id ?? 0);
  await post(`${web.url}/preferences/${token}`, { act: 'erase', sure: 'yes' });
  for (const [table, rows] of Object.entries(await printDatabase(service.context.store)))
    assert.ok(!/olsen/i.test(rows), `${table} still knows her`);
});

async function lookOfBoth(): Promise<[string, string]> {
  return [
    await (await fetch(await moveLink(ada))).text(),
    await (await fetch(await moveLink(adasNew))).text(),
  ];
}

test('both agreed, and the address has come onto the list by itself: both are told so', async () => {
  await ask(adasNew);
  await post(await moveLink(adasNew), { answer: 'yes' });
  await story.listed(service, [adasNew]);
  assert.equal((await post(await moveLink(ada), { answer: 'yes' })).status, 303);
  for (const page of await lookOfBoth()) assert.match(page, /That address is on the list already/);
  const person = await story.subscriberOf(service, ada);
  const deeds = await story.deedsOn(service, `subscriber:${person?.id}`);
  assert.equal(deeds.at(-1)?.what, 'subscriber.move-taken');
});

test('two people move to one address at the same moment: one does, the other is told, and nothing breaks', async () => {
  const carl = 'carl@moss.example';
  await story.listed(service, [carl]);
  await ask(adasNew);
  const links = [await moveLink(ada), await moveLink(adasNew)];
  const other = await story.subscriberOf(service, carl);
  const token = signToken(service.context.config.secret, 'preferences', other?.id ?? 0);
  await post(`${web.url}/preferences/${token}`, { act: 'move', address: adasNew });
  await service.settle();
  links.push(await moveLink(carl), await moveLink(adasNew));
  const [adasOld, adasFresh, carlsOld, carlsFresh] = links as [string, string, string, string];
  await post(adasFresh, { answer: 'yes' });
  await post(carlsFresh, { answer: 'yes' });
  const answers = await Promise.all([adasOld, carlsOld].map((link) => post(link, { answer: 'yes' })));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  );
  const pages = await Promise.all([adasOld, carlsOld].map(async (link) => (await fetch(link)).text()));
  assert.equal(pages.filter((page) => /The mail has moved/.test(page)).length, 1);
  assert.equal(pages.filter((page) => /is on the list already/.test(page)).length, 1);
});

async function hostDoes(address: string | null, of = ada) {
  const [host] = await activeHosts(service.context.store.db, service.colloquium.id);
  const person = await story.subscriberOf(service, of);
  const wish = { subscriberId: person?.id ?? 0, address, colloquium: service.colloquium, host: host! };
  const outcome = await moveForHost(service.context, { ...wish, now: service.clock.now() });
  await service.settle();
  return outcome;
}

test('the old mailbox is dead: a host answers for it, and the new one alone decides', async () => {
  const before = (await service.mailsTo(ada)).length;
  assert.equal(await hostDoes(adasNew), 'asked');
  assert.equal((await service.mailsTo(ada)).length, before, 'the dead mailbox gets nothing');
  const mail = (await story.last(service, adasNew)).message.text;
  assert.match(mail, /A host of the\s+colloquium answers for the old address/);
  assert.doesNotMatch(mail, /Only when both|ada\.olsen|Ada/);
  assert.ok(await story.subscriberOf(service, ada), 'not before the new one agrees');
  await post(await moveLink(adasNew), { answer: 'yes' });
  const moved = await story.subscriberOf(service, adasNew);
  assert.equal(moved?.name, 'Ada Olsen');
  const deeds = await story.deedsOn(service, `subscriber:${moved?.id}`);
  assert.ok(
    deeds.some(({ who, what }) => who.startsWith('host:') && what === 'subscriber.move-answered-for'),
  );
  await story.allIsWell(service, [ada, adasNew]);
});

test('what she asked for herself is answered for by a host; a mailbox that fails can be moved as well', async () => {
  assert.equal(await hostDoes(null), 'not-possible', 'there is nothing to answer for');
  await ask(adasNew);
  await post(await moveLink(adasNew), { answer: 'yes' });
  assert.equal(await hostDoes(null), 'moved');
  assert.ok(await story.subscriberOf(service, adasNew));
  const { db } = service.context.store;
  await db
    .updateTable('subscriber')
    .set({ suppressed_at: service.clock.now(), suppressed_why: '550 5.1.1' })
    .where('email_key', '=', adasNew)
    .execute();
  assert.equal(await hostDoes('ada@third.example', adasNew), 'asked');
  await post(await moveLink('ada@third.example'), { answer: 'yes' });
  assert.equal((await story.subscriberOf(service, 'ada@third.example'))?.suppressed_at, null);
});

test('a host is told when the address is somebody’s, no address, or a mailbox said no', async () => {
  assert.equal(await hostDoes('bo@moss.example'), 'taken');
  assert.equal(await hostDoes('not an address'), 'bad-address');
  assert.equal(await hostDoes(story.mailbox), 'bad-address');
  assert.equal(await hostDoes(ada.toUpperCase()), 'same');
  await ask(adasNew);
  await post(await moveLink(ada), { answer: 'no' });
  assert.equal(await hostDoes(null), 'not-possible', 'the old mailbox lives, and said no');
  assert.ok(await story.subscriberOf(service, ada));
});
