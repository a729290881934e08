/**
 * A decision can be taken back for ten minutes without a trace; later, a reversal sends the right mail. Promise 3, and the
 * limits of it: nobody comes onto the list by a reversal whose address never proved itself (threat 1).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWeb, type Web } from '../../src/http/open-web.ts';
import type { Action } from '../../src/moderation/decide.ts';
import { actOnRequest } from '../../src/moderation/handle-decision.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

let service: TestService;
let web: Web;

before(async () => {
  service = await openTestService({ at: story.storyBegins });
  web = await openWeb({ ...service.context, health: async () => [] });
});
after(async () => {
  await web?.close();
  await service?.close();
});

async function act(email: string, action: Action) {
  story.pass(service, { seconds: 20 });
  const { id } = await story.requestOf(service, email);
  const host = await service.context.store.db
    .selectFrom('host')
    .selectAll()
    .where('email', '=', noor)
    .executeTakeFirstOrThrow();
  const deed = { requestId: id, action, host, way: 'console', how: 'On the desk' } as const;
  const outcome = await actOnRequest(service.context, { ...deed, now: service.clock.now() });
  await service.settle();
  return outcome;
}

test('an approval that is undone leaves no subscriber and no mail, and the request waits again', async () => {
  const mira = 'mira@kelp.example';
  await story.asks(service, mira, 'Mira Okafor');
  const sent = await story.mailAbout(service, noor, 'Mira Okafor');
  await story.replies(service, sent, { text: 'yes' });
  assert.ok(await story.subscriberOf(service, mira));
  story.pass(service, { minutes: 9 });
  await story.replies(service, await story.mailAbout(service, noor, 'Understood'), { text: 'undo' });
  const request = await story.requestOf(service, mira);
  assert.equal(request.decision, null);
  assert.equal(request.decided_by, null);
  assert.equal(await story.subscriberOf(service, mira), null, 'as if it had never been');
  await service.advanceTo(service.clock.now().add({ minutes: 20 }), 20);
  assert.equal((await service.mailsTo(mira)).length, 1, 'she has the acknowledgement and no more');
  assert.deepEqual(
    (await story.deedsOn(service, `request:${request.id}`)).map((deed) => deed.what),
    ['request.approved', 'request.undone'],
  );
  assert.match((await story.last(service, elias)).message.text, /waits\s+again/);
});

test('a refusal that is undone by the page never reaches the person, who is then approved and welcomed once', async () => {
  const tomas = 'tomas@uni-sued.example';
  await story.asks(service, tomas, 'Tomas Berg');
  const sent = await story.mailAbout(service, noor, 'Tomas Berg');
  await story.decidesByPage(web.url, sent, { do: 'decline', reason: 'Not our field.' });
  assert.equal((await story.requestOf(service, tomas)).decision, 'decline');
  story.pass(service, { minutes: 5 });
  await act(tomas, { kind: 'undo' });
  await act(tomas, { kind: 'approve' });
  await service.advanceTo(service.clock.now().add({ minutes: 11 }), 11);
  const subjects = await story.subjectsTo(service, tomas);
  assert.equal(subjects.length, 2);
  assert.match(subjects[1] ?? '', /^Welcome/);
});

test('who writes again in the ten minutes after a refusal makes no second request', async () => {
  const ines = 'ines@faro.example';
  await story.asks(service, ines, 'Inês Prado');
  await act(ines, { kind: 'decline', reason: null });
  await service.mailIn(story.wish(ines, 'Inês Prado', { subject: 'Did my mail arrive?' }), { from: ines });
  assert.equal((await story.requestsOf(service, ines)).length, 1);
  assert.equal((await act(ines, { kind: 'undo' })).kind, 'undo');
  assert.equal((await story.requestOf(service, ines)).decision, null);
});

test('later than ten minutes an approval is reversed with a refusal, and a refusal with a welcome', async () => {
  const kofi = 'kofi@harbour.example';
  await story.asks(service, kofi, 'Kofi Mensah');
  await act(kofi, { kind: 'approve' });
  await service.advanceTo(service.clock.now().add({ minutes: 30 }), 30);
  assert.match((await story.last(service, kofi)).message.subject, /^Welcome/);
  assert.deepEqual(await act(kofi, { kind: 'undo' }), { kind: 'reverse', to: 'decline' });
  assert.equal((await service.mailsTo(kofi)).length, 3);
  assert.doesNotMatch((await story.last(service, kofi)).message.subject, /^Welcome/);
  assert.ok((await story.subscriberOf(service, kofi))?.unsubscribed_at, 'and he is off the list at once');

  assert.deepEqual(await act(kofi, { kind: 'undo' }), { kind: 'reverse', to: 'approve' });
  assert.match((await story.last(service, kofi)).message.subject, /^Welcome/);
  assert.equal((await story.subscriberOf(service, kofi))?.unsubscribed_at, null);
  assert.equal((await service.mailsTo(kofi)).length, 4);
});

test('who had left before and is approved by mistake stands as before when that is undone', async () => {
  const kofi = 'kofi@harbour.example';
  const leave = story.letter({ from: kofi, subject: 'unsubscribe', text: 'Please remove me from the list.' });
  await service.mailIn(leave, { from: kofi });
  const left = await story.subscriberOf(service, kofi);
  assert.ok(left?.unsubscribed_at);
  story.pass(service, { hours: 30 });
  await service.mailIn(story.wish(kofi, 'Kofi Mensah', { subject: 'Back again' }), { from: kofi });
  await act(kofi, { kind: 'approve' });
  assert.equal((await story.subscriberOf(service, kofi))?.unsubscribed_at, null);
  await act(kofi, { kind: 'undo' });
  assert.deepEqual({ ...(await story.subscriberOf(service, kofi)), id: 0 }, { ...left, id: 0 });
});

test('an address that never proved itself is not approved, gets no refusal, and is not reversed onto the list', async () => {
  const victim = 'victim@elsewhere.example';
  await service.mailIn(story.wish(victim, 'Vera Victim', { sender: 'forged' }), { from: 'x@evil.example' });
  const { length } = await service.mailsTo(victim);
  assert.equal((await act(victim, { kind: 'approve' })).kind, 'unproven');
  assert.equal((await act(victim, { kind: 'decline', reason: 'Forged.' })).kind, 'decide');
  await service.advanceTo(service.clock.now().add({ minutes: 30 }), 30);
  assert.equal((await act(victim, { kind: 'undo' })).kind, 'unproven');
  assert.equal(await story.subscriberOf(service, victim), null);
  assert.equal(
    (await service.mailsTo(victim)).length,
    length,
    'one question whether it was they, and no more',
  );
  assert.ok(length <= 1);
  await story.allIsWell(service, [victim, 'kofi@harbour.example']);
});
