/**
 * People leave in words, by the leave address, by answering an announcement; a stranger takes nobody else off. Who comes back is asked
 * about again and gets the talk that was announced meanwhile, once. A question reaches the hosts. Promise 9 beside it; expectations 16.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SentMail } from '../../src/cli/demo-mails.ts';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

const people = Array.from({ length: 16 }, (_, index) => `member-${index}@lab.example`);
let service: TestService;
let announced: Map<string, SentMail>;
let next = 0;

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

const member = () => people[next++] as string;
const hasLeft = async (email: string) => (await story.subscriberOf(service, email))?.unsubscribed_at !== null;
const farewells = async (email: string) => (await service.mailsTo(email)).length - 1;

/** The address of the List-Unsubscribe header (RFC 2369). */
function leaveAddress(mail: SentMail): string {
  const header = mail.message.headers.find(({ name }) => name === 'list-unsubscribe')?.value ?? '';
  return /mailto:([^?>]+)/.exec(header)?.[1] ?? '';
}

describe('leaving in words, from the own, proven address', () => {
  for (const [subject, text] of [
    ['unsubscribe', ''],
    ['Colloquium', 'Hello,\r\n\r\nplease take me off the mailing list. Thank you!\r\n\r\nBest'],
    ['Afmelden', 'Beste allemaal,\r\n\r\nkunnen jullie mij van de lijst halen?\r\n'],
    ['Bitte abmelden', 'Bitte nehmen Sie mich von der Verteilerliste.'],
    ['Désinscription', 'Bonjour, merci de me désinscrire de la liste.'],
  ] as const) {
    test(`“${subject}”`, async () => {
      const email = member();
      await service.mailIn(story.letter({ from: email, subject, text }), { from: email });
      assert.ok(await hasLeft(email), (await story.lastInbound(service)).reason ?? '');
      assert.equal(await farewells(email), 1, 'one word of goodbye');
      const { id } = (await story.subscriberOf(service, email))!;
      assert.deepEqual(
        (await story.deedsOn(service, `subscriber:${id}`)).map((deed) => [deed.what, deed.way]),
        [['subscriber.unsubscribed', 'mail']],
      );
      await service.mailIn(story.letter({ from: email, subject, text: `${text} again` }), { from: email });
      assert.equal(await farewells(email), 1, 'asking twice is no fault, and no second mail');
    });
  }
});

test('by the leave address, without any words, and from another address of the same person', async () => {
  const email = member();
  const to = leaveAddress(announced.get(email)!);
  assert.match(to, /\+leave-/);
  const raw = story.letter({ from: 'private@home.example', subject: '', text: '', to, sender: 'silent' });
  await service.mailIn(raw, { from: 'private@home.example', to });
  assert.ok(await hasLeft(email));
});

test('a mail program leaves by itself: automatic, and meant (RFC 8058 by mailto)', async () => {
  const email = member();
  const to = leaveAddress(announced.get(email)!);
  const raw = story.letter({
    from: email,
    subject: 'unsubscribe',
    text: '',
    to,
    headers: ['Auto-Submitted: auto-generated'],
  });
  await service.mailIn(raw, { from: email, to });
  assert.ok(await hasLeft(email));
  assert.equal(await farewells(email), 0, 'a machine gets no answer');
});

test('by answering the announcement, from the address it came to, even where nothing proves it', async () => {
  const email = member();
  await story.replies(service, announced.get(email)!, {
    from: email,
    text: 'Please unsubscribe me.',
    proven: false,
  });
  assert.ok(await hasLeft(email), (await story.lastInbound(service)).reason ?? '');
});

test('a stranger who was forwarded an announcement takes nobody off', async () => {
  const email = member();
  for (const proven of [true, false]) {
    const text = `Please unsubscribe me from this list${proven ? '.' : '!'}`;
    await story.replies(service, announced.get(email)!, { from: 'friend@uni.example', text, proven });
    assert.ok(!(await hasLeft(email)));
    assert.ok((await story.lastInbound(service)).held_at !== null, 'a host sees it');
  }
});

test('a forged wish to leave takes nobody off', async () => {
  const email = member();
  for (const sender of ['forged', 'silent'] as const) {
    const raw = story.letter({ from: email, subject: 'unsubscribe', text: 'unsubscribe', sender });
    await service.mailIn(raw, { from: 'x@evil.example' });
    assert.ok(!(await hasLeft(email)));
  }
});

test('who asked to join and thinks better of it withdraws the request', async () => {
  await story.asks(service, 'wavers@uni.example', 'Wanda Vers');
  await story.replies(service, await story.last(service, 'wavers@uni.example'), {
    text: 'Please remove me from the list again.',
  });
  const request = await story.requestOf(service, 'wavers@uni.example');
  assert.ok(request.closed_at, (await story.lastInbound(service)).reason ?? '');
  await story.replies(service, await story.mailAbout(service, noor, 'Wanda Vers'), { text: 'yes' });
  assert.equal(
    (await story.requestOf(service, 'wavers@uni.example')).decision,
    null,
    'and cannot be approved any more',
  );
});

test('who left and asks again is decided about again, and gets the announced talk once, in the welcome', async () => {
  const email = people[0] as string;
  assert.ok(await hasLeft(email));
  await service.advanceTo(service.clock.now().add({ hours: 25 }), 300);
  const before = (await service.mailsTo(email)).length;
  await service.mailIn(story.wish(email, 'Member Zero'), { from: email });
  await story.replies(service, await story.mailAbout(service, elias, 'Member Zero'), { text: 'ok' });
  await service.advanceTo(service.clock.now().add({ minutes: 20 }), 20);
  assert.ok(!(await hasLeft(email)));
  const mails = (await service.mailsTo(email)).slice(before);
  assert.deepEqual(
    mails.map((mail) => /^Welcome/.test(mail.message.subject)),
    [false, true],
  );
  assert.match(story.inCalendar(mails[1]!, 'SUMMARY'), /glacier/);
  await service.advanceTo(service.clock.now().add({ hours: 24 }), 360);
  const announcements = (await service.mailsTo(email))
    .slice(before)
    .filter((mail) => /glacier/.test(mail.message.subject));
  assert.equal(announcements.length, 0, 'no second announcement');
});

test('a question goes to every host with what is known of its sender, and the answer would go to that person', async () => {
  const email = member();
  const text =
    'Dear hosts,\r\n\r\nwill the talk on the 24th be recorded? I teach at that hour.\r\n\r\nBest,\r\nMember';
  await service.mailIn(story.letter({ from: email, subject: 'A recording?', text }), { from: email });
  for (const host of [noor, elias]) {
    const mail = await story.last(service, host);
    assert.match(mail.message.subject, /^Question/);
    assert.match(mail.message.text, /will the talk on the 24th be recorded/);
    assert.match(mail.message.text, /a subscriber/);
    assert.equal(mail.message.replyTo[0]?.address, email);
  }
  await story.allIsWell(service, people.slice(0, 4));
});
