/**
 * What comes back, over days: a mailbox that does not exist is not written to again, a full one is given time, a success in
 * between wipes the slate, and a complaint takes exactly one address off the list. DESIGN §6, replies; threats 22 and 23.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bounceOf, type SentMail } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { signToken } from '../../src/signed-token.ts';
import { admitSubscriber } from '../../src/store/subscribers.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';

const people = ['gone', 'full', 'arrives', 'refuses', 'recovers', 'complains', 'fine'].map(
  (name) => `${name}@lab.example`,
);
const [gone, full, arrives, refuses, recovers, complains, fine] = people as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
let service: TestService;
let announced: Map<string, SentMail>;
let reports = 0;

before(async () => {
  const page = storyPage({
    date: '24 November 2026',
    title: 'What a glacier remembers',
    speaker: 'Ingrid Solbakken',
  });
  service = await openTestService({ at: '2026-11-17T07:00:00Z', page });
  announced = await story.announced(service, people);
});
after(() => service?.close());

/** A later mail to somebody, which the next hop took. */
async function laterMail(email: string): Promise<SentMail> {
  const { db } = service.context.store;
  const person = await story.subscriberOf(service, email);
  const { talk_id } = await db.selectFrom('mailing').select('talk_id').limit(1).executeTakeFirstOrThrow();
  const now = service.clock.now();
  const times = {
    slot_at: now,
    goes_at: now,
    planned_at: now,
    frozen_at: now,
    done_at: now,
    reported_at: now,
  };
  reports += 1;
  const mailing = await db
    .insertInto('mailing')
    .values({
      ...times,
      colloquium: service.colloquium.id,
      talk_id,
      kind: 'reminder',
      rule: `later ${reports}`,
      revision: 0,
      facts: '{}',
      audience: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const delivery = await db
    .insertInto('delivery')
    .values({ mailing_id: mailing.id, subscriber_id: person!.id, state: 'submitted', settled_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const token = signToken(service.context.config.secret, 'return-path', delivery.id);
  return { ...announced.get(email)!, from: story.mailbox.replace('@', `+b-${token}@`) };
}

async function comesBack(email: string, status: string, sent = announced.get(email)!): Promise<void> {
  reports += 1;
  const text = bounceOf(sent, status)
    .toString('utf8')
    .replace('bounce-1@', `report-${reports}@`)
    .replaceAll(
      'no such mailbox',
      { '5.1.1': 'no such mailbox', '5.2.2': 'mailbox full', '5.0.0': 'no such mailbox' }[status] ??
        'refused',
    );
  await service.mailIn(text, { from: '', to: sent.from });
}

const isSuppressed = async (email: string) =>
  (await story.subscriberOf(service, email))?.suppressed_at !== null;

test('one report that a mailbox does not exist is enough', async () => {
  await comesBack(gone, '5.1.1');
  assert.ok(await isSuppressed(gone));
  const { id } = (await story.subscriberOf(service, gone))!;
  assert.deepEqual(
    (await story.deedsOn(service, `subscriber:${id}`)).map((deed) => deed.what),
    ['subscriber.suppressed'],
  );
});

test('the same report again, and again, changes nothing more', async () => {
  const before = await story.subscriberOf(service, gone);
  await comesBack(gone, '5.1.1');
  assert.deepEqual(await story.subscriberOf(service, gone), before);
});

/** The short mail that asks whether mail arrives; null while none was sent. */
async function probeTo(email: string): Promise<SentMail | null> {
  const mails = await service.mailsTo(email);
  return mails.findLast((mail) => mail.message.subject.startsWith('Does our mail reach you?')) ?? null;
}

async function fullFor(days: number, email: string): Promise<void> {
  for (let day = 1; day <= days; day += 1) {
    const sent = await laterMail(email);
    await comesBack(email, '5.2.2', sent);
    await comesBack(email, '5.2.2', sent);
    if (day < days) story.pass(service, { hours: 24 });
  }
}

test('a full mailbox is given five days, several reports of one day are one; then it is asked once more', async () => {
  await fullFor(4, full);
  assert.equal(await probeTo(full), null);
  story.pass(service, { hours: 24 });
  await fullFor(1, full);
  const probe = await probeTo(full);
  assert.ok(probe, (await story.lastInbound(service)).reason ?? '');
  assert.ok(!(await isSuppressed(full)), 'nobody is taken off before the answer');
  assert.match(probe.message.text, /On five days our mail to full@lab\.example came back/);
  assert.match(probe.from, /\+b-/, 'its bounce comes back to it');
});

test('the short mail comes back as well: now the address is given up, and one was enough', async () => {
  const probe = await probeTo(full);
  await comesBack(full, '5.2.2', probe!);
  assert.ok(await isSuppressed(full), (await story.lastInbound(service)).reason ?? '');
  const person = await story.subscriberOf(service, full);
  assert.equal(person?.suppressed_why, 'nothing could be delivered on 5 days, a last short mail neither');
  const mails = await service.mailsTo(full);
  assert.equal(mails.filter((mail) => mail.message.subject.startsWith('Does our mail')).length, 1);
});

test('the short mail arrives: everything before it is forgotten', async () => {
  story.pass(service, { hours: 24 });
  await fullFor(5, arrives);
  assert.ok(await probeTo(arrives));
  story.pass(service, { hours: 24 });
  await fullFor(4, arrives);
  assert.equal((await story.subscriberOf(service, arrives))?.bounce_score, 4, 'a new count');
  assert.ok(!(await isSuppressed(arrives)));
});

test('a host lifts it: what was before the new subscription counts no more', async () => {
  story.pass(service, { hours: 1 });
  const now = service.clock.now();
  const { db } = service.context.store;
  await admitSubscriber(
    db,
    {
      colloquium: service.colloquium.id,
      email: full,
      emailKey: full,
      name: 'Member full',
      affiliation: null,
      language: null,
      joinedBy: 'command',
    },
    now,
  );
  assert.ok(!(await isSuppressed(full)));
  story.pass(service, { hours: 1 });
  await comesBack(full, '5.2.2', await laterMail(full));
  assert.equal((await story.subscriberOf(service, full))?.bounce_score, 1);
});

test('a refusal for good without a precise code needs a second day', async () => {
  await comesBack(refuses, '5.0.0', await laterMail(refuses));
  await comesBack(refuses, '5.0.0', await laterMail(refuses));
  assert.ok(!(await isSuppressed(refuses)));
  story.pass(service, { hours: 24 });
  await comesBack(refuses, '5.0.0', await laterMail(refuses));
  assert.ok(await isSuppressed(refuses), (await story.lastInbound(service)).reason ?? '');
});

test('a mail that arrived in between wipes the slate', async () => {
  const days = async (count: number) => {
    for (let day = 1; day <= count; day += 1) {
      await comesBack(recovers, '5.2.2', await laterMail(recovers));
      story.pass(service, { hours: 24 });
    }
  };
  await days(4);
  await laterMail(recovers);
  story.pass(service, { hours: 24 });
  await days(2);
  assert.ok(!(await isSuppressed(recovers)), 'two days of a new count');
});

test('a complaint takes exactly that address off, at once, and is answered by nothing', async () => {
  const sent = announced.get(complains)!;
  const mails = (await service.mailsTo(complains)).length;
  const raw = story.complaint({ email: complains, messageId: sent.message.messageId ?? '' });
  await service.mailIn(raw, { from: 'feedback@provider.example' });
  const person = await story.subscriberOf(service, complains);
  assert.ok(person?.unsubscribed_at, (await story.lastInbound(service)).reason ?? '');
  assert.equal((await service.mailsTo(complains)).length, mails);
  assert.equal((await service.mailsTo('feedback@provider.example')).length, 0);
  const again = story.complaint({ email: complains, messageId: sent.message.messageId ?? '', id: 'again' });
  await service.mailIn(again, { from: 'feedback@provider.example' });
  assert.deepEqual(await story.subscriberOf(service, complains), person);
  const untouched = await story.subscriberOf(service, fine);
  assert.equal(untouched?.unsubscribed_at, null);
  assert.equal(untouched?.suppressed_at, null);
});

test('a delay is no failure, and a report about nobody of ours changes nothing', async () => {
  const sent = announced.get(fine)!;
  const delayed = bounceOf(sent, '4.4.1')
    .toString('utf8')
    .replace('Action: failed', 'Action: delayed')
    .replace('bounce-1@', 'delay@');
  await service.mailIn(delayed, { from: '', to: sent.from });
  assert.equal((await story.subscriberOf(service, fine))?.bounce_score, 0);
  await story.allIsWell(service, people);
});
