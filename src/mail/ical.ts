/**
 * Writes calendar objects: the invitation that travels in a mail (iMIP, RFC 6047; iTIP, RFC 5546) and the feed of a
 * colloquium. Lines end in CRLF and are folded; whatever stands in a value cannot begin a property (threat 16).
 *
 * Times are local with the zone named and described beside them: a talk keeps its hour on the wall even if a program
 * shows another zone, and Exchange prints the right place for it.
 */
import { calAddress, icalLines, icalQuoted, icalText, localStamp, utcStamp } from './ical-text.ts';
import { zoneLines } from './ical-zone.ts';

const PRODID = '-//Convoke//Convoke//EN';

/** REQUEST invites and changes; CANCEL calls off (RFC 5546 §3.2.2, §3.2.5). The MIME part says the same in `method=`. */
export type Method = 'REQUEST' | 'CANCEL';

export interface CalendarPerson {
  /** Shown name; may be empty. */
  readonly name: string;
  /** A plain address, already checked by the address grammar. */
  readonly address: string;
}

export interface CalendarEvent {
  /** The same through every move and correction (RFC 5545 §3.8.4.7). */
  readonly uid: string;
  /** Raised when time or place change, and on cancellation (RFC 5546 §2.1.4). */
  readonly sequence: number;
  /** When this revision was written. */
  readonly dtstamp: Temporal.Instant;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** IANA zone in which the talk is held. */
  readonly zone: string;
  readonly summary: string;
  readonly location: string | null;
  /** Plain text; line ends stay. */
  readonly description: string | null;
  /** The page of the talk; left out unless it is https. */
  readonly url: string | null;
}

export interface Invitation extends CalendarEvent {
  readonly method: Method;
  readonly organizer: CalendarPerson;
  /** This recipient, and nobody else. */
  readonly attendee: CalendarPerson;
}

/** A talk in the feed; one that was called off stays there as such, so that subscribed calendars strike it. */
export interface FeedEvent extends CalendarEvent {
  readonly cancelled: boolean;
}

/** One invitation: METHOD, VTIMEZONE and a VEVENT with exactly one ATTENDEE (RFC 5546 §3.2.2). */
export function writeInvitation(invitation: Invitation): string {
  const { method, organizer, attendee } = invitation;
  const isCancelled = method === 'CANCEL';
  return [
    icalLines([
      ...opening(),
      `METHOD:${method}`,
      ...zoneLines(invitation.zone, invitation.startsAt),
      ...eventLines(invitation, isCancelled),
    ]),
    organizerLines(organizer.name, organizer.address),
    attendeeLines(attendee.name, attendee.address, method),
    icalLines([...closingOfEvent(isCancelled), 'END:VCALENDAR']),
  ].join('');
}

/**
 * The ATTENDEE property alone, folded and ended with CRLF: the one piece that differs per recipient. A cancellation
 * asks for no answer.
 */
export function attendeeLines(name: string, address: string, method: Method = 'REQUEST'): string {
  const asks = method === 'REQUEST' ? ';PARTSTAT=NEEDS-ACTION;RSVP=TRUE' : '';
  const who = `;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT${asks}${commonName(name)}`;
  return icalLines([`ATTENDEE${who}:${calAddress(address)}`]);
}

/** The ORGANIZER property alone: answers go to its address. */
export function organizerLines(name: string, address: string): string {
  return icalLines([`ORGANIZER${commonName(name)}:${calAddress(address)}`]);
}

/**
 * The feed of a colloquium: no METHOD, no attendees (RFC 5545 §3.7.2). `refresh` is how often programs should look,
 * an ISO duration (RFC 7986 §5.7).
 */
export function writeFeed(
  feed: { readonly name: string; readonly url: string; readonly refresh: string },
  events: readonly FeedEvent[],
): string {
  const zones = Map.groupBy(events, (event) => event.zone);
  return icalLines([
    ...opening(),
    `NAME:${icalText(feed.name)}`,
    `X-WR-CALNAME:${icalText(feed.name)}`,
    ...urlLines(feed.url),
    `REFRESH-INTERVAL;VALUE=DURATION:${feed.refresh}`,
    `X-PUBLISHED-TTL:${feed.refresh}`,
    ...[...zones].flatMap(([zone, inZone]) => zoneLines(zone, earliest(inZone), latest(inZone))),
    ...events.flatMap((event) => [...eventLines(event, event.cancelled), ...closingOfEvent(event.cancelled)]),
    'END:VCALENDAR',
  ]);
}

function opening(): string[] {
  return ['BEGIN:VCALENDAR', `PRODID:${PRODID}`, 'VERSION:2.0', 'CALSCALE:GREGORIAN'];
}

function eventLines(event: CalendarEvent, isCancelled: boolean): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${icalText(event.uid)}`,
    `DTSTAMP:${utcStamp(event.dtstamp)}`,
    `SEQUENCE:${Math.trunc(event.sequence)}`,
    timeLine('DTSTART', event.startsAt, event.zone),
    timeLine('DTEND', event.endsAt, event.zone),
    `SUMMARY:${icalText(event.summary)}`,
    ...(event.location === null ? [] : [`LOCATION:${icalText(event.location)}`]),
    ...(event.description === null ? [] : [`DESCRIPTION:${icalText(event.description)}`]),
    ...(event.url === null ? [] : urlLines(event.url)),
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  ];
}

/** A talk takes up its hour; one that was called off does not (RFC 5545 §3.8.2.7). */
function closingOfEvent(isCancelled: boolean): string[] {
  return [`TRANSP:${isCancelled ? 'TRANSPARENT' : 'OPAQUE'}`, 'END:VEVENT'];
}

/** An hour that the clock shows twice, on an autumn night, is written in UTC: programs disagree which one is meant. */
function timeLine(name: string, at: Temporal.Instant, zone: string): string {
  const wall = at.toZonedDateTimeISO(zone).toPlainDateTime();
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }).toInstant(),
  );
  if (first !== undefined && second !== undefined && !first.equals(second)) return `${name}:${utcStamp(at)}`;
  return `${name};TZID=${zone}:${localStamp(wall)}`;
}

function urlLines(url: string): string[] {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return [];
  return [`URL:${new URL(url).href}`];
}

function commonName(name: string): string {
  const quoted = icalQuoted(name);
  return quoted === '""' ? '' : `;CN=${quoted}`;
}

function earliest(events: readonly CalendarEvent[]): Temporal.Instant {
  return events.map((event) => event.startsAt).reduce((a, b) => (Temporal.Instant.compare(a, b) < 0 ? a : b));
}

function latest(events: readonly CalendarEvent[]): Temporal.Instant {
  return events
    .map((event) => event.startsAt)
    .toSorted(Temporal.Instant.compare)
    .at(-1)!;
}
