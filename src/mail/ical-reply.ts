/**
 * Answers to invitations by mail (iMIP, RFC 6047; METHOD:REPLY, RFC 5546 §3.2.3; METHOD:COUNTER, §3.2.7) in the shapes of
 * Google, Outlook, Apple and Thunderbird. Who may answer what is decided in `calendar/decide-rsvp.ts`.
 */
import {
  type IcalComponent,
  type IcalProperty,
  icalProperty,
  parseIcalLines,
  unescapeIcalText,
} from './ical-lines.ts';
import type { Message, MessagePart } from './message.ts';

type PartStat =
  | 'ACCEPTED'
  | 'DECLINED'
  | 'TENTATIVE'
  | 'DELEGATED'
  | 'NEEDS-ACTION'
  | 'COMPLETED'
  | 'IN-PROCESS';

/** The answer for one event, or for one occurrence of a series. */
export interface CalendarAnswer {
  /** As `20261112T140000Z` or local time; null for a single event or the whole series. */
  readonly recurrenceId: string | null;
  readonly partstat: PartStat;
  readonly sequence: number;
  /** As written, `20261009T160551Z`; null when absent. */
  readonly dtstamp: string | null;
  /** What the person wrote, at most 500 characters, or null. */
  readonly comment: string | null;
  /** COUNTER only: the proposed start, as written, and the name of its zone where it has one (RFC 5545 §3.2.19). */
  readonly proposedStart: string | null;
  readonly proposedZone: string | null;
}

export interface CalendarReply extends CalendarAnswer {
  readonly method: 'REPLY' | 'COUNTER';
  readonly component: 'VEVENT' | 'VTODO';
  readonly uid: string;
  /** The attendee's address, lower-case domain not enforced: compare with `addressKey`. */
  readonly attendee: string;
  /** The organizer's address as the calendar client kept it: it carries our token. Null when left out. */
  readonly organizer: string | null;
  readonly delegatedTo: string | null;
  /** All answers with this UID, this one first. */
  readonly answers: readonly CalendarAnswer[];
}

type CalendarReplyOutcome =
  | { readonly ok: true; readonly reply: CalendarReply }
  | { readonly ok: false; readonly reason: string };

/** The reply in a message, or null when it carries none. */
export function readCalendarReply(message: Message): CalendarReply | null {
  for (const part of message.parts) {
    if (part.depth > 0 || !isCalendar(part)) continue;
    const outcome = parseCalendarReply(part.text ?? new TextDecoder().decode(part.bytes), {
      method: part.params['method'] ?? null,
      from: message.from[0]?.address ?? null,
    });
    if (outcome.ok) return outcome.reply;
  }
  return null;
}

function isCalendar(part: MessagePart): boolean {
  return (
    part.contentType === 'text/calendar' ||
    part.contentType === 'application/ics' ||
    /\.ics$/i.test(part.filename ?? '')
  );
}

/**
 * @param text one iCalendar object
 * @param hint.method the content type's method, for objects that lack METHOD; @param hint.from the mail's From, to tell the
 *   answering attendee where a client lists all of them
 */
export function parseCalendarReply(
  text: string,
  hint: { readonly method: string | null; readonly from: string | null },
): CalendarReplyOutcome {
  const parsed = parseIcalLines(text);
  if (!parsed.ok) return parsed;
  const method = (icalProperty(parsed.calendar, 'METHOD')?.value ?? hint.method ?? '').trim().toUpperCase();
  if (method !== 'REPLY' && method !== 'COUNTER')
    return {
      ok: false,
      reason: method === '' ? 'it has no method' : `its method is ${method.slice(0, 20)}, not REPLY`,
    };
  const events = parsed.calendar.components.filter(
    (component) => component.name === 'VEVENT' || component.name === 'VTODO',
  );
  const first = events[0];
  if (first === undefined) return { ok: false, reason: 'it has no event' };
  const uid = icalProperty(first, 'UID')?.value.trim() ?? '';
  if (uid === '' || uid.length > 1000) return { ok: false, reason: 'it has no UID' };
  const same = events.filter((event) => icalProperty(event, 'UID')?.value.trim() === uid);
  const attendee = answeringAttendee(first, hint.from);
  const address = attendee === null ? null : attendeeAddress(attendee);
  if (attendee === null || address === null) return { ok: false, reason: 'it names no attendee' };
  const answers = same.flatMap((event) => readAnswer(event, hint.from, method) ?? []);
  const answer = answers[0];
  if (answer === undefined) return { ok: false, reason: 'the attendee gives no answer' };
  const organizer = icalProperty(first, 'ORGANIZER');
  return {
    ok: true,
    reply: {
      ...answer,
      method,
      component: first.name === 'VTODO' ? 'VTODO' : 'VEVENT',
      uid,
      attendee: address,
      organizer: organizer === null ? null : attendeeAddress(organizer),
      delegatedTo: attendee.params['DELEGATED-TO']?.replace(/^mailto:/i, '') ?? null,
      answers,
    },
  };
}

