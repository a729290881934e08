/** Which mail of a notice rule becomes due about a talk: planned at a slot, held with reasons, or missed. */
import { endOf, startOf } from '../calendar/talk.ts';
import {
  isForHosts,
  isSettled,
  type Obstacle,
  obstaclesInWords,
  obstaclesKey,
  obstaclesOf,
  settledAt,
} from './announceable.ts';
import { changeSinceTold, isAnnounced } from './changes.ts';
import { goesAtOf, plus, usableSlots, windowOf } from './due-window.ts';
import { isAfterwards } from './mailing-kinds.ts';
import { isOpen, lastMailAt } from './mailing-state.ts';
import type { Mailing, NoticeRule } from './notice.ts';
import { factsOnly, type Look, type PlannerAction } from './planner-actions.ts';

type Instant = Temporal.Instant;
const compare = Temporal.Instant.compare;

/** At most one mail per rule, and one announcement whatever the rules are called. */
export function dueByRules(look: Look): readonly PlannerAction[] {
  const actions: PlannerAction[] = [];
  for (const rule of look.rules) {
    const isSecond = rule.kind === 'announcement' && actions.some((action) => action.act === 'plan');
    const hasSlots = (look.slots.get(rule.name) ?? []).length > 0;
    if (hasSlots && !isSecond && isWanted(rule, look)) actions.push(...dueAtSlot(rule, look));
  }
  return [...actions, ...missedAnnouncement(look)];
}

/** Nothing has been decided yet about this rule's mail for the talk's present day, and it has its place in the order of things. */
export function isWanted(
  rule: NoticeRule,
  { talk, mailings, rules }: Pick<Look, 'talk' | 'mailings' | 'rules'>,
): boolean {
  const own = mailings.filter((mailing) => mailing.talkId === talk.id && mailing.rule === rule.name);
  if (own.some((mailing) => isOpen(mailing) || isSpent(mailing, rule, { talk }))) return false;
  // When a talk is over, it no longer matters that the page tidied its hours.
  if (isAfterwards(rule.kind)) return isAnnounced(talk);
  if (rule.kind !== 'announcement') return isAnnounced(talk) && changeSinceTold(talk).what === 'none';
  const announcing = new Set(
    rules.filter((other) => other.kind === 'announcement').map((other) => other.name),
  );
  const ofThisDay = mailings.filter((mailing) => announcing.has(mailing.rule));
  // Where a host skipped one announcement of this day, another rule does not make up for it.
  const isSettledByHost = ofThisDay.some((mailing) => isSkipped(mailing) && mailing.facts.date === talk.date);
  return !isAnnounced(talk) && !isSettledByHost && !ofThisDay.some(isOpen);
}

function isSkipped(mailing: Mailing): boolean {
  return mailing.cancelledAt !== null && mailing.cancelledBy !== 'rule' && mailing.frozenAt === null;
}

/** Sent, skipped by a host, or missed, for this day. A talk that was called off and comes back, or got another day, starts anew. */
function isSpent(mailing: Mailing, rule: NoticeRule, { talk }: Pick<Look, 'talk'>): boolean {
  if (mailing.cancelledBy === 'rule') return false;
  if (mailing.frozenAt === null) return mailing.facts.date === talk.date;
  if (isAfterwards(rule.kind)) return true;
  const isBeforeCallOff = talk.calledOffAt !== null && compare(mailing.frozenAt, talk.calledOffAt) <= 0;
  return mailing.facts.date === talk.date && !isBeforeCallOff;
}

function dueAtSlot(rule: NoticeRule, look: Look): readonly PlannerAction[] {
  const { talk, mailings, to, settings } = look;
  const window = windowOf(rule, talk, settings.zone);
  const slots = usableSlots(rule, window, look.slots.get(rule.name) ?? [], to, settings.zone);
  for (const slotAt of slots) {
    const goesAt = goesAtOf(rule, window, slotAt, to, settings.zone);
    if (goesAt === null || obstaclesOf(talk, rule, slotAt, settings).length > 0) continue;
    if (obstaclesOf(talk, rule, goesAt, settings).length > 0) continue;
    // The distance is judged by the slot, not by the tick, so that downtime makes no mail possible that was not.
    if (!isApart(rule, mailings, plus(slotAt, rule.proof, settings.zone), settings.zone)) continue;
    const { name, kind } = rule;
    const revision = revisionOf(name, mailings);
    const { id: talkId, colloquium } = talk;
    const mailing = {
      talkId,
      colloquium,
      kind,
      rule: name,
      revision,
      slotAt,
      goesAt,
      facts: factsOnly(talk),
    };
    return [{ act: 'plan', talk, mailing }];
  }
  return heldAtSlot(rule, look, slots.at(-1));
}

