/** Short ways to say what a page says and what is known, for tests that tell stories about talks. */
import { diffCalendar } from '../../src/calendar/diff/diff.ts';
import { applyCalendar } from '../../src/calendar/diff/diff-apply.ts';
import type { PageTalk, Problem, Reading, TalkSection } from '../../src/calendar/reading.ts';
import type { Talk } from '../../src/calendar/talk.ts';
import type { NoticeRule } from '../../src/mailings/notice.ts';
import { due } from '../../src/mailings/planner.ts';
import type { PlannerAction, PlannerSettings, PlannerState } from '../../src/mailings/planner-actions.ts';
import { applyActions } from '../../src/mailings/planner-apply.ts';
import { defaultRules, defaultSettings } from './default-rules.ts';

export const amsterdam = { zone: 'Europe/Amsterdam', defaultTime: '14:00' };

/** An instant, from wall-clock time in Amsterdam: `at('2026-03-10 09:00')`. */
export function at(wall: string, zone = amsterdam.zone): Temporal.Instant {
  return Temporal.PlainDateTime.from(wall.replace(' ', 'T')).toZonedDateTime(zone).toInstant();
}

let line = 0;

/** A talk on a page; every one has a line of its own. */
export function onPage(section: TalkSection, said: Partial<PageTalk> = {}): PageTalk {
  line += 1;
  return {
    section,
    date: '2026-03-24',
    start: section === 'schedule' ? null : '14:00',
    end: section === 'schedule' ? null : '15:00',
    title: null,
    speaker: 'Ada Brandt',
    affiliation: null,
    abstract: null,
    bio: null,
    photo: null,
    place: null,
    online: null,
    watch: null,
    status: 'scheduled',
    zoneLabel: null,
    lines: { entry: line },
    ...said,
  };
}

export function page(...talks: readonly PageTalk[]): Reading {
  return { talks, problems: [] };
}

export function pageWith(problems: readonly Problem[], ...talks: readonly PageTalk[]): Reading {
  return { talks, problems };
}

/** The talks after `reading` became the page at `now`. */
export function sync(
  known: readonly Talk[],
  reading: Reading,
  now: Temporal.Instant,
  usual = amsterdam,
): readonly Talk[] {
  let id = known.length;
  return applyCalendar(known, diffCalendar(known, reading, now, usual), now, () => {
    id += 1;
    return { id, uid: `talk-${id}@colloquium.example`, colloquium: 'test' };
  });
}

/** A colloquium whose clock a test moves: edits, ticks, and what came of them. */
export interface Desk {
  state: PlannerState;
  now: Temporal.Instant;
  readonly done: { readonly at: Temporal.Instant; readonly action: PlannerAction }[];
}

export function openDesk(start: string): Desk {
  return { state: { talks: [], mailings: [], notes: [] }, now: at(start), done: [] };
}

export function edit(desk: Desk, reading: Reading): void {
  desk.state = { ...desk.state, talks: sync(desk.state.talks, reading, desk.now) };
}

/** Ticks every `minutes` until the wall-clock time. */
export function run(
  desk: Desk,
  until: string,
  {
    minutes = 1,
    rules = defaultRules,
    settings = defaultSettings,
  }: { minutes?: number; rules?: readonly NoticeRule[]; settings?: PlannerSettings } = {},
): void {
  const end = at(until);
  while (Temporal.Instant.compare(desk.now, end) < 0) {
    const next = desk.now.add({ minutes });
    tick(desk, Temporal.Instant.compare(next, end) > 0 ? end : next, rules, settings);
  }
}

export function tick(
  desk: Desk,
  to: Temporal.Instant,
  rules = defaultRules,
  settings = defaultSettings,
): void {
  const actions = due(desk.state, desk.now, to, rules, settings);
  desk.state = applyActions(desk.state, actions, to);
  for (const action of actions) desk.done.push({ at: to, action });
  desk.now = to;
}

/** The mails that left, as `announcement 2026-03-10 14:30`. */
export function sent(desk: Desk): readonly string[] {
  return desk.done.flatMap(({ at: when, action }) => {
    if (action.act !== 'freeze') return [];
    const wall = when
      .toZonedDateTimeISO(amsterdam.zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' });
    return [`${action.mailing.kind} ${wall.replace('T', ' ')}`];
  });
}

export function acts<Act extends PlannerAction['act']>(
  desk: Desk,
  act: Act,
): readonly Extract<PlannerAction, { act: Act }>[] {
  return desk.done
    .map(({ action }) => action)
    .filter((action): action is Extract<PlannerAction, { act: Act }> => action.act === act);
}
