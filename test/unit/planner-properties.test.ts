/**
 * Promise 5 and promise 10, for any history: hosts edit, the service sleeps, ticks repeat, the clock goes back and forth
 * over its changes, and two planners run at once.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PageTalk, Reading } from '../../src/calendar/reading.ts';
import { startOf, type Talk } from '../../src/calendar/talk.ts';
import { obstaclesOf } from '../../src/mailings/announceable.ts';
import { isAnnounced } from '../../src/mailings/changes.ts';
import { limitOf, windowOf } from '../../src/mailings/due-window.ts';
import type { NoticeRule } from '../../src/mailings/notice.ts';
import { due } from '../../src/mailings/planner.ts';
import {
  factsOnly,
  type PlannerAction,
  type PlannerSettings,
  type PlannerState,
} from '../../src/mailings/planner-actions.ts';
import { applyActions } from '../../src/mailings/planner-apply.ts';
import { onPage, page, sync } from '../support/calendar-stories.ts';
import { defaultRules, defaultSettings } from '../support/default-rules.ts';

type Instant = Temporal.Instant;
/** `PLANNER_RUNS=5000` looks harder. */
const runs = Number(process.env.PLANNER_RUNS ?? 120);

const compare = Temporal.Instant.compare;

/** A night rule besides the usual ones: its slots fall into the gaps and overlaps of the clock. */
const rules: readonly NoticeRule[] = [
  ...defaultRules,
  { ...defaultRules[2]!, name: 'night', cron: '30 1,2 * * *', opensBefore: Temporal.Duration.from('P3D') },
];

/** Days around a change of the clock, and the talks of that week. */
const places = [
  { zone: 'Europe/Amsterdam', day: '2026-03-29' },
  { zone: 'Europe/Amsterdam', day: '2026-10-25' },
  { zone: 'America/New_York', day: '2026-03-08' },
  { zone: 'America/New_York', day: '2026-11-01' },
  { zone: 'Australia/Lord_Howe', day: '2026-04-05' },
  { zone: 'Australia/Lord_Howe', day: '2026-10-04' },
];

const said = fc.record({
  day: fc.integer({ min: 0, max: 9 }),
  start: fc.constantFrom('14:00', '15:30', '02:30', '00:15'),
  title: fc.constantFrom(null, 'On light', 'On light and glass', 'On something else entirely'),
  place: fc.constantFrom(null, 'Room 4', 'Room 12'),
  section: fc.constantFrom('next', 'schedule') as fc.Arbitrary<'next' | 'schedule'>,
  status: fc.constantFrom('scheduled', 'scheduled', 'scheduled', 'cancelled', 'postponed') as fc.Arbitrary<
    PageTalk['status']
  >,
  isGone: fc.constantFrom(false, false, false, true),
  isDoubtful: fc.constantFrom(false, false, false, true),
});

type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

