/** The season as a value: every talk with every mail about it, past and to come. Pure. */
import { endOf, type Talk } from '../../calendar/talk.ts';
import { isForHosts, obstacleWords } from '../../mailings/announceable.ts';
import { isAfterwards, type MailingKind } from '../../mailings/mailing-kinds.ts';
import { isOpen, mailingState } from '../../mailings/mailing-state.ts';
import type { Mailing } from '../../mailings/notice.ts';
import type { PlannedMail } from '../../mailings/planner-forecast.ts';
import type { MailingTally } from '../../store/pages-outbox.ts';

export type Shape = 'sent' | 'sending' | 'planned' | 'open' | 'held' | 'missed' | 'paused' | 'none';

export interface SeasonMail {
  readonly kind: MailingKind;
  /** The rule's name; for most it is the kind. */
  readonly rule: string;
  readonly at: Temporal.Instant;
  readonly shape: Shape;
  readonly mailingId: number | null;
  /** What it waits for, why it was missed or paused; empty where nothing is in the way. */
  readonly why: readonly string[];
  readonly tally: MailingTally | null;
  readonly heldBy: string | null;
}

export interface SeasonTalk {
  readonly talk: Talk;
  readonly isOver: boolean;
  readonly mails: readonly SeasonMail[];
}

/** A mail that may not go is held when it would go within these days; before that its talk is only not complete yet. */
const heldWithinDays = 14;

export function seasonOf(
  talks: readonly Talk[],
  mailings: readonly Mailing[],
  planned: readonly PlannedMail[],
  tallies: ReadonlyMap<number, MailingTally>,
  at: { readonly now: Temporal.Instant; readonly zone: string },
): SeasonTalk[] {
  const isShown = (talk: Talk) =>
    talk.withdrawnAt === null || mailings.some((mailing) => mailing.talkId === talk.id);
  return talks.filter(isShown).map((talk) => {
    const past = mailings
      .filter((mailing) => mailing.talkId === talk.id && !isOpen(mailing) && mailing.cancelledBy !== 'rule')
      .map((mailing) => pastMail(mailing, tallies.get(mailing.id) ?? null, at.now));
    const coming = planned.filter((mail) => mail.talk.id === talk.id).map((mail) => comingMail(mail, at.now));
    const mails = [...past, ...coming].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
    return { talk, isOver: Temporal.Instant.compare(endOf(talk, at.zone), at.now) <= 0, mails };
  });
}

function pastMail(mailing: Mailing, tally: MailingTally | null, now: Temporal.Instant): SeasonMail {
  const state = mailingState(mailing, now);
  const shapes: Partial<Record<typeof state, Shape>> = {
    done: 'sent',
    sending: 'sending',
    paused: 'paused',
    missed: 'missed',
  };
  const why = [mailing.missedWhy, mailing.pausedAt === null ? null : mailing.pausedWhy].filter(
    (each) => each !== null,
  );
  return {
    kind: mailing.kind,
    rule: mailing.rule,
    at: mailing.frozenAt ?? mailing.missedAt ?? mailing.goesAt,
    shape: shapes[state] ?? 'none',
    mailingId: mailing.id,
    why: state === 'cancelled' ? [`cancelled by ${mailing.cancelledBy ?? 'somebody'}`] : why,
    tally,
    heldBy: null,
  };
}

function comingMail(mail: PlannedMail, now: Temporal.Instant): SeasonMail {
  const { mailing, obstacles } = mail;
  const why = [...new Set(obstacles.filter(isForHosts).map(obstacleWords))];
  return {
    kind: mail.kind,
    rule: mail.rule,
    at: mail.goesAt,
    shape: comingShape(mail, now, why.length > 0),
    mailingId: mailing?.id ?? null,
    why,
    tally: null,
    heldBy: mailing?.heldBy ?? null,
  };
}

function comingShape(mail: PlannedMail, now: Temporal.Instant, isHindered: boolean): Shape {
  if (mail.state === 'held' || mail.state === 'late') return 'held';
  if (mail.state !== 'waiting' && !isHindered) return 'planned';
  const isNear = Temporal.Instant.compare(mail.goesAt, now.add({ hours: heldWithinDays * 24 })) <= 0;
  // What only follows an announcement that waits is planned like that one, and nobody's worry of its own.
  if (!isHindered) return 'planned';
  // A recording is missing until there is one: that is no fault before the talk.
  return isNear && !isAfterwards(mail.kind) ? 'held' : 'open';
}

/** The columns of the score: some talks behind, the rest ahead. */
export function scoreOf(season: readonly SeasonTalk[]): readonly SeasonTalk[] {
  const past = season.filter((each) => each.isOver);
  const ahead = season.filter((each) => !each.isOver);
  return [...past.slice(-6), ...ahead.slice(0, 15)];
}

/** The mail that a cell of the score stands for: what needs a person first, then the newest. */
export function cellOf(entry: SeasonTalk, kind: MailingKind): Shape {
  const shapes = entry.mails.filter((mail) => mail.kind === kind).map((mail) => mail.shape);
  for (const first of ['sending', 'held', 'paused', 'missed'] as const)
    if (shapes.includes(first)) return first;
  return shapes.at(-1) ?? 'none';
}
