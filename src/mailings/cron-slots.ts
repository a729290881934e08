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

/** Every slot of `cron` in the IANA zone with from < slot <= to, in order, each once. Empty where to <= from. */
export function slotsBetween(cron: string, zone: string, from: Instant, to: Instant): readonly Instant[] {
  if (Temporal.Instant.compare(from, to) >= 0) return [];
  const found: Instant[] = [];
  // A day early: the first instant after a gap at midnight belongs to a time of the day before.
  let day = from.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
  const last = to.toZonedDateTimeISO(zone).toPlainDate();
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    for (const slot of slotsOn(cron, zone, day)) {
      if (slot.epochMilliseconds > from.epochMilliseconds && slot.epochMilliseconds <= to.epochMilliseconds) {
        found.push(slot);
      }
    }
  }
  return unique(found);
}

/** The first slot after `from`, looked for at most `days` days ahead; null where there is none. */
export function nextSlot(cron: string, zone: string, from: Instant, days = 370): Instant | null {
  let day = from.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
  for (let ahead = 0; ahead <= days; ahead += 1, day = day.add({ days: 1 })) {
    const slot = slotsOn(cron, zone, day).find((at) => at.epochMilliseconds > from.epochMilliseconds);
    if (slot !== undefined) return slot;
  }
  return null;
}

/** The slots of one local day never change, so they are kept; 4,000 days are enough for any season. */
const keptDays = new Map<string, readonly Instant[]>();
const mostKeptDays = 4_000;
const keptRules = new Map<string, CronRule>();

function slotsOn(cron: string, zone: string, day: Temporal.PlainDate): readonly Instant[] {
  const key = `${cron}|${zone}|${day}`;
  const kept = keptDays.get(key);
  if (kept !== undefined) return kept;
  const rule = ruleOf(cron);
  const slots = rule.isDay(day)
    ? unique(rule.times.map((time) => instantOf(day.toPlainDateTime(time), zone)))
    : [];
  if (keptDays.size >= mostKeptDays) keptDays.clear();
  keptDays.set(key, slots);
  return slots;
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
