/** Other people's readers of calendar objects: ical.js, and two of Debian's for Python where they are installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import ICAL from 'ical.js';

/** What a reader understood. Names of properties and components are sorted and in capitals. */
export interface CalendarReading {
  readonly method: string | null;
  readonly properties: readonly string[];
  readonly components: readonly string[];
  readonly events: readonly EventReading[];
}

interface EventReading {
  readonly uid: string;
  readonly sequence: number;
  readonly status: string;
  /** UTC to the second, `2026-11-24T13:00:00Z`. */
  readonly start: string;
  readonly end: string;
  /** Empty where there is none. */
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  /** `mailto:` and the address, percent-decoded (RFC 6068 §2). */
  readonly attendees: readonly { readonly name: string; readonly address: string }[];
  readonly properties: readonly string[];
}

/** The same reading with each text value as `comparable` leaves it. */
export function withTexts(
  reading: CalendarReading,
  comparable: CalendarReader['comparable'],
): CalendarReading {
  const events = reading.events.map((event) => ({
    ...event,
    uid: comparable(event.uid),
    summary: comparable(event.summary),
    location: comparable(event.location),
    description: comparable(event.description),
  }));
  return { ...reading, events };
}

export interface CalendarReader {
  readonly name: string;
  /** Why it cannot be asked here. */
  readonly skip: string | false;
  readonly read: (texts: readonly string[]) => readonly CalendarReading[];
  /** A text value without what this reader is known to get wrong; to be used on both sides of a comparison. */
  readonly comparable: (text: string) => string;
}

/** Debian's own: another python3 may come first on the path and know none of Debian's packages. */
const python = '/usr/bin/python3';
const script = join(import.meta.dirname, 'read-calendars.py');

export const calendarReaders: readonly CalendarReader[] = [
  { name: 'ical.js', skip: false, read: (texts) => texts.map(readWithIcalJs), comparable: (text) => text },
  pythonReader('icalendar', unescapedAgain),
  pythonReader('vobject', (text) => text),
];

/** python3-icalendar 4 takes escapes away twice: a backslash and n in a title become a line end, in the value only. */
function unescapedAgain(text: string): string {
  return text.replace(/\\n/gi, '\n').replace(/\\([,;\\])/g, '$1');
}

function pythonReader(
  module: 'icalendar' | 'vobject',
  comparable: CalendarReader['comparable'],
): CalendarReader {
  const isHere = spawnSync(python, ['-c', `import ${module}`]).status === 0;
  return {
    name: `python3-${module}`,
    skip: isHere ? false : `python3-${module} is not installed`,
    read: (texts) =>
      JSON.parse(execFileSync(python, [script, module], { input: JSON.stringify(texts), encoding: 'utf8' })),
    comparable,
  };
}

function readWithIcalJs(text: string): CalendarReading {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const method = calendar.getFirstPropertyValue('method');
  return {
    method: method === null ? null : String(method),
    properties: namesOf(calendar.getAllProperties()),
    components: namesOf(calendar.getAllSubcomponents()),
    events: calendar.getAllSubcomponents('vevent').map(eventOf),
  };
}

function eventOf(component: ICAL.Component): EventReading {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    status: String(component.getFirstPropertyValue('status')),
    start: instantOf(event.startDate),
    end: instantOf(event.endDate),
    summary: event.summary ?? '',
    location: event.location ?? '',
    description: event.description ?? '',
    attendees: component.getAllProperties('attendee').map((each) => ({
      name: String(each.getFirstParameter('cn') ?? ''),
      address: decodeURIComponent(String(each.getFirstValue())),
    })),
    properties: namesOf(component.getAllProperties()),
  };
}

function instantOf(time: ICAL.Time): string {
  return Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000).toString();
}

function namesOf(parts: readonly { readonly name: string }[]): string[] {
  return parts.map((part) => part.name.toUpperCase()).sort();
}
