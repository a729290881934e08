/**
 * A thousand forged reports, complaints and calendar answers change nothing: no subscriber is suppressed or taken off, no
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

/** Four hundred reports that a mailbox does not exist, in six ways of pretending to be about a mail of ours. */
function forgedReport(index: number): { raw: Buffer; from: string; to: string } {
  const target = announced.get(people[index % 3]!)!;
  const { secret } = service.context.config;
  const genuine = signToken(secret, 'return-path', 1);
  const tokens: readonly (string | null)[] = [
    foreign(index),
    // Genuine, for another purpose: everybody finds this one in the foot of a mail.
    signToken(secret, 'unsubscribe', (index % 3) + 1),
    // One letter off, and cut.
    `${genuine.slice(0, index % 26)}${genuine[index % 26] === 'a' ? 'b' : 'a'}${genuine.slice((index % 26) + 1)}`,
    genuine.slice(0, 10 + (index % 15)),
    // None, but the person is named, and the returned mail looks like ours.
    null,
    null,
  ];
  const token = tokens[index % tokens.length] ?? null;
  const to = token === null ? story.mailbox : back(token);
  if (index % tokens.length === 5) return { raw: notice(target.to, index), from: '', to };
  const made = token === null ? `<${genuine}@elsewhere.example>` : `<${token}@ai4science.example>`;
  const sent = { ...target, from: to, message: { ...target.message, messageId: made } };
  const text = bounceOf(sent).toString('utf8').replace('bounce-1@', `forged-${index}@`);
  return { raw: Buffer.from(text), from: '', to };
}

/** A server that sends no machine-readable report. */
function notice(email: string, index: number): Buffer {
  return Buffer.from(
    [
      'Return-Path: <>',
      'From: MAILER-DAEMON@relay.example',
      `To: <${story.mailbox}>`,
      'Subject: failure notice',
      `Message-ID: <notice-${index}@relay.example>`,
      '',
      'Hi. This is the qmail-send program at relay.example.',
      '',
      `<${email}>:`,
      '550 5.1.1 no such user here',
      '',
    ].join('\r\n'),
  );
}

test('four hundred reports without a valid token', () =>
  nothingChanges(() =>
    story.pour(
      service,
      Array.from({ length: 400 }, (_, index) => forgedReport(index)),
    ),
  ));

test('three hundred complaints about mails that we never sent', () =>
  nothingChanges(async () => {
    const forged = Array.from({ length: 300 }, (_, index) => ({
      raw: story.complaint({
        email: people[index % 3]!,
        messageId: `<${foreign(index)}@${index % 2 === 0 ? 'ai4science' : 'elsewhere'}.example>`,
        id: `forged-complaint-${index}`,
      }),
      from: 'feedback@provider.example',
      to: index % 3 === 0 ? back(foreign(index)) : story.mailbox,
    }));
    await story.pour(service, forged);
  }));

test('three hundred calendar answers: forged, of strangers, about no talk, with a foreign token', () =>
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
    const forged = Array.from({ length: 300 }, (_, index) => ({
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
