/** Mails that are read together: one that fails costs its neighbours nothing, and one that ended its process is read alone. Promise 1. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { classHandlers } from '../../src/flow.ts';
import { handleInbound } from '../../src/intake/handle-inbound.ts';
import { identityOf } from '../../src/intake/identity.ts';
import type { ClassHandler } from '../../src/intake/read-mail.ts';
import { beginFirst, storeInbound } from '../../src/store/inbound.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';

let service: TestService;
before(async () => {
  service = await openTestService({ at: story.storyBegins });
});
after(() => service?.close());

/** Stored, and nobody was rung for them. */
async function stored(names: readonly string[]): Promise<number[]> {
  const rows = names.map((name, index) => {
    const raw = story.wish(`${name}-${index}@uni.example`, 'Ada Nowak', { subject: name });
    return {
      colloquium: service.colloquium.id,
      identity: identityOf(raw, service.colloquium.id),
      raw,
      size: raw.length,
      source: 'smtp' as const,
      envelopeFrom: '',
      recipient: service.colloquium.address,
      clientIp: null,
      receivedAt: service.clock.now(),
    };
  });
  return (await storeInbound(service.context.store.db, rows)).map(({ id }) => id);
}

const look = async (ids: readonly number[]) =>
  service.context.store.db
    .selectFrom('inbound')
    .select(['id', 'attempts', 'processed_at', 'held_at', 'reason'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();

const failing: ClassHandler = async (tx, deps, mail) => {
  if (mail.reading.message?.subject === 'poison') throw new Error('a fault of ours');
  return classHandlers.join(tx, deps, mail);
};

test('the others are read once; the one that fails is tried again, and waits for a host after the third time', async () => {
  const ids = await stored(['calm', 'calm', 'poison', 'calm']);
  const poison = ids[2] ?? 0;
  const handle = () => handleInbound(service.context, { ...classHandlers, join: failing }, ids);
  await assert.rejects(handle(), /1 mails to be tried again: a fault of ours/);
  for (const row of await look(ids)) {
    assert.equal(row.attempts, 1);
    assert.equal(row.processed_at === null, row.id === poison);
  }
  await assert.rejects(handle());
  await handle();
  for (const row of await look(ids)) {
    assert.equal(row.attempts, row.id === poison ? 3 : 1);
    assert.equal(row.held_at !== null, row.id === poison);
  }
  const held = (await look([poison]))[0];
  assert.equal(held?.reason, 'it could not be processed: a fault of ours');
  const requests = await service.context.store.db.selectFrom('request').select('id').execute();
  assert.equal(requests.length, 3, 'and nothing of it was done');
});

test('mails that a process took with it are begun again, each by itself', async () => {
  const ids = await stored(['later', 'later', 'later']);
  await beginFirst(service.context.store.db, ids);
  await handleInbound(service.context, classHandlers, ids);
  for (const row of await look(ids)) {
    assert.ok(row.processed_at);
    assert.equal(row.attempts, 2);
  }
  await handleInbound(service.context, classHandlers, ids);
  for (const row of await look(ids)) assert.equal(row.attempts, 2, 'what is done is not begun again');
});

test('two processes at the same mails: each is acted on once', async () => {
  const ids = await stored(Array.from({ length: 12 }, () => 'both'));
  const handle = () => handleInbound(service.context, classHandlers, ids);
  await Promise.all([handle(), handle(), handle()]);
  await service.settle();
  const requests = await service.context.store.db
    .selectFrom('request')
    .select('email')
    .where('email', 'like', 'both-%')
    .execute();
  assert.equal(requests.length, 12);
  for (const row of await look(ids)) assert.ok(row.processed_at !== null && row.held_at === null);
});
