/**
 * Plays a calendar's history: each version becomes the page at its instant, the planner ticks, and a host who never
 * answers lets every proof go. The decisions are those of the running service (`diffCalendar`, `due`).
 */
import { diffCalendar } from '../calendar/diff/diff.ts';
import { applyCalendar } from '../calendar/diff/diff-apply.ts';
import type { UsualTimes } from '../calendar/diff/diff-merge.ts';
import type { Reading } from '../calendar/reading.ts';
import { endOf, type Talk } from '../calendar/talk.ts';
import { isForHosts, obstaclesInWords, obstaclesOf } from '../mailings/announceable.ts';
import { kindsOfMailing, type MailingKind } from '../mailings/mailing-kinds.ts';
import type { NoticeRule } from '../mailings/notice.ts';
import { due } from '../mailings/planner.ts';
import type { PlannerAction, PlannerSettings, PlannerState } from '../mailings/planner-actions.ts';
import { applyActions } from '../mailings/planner-apply.ts';
import { nextMoment } from '../mailings/planner-moments.ts';

type Instant = Temporal.Instant;

/** What the page said from `at` on. */
export interface PageVersion {
  readonly at: Instant;
  readonly read: () => Reading;
}

export interface SimulatedColloquium extends UsualTimes {
  readonly rules: readonly NoticeRule[];
  readonly settings: PlannerSettings;
}

export type EventKind =
  | (typeof kindsOfMailing)[MailingKind]['simulatedAs']
  | 'held'
  | 'missed'
  | 'asked-hosts';

/** `at`: when it leaves. `talk`: what that mail says, or for mails to the hosts what the page says. */
export interface SimulatedEvent {
  readonly at: Instant;
  readonly kind: EventKind;
  readonly talk: {
    readonly date: string;
    readonly start: string;
    readonly title: string | null;
    readonly speaker: string | null;
  };
  readonly reason: string | null;
  readonly talkId: number;
}

/** The talks as they stood at the end, what happened, and when each talk could first have been announced. */
export interface Replay {
  readonly talks: readonly Talk[];
  readonly events: readonly SimulatedEvent[];
  readonly possibleAt: ReadonlyMap<number, Instant>;
}

/** `tick`: how far apart the ticks are at most; without it the clock jumps from moment to moment. */
export function replay(
  versions: readonly PageVersion[],
  colloquium: SimulatedColloquium,
  tick?: Temporal.Duration,
): Replay {
  const coming = versions.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  let state: PlannerState = { talks: [], mailings: [], notes: [] };
  const events: SimulatedEvent[] = [];
  const possibleAt = new Map<number, Instant>();
  const end = coming.at(-1)?.at;
  let now = coming[0]?.at ?? null;
  let last = now;
  while (now !== null && last !== null && end !== undefined) {
    while (coming[0] !== undefined && Temporal.Instant.compare(coming[0].at, now) <= 0) {
      state = synced(state, coming.shift()!, now, colloquium);
    }
    const actions = due(state, last, now, colloquium.rules, colloquium.settings);
    state = applyActions(state, actions, now);
    events.push(...actions.flatMap((action) => eventOf(action, now!)));
    notePossible(possibleAt, state.talks, now, colloquium);
    last = now;
    now = nextTick(state, now, coming[0]?.at ?? null, colloquium, tick);
    if (now !== null && isOver(now, end, state.talks, colloquium.zone)) now = null;
  }
  return { talks: state.talks, events, possibleAt };
}

function synced(
  state: PlannerState,
  version: PageVersion,
  now: Instant,
  colloquium: SimulatedColloquium,
): PlannerState {
  const changes = diffCalendar(state.talks, version.read(), now, colloquium);
  let id = state.talks.length;
  const talks = applyCalendar(state.talks, changes, now, () => {
    id += 1;
    return { id, uid: `talk-${id}@simulated.example`, colloquium: 'simulated' };
  });
  return { ...state, talks };
}

/** The service ticks at whole minutes and reads a new page at once. */
function nextTick(
  state: PlannerState,
  now: Instant,
  nextVersion: Instant | null,
  { rules, settings }: SimulatedColloquium,
  tick: Temporal.Duration | undefined,
): Instant | null {
  const moment = tick === undefined ? nextMoment(state, now, rules, settings) : now.add(tick);
  const minute = moment?.round({ smallestUnit: 'minute', roundingMode: 'ceil' }) ?? null;
  const next = [minute, nextVersion].filter((at) => at !== null);
  return next.toSorted(Temporal.Instant.compare)[0] ?? null;
}

/** Two days after the last version and the last talk: what these start has left by then. */
function isOver(next: Instant, lastVersion: Instant, talks: readonly Talk[], zone: string): boolean {
  const ends = [lastVersion, ...talks.map((talk) => endOf(talk, zone))];
  return ends.every((end) => Temporal.Instant.compare(end.add({ hours: 48 }), next) < 0);
}

/** Remembers the first tick at which each talk could have been announced, were there a slot. */
function notePossible(
  possibleAt: Map<number, Instant>,
  talks: readonly Talk[],
  now: Instant,
  { rules, settings, zone }: SimulatedColloquium,
): void {
  const main = rules.find((rule) => rule.kind === 'announcement' && rule.lastCall !== true);
  const today = now.toZonedDateTimeISO(zone).toPlainDate().toString();
  for (const talk of talks) {
    if (main === undefined || possibleAt.has(talk.id) || talk.date < today) continue;
    if (obstaclesOf(talk, main, now, settings).length === 0) possibleAt.set(talk.id, now);
  }
}

function eventOf(action: PlannerAction, at: Instant): readonly SimulatedEvent[] {
  const { date, start, title, speaker } = action.talk;
  const event = (kind: EventKind, reason: string | null): readonly SimulatedEvent[] => [
    { at, kind, talk: { date, start, title, speaker }, reason, talkId: action.talk.id },
  ];
  switch (action.act) {
    case 'freeze':
      return event(kindsOfMailing[action.mailing.kind].simulatedAs, whySent(action));
    case 'hold':
      return event('held', obstaclesInWords(action.obstacles.filter(isForHosts)));
    case 'miss':
      return event('missed', action.mailing === null ? action.why : `${action.rule}: ${action.why}`);
    case 'ask-hosts':
      return event('asked-hosts', `missing: ${action.missing.join(', ')}`);
    case 'ask-withdrawn':
      return event('asked-hosts', 'gone from the calendar after it was announced: is it off?');
    case 'plan':
    case 'move':
    case 'call-off':
    case 'refresh':
    case 'drop':
      return [];
  }
}

function whySent({ mailing, talk }: Extract<PlannerAction, { act: 'freeze' }>): string | null {
  if (mailing.kind === 'moved' && talk.told !== null) return `was ${talk.told.date} ${talk.told.start}`;
  if (mailing.kind === 'cancelled') return talk.status;
  return mailing.kind === 'announcement' && mailing.facts.title === null ? 'title to be announced' : null;
}
