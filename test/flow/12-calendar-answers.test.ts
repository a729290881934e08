/**
 * Subscribers answer from their calendars: accepted, declined, changed their mind; the newest answer counts, by its own stamp
 * and not by when it came. Promise 11 beside it: a moved talk asks anew. DESIGN §6, replies; threat 17.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SentMail } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';

const people = ['ada@lab.example', 'bo@lab.example'];
const glacier = { title: 'What a glacier remembers', speaker: 'Ingrid Solbakken' };
let service: TestService;
let announced: Map<string, SentMail>;
let uid: string;

before(async () => {
  service = await openTestService({
    at: '2026-11-17T07:00:00Z',
    page: storyPage({ date: '24 November 2026', ...glacier }),
  });
  announced = await story.announced(service, people);
  uid = story.inCalendar(announced.get('ada@lab.example')!, 'UID');
});
after(() => service?.close());

async function answers(
  email: string,
  partstat: 'ACCEPTED' | 'DECLINED' | 'TENTATIVE',
  stamp: string,
  more: Partial<story.CalendarAnswer> = {},
): Promise<string | null> {
  const to = story.inCalendar(announced.get(email)!, 'ORGANIZER');
  const raw = story.rsvp({
    from: email,
    attendee: email,
    uid,
    partstat,
    stamp,
    to,
    sender: 'silent',
    ...more,
  });
  await service.mailIn(raw, { from: more.from ?? email, to });
  const person = await story.subscriberOf(service, email);
  const row = await service.context.store.db
    .selectFrom('rsvp')
    .select('answer')
    .where('subscriber_id', '=', person?.id ?? 0)
    .executeTakeFirst();
  return row?.answer ?? null;
}

test('accepted, declined, and again: the newest counts', async () => {
  assert.equal(
    await answers('ada@lab.example', 'ACCEPTED', '20261117T100000Z'),
    'accepted',
    'by the token of the invitation',
  );
  assert.equal(await answers('ada@lab.example', 'DECLINED', '20261117T120000Z'), 'declined');
  assert.equal(
    await answers('ada@lab.example', 'ACCEPTED', '20261117T110000Z'),
    'declined',
    'an older one that came late',
  );
  assert.equal(await answers('ada@lab.example', 'TENTATIVE', '20261117T130000Z'), 'tentative');
});

test('an assistant answers from another address, by the token; without it only the own, proven address counts', async () => {
  const other = { from: 'office@lab.example' };
  assert.equal(await answers('bo@lab.example', 'ACCEPTED', '20261117T100000Z', other), 'accepted');
  const raw = story.rsvp({
    from: 'bo@lab.example',
    attendee: 'bo@lab.example',
    uid,
    partstat: 'DECLINED',
    stamp: '20261117T110000Z',
  });
  await service.mailIn(raw, { from: 'bo@lab.example' });
  const person = await story.subscriberOf(service, 'bo@lab.example');
  const row = await service.context.store.db
    .selectFrom('rsvp')
    .selectAll()
    .where('subscriber_id', '=', person!.id)
    .executeTakeFirst();
  assert.equal(row?.answer, 'declined');
});

test('an answer is no decision, no question and no request: nobody gets mail for it', async () => {
  const mails = service.sink.messages.length;
  await answers('ada@lab.example', 'ACCEPTED', '20261117T140000Z');
  assert.equal(service.sink.messages.length, mails);
  assert.equal((await story.lastInbound(service)).class, 'rsvp');
  await story.allIsWell(service, people);
});
