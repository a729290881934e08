/** A mailing that receivers refuse, or whose list is full of dead addresses, stops itself; its hosts hear why and let it go on (fault 10). */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { storyPage } from '../../src/cli/demo-page.ts';
import { actOnMailing } from '../../src/mailings/handle-mailing-act.ts';
import { books } from '../../src/store/deliveries-control.ts';
import { insertSubscribers } from '../support/audience.ts';
import { openTestService, type TestService } from '../support/service.ts';
import type { SinkRules } from '../support/smtp-sink.ts';
import { noor } from '../support/stories.ts';

const people = 100;
let service: TestService;
afterEach(() => service.close());

/** The announcement sets out while the server refuses as told. */
async function announceTo(refusals: SinkRules['refusals']): Promise<void> {
  service = await openTestService({
    at: '2026-11-17T07:00:00Z',
    page: storyPage({
      date: '24 November 2026',
      title: 'What a glacier remembers',
      speaker: 'Ingrid Solbakken',
    }),
  });
  const { context, colloquium, clock, sink } = service;
  await insertSubscribers(context.store, people, { colloquium: colloquium.id, at: clock.now() });
  sink.rules.refusals = refusals;
  await service.advanceTo(Temporal.Instant.from('2026-11-17T09:05:00Z'), 5);
}

const bookNow = async () => (await books(service.context.store.db, 1))!;
const suppressed = async () =>
  (
    await service.context.store.db
      .selectFrom('subscriber')
      .select('id')
      .where('suppressed_at', 'is not', null)
      .execute()
  ).length;

async function goOn(): Promise<void> {
  service.sink.rules.refusals = [];
  const deed = { mailingId: 1, act: { kind: 'resume' }, way: 'command', host: null } as const;
  const outcome = await actOnMailing(service.context, { ...deed, now: service.clock.now() });
  assert.equal(outcome.kind, 'done');
  await service.advanceTo(service.clock.now().add({ hours: 5 }), 30);
}

async function toldToHosts(): Promise<string> {
  const mails = (await service.mailsTo(noor)).filter(({ message }) => message.subject.startsWith('Stopped:'));
  assert.equal(mails.length, 1, 'told once');
  return mails[0]!.message.text.replace(/\s+/g, ' ');
}

test('receivers refuse us (5.7.26): few tries, nobody blamed, and it goes on when that is mended', async () => {
  await announceTo([{ match: /^member-/, reply: '550 5.7.26 Unauthenticated email is not accepted' }]);
  const { states, balance } = await bookNow();
  assert.equal(balance, 0);
  assert.deepEqual([states.submitted, states.failed, states.suppressed], [0, 0, 0]);
  assert.ok(service.sink.counts.refused <= 50, `${service.sink.counts.refused} tries`);
  assert.equal(await suppressed(), 0);
  const told = await toldToHosts();
  assert.match(told, /a reason that lies with us and not with the subscribers/);
  assert.match(told, /550 5\.7\.26 Unauthenticated email is not accepted/);
  assert.match(told, /convoke doctor, mend what it names/);
  await goOn();
  assert.equal((await bookNow()).states.submitted, people);
});

test('a list full of dead addresses: those are given up, the others wait for the hosts', async () => {
  await announceTo([{ match: /^member-\d*[37]@/, reply: '550 5.1.1 no such user' }]);
  const { states, balance } = await bookNow();
  assert.equal(balance, 0);
  assert.ok(
    states.failed > 10 && states.failed < 20,
    JSON.stringify({
      states,
      refused: service.sink.counts,
      why: service.logged.filter((line) => /stopped|trouble/.test(line)),
    }),
  );
  assert.ok(states.queued > 0, 'the rest waits');
  const told = await toldToHosts();
  assert.match(told, /the list does not look right/);
  assert.match(told, /addresses do not exist/);
  assert.doesNotMatch(told, /lies with us|doctor/);
  await goOn();
  const after = await bookNow();
  assert.equal(after.states.submitted + after.states.failed, people);
});
