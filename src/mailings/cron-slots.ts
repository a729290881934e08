/**
 * The one place where cron expressions are read, by node-cron's parser. Which instants they mean is our own rule,
 * because node-cron leaves out a time that the spring change skips and takes the second of a doubled one:
 *
 * - a time that does not exist (02:30 on the spring day) is the first instant after the gap;
 * - a time that comes twice (01:30 on the autumn day) is its first coming, once;
 * - two times that fall on one instant are one slot.
 *
 * Day of month AND day of week must match (node-cron's rule; others take OR).
 */
import { createTask, parse, validateDetailed } from 'node-cron';

type Instant = Temporal.Instant;

interface CronRule {
  readonly times: readonly Temporal.PlainTime[];
  readonly isDay: (day: Temporal.PlainDate) => boolean;
}

/** What is wrong with an expression, in one sentence; null where nothing is. */
export function cronFault(cron: string): string | null {
  if (cron.trim().split(/\s+/).length === 6)
    return `“${cron}” has seconds; slots are minutes: use five fields`;
  const checked = validateDetailed(cron);
  const first = checked.errors[0];
  return checked.valid || first === undefined ? null : `“${cron}”: ${first.field}: ${first.message}`;
}

/**
 * Every slot of `cron` in the IANA zone with from < slot <= to, in order, each once. Empty where to <= from. Throws on
 * an expression that `cronFault` refuses: the configuration was checked before.
 */
export function slotsBetween(cron: string, zone: string, from: Instant, to: Instant): readonly Instant[] {
  const found: Instant[] = [];
  const last = dayOf(to);
  for (let day = dayOf(from); day <= last; day += 1) {
    for (const slot of slotsOfDay(cron, zone, day)) {
      if (slot.epochMilliseconds > from.epochMilliseconds && slot.epochMilliseconds <= to.epochMilliseconds) {
        found.push(slot);
      }
    }
  }
  return found;
}

/** The first slot after `from`, looked for at most `days` days ahead; null where there is none. */
export function nextSlot(cron: string, zone: string, from: Instant, days = 370): Instant | null {
  const first = dayOf(from);
  for (let day = first; day <= first + days; day += 1) {
    const slot = slotsOfDay(cron, zone, day).find((at) => at.epochMilliseconds > from.epochMilliseconds);
    if (slot !== undefined) return slot;
  }
  return null;
}

const dayMs = 86_400_000;

/** UTC days since 1970: slots are kept by them, so that a tick that finds nothing costs next to nothing. */
function dayOf(at: Instant): number {
  return Math.floor(at.epochMilliseconds / dayMs);
}

/** The slots of one day never change, so they are kept; 8,000 days of all rules together are enough for any season. */
const keptDays = new Map<string, readonly Instant[]>();
const mostKeptDays = 8_000;
const keptRules = new Map<string, CronRule>();

function slotsOfDay(cron: string, zone: string, day: number): readonly Instant[] {
  const key = `${cron}|${zone}|${day}`;
  const kept = keptDays.get(key);
  if (kept !== undefined) return kept;
  const begin = Temporal.Instant.fromEpochMilliseconds(day * dayMs);
  // A day on either side: zones reach from 12 hours behind to 14 ahead, and a gap may push a slot over midnight.
  const local = begin.toZonedDateTimeISO('UTC').toPlainDate();
  const slots = [-1, 0, 1].flatMap((days) => slotsOfLocalDay(cron, zone, local.add({ days })));
  const ofDay = unique(slots).filter((slot) => dayOf(slot) === day);
  if (keptDays.size >= mostKeptDays) keptDays.clear();
  keptDays.set(key, ofDay);
  return ofDay;
}

function slotsOfLocalDay(cron: string, zone: string, day: Temporal.PlainDate): readonly Instant[] {
  const rule = ruleOf(cron);
  return rule.isDay(day) ? rule.times.map((time) => instantOf(day.toPlainDateTime(time), zone)) : [];
}

/** Days are matched by node-cron itself (L, 15W, 5#2 and names included), at noon UTC of the day. */
function ruleOf(cron: string): CronRule {
  const kept = keptRules.get(cron);
  if (kept !== undefined) return kept;
  const fields = parse(cron);
  const days = [fields.dayOfMonth.join(','), fields.month.join(','), fields.dayOfWeek.join(',')].join(' ');
  const task = createTask(`0 12 ${days}`, () => undefined, { timezone: 'UTC' });
  const times = fields.hour.flatMap((hour) =>
    fields.minute.map((minute) => Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute) })),
  );
  const rule: CronRule = {
    times: times.sort(Temporal.PlainTime.compare),
    isDay: (day) => task.match(new Date(`${day}T12:00:00Z`)),
  };
  keptRules.set(cron, rule);
  return rule;
}

function instantOf(wall: Temporal.PlainDateTime, zone: string): Instant {
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.toInstant();
  // Temporal reads a skipped time with the offset before the gap; what we want is the gap's end.
  const gapEnd = earlier.getTimeZoneTransition('next');
  return (gapEnd ?? wall.toZonedDateTime(zone, { disambiguation: 'compatible' })).toInstant();
}

function unique(slots: readonly Instant[]): readonly Instant[] {
  const inOrder = slots.toSorted(Temporal.Instant.compare);
  return inOrder.filter((slot, at) => at === 0 || !slot.equals(inOrder[at - 1]!));
}
