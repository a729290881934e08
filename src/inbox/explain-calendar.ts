/** What the calendar part of a mail says, in words for whoever checks an invitation before it leaves. */
import { dayWords, hoursWords, hourWords } from '../calendar/format-date.ts';
import {
  type IcalComponent,
  type IcalProperty,
  icalProperty,
  parseIcalLines,
  unescapeIcalText,
} from '../mail/ical-lines.ts';
import type { Message } from '../mail/message.ts';

export interface CalendarWords {
  /** What a calendar does with it. */
  readonly sentence: string;
  /** What to look at, label and value. */
  readonly facts: readonly (readonly [string, string])[];
  readonly people: readonly CalendarPerson[];
  readonly source: string;
}

interface CalendarPerson {
  readonly role: 'organizer' | 'attendee';
  readonly name: string;
  readonly address: string;
  /** `needs-action`, `accepted`; null for the organizer. */
  readonly answer: string | null;
}

/** The first calendar part, or null. `zone` is in which UTC times are also shown. */
export function explainCalendar(message: Message, zone: string): CalendarWords | null {
  const part = message.parts.find((one) => one.depth === 0 && one.contentType === 'text/calendar');
  const source = part?.text ?? null;
  if (source === null) return null;
  const outcome = parseIcalLines(source);
  if (!outcome.ok)
    return { sentence: `It cannot be read: ${outcome.reason}.`, facts: [], people: [], source };
  const event = outcome.calendar.components.find(({ name }) => name === 'VEVENT');
  const method = (icalProperty(outcome.calendar, 'METHOD')?.value ?? '').toUpperCase();
  if (event === undefined) return { sentence: 'It has no event.', facts: [], people: [], source };
  const sequence = Number(icalProperty(event, 'SEQUENCE')?.value ?? '0');
  const declared = (part?.params['method'] ?? '').toUpperCase();
  const facts: [string, string | null][] = [
    ['Method', methodWords(method, declared)],
    ['UID', icalProperty(event, 'UID')?.value ?? 'none: no calendar will find it again'],
    ['Sequence', String(sequence)],
    ['When', whenWords(event, zone)],
    ['Title', textOf(event, 'SUMMARY')],
    ['Where', textOf(event, 'LOCATION')],
    ['Link', icalProperty(event, 'URL')?.value ?? null],
    ['State', icalProperty(event, 'STATUS')?.value.toLowerCase() ?? null],
    ['Description', textOf(event, 'DESCRIPTION')],
  ];
  return {
    sentence: sentenceOf(method, sequence),
    facts: facts.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const])),
    people: event.properties.flatMap(personOf),
    source,
  };
}

/** RFC 5546 §3.2: what each method asks of a calendar. */
function sentenceOf(method: string, sequence: number): string {
  switch (method) {
    case 'REQUEST':
      return sequence === 0
        ? 'An invitation: the calendar adds the talk and asks for an answer.'
        : 'An update: the calendar replaces the talk that it has under this UID.';
    case 'CANCEL':
      return 'A cancellation: the calendar takes the talk out.';
    case 'REPLY':
      return 'An answer to an invitation.';
    case 'PUBLISH':
    case '':
      return 'Published for whoever wants it: nobody is asked for an answer, and it cannot be taken back.';
    default:
      return `Its method is ${method}.`;
  }
}

/** RFC 6047 §2.4: the part's parameter and the object say the same, or some programs show no buttons. */
function methodWords(method: string, declared: string): string {
  const said = method || 'none';
  return declared === method ? said : `${said}, but the part says ${declared || 'none'}`;
}

function textOf(event: IcalComponent, name: string): string | null {
  const property = icalProperty(event, name);
  return property === null ? null : unescapeIcalText(property.value);
}

function personOf(property: IcalProperty): CalendarPerson[] {
  if (property.name !== 'ORGANIZER' && property.name !== 'ATTENDEE') return [];
  const isAttendee = property.name === 'ATTENDEE';
  return [
    {
      role: isAttendee ? 'attendee' : 'organizer',
      name: property.params['CN'] ?? '',
      address: property.value.replace(/^mailto:/i, ''),
      answer: isAttendee ? (property.params['PARTSTAT'] ?? 'NEEDS-ACTION').toLowerCase() : null,
    },
  ];
}

function whenWords(event: IcalComponent, zone: string): string | null {
  const start = readStamp(icalProperty(event, 'DTSTART'), zone);
  const end = readStamp(icalProperty(event, 'DTEND'), zone);
  if (start === null) return null;
  const day = dayWords(start.at.toPlainDate()).full;
  if (!start.hasTime) return day;
  const endsSameDay = end?.at.toPlainDate().equals(start.at.toPlainDate()) ?? false;
  const hours = hoursWords(start.at.toPlainTime(), endsSameDay ? (end?.at.toPlainTime() ?? null) : null);
  const later =
    end === null || endsSameDay ? '' : ` to ${end.at.toPlainDate()} ${hourWords(end.at.toPlainTime())}`;
  return `${day}, ${hours}${later} (${start.zone})`;
}

interface Stamp {
  readonly at: Temporal.PlainDateTime;
  readonly zone: string;
  readonly hasTime: boolean;
}

/** RFC 5545 §3.3.5: UTC, local with a zone beside it, or floating. */
function readStamp(property: IcalProperty | null, zone: string): Stamp | null {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(property?.value.trim() ?? '');
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, utc] = match;
  const local = `${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}`;
  try {
    if (utc === 'Z') {
      const at = Temporal.Instant.from(`${local}Z`).toZonedDateTimeISO(zone).toPlainDateTime();
      return { at, zone: `${zone}; written as ${hour}:${minute} UTC`, hasTime: true };
    }
    const at = Temporal.PlainDateTime.from(local);
    return { at, zone: property?.params['TZID'] ?? 'no zone', hasTime: hour !== undefined };
  } catch {
    return null; // the 31st of June
  }
}
