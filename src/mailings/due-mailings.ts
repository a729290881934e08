/** What becomes of the mailings that are planned: refreshed, frozen, put off to a later slot, dropped, held or missed. */
import {
  isForHosts,
  isSettled,
  type Obstacle,
  obstaclesInWords,
  obstaclesKey,
  obstaclesOf,
} from './announceable.ts';
import { changeSinceTold, isAnnounced } from './changes.ts';
import { isApart } from './due-rules.ts';
import {
  earliest,
  goesAtOf,
  isWithin,
  latest,
  limitOf,
  plus,
  slotAfter,
  type Window,
  windowOf,
} from './due-window.ts';
import { isAfterwards, isChange } from './mailing-kinds.ts';
import { isOpen } from './mailing-state.ts';
import type { Mailing, NoticeRule } from './notice.ts';
import { factsOnly, type Look, type PlannerAction, toldOf } from './planner-actions.ts';

const compare = Temporal.Instant.compare;

/** The open mailings of rules; those that follow a change are `due-changes.ts`. At most one announcement leaves. */
export function dueMailings(look: Look): readonly PlannerAction[] {
  const actions: PlannerAction[] = [];
  for (const mailing of look.mailings) {
    if (!isOpen(mailing) || isChange(mailing.kind)) continue;
    const rule = look.rules.find((candidate) => candidate.name === mailing.rule);
    const isSecond = mailing.kind === 'announcement' && actions.some((action) => action.act === 'freeze');
    if (rule === undefined) actions.push(drop(look, mailing, 'its rule is no longer configured'));
    else if (!isSecond) actions.push(...dueMailing(look, mailing, rule));
  }
  return actions;
}

function dueMailing(look: Look, mailing: Mailing, rule: NoticeRule): readonly PlannerAction[] {
  const { talk, to, settings } = look;
  const window = windowOf(rule, talk, settings.zone);
  if (rule.kind === 'announcement' && isAnnounced(talk))
    return [drop(look, mailing, 'the talk is announced already')];
  if (rule.kind !== 'announcement' && !isAnnounced(talk))
    return [drop(look, mailing, 'the talk is called off')];
  // A date that is wrong for ten minutes costs nothing: whatever the page says, it must have said it for a while.
  if (!isSettled(talk, to, settings)) return [];
  if (!isWithin(window, mailing.slotAt))
    return putOff(look, mailing, rule, window, 'the talk got another day');
  const isLate = compare(to, limitOf(rule, window, mailing.slotAt, settings.zone)) > 0;
  if (mailing.heldAt !== null) {
    const why = `held by ${mailing.heldBy ?? 'a host'} until it was too late`;
    return compare(to, window.closesAt) > 0 ? [miss(look, mailing, why)] : [];
  }
  const obstacles = obstaclesOf(talk, rule, to, settings);
  if (isLate)
    return putOff(
      look,
      mailing,
      rule,
      window,
      obstaclesInWords(obstacles) || 'the service was not running in time',
    );
  if (obstacles.length > 0) return heldAtGoing(look, mailing, obstacles);
  if (JSON.stringify(factsOnly(mailing.facts)) !== JSON.stringify(factsOnly(talk)))
    return [refresh(look, mailing, rule, window)];
  if (compare(to, mailing.goesAt) < 0) return [];
  // The correction goes first: a reminder of a day that subscribers do not know would puzzle them.
  const mayPrecede = rule.kind === 'announcement' || isAfterwards(rule.kind);
  if (!mayPrecede && changeSinceTold(talk).what !== 'none') return [];
  if (!isApart(rule, look.mailings, to, settings.zone, mailing))
    return [drop(look, mailing, 'another mail about the talk has just gone')];
  return [{ act: 'freeze', talk, mailing, told: toldOf(talk), sequence: sequenceOf(look) }];
}

/** A talk that was called off and is announced again needs a higher SEQUENCE than its CANCEL had. */
function sequenceOf({ talk }: Look): number {
  return talk.calledOffAt !== null && !isAnnounced(talk) ? talk.sequence + 1 : talk.sequence;
}

/** The hosts get another proof, and time to read it. */
function refresh(look: Look, mailing: Mailing, rule: NoticeRule, window: Window): PlannerAction {
  const { talk, to, settings } = look;
  const proved = goesAtOf(rule, window, mailing.slotAt, to, settings.zone) ?? to;
  const goesAt = latest(mailing.goesAt, proved);
  const limit = limitOf(rule, window, mailing.slotAt, settings.zone);
  return {
    act: 'refresh',
    talk,
    mailing,
    facts: factsOnly(talk),
    slotAt: mailing.slotAt,
    goesAt: earliest(goesAt, limit),
  };
}

/** Too late for this slot: the next one in the window. Where there is none it is missed, or on a new day dropped, so that yet another day may plan it again. */
function putOff(
  look: Look,
  mailing: Mailing,
  rule: NoticeRule,
  window: Window,
  why: string,
): readonly PlannerAction[] {
  const { talk, to, settings } = look;
  const slotAt = slotAfter(rule, window, to, settings.zone);
  if (slotAt === null)
    return [mailing.facts.date === talk.date ? miss(look, mailing, why) : drop(look, mailing, why)];
  const last = limitOf(rule, window, slotAt, settings.zone);
  const goesAt = earliest(plus(slotAt, rule.proof, settings.zone), last);
  return [{ act: 'refresh', talk, mailing, facts: factsOnly(talk), slotAt, goesAt }];
}

/** It should go and may not: the hosts hear why, once per reason. */
function heldAtGoing(look: Look, mailing: Mailing, obstacles: readonly Obstacle[]): readonly PlannerAction[] {
  const { talk, to } = look;
  const forHosts = obstacles.filter(isForHosts);
  if (compare(to, mailing.goesAt) < 0 || forHosts.length === 0 || forHosts.length < obstacles.length)
    return [];
  const note = { identity: `talk:${talk.id}/held/${obstaclesKey(forHosts)}`, talkId: talk.id, at: to };
  if (look.isNoted(note.identity)) return [];
  return [{ act: 'hold', talk, mailing, rule: mailing.rule, obstacles: forHosts, note }];
}

function miss({ talk, to }: Look, mailing: Mailing, why: string): PlannerAction {
  const note = { identity: `mailing:${mailing.id}/missed`, talkId: talk.id, at: to };
  return { act: 'miss', talk, mailing, rule: mailing.rule, why, note };
}

function drop({ talk }: Look, mailing: Mailing, why: string): PlannerAction {
  return { act: 'drop', talk, mailing, why };
}
