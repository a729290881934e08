/** A colloquium trusts its own house: a proven, complete request from there needs no host. Off unless a domain is named. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { colloquiumSchema } from '../../config/schema.ts';
import type { Action } from '../../src/moderation/decide.ts';
import { actOnRequest } from '../../src/moderation/handle-decision.ts';
import { activeHosts } from '../../src/store/hosts.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';
import { elias, noor } from '../support/stories.ts';

let service: TestService;
afterEach(() => service.close());

async function open(change: { domains?: string[]; confirm?: 'never' } = {}): Promise<void> {
  const { domains = ['lab.example'], confirm = 'unauthenticated' } = change;
  const requests = colloquiumSchema.shape.requests.parse({});
  service = await openTestService({
    at: story.storyBegins,
    change: { requests: { ...requests, confirm, approve: { ...requests.approve, domains } } },
  });
}

const minutes = (count: number) => service.advanceTo(service.clock.now().add({ minutes: count }), count);
const decisionOf = async (email: string) => (await story.requestOf(service, email)).decision;
async function hostDoes(email: string, action: Action): Promise<void> {
  const [host] = await activeHosts(service.context.store.db, service.colloquium.id);
  const { id: requestId } = await story.requestOf(service, email);
  const now = service.clock.now();
  const act = { requestId, action, host: host!, way: 'console', how: 'In the console', now } as const;
  await actOnRequest(service.context, act);
  await service.settle();
}

test('somebody of the house writes: no host is asked, both are told, the welcome goes after the undo window', async () => {
  await open();
  await story.asks(service, 'ada@lab.example', 'Ada Olsen');
  const request = await story.requestOf(service, 'ada@lab.example');
  assert.deepEqual(
    [request.decision, request.decided_via, request.decided_by],
    ['approve', 'rule', 'the rule for lab.example'],
  );
  for (const host of [noor, elias]) {
    const mails = await service.mailsTo(host);
    assert.deepEqual(
      mails.map((mail) => mail.message.subject),
      ['Decided: The rule for lab.example approved Ada Olsen'],
    );
    assert.match(
      mails[0]?.message.text ?? '',
      /By the rule for addresses at lab\.example[\s\S]*undo it\s+before/,
    );
    assert.doesNotMatch(mails[0]?.message.text ?? '', /talk to/);
  }
  assert.deepEqual(await story.subjectsTo(service, 'ada@lab.example'), []);
  await minutes(12);
  assert.match((await story.subjectsTo(service, 'ada@lab.example')).join(), /^Welcome/);
  const [deed] = await story.deedsOn(service, `request:${request.id}`);
  assert.deepEqual([deed?.who, deed?.way, deed?.what], ['rule:lab.example', 'rule', 'request.approved']);
  await story.allIsWell(service, ['ada@lab.example']);
});

test('a host takes it back in time: nothing has left, hosts are asked, and the rule does not do it again', async () => {
  await open();
  await story.asks(service, 'ada@lab.example', 'Ada Olsen');
  await hostDoes('ada@lab.example', { kind: 'undo' });
  await minutes(15);
  assert.equal(await decisionOf('ada@lab.example'), null);
  assert.equal(await story.subscriberOf(service, 'ada@lab.example'), null);
  assert.doesNotMatch((await story.subjectsTo(service, 'ada@lab.example')).join(), /Welcome/);
  const asked = await story.mailAbout(service, elias, 'Ada Olsen');
  assert.ok(asked.message.replyTo[0]?.address.includes('+d-'), 'the ordinary question');
});

test('not without proof, from next door, without a motivation, or when nobody proves anything', async () => {
  await open();
  await service.mailIn(story.wish('eva@lab.example', 'Eva Falsk', { sender: 'forged' }), {
    from: 'eva@lab.example',
  });
  await service.mailIn(story.wish('una@lab.example', 'Una Silent', { sender: 'silent' }), {
    from: 'una@lab.example',
  });
  await story.asks(service, 'nick@evil-lab.example', 'Nick Near');
  await story.asks(service, 'sub@guests.lab.example', 'Sue Sub');
  const short = {
    from: 'kim@lab.example',
    name: 'Kim Kort',
    subject: 'Joining',
    text: 'Please put me on the list.',
  };
  await service.mailIn(story.letter(short), { from: 'kim@lab.example' });
  for (const email of [
    'eva@lab.example',
    'una@lab.example',
    'nick@evil-lab.example',
    'sub@guests.lab.example',
    'kim@lab.example',
  ])
    assert.equal(await decisionOf(email), null, email);
});

test('an address of the house that proves itself by our question counts, and one that only wrote does not', async () => {
  await open({ confirm: 'never' });
  await service.mailIn(story.wish('eva@lab.example', 'Eva Falsk', { sender: 'forged' }), {
    from: 'eva@lab.example',
  });
  assert.equal(
    await decisionOf('eva@lab.example'),
    null,
    'nobody is asked to confirm, and nothing proves it',
  );
  await service.close();
  await open();
  const una = 'una@lab.example';
  await service.mailIn(story.wish(una, 'Una Still', { sender: 'silent' }), { from: una });
  await story.replies(service, await story.last(service, una), { from: una, text: 'yes' });
  assert.equal(await decisionOf(una), 'approve');
});

test('whom hosts declined they decide about again', async () => {
  await open({ domains: [] });
  await story.asks(service, 'ada@lab.example', 'Ada Olsen');
  assert.equal(await decisionOf('ada@lab.example'), null, 'off by default');
  await service.close();
  await open();
  await story.asks(service, 'ada@lab.example', 'Ada Olsen');
  await minutes(12);
  await hostDoes('ada@lab.example', { kind: 'undo' });
  assert.equal(await decisionOf('ada@lab.example'), 'decline', 'a reversal');
  await minutes(12);
  await story.asks(service, 'ada@lab.example', 'Ada Olsen');
  assert.equal((await story.requestsOf(service, 'ada@lab.example')).length, 2);
  assert.equal(await decisionOf('ada@lab.example'), null);
});

test('a flood from the house: ten an hour by the rule, the others wait for a host', async () => {
  await open();
  const people = Array.from({ length: 13 }, (_, index) => `reader-${index}@lab.example`);
  await story.pour(
    service,
    people.map((from, index) => ({ raw: story.wish(from, `Reader Number${index}`), from })),
  );
  const decisions = await Promise.all(people.map(decisionOf));
  assert.equal(decisions.filter((decision) => decision === 'approve').length, 10);
});