export function isApart(
  rule: NoticeRule,
  mailings: readonly Mailing[],
  at: Instant,
  zone: string,
  own: Mailing | null = null,
): boolean {
  const last = lastMailAt(mailings, own);
  return last === null || compare(plus(last, rule.apart, zone), at) <= 0;
}

function revisionOf(rule: string, mailings: readonly Mailing[]): number {
  return (
    Math.max(-1, ...mailings.filter((mailing) => mailing.rule === rule).map((mailing) => mailing.revision)) +
    1
  );
}

/** It would go at this slot, were it not for a doubt. What is merely missing is asked for instead, and a page being edited waits. */
function heldAtSlot(rule: NoticeRule, look: Look, slotAt: Instant | undefined): readonly PlannerAction[] {
  const { talk, to, settings } = look;
  if (slotAt === undefined || talk.withdrawnAt !== null) return [];
  const obstacles = obstaclesOf(talk, rule, slotAt, settings);
  if (obstacles.some((obstacle) => !isForHosts(obstacle) || obstacle.what === 'not-scheduled')) return [];
  const isDoubt = (obstacle: Obstacle) => obstacle.what === 'doubtful';
  const isDoubtful = rule.kind === 'announcement' ? obstacles.some(isDoubt) : obstacles.every(isDoubt);
  if (!isDoubtful || obstacles.length === 0) return [];
  const note = { identity: `talk:${talk.id}/held/${obstaclesKey(obstacles)}`, talkId: talk.id, at: to };
  if (look.isNoted(note.identity)) return [];
  return [{ act: 'hold', talk, mailing: null, rule: rule.name, obstacles, note }];
}

/** Every announcement rule has closed and nobody was told, although the talk stands in the calendar: the hosts hear of it, once per day. */
function missedAnnouncement(look: Look): readonly PlannerAction[] {
  const { talk, mailings, to, rules, settings } = look;
  const announcing = rules.filter((rule) => rule.kind === 'announcement');
  const main = announcing.find((rule) => rule.lastCall !== true) ?? announcing[0];
  if (main === undefined || !isExpected(look)) return [];
  const isDecided = mailings.some(
    (mailing) =>
      announcing.some((rule) => rule.name === mailing.rule) &&
      (isOpen(mailing) || isSpent(mailing, main, look)),
  );
  const note = { identity: `talk:${talk.id}/missed/announcement/${talk.date}`, talkId: talk.id, at: to };
  if (isDecided || look.isNoted(note.identity)) return [];
  if (announcing.some((rule) => compare(windowOf(rule, talk, settings.zone).closesAt, to) > 0)) return [];
  return [{ act: 'miss', talk, mailing: null, rule: main.name, why: whyMissed(main, look), note }];
}

/** Somebody might come: it was in the calendar before it began, with a name, and is not long over. */
function isExpected({ talk, to, settings }: Look): boolean {
  if (isAnnounced(talk) || talk.withdrawnAt !== null || talk.status !== 'scheduled') return false;
  const start = startOf(talk, settings.zone);
  const isSeenBefore = compare(talk.firstSeenAt, start) < 0;
  const isRecent = compare(to, endOf(talk, settings.zone).add({ hours: 24 })) < 0;
  return isSeenBefore && isRecent && isSettled(talk, to, settings);
}

function whyMissed(rule: NoticeRule, { talk, settings }: Look): string {
  const { closesAt } = windowOf(rule, talk, settings.zone);
  const settled = settledAt(talk, settings);
  const obstacles = obstaclesOf(talk, rule, closesAt, settings).filter(isForHosts);
  if (obstacles.length > 0) return obstaclesInWords(obstacles);
  const when = settled.toZonedDateTimeISO(settings.zone).toPlainTime().toString({ smallestUnit: 'minute' });
  return `it became complete too late: settled at ${when}, with no slot left before closing`;
}
