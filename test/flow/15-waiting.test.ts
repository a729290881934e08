/**
 * What nobody decides is shown every working morning with how long it waits and when it ends, and closes in the end with a kind
 * mail. Several at once are decided by answering the digest. Promise 12; DESIGN §6, moderation.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

let service: TestService;
const people = [
  ['anna@uni.example', 'Anna Ahrens'],
  ['bert@uni.example', 'Bert Bakker'],
  ['cleo@uni.example', 'Cleo Castro'],
] as const;

before(async () => {
  service = await openTestService({ at: '2026-11-16T09:00:00Z' });
  for (const [email, name] of people) await story.asks(service, email, name);
  await service.mailIn(story.wish('unproven@elsewhere.example', 'Ulla Proven', { sender: 'forged' }), {
    from: 'x@evil.example',
  });
});
after(() => service?.close());

const digests = async (host: string) =>
  (await service.mailsTo(host)).filter((mail) => /requests? waits?/.test(mail.message.subject));

test('spam is held to be seen, and wakes nobody in the morning', async () => {
  const spam = readFileSync(join(import.meta.dirname, '../corpus/mails/spam-54-list-sale.eml'), 'utf8');
  await story.pour(service, [Buffer.from(spam.replace(/\r?\n/g, '\r\n'))]);
  const mail = await story.lastInbound(service);
  assert.equal(mail.class, 'spam');
  assert.ok(mail.held_at !== null);
});

test('the digest comes at eight, once, to each host, with what a host can decide', async () => {
  await service.advanceTo(story.at('2026-11-17T06:50:00Z'), 240);
  assert.equal((await digests(noor)).length, 0);
  await service.advanceTo(story.at('2026-11-17T12:00:00Z'), 60);
  for (const host of [noor, elias]) {
    const [digest, ...more] = await digests(host);
    assert.ok(digest && more.length === 0);
    assert.match(digest.message.subject, /^3 requests wait/);
    for (const [, name] of people) assert.match(digest.message.text, new RegExp(name));
    assert.doesNotMatch(digest.message.text, /Ulla/, 'who has not proved the address waits for nobody here');
  }
});

test('each morning it says how long the oldest has waited, and when it ends; at the weekend hosts are left alone', async () => {
  await service.advanceTo(story.at('2026-11-23T08:00:00Z'), 180);
  const all = await digests(noor);
  assert.equal(all.length, 5, 'Tuesday to Friday, and Monday');
  const latest = all.at(-1)!;
  assert.match(latest.message.subject, /the oldest for seven days/);
  assert.match(
    latest.message.text.replace(/\s+/g, ' '),
    /The first one ends on 16 December; we then write to Anna Ahrens/,
  );
});

test('“1 and 3 yes, 2 no” decides three requests, and the echo names all three', async () => {
  const digest = (await digests(elias)).at(-1)!;
  await story.replies(service, digest, { text: '1 and 3 yes, 2 no' });
  const decisions = await Promise.all(
    people.map(async ([email]) => (await story.requestOf(service, email)).decision),
  );
  assert.deepEqual(
    decisions,
    ['approve', 'decline', 'approve'],
    (await story.lastInbound(service)).reason ?? '',
  );
  const echo = await story.last(service, elias);
  assert.match(echo.message.subject, /^Understood: your answer about 3 requests/);
  for (const [, name] of people) assert.match(echo.message.text, new RegExp(name));
});

test('the other host answers an older digest the other way, and is told who decided', async () => {
  const digest = (await digests(noor)).at(-1)!;
  await story.replies(service, digest, { text: '1 no, 2 yes' });
  const echo = await story.last(service, noor);
  assert.match(echo.message.subject, /^Already decided/);
  assert.match(echo.message.text, /Elias approved it at/);
  assert.equal((await story.requestOf(service, people[0][0])).decision, 'approve');
});

test('a bare yes to a digest of several names nobody, and decides nothing', async () => {
  await service.advanceTo(service.clock.now().add({ hours: 1 }), 60);
  for (const name of ['Dora Dam', 'Emil Ernst']) {
    await story.asks(service, `${name.slice(0, 4).toLowerCase()}@uni.example`, name);
  }
  await service.advanceTo(story.at('2026-11-24T08:00:00Z'), 240);
  const digest = (await digests(noor)).at(-1)!;
  assert.match(digest.message.subject, /^2 requests wait/);
  await story.replies(service, digest, { text: 'yes' });
  assert.equal((await story.requestOf(service, 'dora@uni.example')).decision, null);
  assert.match((await story.last(service, noor)).message.subject, /^Not understood/);
});

test('after thirty days a request closes; the applicant hears it once, the stranger nothing', async () => {
  await service.advanceTo(story.at('2026-12-30T09:00:00Z'), 24 * 60);
  for (const email of ['dora@uni.example', 'emil@uni.example']) {
    const request = await story.requestOf(service, email);
    assert.ok(request.closed_at);
    assert.equal(request.decision, null);
    const mails = await service.mailsTo(email);
    assert.equal(mails.length, 2, 'the acknowledgement, and that it has ended');
    assert.match(mails[1]!.message.text, /Dear (Dora Dam|Emil Ernst)/);
  }
  assert.ok((await story.requestOf(service, 'unproven@elsewhere.example')).closed_at);
  assert.equal((await service.mailsTo('unproven@elsewhere.example')).length, 1);
});

test('and who asks again after that is a new request', async () => {
  await story.asks(service, 'dora@uni.example', 'Dora Dam');
  await service.mailIn(story.wish('dora@uni.example', 'Dora Dam', { subject: 'I ask again' }), {
    from: 'dora@uni.example',
  });
  assert.equal((await story.requestsOf(service, 'dora@uni.example')).length, 2);
  assert.match(
    (await story.last(service, noor)).message.text.replace(/\s+/g, ' '),
    /One earlier request from this address/,
  );
  await story.allIsWell(service, ['@uni.example']);
});
