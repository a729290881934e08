/** The only place where a calendar meets ical.js: text to occurrences of events, with wall-clock times and lines. */
import ICAL from 'ical.js';

export interface IcsOccurrence {
  readonly uid: string;
  /** 1-based line of BEGIN:VEVENT. */
  readonly line: number;
  /** Wall-clock in the colloquium's zone. */
  readonly date: string;
  /** HH:MM, null for an event of whole days. */
  readonly start: string | null;
  readonly end: string | null;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly url: string;
  readonly cancelled: boolean;
}

export interface IcsRead {
  readonly occurrences: readonly IcsOccurrence[];
  /** What could not be read, in one sentence each. */
  readonly faults: readonly string[];
}

/** How far a repeating event is followed from the instant of reading, and how many times at most. */
const BACK_DAYS = 400;
const AHEAD_DAYS = 400;
const MAX_STEPS = 4000;
const MAX_OCCURRENCES = 200;
const MAX_EVENTS = 1000;
/** A rule that never matches costs milliseconds each. */
const MAX_RECURRING = 40;

export function readIcsEvents(text: string, at: Temporal.Instant, zone: string): IcsRead {
  const faults: string[] = [];
  const occurrences: IcsOccurrence[] = [];
  const lines = eventLines(text);
  let index = 0;
  let recurring = 0;
  for (const calendar of parseCalendars(text, faults)) {
    const events = calendar.getAllSubcomponents('vevent').slice(0, MAX_EVENTS);
    const placed = events.map((component) => ({ component, line: lines[index++] ?? 1 }));
    const exceptions = placed.filter(({ component }) => component.hasProperty('recurrence-id'));
    for (const { component, line } of placed) {
      if (component.hasProperty('recurrence-id') && hasMaster(component, events)) continue;
      if (component.hasProperty('rrule')) recurring += 1;
      if (recurring > MAX_RECURRING && component.hasProperty('rrule')) continue;
      try {
        occurrences.push(...occurrencesOf(component, line, exceptions, at, zone));
      } catch (error) {
        faults.push(
          `Line ${line}: this event cannot be read (${reason(error)}); correct it in the calendar it comes from.`,
        );
      }
    }
  }
  return { occurrences, faults };
}

function parseCalendars(text: string, faults: string[]): ICAL.Component[] {
  try {
    const parsed: unknown = ICAL.parse(text);
    const several = Array.isArray(parsed) && Array.isArray(parsed[0]);
    const trees = (several ? parsed : [parsed]) as ConstructorParameters<typeof ICAL.Component>[0][];
    return trees.map((tree) => new ICAL.Component(tree));
  } catch (error) {
    faults.push(
      `The file is not a readable iCalendar feed (${reason(error)}); check the address it comes from.`,
    );
    return [];
  }
}

interface PlacedEvent {
  readonly component: ICAL.Component;
  readonly line: number;
}

function occurrencesOf(
  component: ICAL.Component,
  line: number,
  exceptions: readonly PlacedEvent[],
  at: Temporal.Instant,
  zone: string,
): IcsOccurrence[] {
  const event = new ICAL.Event(component);
  if (event.startDate === null) return [];
  if (!event.isRecurring()) return [occurrence(event, event.startDate, event.endDate, line, zone)];
  const own = exceptions.filter((one) => one.component.getFirstPropertyValue('uid') === event.uid);
  for (const one of own) event.relateException(new ICAL.Event(one.component));
  const lineOf = (item: ICAL.Event): number =>
    own.find((one) => one.component === item.component)?.line ?? line;
  const from = at.subtract({ hours: 24 * BACK_DAYS }).epochMilliseconds / 1000;
  const until = at.add({ hours: 24 * AHEAD_DAYS }).epochMilliseconds / 1000;
  const found: IcsOccurrence[] = [];
  const iterator = event.iterator();
  for (let step = 0; step < MAX_STEPS && found.length < MAX_OCCURRENCES; step += 1) {
    const next = iterator.next() as ICAL.Time | undefined | null;
    if (next === undefined || next === null || next.toUnixTime() > until) break;
    if (next.toUnixTime() < from) continue;
    const details = event.getOccurrenceDetails(next);
    found.push(occurrence(details.item, details.startDate, details.endDate, lineOf(details.item), zone));
  }
  return found;
}

function occurrence(
  event: ICAL.Event,
  start: ICAL.Time,
  end: ICAL.Time | null,
  line: number,
  zone: string,
): IcsOccurrence {
  const property = event.component.getFirstProperty('dtstart');
  const from = wallClock(start, property, zone);
  const to =
    end === null || start.isDate
      ? null
      : wallClock(end, event.component.getFirstProperty('dtend') ?? property, zone);
  const hasEnd = to !== null && !(to.date === from.date && to.time === from.time);
  return {
    uid: event.uid ?? '',
    line,
    date: from.date,
    start: start.isDate ? null : from.time,
    end: hasEnd ? to.time : null,
    summary: event.summary ?? '',
    description: event.description ?? '',
    location: event.location ?? '',
    url: textOf(event.component, 'url'),
    cancelled: textOf(event.component, 'status').toUpperCase() === 'CANCELLED',
  };
}

/**
 * RFC 5545 §3.3.5: a UTC time, a time with TZID, or a floating one, which is the colloquium's own. An IANA
 * name is trusted before the file's VTIMEZONE, which is often cut short; another name needs the VTIMEZONE.
 */
function wallClock(
  time: ICAL.Time,
  property: ICAL.Property | null,
  zone: string,
): { date: string; time: string } {
  const written = { year: time.year, month: time.month, day: time.day, hour: time.hour, minute: time.minute };
  const local = Temporal.PlainDateTime.from(written);
  const tzid = time.zone?.tzid === 'UTC' ? 'UTC' : property?.getParameter('tzid');
  const source = typeof tzid === 'string' ? ianaZone(tzid) : null;
  let here = local;
  if (!time.isDate && source !== null)
    here = local.toZonedDateTime(source).withTimeZone(zone).toPlainDateTime();
  else if (!time.isDate && time.zone != null && time.zone.tzid !== 'floating') {
    here = Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime();
  }
  return {
    date: here.toPlainDate().toString(),
    time: here.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

function ianaZone(tzid: string): string | null {
  const name = tzid.replace(/^.*\/(?=[A-Z][A-Za-z]+\/[A-Z])/, '');
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function hasMaster(exception: ICAL.Component, events: readonly ICAL.Component[]): boolean {
  const uid = exception.getFirstPropertyValue('uid');
  return events.some(
    (event) => !event.hasProperty('recurrence-id') && event.getFirstPropertyValue('uid') === uid,
  );
}

function textOf(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  return value === null || value === undefined ? '' : String(value);
}

function eventLines(text: string): number[] {
  const found: number[] = [];
  text.split('\n').forEach((line, index) => {
    if (/^BEGIN:VEVENT\s*$/i.test(line.slice(0, 40))) found.push(index + 1);
  });
  return found;
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 100) ?? '';
}
