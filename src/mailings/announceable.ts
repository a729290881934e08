/** Promise 10: only true things are announced. What stands in the way of a talk, as values and in a host's words. */
import type { Problem, TalkStatus } from '../calendar/reading.ts';
import { startOf, type Talk, type TalkFacts } from '../calendar/talk.ts';
import { isAfterwards } from './mailing-kinds.ts';
import type { NoticeRule, TalkPiece } from './notice.ts';

type Instant = Temporal.Instant;

export type Obstacle =
  | { readonly what: 'missing'; readonly piece: TalkPiece }
  | { readonly what: 'doubtful'; readonly problem: Problem }
  | { readonly what: 'not-scheduled'; readonly status: TalkStatus }
  | { readonly what: 'withdrawn'; readonly since: Instant }
  | { readonly what: 'started' }
  | { readonly what: 'time-assumed'; readonly start: string }
  /** Changed so recently that the next edit may follow. */
  | { readonly what: 'unsettled'; readonly until: Instant };

export interface SettleSettings {
  readonly zone: string;
  readonly settle: Temporal.Duration;
}

/**
 * Everything that keeps `rule` from telling subscribers about `talk` at `at`; empty where it may go. A recording is
 * told after the talk, so that it having started is then no obstacle.
 */
export function obstaclesOf(
  talk: Talk,
  rule: NoticeRule,
  at: Instant,
  settings: SettleSettings,
): readonly Obstacle[] {
  const found: Obstacle[] = missingPieces(talk, rule.needs).map((piece) => ({ what: 'missing', piece }));
  found.push(...factObstacles(talk, at, settings));
  const isStarted = Temporal.Instant.compare(startOf(talk, settings.zone), at) <= 0;
  if (!isAfterwards(rule.kind) && isStarted) found.push({ what: 'started' });
  const isAssumed = talk.problems.some((problem) => problem.kind === 'time-assumed');
  if (rule.lastCall === true && isAssumed) found.push({ what: 'time-assumed', start: talk.start });
  // Nobody named yet is a missing speaker, which is said above where the rule asks for one.
  const isOff = talk.status === 'cancelled' || talk.status === 'postponed';
  if (isOff) found.push({ what: 'not-scheduled', status: talk.status });
  return found;
}

/** What keeps any mail about a talk back, a correction too: doubts, a talk gone from the page, a page still being edited. */
export function factObstacles(talk: Talk, at: Instant, settings: SettleSettings): readonly Obstacle[] {
  const found: Obstacle[] = talk.problems
    .filter((problem) => problem.blocking)
    .map((problem) => ({ what: 'doubtful', problem }));
  if (talk.withdrawnAt !== null) found.push({ what: 'withdrawn', since: talk.withdrawnAt });
  if (!isSettled(talk, at, settings)) found.push({ what: 'unsettled', until: settledAt(talk, settings) });
  return found;
}

/** The first instant at which the talk counts as settled. */
export function settledAt(talk: Talk, settings: SettleSettings): Instant {
  return talk.changedAt.add({
    nanoseconds: settings.settle.total({ unit: 'nanoseconds', relativeTo: epoch }),
  });
}

export function isSettled(talk: Talk, at: Instant, settings: SettleSettings): boolean {
  return Temporal.Instant.compare(settledAt(talk, settings), at) <= 0;
}

/** A settle time is written in minutes or hours; were it days, a day is 24 hours. */
const epoch = Temporal.PlainDate.from('2000-01-01');

export function missingPieces(talk: TalkFacts, needs: readonly TalkPiece[]): readonly TalkPiece[] {
  return needs.filter((piece) => (piece === 'place' ? (talk.place ?? talk.online) : talk[piece]) === null);
}

/** What hosts must see to; that a page still settles is nobody's business. */
export function isForHosts(obstacle: Obstacle): boolean {
  return obstacle.what !== 'unsettled' && obstacle.what !== 'started';
}

/** One obstacle as the part of a sentence: "the title is missing". */
export function obstacleWords(obstacle: Obstacle): string {
  switch (obstacle.what) {
    case 'missing':
      return `the ${obstacle.piece === 'watch' ? 'recording link' : obstacle.piece} is missing`;
    case 'doubtful':
      return obstacle.problem.text.replace(/[.!]+$/, '');
    case 'not-scheduled':
      return `the talk is ${obstacle.status}`;
    case 'withdrawn':
      return 'the talk is gone from the calendar';
    case 'started':
      return 'the talk has started';
    case 'time-assumed':
      return `the calendar gives no time (${obstacle.start} is only usual)`;
    case 'unsettled':
      return 'the calendar is still being edited';
  }
}

export function obstaclesInWords(obstacles: readonly Obstacle[]): string {
  return [...new Set(obstacles.map(obstacleWords))].join('; ');
}

/** The gist of obstacles, equal where a host need not be told again. */
export function obstaclesKey(obstacles: readonly Obstacle[]): string {
  const gist = (obstacle: Obstacle) => {
    if (obstacle.what === 'missing') return `no-${obstacle.piece}`;
    return obstacle.what === 'doubtful' ? obstacle.problem.kind : obstacle.what;
  };
  return [...new Set(obstacles.map(gist))].toSorted().join('+');
}
