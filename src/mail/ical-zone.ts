/**
 * VTIMEZONE for an IANA zone (RFC 5545 §3.6.5), from the transitions that Temporal knows.
 *
 * Where the zone changes by the same rule in the coming years (the last Sunday of March), the rule is written once per
 * kind, as Exchange expects. Where it does not (Morocco in Ramadan), each change around the event is written by its date.
 */
import { localStamp } from './ical-text.ts';

interface Change {
  /** The first instant with the new offset. */
  readonly at: Temporal.Instant;
  /** Offsets in seconds east of UTC. */
  readonly from: number;
  readonly to: number;
  /** Wall clock just before the change: how VTIMEZONE writes its DTSTART. */
  readonly wall: Temporal.PlainDateTime;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Years over which a rule must hold to be written as one. */
const YEARS_OF_PROOF = 3;

/** The lines of a VTIMEZONE that is right for events from `at` to `upTo` and the years after, unfolded. */
export function zoneLines(zone: string, at: Temporal.Instant, upTo: Temporal.Instant = at): string[] {
  const changes = changesAround(zone, at, upTo);
  const observances = changes.length === 0 ? [fixedOffset(zone, at)] : observancesOf(changes);
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances.flat(), 'END:VTIMEZONE'];
}

/** The change in force at `at`, the one before it, and those up to the years after `upTo`; none where the zone is at rest. */
function changesAround(zone: string, at: Temporal.Instant, upTo: Temporal.Instant): Change[] {
  const start = at.toZonedDateTimeISO(zone);
  const until = upTo.toZonedDateTimeISO(zone).add({ years: YEARS_OF_PROOF });
  const last = offsetChange(start.add({ nanoseconds: 1 }), 'previous');
  const before = last === null ? null : offsetChange(last, 'previous');
  const changes = [before, last].filter((each) => each !== null);
  // A change long ago belongs to no rule of today: what it left is the standard time of the zone.
  const kept = changes.filter((each) => each.until(start).total({ unit: 'days' }) < 800);
  let next = offsetChange(start, 'next');
  while (next !== null && Temporal.ZonedDateTime.compare(next, until) < 0) {
    kept.push(next);
    next = offsetChange(next, 'next');
  }
  return kept.map(changeAt);
}

/** The nearest transition at which the offset itself changes; some only rename the zone. */
function offsetChange(
  from: Temporal.ZonedDateTime,
  direction: 'next' | 'previous',
): Temporal.ZonedDateTime | null {
  let found = from.getTimeZoneTransition(direction);
  while (found !== null && changeAt(found).from === changeAt(found).to) {
    found = found.getTimeZoneTransition(direction);
  }
  return found;
}

function changeAt(transition: Temporal.ZonedDateTime): Change {
  const before = transition.subtract({ nanoseconds: 1 });
  const from = before.offsetNanoseconds / 1e9;
  const to = transition.offsetNanoseconds / 1e9;
  const wall = transition.toInstant().toZonedDateTimeISO('UTC').toPlainDateTime().add({ seconds: from });
  return { at: transition.toInstant(), from, to, wall };
}

function observancesOf(changes: readonly Change[]): string[][] {
  const groups = Map.groupBy(changes, (change) => `${change.from}>${change.to}`);
  const rules = [...groups.values()].map((group) => ({ group, rule: yearlyRule(group) }));
  if (rules.length === 2 && rules.every(({ rule }) => rule !== null)) {
    return rules.map(({ group, rule }) => observance(group[0]!, rule));
  }
  return changes.map((change) => observance(change, null));
}

/** `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU` if one rule names all these changes, one per year; otherwise null. */
function yearlyRule(changes: readonly Change[]): string | null {
  const first = changes[0];
  if (first === undefined || changes.length < YEARS_OF_PROOF) return null;
  const isSame = changes.every(
    ({ wall }, index) =>
      wall.year === first.wall.year + index &&
      wall.month === first.wall.month &&
      wall.dayOfWeek === first.wall.dayOfWeek &&
      wall.toPlainTime().equals(first.wall.toPlainTime()),
  );
  if (!isSame) return null;
  const ordinals = [-1, 1, 2, 3, 4];
  const ordinal = ordinals.find((each) => changes.every(({ wall }) => isOrdinal(wall, each)));
  if (ordinal === undefined) return null;
  return `FREQ=YEARLY;BYMONTH=${first.wall.month};BYDAY=${ordinal}${WEEKDAYS[first.wall.dayOfWeek - 1]}`;
}

/** Is this the n-th such weekday of its month; -1: the last? */
function isOrdinal(wall: Temporal.PlainDateTime, ordinal: number): boolean {
  return ordinal === -1 ? wall.day + 7 > wall.daysInMonth : Math.ceil(wall.day / 7) === ordinal;
}

function observance(change: Change, rule: string | null): string[] {
  // Summer time is the greater offset. Ireland sees it the other way round in law, but programs expect it so.
  const kind = change.to > change.from ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${localStamp(change.wall)}`,
    ...(rule === null ? [] : [`RRULE:${rule}`]),
    `TZOFFSETFROM:${offset(change.from)}`,
    `TZOFFSETTO:${offset(change.to)}`,
    `END:${kind}`,
  ];
}

function fixedOffset(zone: string, at: Temporal.Instant): string[] {
  const seconds = at.toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
  return [
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${offset(seconds)}`,
    `TZOFFSETTO:${offset(seconds)}`,
    'END:STANDARD',
  ];
}

/** `+0100`, with seconds only where a zone has them (RFC 5545 §3.3.14). */
function offset(seconds: number): string {
  const whole = Math.abs(seconds);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const rest = whole % 60 === 0 ? '' : two(whole % 60);
  return `${seconds < 0 ? '-' : '+'}${two(whole / 3600)}${two((whole % 3600) / 60)}${rest}`;
}
