/** Asking the hosts for what is missing: in the last week, when the list changed, and again three days and one day before. */
import { startOf } from '../calendar/talk.ts';
import { missingPieces } from './announceable.ts';
import { isOpen } from './mailing-state.ts';
import type { NoticeRule, TalkPiece } from './notice.ts';
import { askSlots, type Look, type PlannerAction } from './planner-actions.ts';

/** The pieces that the announcement rules want, and the talk lacks. */
export function missingForAnnouncement(
  talk: Look['talk'],
  rules: readonly NoticeRule[],
): readonly TalkPiece[] {
  const announcing = rules.filter((rule) => rule.kind === 'announcement' && rule.lastCall !== true);
  return [...new Set(announcing.flatMap((rule) => missingPieces(talk, rule.needs)))];
}

/** At most once a day, because `ask.cron` names one time of the day; caught up after downtime with the last of them. */
export function dueAsks(look: Look): readonly PlannerAction[] {
  const { talk, to, settings } = look;
  const slot = look.slots.get(askSlots)?.at(-1);
  if (
    slot === undefined ||
    talk.withdrawnAt !== null ||
    (talk.status !== 'scheduled' && talk.status !== 'tba')
  )
    return [];
  if (Temporal.Instant.compare(startOf(talk, settings.zone), to) <= 0) return [];
  const missing = missingForAnnouncement(talk, look.rules);
  const isBeingProved = look.mailings.some((mailing) => isOpen(mailing) && mailing.heldAt !== null);
  if (missing.length === 0 || isBeingProved) return [];
  const today = slot.toZonedDateTimeISO(settings.zone).toPlainDate();
  const days = today.until(talk.date, { largestUnit: 'day' }).days;
  if (days > settings.ask.daysBefore) return [];
  const stage = days <= 1 ? '1-day' : days <= 3 ? '3-days' : 'week';
  const identity = `talk:${talk.id}/missing/${talk.date}/${stage}/${missing.join('+')}`;
  const note = { identity, talkId: talk.id, at: to };
  return look.isNoted(identity) ? [] : [{ act: 'ask-hosts', talk, missing, note }];
}
