/** What the talks are after a list of changes: the same step that the store takes in SQL, for simulator and tests. */

import type { Talk, TalkFacts } from '../talk.ts';
import type { CalendarChange } from './diff.ts';

/** `newTalk` gives a new talk its identity (id and uid), which is not ours to invent. */
export function applyCalendar(
  known: readonly Talk[],
  changes: readonly CalendarChange[],
  now: Temporal.Instant,
  newTalk: (facts: TalkFacts) => Pick<Talk, 'id' | 'uid' | 'colloquium'>,
): readonly Talk[] {
  const talks = new Map(known.map((talk) => [talk.id, talk]));
  for (const change of changes) {
    const talk =
      change.what === 'new' ? newcomer(change, now, newTalk(change.facts)) : talks.get(change.talk.id);
    if (talk !== undefined) talks.set(talk.id, afterChange(talk, change, now));
  }
  return [...talks.values()];
}

function newcomer(
  change: Extract<CalendarChange, { what: 'new' }>,
  now: Temporal.Instant,
  identity: Pick<Talk, 'id' | 'uid' | 'colloquium'>,
): Talk {
  return {
    ...change.facts,
    ...identity,
    sequence: 0,
    problems: change.problems,
    firstSeenAt: now,
    changedAt: now,
    withdrawnAt: null,
    told: null,
    toldAt: null,
    calledOffAt: null,
    hostWords: {},
    addedBy: null,
    reason: null,
  };
}

function afterChange(talk: Talk, change: CalendarChange, now: Temporal.Instant): Talk {
  switch (change.what) {
    case 'new':
    case 'watch-link':
      return talk;
    case 'changed':
      return {
        ...talk,
        ...change.facts,
        hostWords: change.hostWords,
        problems: change.problems,
        changedAt: now,
        // What was said about another day does not explain this one.
        reason: change.fields.some((field) => /^(?:date|start|status)$/.test(field)) ? null : talk.reason,
      };
    case 'words':
      return { ...talk, hostWords: change.hostWords };
    case 'adopted':
      return { ...talk, addedBy: null };
    case 'problems':
      return {
        ...talk,
        problems: change.problems,
        changedAt: change.restartsSettling ? now : talk.changedAt,
      };
    case 'withdrawn':
      return { ...talk, withdrawnAt: now, changedAt: now };
    case 'returned':
      return { ...talk, withdrawnAt: null, changedAt: now };
    case 'moved-to-previous':
      return { ...talk, changedAt: now };
  }
}