/** A host changes one thing about one talk; often puts everything right. */
const change = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constant<Partial<Said>>({
      title: 'On light and glass',
      section: 'next',
      status: 'scheduled',
      isGone: false,
      isDoubtful: false,
    }),
  },
  { weight: 2, arbitrary: said.map(({ day, start }): Partial<Said> => ({ day, start })) },
  { weight: 1, arbitrary: said.map(({ title }): Partial<Said> => ({ title })) },
  { weight: 2, arbitrary: said.map(({ place }): Partial<Said> => ({ place })) },
  { weight: 1, arbitrary: said.map(({ status, isGone }): Partial<Said> => ({ status, isGone })) },
  { weight: 1, arbitrary: said.map(({ isDoubtful, section }): Partial<Said> => ({ isDoubtful, section })) },
);

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('edit' as const), who: fc.integer({ min: 0, max: 1 }), change }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('run' as const),
      minutes: fc.integer({ min: 1, max: 120 }),
      every: fc.constant(1),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('run' as const),
      minutes: fc.integer({ min: 300, max: 2_400 }),
      every: fc.integer({ min: 7, max: 30 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('sleep' as const), minutes: fc.integer({ min: 5, max: 2_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeat' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('back' as const), minutes: fc.integer({ min: 1, max: 300 }) }),
  },
);

const speakers = ['Ada Brandt', 'Carl Dudek'];

function readingOf(talks: readonly Said[], day: string): Reading {
  const lines = talks.flatMap((talk, at) => {
    if (talk.isGone) return [];
    const date = Temporal.PlainDate.from(day)
      .add({ days: talk.day - 1 })
      .toString();
    const { section, title, place, start, status } = talk;
    return [onPage(section, { speaker: speakers[at]!, date, title, place, start, end: null, status })];
  });
  const doubtful = lines.filter((_, at) => talks[at]?.isDoubtful === true);
  const problems = doubtful.map(({ lines: { entry } }) => ({
    kind: 'stale-title',
    where: [entry!],
    text: 'Left over.',
    blocking: true,
  }));
  return { ...page(...lines), problems };
}

interface World {
  readonly settings: PlannerSettings;
  readonly zone: string;
  state: PlannerState;
  clock: Instant;
  last: Instant;
}

/** One tick of two planners that saw the same state; the tick's row never goes back. */
function tickTwice(world: World, check: (action: PlannerAction, talk: Talk, at: Instant) => void): void {
  const { last, clock, settings } = world;
  const before = world.state;
  const actions = due(before, last, clock, rules, settings);
  for (const action of actions)
    check(action, before.talks.find((talk) => talk.id === action.talk.id)!, clock);
  world.state = applyActions(
    applyActions(before, actions, clock),
    due(before, last, clock, rules, settings),
    clock,
  );
  if (compare(clock, last) > 0) world.last = clock;
}

/** Whatever leaves is true, in time, and had not left before. */
function checkFreeze(world: World, action: PlannerAction, talk: Talk, now: Instant): void {
  if (action.act !== 'freeze') return;
  const { mailing } = action;
  assert.equal(mailing.frozenAt, null);
  assert.deepEqual(factsOnly(mailing.facts), factsOnly(talk), 'the hosts saw another proof');
  assert.ok(compare(now, mailing.goesAt) >= 0, 'too early');
  if (mailing.kind === 'moved' || mailing.kind === 'cancelled') {
    const isOff = talk.status === 'cancelled' || talk.status === 'postponed';
    assert.equal(isOff, mailing.kind === 'cancelled');
    assert.ok(isAnnounced(talk), 'a correction to people who were told nothing');
    if (!isOff) assert.ok(compare(now, startOf(talk, world.zone)) < 0, 'moved into the past');
    return;
  }
  const rule = rules.find((candidate) => candidate.name === mailing.rule)!;
  const window = windowOf(rule, talk, world.zone);
  assert.deepEqual(obstaclesOf(talk, rule, now, world.settings), [], 'not announceable');
  assert.ok(compare(now, limitOf(rule, window, mailing.slotAt, world.zone)) <= 0, 'late');
  assert.equal(isAnnounced(talk), mailing.kind !== 'announcement', 'announced twice, or reminded of nothing');
  const again = world.state.mailings.filter(
    (other) =>
      other.talkId === talk.id &&
      other.rule === mailing.rule &&
      other.frozenAt !== null &&
      other.facts.date === talk.date,
  );
  const sinceCallOff = again.filter(
    (other) => talk.calledOffAt === null || compare(other.frozenAt!, talk.calledOffAt) > 0,
  );
  assert.deepEqual(sinceCallOff, [], 'sent twice for one day');
}

function checkState({ state }: World): void {
  const keys = state.mailings.map((mailing) => `${mailing.talkId}/${mailing.rule}/${mailing.revision}`);
  assert.equal(new Set(keys).size, keys.length, 'a mailing exists twice');
  const identities = state.notes.map((note) => note.identity);
  assert.equal(new Set(identities).size, identities.length, 'hosts told twice');
  for (const talk of state.talks) {
    const sequences = state.mailings
      .filter(
        (mailing) =>
          mailing.talkId === talk.id &&
          mailing.frozenAt !== null &&
          (mailing.kind === 'moved' || mailing.kind === 'cancelled'),
      )
      .map((mailing) => mailing.revision);
    assert.deepEqual(
      sequences,
      sequences.toSorted((a, b) => a - b),
      'SEQUENCE went back',
    );
  }
}

function openWorld(place: (typeof places)[number]): World {
  const settings = { ...defaultSettings, zone: place.zone };
  const clock = Temporal.PlainDateTime.from(`${place.day}T22:00`)
    .subtract({ days: 2 })
    .toZonedDateTime(place.zone)
    .toInstant();
  return { settings, zone: place.zone, state: { talks: [], mailings: [], notes: [] }, clock, last: clock };
}

function edit(world: World, reading: Reading): void {
  const talks = sync(world.state.talks, reading, world.clock, { zone: world.zone, defaultTime: '14:00' });
  world.state = { ...world.state, talks };
}

test('whatever hosts, clocks and processes do: no mail twice, none late, none untrue', (t) => {
  const left = new Map<string, number>();
  const property = fc.property(
    fc.constantFrom(...places),
    fc.tuple(said, said),
    fc.array(step, { minLength: 3, maxLength: 40 }),
    (place, first, steps) => {
      const world = openWorld(place);
      const tick = () =>
        tickTwice(world, (action, talk, now) => {
          checkFreeze(world, action, talk, now);
          if (action.act === 'freeze')
            left.set(action.mailing.kind, (left.get(action.mailing.kind) ?? 0) + 1);
        });
      let claims: readonly Said[] = first;
      edit(world, readingOf(claims, place.day));
      for (const next of steps) {
        switch (next.do) {
          case 'edit':
            claims = claims.map((claim, at) => (at === next.who ? { ...claim, ...next.change } : claim));
            edit(world, readingOf(claims, place.day));
            break;
          case 'run':
            for (let minute = 0; minute < next.minutes; minute += next.every) {
              world.clock = world.clock.add({ minutes: next.every });
              tick();
            }
            break;
          case 'sleep':
            world.clock = world.clock.add({ minutes: next.minutes });
            tick();
            break;
          case 'repeat':
            tick();
            break;
          case 'back':
            world.clock = world.clock.subtract({ minutes: next.minutes });
            tick();
        }
        checkState(world);
      }
    },
  );
  fc.assert(property, { numRuns: runs });
  t.diagnostic(`left: ${JSON.stringify(Object.fromEntries(left))}`);
  assert.ok((left.get('announcement') ?? 0) > 20, 'the property was hardly tried');
});

test('a gap in the ticks plans the same mails as ticking by the minute, save those that could only go late', () => {
  const property = fc.property(
    fc.constantFrom(...places),
    fc.array(said, { minLength: 2, maxLength: 2 }),
    fc.integer({ min: 0, max: 4 * 1_440 }),
    fc.integer({ min: 2, max: 239 }),
    (place, talks, before, gap) => {
      const world = openWorld(place);
      edit(
        world,
        readingOf(
          talks.map((talk) => ({ ...talk, isGone: false })),
          place.day,
        ),
      );
      const minutely = (from: World, minutes: number): World => {
        const copy = { ...from };
        for (let minute = 0; minute < minutes; minute += 1) {
          copy.clock = copy.clock.add({ minutes: 1 });
          tickTwice(copy, () => undefined);
        }
        return copy;
      };
      const start = minutely(world, before % 1_440);
      const known = new Set(start.state.mailings.map((mailing) => mailing.id));
      const ticked = minutely(start, gap);
      const caughtUp = { ...start, clock: start.clock.add({ minutes: gap }) };
      tickTwice(caughtUp, () => undefined);
      const planned = ({ state }: World) =>
        state.mailings
          .filter((mailing) => !known.has(mailing.id))
          .map(({ talkId, rule, revision, slotAt }) => ({
            talkId,
            rule,
            revision,
            slotAt: slotAt.toString(),
          }));
      const atOnce = planned(caughtUp);
      const isTooLate = ({ talkId, rule: name, slotAt }: (typeof atOnce)[number]) => {
        const rule = rules.find((candidate) => candidate.name === name)!;
        const talk = start.state.talks.find((candidate) => candidate.id === talkId)!;
        const limit = limitOf(
          rule,
          windowOf(rule, talk, place.zone),
          Temporal.Instant.from(slotAt),
          place.zone,
        );
        return compare(limit.subtract({ minutes: 2 }), caughtUp.clock) < 0;
      };
      // What follows an announcement that itself fell into the gap (a reminder 20 hours later) cannot be in it too.
      assert.deepEqual(
        atOnce,
        planned(ticked).filter((mail) => !isTooLate(mail)),
      );
    },
  );
  fc.assert(property, { numRuns: Math.ceil(runs / 2) });
});
