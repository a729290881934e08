/**
 * A hundred forged bounces, complaints and calendar answers change nothing: no subscriber is suppressed or taken off, no
 * forecast moves, nobody gets mail. Threats 17, 22 and 23.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bounceOf, type SentMail } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { signToken } from '../../src/signed-token.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';

const people = ['ada@lab.example', 'bo@lab.example', 'cy@lab.example'];
const many = Array.from({ length: 100 }, (_, index) => index);
let service: TestService;
let announced: Map<string, SentMail>;
let uid: string;

before(async () => {
  const page = storyPage({
    date: '24 November 2026',
    title: 'What a glacier remembers',
    speaker: 'Ingrid Solbakken',
  });
  service = await openTestService({ at: '2026-11-17T07:00:00Z', page });
  announced = await story.announced(service, people);
  uid = story.inCalendar(announced.get('ada@lab.example')!, 'UID');
  assert.ok(uid);
});
after(() => service?.close());

/** A token of the right shape that this service did not sign. */
const foreign = (index: number) => signToken(`another secret ${index}`, 'return-path', (index % 9) + 1);
const back = (token: string) => story.mailbox.replace('@', `+b-${token}@`);

async function nothingChanges(work: () => Promise<void>): Promise<void> {
  const { db } = service.context.store;
  const look = async () => ({
    subscribers: await db.selectFrom('subscriber').selectAll().orderBy('id').execute(),
    bounces: await db.selectFrom('bounce').selectAll().execute(),
    rsvps: await db.selectFrom('rsvp').selectAll().execute(),
    audit: await db.selectFrom('audit').selectAll().execute(),
  });
  const before = await look();
  const mails = service.sink.messages.length;
  await work();
  assert.deepEqual(await look(), before);
  assert.equal(service.sink.messages.length, mails, 'and nobody gets mail for it');
}

test('a hundred bounces with made-up return paths and Message-IDs', () =>
  nothingChanges(async () => {
    const forged = many.map((index) => {
      const target = announced.get(people[index % 3]!)!;
      const made = `<${foreign(index)}@ai4science.example>`;
      const sent = { ...target, from: back(foreign(index)), message: { ...target.message, messageId: made } };
      const text = bounceOf(sent).toString('utf8').replace('bounce-1@', `forged-${index}@`);
      return { raw: Buffer.from(text), from: '' };
    });
    await story.pour(service, forged);
  }));

test('a hundred complaints about mails that we never sent', () =>
  nothingChanges(async () => {
    const forged = many.map((index) => ({
      raw: story.complaint({
        email: people[index % 3]!,
        messageId: `<${foreign(index)}@ai4science.example>`,
      }),
      from: 'feedback@provider.example',
    }));
    await story.pour(service, forged);
  }));

test('a hundred calendar answers: forged, of strangers, about no talk, with a foreign token', () =>
  nothingChanges(async () => {
    const kinds: readonly ((index: number) => Buffer)[] = [
      // Somebody else answers in a subscriber's name.
      (index) => answer({ from: 'mallory@evil.example', attendee: people[index % 3]! }),
      // The subscriber's own address, but nothing proves it.
      (index) => answer({ from: people[index % 3]!, attendee: people[index % 3]!, sender: 'forged' }),
      // A stranger who was forwarded the invitation answers for themselves, genuinely.
      () => answer({ from: 'crasher@uni.example', attendee: 'crasher@uni.example' }),
      // One subscriber answers for another.
      () => answer({ from: 'ada@lab.example', attendee: 'bo@lab.example' }),
      (index) =>
        answer({
          from: people[index % 3]!,
          attendee: people[index % 3]!,
          uid: `made-up-${index}@ai4science.example`,
        }),
      (index) =>
        answer({
          from: people[index % 3]!,
          attendee: people[index % 3]!,
          sender: 'silent',
          to: story.mailbox.replace('@', `+a-${foreign(index)}@`),
        }),
      // A revision of the talk that does not exist yet.
      (index) => answer({ from: people[index % 3]!, attendee: people[index % 3]!, sequence: 7 }),
    ];
    const forged = many.map((index) => ({
      raw: kinds[index % kinds.length]!(index),
      from: 'x@evil.example',
    }));
    await story.pour(service, forged);
  }));

function answer(given: Partial<story.CalendarAnswer> & { from: string; attendee: string }): Buffer {
  return story.rsvp({ uid, partstat: 'DECLINED', stamp: '20261117T120000Z', ...given });
}

test('somebody holds a mail of ours and can hurt no one but its own recipient', async () => {
  const mine = announced.get('ada@lab.example')!;
  // Ada's own return path, with Bo's address in the report.
  const text = bounceOf({ ...mine, to: 'bo@lab.example' })
    .toString('utf8')
    .replace('bounce-1@', 'forged-own@');
  await service.mailIn(text, { from: '', to: mine.from });
  const bo = await story.subscriberOf(service, 'bo@lab.example');
  assert.equal(bo?.suppressed_at, null);
  await story.allIsWell(service, people);
});
