/**
 * The next instant at which the planner's answer may change although nothing is edited. The service simply ticks every
 * minute; a clock that may jump (simulator, demo) jumps from moment to moment and comes to the same mails.
 */
import { startOf, type Talk } from '../calendar/talk.ts';
import { missingPieces, settledAt } from './announceable.ts';
import { isAnnounced, toldStart } from './changes.ts';
import { nextSlot } from './cron-slots.ts';
import { missingForAnnouncement } from './due-asks.ts';
import { isWanted } from './due-rules.ts';
import { plus, slotAfter, windowOf } from './due-window.ts';
import { isOpen } from './mailing-state.ts';
import type { Mailing, NoticeRule } from './notice.ts';
import { type PlannerSettings, type PlannerState, sightDays } from './planner-actions.ts';

type Instant = Temporal.Instant;

/** Strictly after `now`; null where nothing becomes due any more unless something is edited. */
export function nextMoment(
  state: PlannerState,
  now: Instant,
  rules: readonly NoticeRule[],
  settings: PlannerSettings,
): Instant | null {
  const today = now.toZonedDateTimeISO(settings.zone).toPlainDate();
  const inSight = state.talks.filter((talk) => talk.date >= today.subtract({ days: sightDays }).toString());
  const coming = inSight.filter((talk) => talk.date >= today.subtract({ days: 2 }).toString());
  const isAsked = coming.some((talk) => missingForAnnouncement(talk, rules).length > 0);
  const moments = [
    ...state.mailings.filter(isOpen).flatMap((mailing) => momentsOfMailing(mailing, rules, settings)),
    ...inSight.flatMap((talk) => slotsOfTalk(talk, state.mailings, now, rules, settings)),
    ...coming.flatMap((talk) => momentsOfTalk(talk, rules, settings)),
    ...state.talks.filter((talk) => isFresh(talk, now)).flatMap((talk) => settlings(talk, settings)),
    isAsked ? nextSlot(settings.ask.cron, settings.zone, now) : null,
  ];
  return first(moments, now);
}

function first(moments: readonly (Instant | null)[], now: Instant): Instant | null {
  let found: Instant | null = null;
  for (const at of moments) {
    if (at === null || Temporal.Instant.compare(at, now) <= 0) continue;
    if (found === null || Temporal.Instant.compare(at, found) < 0) found = at;
  }
  return found;
}

/** The next slot of each rule that may use it. A talk that lacks a piece gets it only by an edit. */
function slotsOfTalk(
  talk: Talk,
  mailings: readonly Mailing[],
  now: Instant,
  rules: readonly NoticeRule[],
  settings: PlannerSettings,
): readonly (Instant | null)[] {
  const own = mailings.filter((mailing) => mailing.talkId === talk.id);
  return rules
    .filter((rule) => missingPieces(talk, rule.needs).length === 0)
    .filter((rule) => isWanted(rule, { talk, mailings: own, rules }))
    .map((rule) => slotAfter(rule, windowOf(rule, talk, settings.zone), now, settings.zone));
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
  const announcing = isAnnounced(talk) ? [] : rules.filter((rule) => rule.kind === 'announcement');
  return [...starts, ...announcing.map((rule) => windowOf(rule, talk, settings.zone).closesAt)];
}
