/**
 * The next server refuses at once instead of reporting later: the same score counts, and what concerns us counts against
 * nobody. DESIGN §6, mailing and delivery; threat 22 (proof at our own RCPT).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { storyPage } from '../../src/cli/demo-page.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';

const names = ['gone', 'full', 'filling', 'waits', 'broken', 'fine'] as const;
const emails = names.map((name) => `${name}@lab.example`);
let service: TestService;

before(async () => {
  const page = storyPage({
    date: '24 November 2026',
    title: 'What a glacier remembers',
    speaker: 'Ingrid Solbakken',
  });
  service = await openTestService({ at: '2026-11-17T07:00:00Z', page });
  service.sink.rules.refusals = [
    { match: /^<?gone@/, reply: '550 5.1.1 no such user here' },
    { match: /^<?full@/, reply: '552 5.2.2 the mailbox is full' },
    { match: /^<?filling@/, reply: '452 4.2.2 the mailbox is full, try later' },
    { match: /^<?waits@/, reply: '451 4.7.1 greylisted, come back in a moment', times: 1 },
    { match: /^<?broken@/, reply: '451 4.3.0 local error, try later' },
  ];
  await story.listed(service, emails);
  await service.advanceTo(story.at('2026-11-17T12:00:00Z'), 30);
});
after(() => service?.close());

async function standing(name: (typeof names)[number]) {
  const { db } = service.context.store;
  const person = (await story.subscriberOf(service, `${name}@lab.example`))!;
  const bounces = await db
    .selectFrom('bounce')
    .select(['counts_as', 'status'])
    .where('subscriber_id', '=', person.id)
    .execute();
  const delivery = await db
    .selectFrom('delivery')
    .select('state')
    .where('subscriber_id', '=', person.id)
    .executeTakeFirstOrThrow();
  return {
    delivery: delivery.state,
    bounces: bounces.map((bounce) => `${bounce.counts_as} ${bounce.status}`),
    isSuppressed: person.suppressed_at !== null,
    score: person.bounce_score,
  };
}

test('no such user, said at once, is proof', async () => {
  assert.deepEqual(await standing('gone'), {
    delivery: 'failed',
    bounces: ['hard 5.1.1'],
    isSuppressed: true,
    score: 0,
  });
});

test('a full mailbox, said at once, is one day of five', async () => {
  assert.deepEqual(await standing('full'), {
    delivery: 'failed',
    bounces: ['soft 5.2.2'],
    isSuppressed: false,
    score: 1,
  });
});

test('greylisting counts for nothing', async () => {
  assert.deepEqual(await standing('waits'), {
    delivery: 'submitted',
    bounces: [],
    isSuppressed: false,
    score: 0,
  });
});

test('given up after four days: a mailbox that stayed full counts once, a server in trouble not at all', async () => {
  assert.equal((await standing('filling')).delivery, 'deferred');
  await service.advanceTo(story.at('2026-11-22T12:00:00Z'), 120);
  assert.deepEqual(await standing('filling'), {
    delivery: 'failed',
    bounces: ['soft 4.2.2'],
    isSuppressed: false,
    score: 1,
  });
  assert.deepEqual(await standing('broken'), {
    delivery: 'failed',
    bounces: [],
    isSuppressed: false,
    score: 0,
  });
});

test('and the books balance', async () => {
  assert.deepEqual(await standing('fine'), {
    delivery: 'submitted',
    bounces: [],
    isSuppressed: false,
    score: 0,
  });
  await story.allIsWell(service, emails);
});
