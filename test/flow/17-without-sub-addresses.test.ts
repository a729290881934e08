/**
 * A provider without sub-addresses: everything comes to the one mailbox, and the signed Message-ID of the thread alone says what is
 * answered. The same promises hold. DESIGN §6, intake; promises 1 to 3.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bounceOf } from '../../src/cli/demo-mails.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, mailbox, noor } from '../support/stories.ts';

let service: TestService;
const lin = 'lin.zhao@westerpark.example';

before(async () => {
  service = await openTestService({ at: story.storyBegins, change: { sub_addresses: false } });
});
after(() => service?.close());

/** An answer whose subject was translated or rewritten: nothing but the thread is left. */
async function byThread(
  sent: Awaited<ReturnType<typeof story.last>>,
  given: story.HostAnswer,
): Promise<void> {
  assert.ok(!(sent.message.replyTo[0]?.address ?? '').includes('+'));
  const raw = story
    .answer(sent, given)
    .toString('utf8')
    .replace(/^Subject: .*$/m, 'Subject: Antw');
  await service.mailIn(raw, { from: given.from ?? given.host ?? sent.to, to: mailbox });
}

test('details complete the request', async () => {
  const text = 'Please add me to the list.\r\n\r\nLin Zhao';
  await service.mailIn(story.letter({ from: lin, name: 'Lin Zhao', subject: 'List', text }), { from: lin });
  const more =
    'I am at the Westerpark Institute of Materials, and I write my thesis on generative models for crystals.';
  await byThread(await story.last(service, lin), { text: more });
  const request = await story.requestOf(service, lin);
  assert.match(request.affiliation ?? '', /Westerpark/, (await story.lastInbound(service)).reason ?? '');
});

test('an address confirms itself, and “not me” ends it', async () => {
  for (const [email, name, text] of [
    ['vera@elsewhere.example', 'Vera Lund', 'Yes, that was me.'],
    ['victim@elsewhere.example', 'Vic Timm', 'No, this was not me.'],
  ] as const) {
    await service.mailIn(story.wish(email, name, { sender: 'silent' }), { from: email });
    await byThread(await story.last(service, email), { text, proven: false });
  }
  assert.ok(
    (await story.requestOf(service, 'vera@elsewhere.example')).confirmed_at,
    (await story.lastInbound(service)).reason ?? '',
  );
  const refused = await story.requestOf(service, 'victim@elsewhere.example');
  assert.equal(refused.confirmed_at, null);
  assert.ok(refused.closed_at, (await story.lastInbound(service)).reason ?? '');
});

test('a host decides, undoes and asks; the applicant answers', async () => {
  await story.asks(service, 'samir@delta.example', 'Samir Haddad');
  const sent = await story.mailAbout(service, noor, 'Samir Haddad');
  await byThread(sent, { host: noor, text: 'yes' });
  assert.equal(
    (await story.requestOf(service, 'samir@delta.example')).decision,
    'approve',
    (await story.lastInbound(service)).reason ?? '',
  );
  story.pass(service, { minutes: 1 });
  await byThread(await story.last(service, noor), { host: noor, text: 'undo' });
  assert.equal((await story.requestOf(service, 'samir@delta.example')).decision, null);
  story.pass(service, { minutes: 1 });
  await byThread(await story.mailAbout(service, elias, 'Join request: Samir'), {
    host: elias,
    text: 'Ask: who is your supervisor?',
  });
  await byThread(await story.last(service, 'samir@delta.example'), { text: 'Professor Amara Diallo.' });
  assert.match((await story.last(service, noor)).message.text, /Amara Diallo/);
});

test('the applicant who holds the thread of a host’s mail decides nothing and confirms nothing', async () => {
  const sent = await story.mailAbout(service, noor, 'Samir Haddad');
  await byThread(sent, { from: 'samir@delta.example', text: 'yes, approve' });
  assert.equal((await story.requestOf(service, 'samir@delta.example')).decision, null);
});

test('a bounce that lost its return path is known by the Message-ID it returns', async () => {
  await byThread(await story.mailAbout(service, noor, 'Samir Haddad'), { host: noor, text: 'ok' });
  await service.advanceTo(service.clock.now().add({ minutes: 11 }), 11);
  const welcome = await story.last(service, 'samir@delta.example');
  assert.match(welcome.message.subject, /^Welcome/);
  await service.mailIn(bounceOf({ ...welcome, from: mailbox }), { from: '', to: mailbox });
  assert.ok(
    (await story.subscriberOf(service, 'samir@delta.example'))?.suppressed_at,
    (await story.lastInbound(service)).reason ?? '',
  );
  await story.allIsWell(service, [lin]);
});
