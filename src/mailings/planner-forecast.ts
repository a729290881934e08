/** Every mail of the coming weeks before it exists: what `./convoke plan` and the outbox show. */
import { startOf, type Talk } from '../calendar/talk.ts';
import { missingPieces, type Obstacle, obstaclesOf, settledAt } from './announceable.ts';
import { changeSinceTold, isAnnounced } from './changes.ts';
import { slotsBetween } from './cron-slots.ts';
import { isWanted } from './due-rules.ts';
import { earliest, goesAtOf, latest, plus, type Window, windowOf } from './due-window.ts';
import type { MailingKind } from './mailing-kinds.ts';
import { isOpen, lastMailAt, type MailingState, mailingState } from './mailing-state.ts';
import type { Mailing, NoticeRule, TalkPiece } from './notice.ts';
import { type PlannerSettings, type PlannerState, toldOf } from './planner-actions.ts';

type Instant = Temporal.Instant;
const compare = Temporal.Instant.compare;

/**
 * `goesAt`: when it leaves if nothing changes, or for what still waits, the first moment at which it could.
 * `expected`: it will be planned by itself. `waiting`: something is missing or in the way. Other states are those of a
 * mailing that exists.
 */
export interface PlannedMail {
  readonly kind: MailingKind;
  readonly rule: string;
  readonly talk: Talk;
  readonly goesAt: Instant;
  readonly state: MailingState | 'expected' | 'waiting';
  readonly missing: readonly TalkPiece[];
  readonly obstacles: readonly Obstacle[];
  readonly mailing: Mailing | null;
}

interface Sight {
  readonly talk: Talk;
  readonly mailings: readonly Mailing[];
  readonly from: Instant;
  readonly rules: readonly NoticeRule[];
  readonly settings: PlannerSettings;
}

/** In the order in which they leave. Nothing is decided here: `due` decides, minute by minute. */
export function forecast(
  state: PlannerState,
  from: Instant,
  weeks: number,
  rules: readonly NoticeRule[],
  settings: PlannerSettings,
): readonly PlannedMail[] {
  const until = plus(from, Temporal.Duration.from({ days: Math.round(weeks * 7) }), settings.zone);
  const mails = state.talks.flatMap((talk) => {
    const mailings = state.mailings.filter((mailing) => mailing.talkId === talk.id);
    return forecastTalk({ talk, mailings, from, rules, settings });
  });
  return mails
    .filter((mail) => compare(mail.goesAt, until) <= 0)
    .toSorted((a, b) => compare(a.goesAt, b.goesAt) || a.talk.id - b.talk.id);
}

function forecastTalk(sight: Sight): readonly PlannedMail[] {
  const { talk, mailings, rules, from } = sight;
  const mails = [
    ...mailings.filter(isOpen).map((mailing) => plannedMail(sight, mailing)),
    ...changeToCome(sight),
  ];
  if (talk.status === 'cancelled' || talk.status === 'postponed' || talk.withdrawnAt !== null) return mails;
  for (const rule of rules) {
    if (
      rule.lastCall === true &&
      mails.some((mail) => mail.kind === 'announcement' && mail.state !== 'waiting')
    )
      continue;
    // What follows an announcement is shown as if that had gone as foreseen.
    const announced =
      mails.find((mail) => mail.kind === 'announcement' && mail.state !== 'waiting')?.goesAt ?? null;
    const assumed = assumeTold(talk, rule, announced, mails.length > 0 ? from : null);
    if (isWanted(rule, { talk: assumed, mailings, rules })) mails.push(...mailOfRule(sight, rule, mails));
  }
  return mails;
}

function assumeTold(
  talk: Talk,
  rule: NoticeRule,
  announcedAt: Instant | null,
  waitingSince: Instant | null,
): Talk {
  const toldAt = announcedAt ?? waitingSince;
  if (rule.kind === 'announcement' || isAnnounced(talk) || toldAt === null) return talk;
  return { ...talk, told: toldOf(talk), toldAt, calledOffAt: null };
}

function plannedMail({ talk, rules, from, settings }: Sight, mailing: Mailing): PlannedMail {
  const rule = rules.find((candidate) => candidate.name === mailing.rule);
  const obstacles = rule === undefined ? [] : obstaclesOf(talk, rule, latest(from, mailing.goesAt), settings);
  const { kind, goesAt } = mailing;
  const missing = missingPieces(talk, rule?.needs ?? []);
  return {
    kind,
    rule: mailing.rule,
    talk,
    goesAt,
    state: mailingState(mailing, from),
    missing,
    obstacles,
    mailing,
  };
}

/** A change that subscribers must hear of and that is still settling. */
function changeToCome({ talk, mailings, from, settings }: Sight): readonly PlannedMail[] {
  const change = changeSinceTold(talk);
  const isPlanned = mailings.some(
    (mailing) => isOpen(mailing) && (mailing.kind === 'moved' || mailing.kind === 'cancelled'),
  );
  if (change.what === 'none' || isPlanned || compare(startOf(talk, settings.zone), from) <= 0) return [];
  const kind = change.what === 'moved' ? 'moved' : 'cancelled';
  const goesAt = plus(latest(from, settledAt(talk, settings)), settings.changeProof, settings.zone);
  return [{ kind, rule: kind, talk, goesAt, state: 'expected', missing: [], obstacles: [], mailing: null }];
}

function mailOfRule(sight: Sight, rule: NoticeRule, before: readonly PlannedMail[]): readonly PlannedMail[] {
  const { talk, from, settings } = sight;
  const window = windowOf(rule, talk, settings.zone);
  const ready = latest(from, settledAt(talk, settings), window.opensAt);
  const goesAt = firstGoing(sight, rule, window, ready, before);
  if (goesAt === null) return [];
  const isFuture = compare(goesAt, startOf(talk, settings.zone)) < 0;
  const obstacles = obstaclesOf(talk, rule, goesAt, settings).filter(
    (obstacle) => isFuture || obstacle.what !== 'started',
  );
  const waitsForAnother = before.some((mail) => mail.kind === 'announcement' && mail.state === 'waiting');
  const isWaiting =
    obstacles.length > 0 || (rule.kind !== 'announcement' && waitsForAnother && !isAnnounced(talk));
  // A last call that cannot go either says nothing new.
  if (rule.lastCall === true && isWaiting) return [];
  const missing = missingPieces(talk, rule.needs);
  const state = isWaiting ? 'waiting' : 'expected';
  return [{ kind: rule.kind, rule: rule.name, talk, goesAt, state, missing, obstacles, mailing: null }];
}

/** The first slot from `ready` on that keeps its distance from the mail before. */
function firstGoing(
  { mailings, settings }: Sight,
  rule: NoticeRule,
  window: Window,
  ready: Instant,
  before: readonly PlannedMail[],
): Instant | null {
  const { zone } = settings;
  const foreseen = before.filter((mail) => mail.state === 'expected').map((mail) => mail.goesAt);
  const known = lastMailAt(mailings);
  const last = [...foreseen, ...(known === null ? [] : [known])].toSorted(compare).at(-1);
  // Slots of 60 days at most: a recording's window is that long, an announcement's shorter.
  const end = earliest(window.closesAt, ready.add({ hours: 24 * 60 }));
  for (const slot of slotsBetween(rule.cron, zone, ready.subtract({ nanoseconds: 1 }), end)) {
    const goesAt = compare(slot, window.closesAt) < 0 ? goesAtOf(rule, window, slot, slot, zone) : null;
    if (goesAt === null) continue;
    if (last === undefined || compare(plus(last, rule.apart, zone), goesAt) <= 0) return goesAt;
  }
  return null;
}