/** RFC 5546 §3.2.3: exactly one ATTENDEE. Clients that list all: the sender's line, else the only one that answers. */
function answeringAttendee(event: IcalComponent, from: string | null): IcalProperty | null {
  const attendees = event.properties.filter((property) => property.name === 'ATTENDEE').slice(0, 500);
  if (attendees.length <= 1) return attendees[0] ?? null;
  const own = attendees.find(
    (one) => from !== null && attendeeAddress(one)?.toLowerCase() === from.toLowerCase(),
  );
  const answering = attendees.filter((one) => !/^(?:|NEEDS-ACTION)$/i.test(one.params['PARTSTAT'] ?? ''));
  return own ?? answering[0] ?? attendees[0] ?? null;
}

/** `mailto:` in any case; where the value is no mail address (`urn:uuid:…`, `invalid:nomail`), the EMAIL parameter (RFC 7986 §6.2). */
function attendeeAddress(property: IcalProperty): string | null {
  const value = property.value.trim().replace(/^mailto:\s*/i, '');
  for (const candidate of [value, property.params['EMAIL'] ?? '']) {
    const address = safeDecode(candidate.replace(/^mailto:/i, ''))
      .replace(/\s+/g, '')
      .replace(/^<|>$/g, '');
    if (/^[^@:\s]{1,200}@[^@\s]{1,253}$/.test(address)) return address;
  }
  return null;
}

function safeDecode(text: string): string {
  return /%[0-9a-f]{2}/i.test(text)
    ? text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

function readAnswer(
  event: IcalComponent,
  from: string | null,
  method: 'REPLY' | 'COUNTER',
): CalendarAnswer | null {
  const attendee = answeringAttendee(event, from);
  if (attendee === null) return null;
  const comment = unescapeIcalText(
    icalProperty(event, 'COMMENT')?.value ??
      attendee.params['X-RESPONSE-COMMENT'] ??
      attendee.params['X-COMMENT'] ??
      '',
  ).trim();
  const sequence = Number(icalProperty(event, 'SEQUENCE')?.value.trim() ?? '0');
  return {
    recurrenceId: icalProperty(event, 'RECURRENCE-ID')?.value.trim() ?? null,
    partstat: readPartStat(attendee.params['PARTSTAT']),
    sequence: Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : 0,
    dtstamp: icalProperty(event, 'DTSTAMP')?.value.trim() ?? null,
    comment: comment === '' ? null : comment.slice(0, 500),
    proposedStart: method === 'COUNTER' ? (icalProperty(event, 'DTSTART')?.value.trim() ?? null) : null,
    proposedZone:
      method === 'COUNTER' ? (icalProperty(event, 'DTSTART')?.params['TZID']?.trim() ?? null) : null,
  };
}

/** RFC 5545 §3.2.12: absent or unknown means NEEDS-ACTION. */
function readPartStat(text: string | undefined): PartStat {
  const partstat = (text ?? '').trim().toUpperCase();
  switch (partstat) {
    case 'ACCEPTED':
    case 'DECLINED':
    case 'TENTATIVE':
    case 'DELEGATED':
    case 'COMPLETED':
    case 'IN-PROCESS':
      return partstat;
    default:
      return 'NEEDS-ACTION';
  }
}
