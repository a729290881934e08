/** A host's word for any history: pages and hosts take turns, and nobody is overruled in silence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { conflictsOf } from '../../src/calendar/host-word.ts';
import type { PageTalk } from '../../src/calendar/reading.ts';
import type { Talk } from '../../src/calendar/talk.ts';
import { decideTalkDeed, type TalkDeed } from '../../src/calendar/talk-deed.ts';
import { amsterdam, at, onPage, page, sync } from '../support/calendar-stories.ts';

const titles = fc.constantFrom('On light', 'How glaciers remember', 'Glass that flows');
const days = fc.constantFrom('2026-03-24', '2026-03-31', '2026-04-07');
const rooms = fc.constantFrom('Room 4', 'Room 12');
const said = fc.record({ title: titles, date: days, place: rooms });

const step = fc.oneof(
  fc.record({ by: fc.constant('page' as const), said }),
  fc.record({ by: fc.constant('host' as const), title: titles }),
  fc.record({ by: fc.constant('host' as const), date: days }),
  fc.record({ by: fc.constant('host' as const), place: rooms }),
  fc.record({ by: fc.constant('call-off' as const) }),
  fc.record({ by: fc.constant('restore' as const) }),
  fc.record({ by: fc.constant('keep' as const) }),
  fc.record({ by: fc.constant('follow' as const) }),
);

function deedOf(
  talk: Talk,
  turn: Exclude<typeof step extends fc.Arbitrary<infer T> ? T : never, { by: 'page' }>,
): TalkDeed {
  const fields = conflictsOf(talk).map(([field]) => field);
  switch (turn.by) {
    case 'host': {
      const { by: _, ...facts } = turn;
      return { kind: 'edit', facts, reason: null };
    }
    case 'call-off':
      return { kind: 'cancel', reason: null };
    case 'restore':
      return { kind: 'restore' };
    default:
      return { kind: turn.by, fields };
  }
}

function read(talk: Talk, claim: Partial<PageTalk>, now: Temporal.Instant): Talk {
  const talks = sync([talk], page(onPage('next', claim)), now);
  assert.equal(talks.length, 1, 'it stays one talk');
  return talks[0]!;
}

test('a word stands until it is said back, taken back or answered; then the page is followed to the letter', () => {
  const run = fc.property(said, fc.array(step, { maxLength: 14 }), (first, turns) => {
    let now = at('2026-03-02 10:00');
    let claim: Partial<PageTalk> = first;
    let [talk] = sync([], page(onPage('next', claim)), now) as [Talk];
    for (const turn of turns) {
      now = now.add({ hours: 1 });
      const before = talk;
      if (turn.by === 'page') {
        claim = turn.said;
        talk = read(talk, claim, now);
        for (const [field, word] of Object.entries(before.hostWords))
          if (field === 'title' || field === 'date' || field === 'place')
            assert.equal(talk[field], word.said, `${field} was overruled by the page`);
      } else {
        const decision = decideTalkDeed(talk, deedOf(talk, turn), { by: 'Noor', now, zone: amsterdam.zone });
        if (decision.kind === 'do') talk = decision.talk;
      }
      for (const field of ['title', 'date', 'place'] as const) {
        if (talk.hostWords[field] === undefined)
          assert.equal(talk[field], claim[field], `${field} follows the page`);
      }
      const open = conflictsOf(talk).map(([field]) => field);
      const told = talk.problems.filter(({ kind }) => kind === 'host-and-page-differ');
      assert.equal(told.length, open.length, 'every difference is told, and nothing else');
      const again = read(talk, claim, now);
      assert.deepEqual(
        { ...again, problems: [] },
        { ...talk, problems: [] },
        'the same page changes nothing',
      );
    }
  });
  fc.assert(run, { numRuns: Number(process.env['PLANNER_RUNS'] ?? 150) });
});
