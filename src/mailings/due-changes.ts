/** Mails that follow a change after the announcement (promise 11): moved and cancelled, bound to no slot. */
import { startOf, type Talk, type TalkFacts } from '../calendar/talk.ts';
import { factObstacles, isSettled, obstaclesKey } from './announceable.ts';
import { type ChangeSinceTold, changeSinceTold, isAnnounced, toldStart } from './changes.ts';
import { earliest, latest, plus } from './due-window.ts';
import { type ChangeKind, isChange } from './mailing-kinds.ts';
import { isOpen } from './mailing-state.ts';
import type { Mailing } from './notice.ts';
import { factsOnly, type Look, type MailingDraft, type PlannerAction, toldOf } from './planner-actions.ts';

type Instant = Temporal.Instant;
const compare = Temporal.Instant.compare;

/** A correction reaches people while they can still act on it, even where that shortens the hosts' proof. */
const beforeStart = { minutes: 30 };

export function dueChanges(look: Look): readonly PlannerAction[] {
  const change = changeSinceTold(look.talk);
  const open = look.mailings.filter((mailing) => isOpen(mailing) && isChange(mailing.kind));
  const wanted = change.what === 'none' ? null : change.what === 'moved' ? 'moved' : 'cancelled';
  const fitting = open.find((mailing) => mailing.kind === wanted);
  const actions: PlannerAction[] = open
    .filter((mailing) => mailing !== fitting)
    .map((mailing) => ({
      act: 'drop',
      talk: look.talk,
      mailing,
      why: 'the calendar says again what subscribers know',
    }));
  if (fitting !== undefined) actions.push(...dueChange(look, fitting));
  else if (wanted !== null) actions.push(...planChange(look, change, wanted));
  return [...actions, ...askWithdrawn(look)];
}

function planChange(look: Look, change: ChangeSinceTold, kind: ChangeKind): readonly PlannerAction[] {
  const { talk, mailings, to } = look;
  if (isDecidedAlready(talk, mailings, kind)) return [];
  if (!mayChange(look, kind)) return heldChange(look, kind, null);
  const sequences = mailings.filter((mailing) => isChange(mailing.kind)).map((mailing) => mailing.revision);
  const mailing: MailingDraft & { kind: ChangeKind } = {
    talkId: talk.id,
    colloquium: talk.colloquium,
    kind,
    rule: kind,
    revision: Math.max(talk.sequence, ...sequences) + 1,
    slotAt: to,
    goesAt: changeGoesAt(look, to),
    facts: factsOnly(talk),
  };
  if (change.what === 'moved') return [{ act: 'move', talk, mailing, changed: change.changed }];
  return [{ act: 'call-off', talk, mailing }];
}

/** A host cancelled this very correction, or it was missed: it does not come back by itself. */
function isDecidedAlready(talk: Talk, mailings: readonly Mailing[], kind: ChangeKind): boolean {
  return mailings.some(
    (mailing) =>
      mailing.kind === kind &&
      mailing.frozenAt === null &&
      ((mailing.cancelledAt !== null && mailing.cancelledBy !== 'rule') || mailing.missedAt !== null) &&
      isSameChange(mailing.facts, talk) &&
      compare(mailing.plannedAt, talk.toldAt ?? mailing.plannedAt) >= 0,
  );
}

function dueChange(look: Look, mailing: Mailing): readonly PlannerAction[] {
  const { talk, to } = look;
  const kind = mailing.kind as ChangeKind;
  if (!isSettled(talk, to, look.settings)) return [];
  if (compare(to, limitOfChange(look, kind)) >= 0) return [tooLate(look, mailing)];
  if (!mayChange(look, kind)) return heldChange(look, kind, mailing);
  if (JSON.stringify(factsOnly(mailing.facts)) !== JSON.stringify(factsOnly(talk))) {
    // Only what the mail is about gives the hosts another look; an abstract that came meanwhile does not.
    const goesAt = isSameChange(mailing.facts, talk)
      ? mailing.goesAt
      : latest(mailing.goesAt, changeGoesAt(look, to));
    return [{ act: 'refresh', talk, mailing, facts: factsOnly(talk), slotAt: mailing.slotAt, goesAt }];
  }
  if (mailing.heldAt !== null || compare(to, mailing.goesAt) < 0) return [];
  return [{ act: 'freeze', talk, mailing, told: toldOf(talk), sequence: mailing.revision }];
}

