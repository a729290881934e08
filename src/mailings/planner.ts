/**
 * What is due: a pure function of what is known and of two instants. It decides nothing twice (it is given the mailings
 * and notes that exist) and sends nothing late, whatever the ticks are: repeated, missed, or going back.
 *
 * Ticked every minute or caught up at once: as long as the calendar does not change between two ticks and no tick comes
 * later than a rule's `lateness` after a slot, the same mailings (talk, rule, revision, slot) are planned. The instant
 * at which they leave is the tick's plus the proof, so that hosts have their time after a night of downtime too.
 */
import { slotsBetween } from './cron-slots.ts';
import { dueAsks } from './due-asks.ts';
import { dueChanges } from './due-changes.ts';
import { dueMailings } from './due-mailings.ts';
import { dueByRules } from './due-rules.ts';
import { latest, plus, tickBreadth } from './due-window.ts';
import { isOpen } from './mailing-state.ts';
import type { Mailing, NoticeRule } from './notice.ts';
import {
  askSlots,
  type Look,
  type PlannerAction,
  type PlannerSettings,
  type PlannerState,
  sightDays,
} from './planner-actions.ts';

/**
 * Everything that is due at `to`, having last looked at `from` (the first time: `to` itself). Slots are looked for in
 * (from, to]; where the clock went back (to < from) there are none, and open mailings are still judged by `to`.
 */
export function due(
  state: PlannerState,
  from: Temporal.Instant,
  to: Temporal.Instant,
  rules: readonly NoticeRule[],
  settings: PlannerSettings,
): readonly PlannerAction[] {
  const ofTalk = Map.groupBy(state.mailings, (mailing) => mailing.talkId);
  const noted = new Set(state.notes.map((note) => note.identity));
  const horizon = to.toZonedDateTimeISO(settings.zone).toPlainDate().subtract({ days: sightDays }).toString();
  const slots = passedSlots(from, to, rules, settings);
  return state.talks.flatMap((talk) => {
    const mailings: readonly Mailing[] = ofTalk.get(talk.id) ?? [];
    if (talk.date < horizon && !mailings.some(isOpen)) return [];
    return dueForTalk({
      talk,
      mailings,
      isNoted: (identity) => noted.has(identity),
      to,
      rules,
      slots,
      settings,
    });
  });
}

/** However long the service was down, only slots that are not too old by the rule's own measure are looked at. */
function passedSlots(
  from: Temporal.Instant,
  to: Temporal.Instant,
  rules: readonly NoticeRule[],
  settings: PlannerSettings,
): ReadonlyMap<string, readonly Temporal.Instant[]> {
  // The usual tick, a minute after the last, is never too late for anything.
  const isUsual = to.epochMilliseconds - from.epochMilliseconds <= 60_000;
  const since = (back: Temporal.Duration) =>
    isUsual ? from : latest(from, plus(to, back.negated(), settings.zone).subtract(tickBreadth));
  const slots = rules.map(
    (rule) => [rule.name, slotsBetween(rule.cron, settings.zone, since(rule.lateness), to)] as const,
  );
  const asks = slotsBetween(settings.ask.cron, settings.zone, since(longestAsk), to);
  return new Map([...slots, [askSlots, asks]]);
}

/** A question to the hosts that could not be put on its day is put on the next. */
const longestAsk = Temporal.Duration.from({ days: 1 });

function dueForTalk(look: Look): readonly PlannerAction[] {
  return [...dueChanges(look), ...dueMailings(look), ...dueByRules(look), ...dueAsks(look)];
}
