/**
 * Clocks that are wrong, and many processes at once (promise 5): a mailing exists once, and none leaves by a clock that the
 * database's does not confirm.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addTalk } from '../../src/calendar/talk-added.ts';
import type { Clock } from '../../src/clock.ts';
import { type Context, openContext } from '../../src/context.ts';
import { openEvents } from '../../src/events.ts';
import { workOn } from '../../src/flow.ts';
import { openLog } from '../../src/log.ts';
import { planColloquium } from '../../src/mailings/handle-plan.ts';
import { untilQuiet } from '../../src/quiet.ts';
import { loadMailings } from '../../src/store/mailings.ts';
import { saveTalk } from '../../src/store/talks.ts';
import { defaultRules } from '../support/default-rules.ts';
import { openTestService, type TestService } from '../support/service.ts';
import * as story from '../support/stories.ts';

async function insertTalks(service: TestService, count: number, since: Temporal.Instant): Promise<void> {
  const { zone, id: colloquium } = service.colloquium;
  const first = since.toZonedDateTimeISO(zone).toPlainDate().add({ days: 5 });
  for (let at = 0; at < count; at += 1) {
    const given = {
      date: first.add({ days: at % 5 }).toString(),
      start: `${String(8 + (Math.floor(at / 5) % 12)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`,
      speaker: `Speaker Number${at}`,
      title: `Talk number ${at}`,
    };
    const identity = { id: 1000 + at, uid: `talk-${at}@crowd.example`, colloquium };
    const usual = { zone, defaultTime: '14:00', defaultDurationMinutes: 60 };
    const added = addTalk(given, identity, usual, { by: 'Noor', now: since.subtract({ hours: 24 }) });
    assert.ok('talk' in added, JSON.stringify(added));
    await saveTalk(service.context.store.db, added.talk, zone);
  }
}

/** Without a proof: the crowd is about mailings, not about what hosts are shown. */
const atOnce = { ...defaultRules[0]!, proof: Temporal.Duration.from('PT0S') };

for (const [name, crowd] of [
  ['two', 2],
  ['five', 5],
] as const) {
  describe(`${name} schedulers and workers on one database`, () => {
    let service: TestService;
    const others: Context[] = [];
    before(async () => {
      service = await openTestService({ at: '2026-11-17T07:00:00Z', change: { notices: [atOnce] } });
      const { config, clock } = service.context;
      for (let one = 1; one < crowd; one += 1) {
        const context = await openContext({ config, log: openLog('silent'), clock, sends: true });
        workOn(context);
        others.push(context);
      }
    });
    after(async () => {
      await Promise.all(others.map((each) => each.close()));
      await service?.close();
    });

    const occurrences = crowd === 5 ? 200 : 40;
    test(`${occurrences} talks that are due at once give ${occurrences} mailings, and everybody each once`, async () => {
      await story.listed(service, ['ada@lab.example']);
      await insertTalks(service, occurrences, service.clock.now());
      const all = [service.context, ...others];
      for (const minutes of [0, 31, 1, 1]) {
        service.clock.moveTo(service.clock.now().add({ minutes }));
        await Promise.all([...all, ...all].map((each) => planColloquium(each, service.colloquium)));
      }
      await untilQuiet(service.context, 150_000);
      const mailings = await loadMailings(service.context.store.db, service.colloquium.id);
      assert.equal(mailings.length, occurrences);
      assert.equal(new Set(mailings.map(({ talkId }) => talkId)).size, occurrences);
      const frozen = mailings.filter(({ frozenAt }) => frozenAt !== null);
      assert.equal(frozen.length, occurrences);
      const got = service.sink.messages.filter(({ to }) => to === 'ada@lab.example');
      assert.equal(got.length, occurrences);
    });
  });
}

describe('a clock that jumps', () => {
  let service: TestService;
  before(async () => {
    service = await openTestService({ at: '2026-11-17T07:00:00Z' });
    await story.listed(service, ['ada@lab.example']);
  });
  after(() => service?.close());

  for (const [name, off] of [
    ['two hours ahead', { hours: 2 }],
    ['two hours behind', { hours: -2 }],
    ['a year ahead', { hours: 365 * 24 }],
  ] as const) {
    test(`${name}: nothing is planned, sent or given up, and the alarm is loud`, async () => {
      const { context } = service;
      const lines: string[] = [];
      const clock: Clock = { now: () => Temporal.Now.instant().add(off), isOfTheWorld: true };
      await insertTalks(service, 3, clock.now());
      const events = openEvents(openLog('info', { write: (line) => void lines.push(line) }));
      const before = await loadMailings(context.store.db, service.colloquium.id);
      assert.deepEqual(await planColloquium({ ...context, clock, events }, service.colloquium), []);
      assert.deepEqual(await loadMailings(context.store.db, service.colloquium.id), before);
      const alarm = lines.map((line) => JSON.parse(line) as { event?: string; seconds?: number });
      const seconds = alarm.find(({ event }) => event === 'clocks-differ')?.seconds ?? 0;
      assert.ok(Math.abs(seconds - off.hours * 3600) < 60, lines.join());
    });
  }

  test('right again: the planner looks as if nothing had been', async () => {
    const clock: Clock = { now: () => Temporal.Now.instant(), isOfTheWorld: true };
    await planColloquium({ ...service.context, clock }, service.colloquium);
    const tick = await service.context.store.db.selectFrom('tick').selectAll().execute();
    assert.equal(tick.length, 1);
  });
});