/** Missed where this very change could not be told in time; dropped where the page says yet another, impossible thing. */
function tooLate({ talk, to }: Look, mailing: Mailing): PlannerAction {
  if (!isSameChange(mailing.facts, talk)) {
    return { act: 'drop', talk, mailing, why: 'the calendar now gives a day that is over' };
  }
  const note = { identity: `mailing:${mailing.id}/missed`, talkId: talk.id, at: to };
  const held = `held by ${mailing.heldBy ?? 'a host'} until the talk began`;
  const why = mailing.heldAt === null ? 'the talk had begun before it could go' : held;
  return { act: 'miss', talk, mailing, rule: mailing.rule, why, note };
}

/** True things only, here too: settled, not after the fact; a move on the page and without doubts. That it is off needs neither. */
function mayChange(look: Look, kind: ChangeKind): boolean {
  const { talk, to, settings } = look;
  const obstacles = factObstacles(talk, to, settings);
  const isHindered = obstacles.some(
    ({ what }) => kind === 'moved' || (what !== 'doubtful' && what !== 'withdrawn'),
  );
  return compare(to, limitOfChange(look, kind)) < 0 && !isHindered;
}

/** Subscribers know a day that the page no longer gives, and the page contradicts itself: the hosts hear of it at once. */
function heldChange(look: Look, kind: ChangeKind, mailing: Mailing | null): readonly PlannerAction[] {
  const { talk, to, settings } = look;
  const obstacles = factObstacles(talk, to, settings);
  const isDoubtOnly = obstacles.length > 0 && obstacles.every(({ what }) => what === 'doubtful');
  if (!isDoubtOnly || compare(to, limitOfChange(look, kind)) >= 0) return [];
  const identity = `talk:${talk.id}/held/${kind}/${talk.date}/${obstaclesKey(obstacles)}`;
  if (look.isNoted(identity)) return [];
  return [{ act: 'hold', talk, mailing, rule: kind, obstacles, note: { identity, talkId: talk.id, at: to } }];
}

/** A cancelled talk is told until it would have begun, a moved one until it begins on its new day. */
function limitOfChange({ talk, settings }: Look, kind: ChangeKind): Instant {
  return kind === 'cancelled' ? toldStart(talk, settings.zone) : startOf(talk, settings.zone);
}

function changeGoesAt({ talk, settings }: Look, now: Instant): Instant {
  const proved = plus(now, settings.changeProof, settings.zone);
  const next = [toldStart(talk, settings.zone), startOf(talk, settings.zone)]
    .filter((start) => compare(start, now) > 0)
    .map((start) => start.subtract(beforeStart));
  return latest(now, earliest(proved, ...next));
}

function isSameChange(one: TalkFacts, other: TalkFacts): boolean {
  const gist = ({ date, start, end, place, online, status, title, speaker }: TalkFacts) =>
    JSON.stringify([date, start, end, place, online, status, title, speaker]);
  return gist(one) === gist(other);
}

/** Gone from the page without a word after it was announced: only a host knows what that means. */
function askWithdrawn(look: Look): readonly PlannerAction[] {
  const { talk, to, settings } = look;
  if (talk.withdrawnAt === null || !isAnnounced(talk)) return [];
  const isOver = compare(toldStart(talk, settings.zone), to) <= 0;
  const isSettled = compare(plus(talk.withdrawnAt, settings.settle, settings.zone), to) <= 0;
  const note = { identity: `talk:${talk.id}/withdrawn/${talk.withdrawnAt}`, talkId: talk.id, at: to };
  return isOver || !isSettled || look.isNoted(note.identity) ? [] : [{ act: 'ask-withdrawn', talk, note }];
}
