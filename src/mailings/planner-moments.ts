/**
 * The next instant at which the planner's answer may change although nothing is edited. The service simply ticks every
 * minute; a clock that may jump (simulator, demo) jumps from moment to moment and comes to the same mails.
 */
import { startOf, type Talk } from '../calendar/talk.ts';
import { settledAt } from './announceable.ts';
import { isAnnounced, toldStart } from './changes.ts';
import { nextSlot } from './cron-slots.ts';
import { plus, windowOf } from './due-window.ts';
import { isOpen } from './mailing-state.ts';
import type { Mailing, NoticeRule } from './notice.ts';
import type { PlannerSettings, PlannerState } from './planner-actions.ts';

type Instant = Temporal.Instant;

/** Strictly after `now`; null where nothing can ever become due (no rule has a slot, no mailing is open). */
export function nextMoment(
  state: PlannerState,
  now: Instant,
  rules: readonly NoticeRule[],
  settings: PlannerSettings,
): Instant | null {
  const today = now.toZonedDateTimeISO(settings.zone).toPlainDate();
  const isNear = (talk: Talk) => talk.date >= today.subtract({ days: 2 }).toString();
  const near = new Set(state.talks.filter(isNear));
  const moments: (Instant | null)[] = [
    ...rules.map((rule) => nextSlot(rule.cron, settings.zone, now)),
    nextSlot(settings.ask.cron, settings.zone, now),
    ...state.mailings.filter(isOpen).flatMap((mailing) => momentsOfMailing(mailing, rules, settings)),
    ...state.talks.filter((talk) => isFresh(talk, now)).flatMap((talk) => settlings(talk, settings)),
    ...[...near].flatMap((talk) => momentsOfTalk(talk, rules, settings)),
  ];
  const coming = moments.filter((at) => at !== null && at.epochMilliseconds > now.epochMilliseconds);
  return coming.toSorted((a, b) => a!.epochMilliseconds - b!.epochMilliseconds)[0] ?? null;
}

function momentsOfMailing(
  mailing: Mailing,
  rules: readonly NoticeRule[],
  settings: PlannerSettings,
): readonly Instant[] {
  const rule = rules.find((candidate) => candidate.name === mailing.rule);
  // What was planned to go at once goes with the next tick.
  const next = mailing.plannedAt.add({ minutes: 1 });
  if (rule === undefined) return [mailing.goesAt, next];
  const late = plus(plus(mailing.slotAt, rule.proof, settings.zone), rule.lateness, settings.zone);
  return [mailing.goesAt, next, late.add({ minutes: 3 })];
}

/** A settle time of more than a month would be a mistake. */
function isFresh(talk: Talk, now: Instant): boolean {
  return now.epochMilliseconds - talk.changedAt.epochMilliseconds < 40 * 86_400_000;
}

function settlings(talk: Talk, settings: PlannerSettings): readonly Instant[] {
  const settled = settledAt(talk, settings);
  return talk.withdrawnAt === null
    ? [settled]
    : [settled, plus(talk.withdrawnAt, settings.settle, settings.zone)];
}

function momentsOfTalk(
  talk: Talk,
  rules: readonly NoticeRule[],
  settings: PlannerSettings,
): readonly Instant[] {
  const starts = [startOf(talk, settings.zone), toldStart(talk, settings.zone)];
  if (isAnnounced(talk)) return starts;
  const announcing = rules.filter((rule) => rule.kind === 'announcement');
  return [...starts, ...announcing.map((rule) => windowOf(rule, talk, settings.zone).closesAt)];
}
