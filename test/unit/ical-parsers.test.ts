/** The calendar objects we write, as three programs of other people read them: the same to each, and as we meant it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FeedEvent, type Invitation, writeFeed, writeInvitation } from '../../src/mail/ical.ts';
import { type CalendarReading, calendarReaders, withTexts } from '../support/calendar-readers.ts';

const at = Temporal.Instant.from;

const invitation: Invitation = {
  uid: 'talk-2026-11-24@ai4science.example',
  sequence: 0,
  dtstamp: at('2026-11-19T09:00:00Z'),
  startsAt: at('2026-11-24T13:00:00Z'),
  endsAt: at('2026-11-24T14:00:00Z'),
  zone: 'Europe/Amsterdam',
  summary: 'What a glacier remembers: ice, dust; and “noise” (Ingrid Solbakken)',
  location: 'Seminar room 1.12, Zuiderlaan 40; or online',
  description: 'Abstract and link:\nhttps://ai4science.example/talks/2026-11-24\n\nZoë, 日本語, 👩‍🔬 '.repeat(
    5,
  ),
  url: 'https://ai4science.example/talks/2026-11-24',
  organizer: { name: 'AI4Science Colloquium', address: 'colloquium+r-k4m7@ai4science.example' },
  attendee: { name: 'Maaike de Wit', address: 'm.dewit@lighthouse.example' },
  method: 'REQUEST',
};

const moved: Invitation = {
  ...invitation,
  sequence: 1,
  startsAt: at('2027-06-01T12:30:00Z'),
  endsAt: at('2027-06-01T13:45:00Z'),
  location: 'Library, 2nd floor',
};

const calledOff: Invitation = { ...moved, method: 'CANCEL', sequence: 2 };

const ofCalendar = ['CALSCALE', 'METHOD', 'PRODID', 'VERSION'];
const ofFeed = [
  'CALSCALE',
  'NAME',
  'PRODID',
  'REFRESH-INTERVAL',
  'URL',
  'VERSION',
  'X-PUBLISHED-TTL',
  'X-WR-CALNAME',
];
const ofTalk = [
  'DESCRIPTION',
  'DTEND',
  'DTSTAMP',
  'DTSTART',
  'LOCATION',
  'SEQUENCE',
  'STATUS',
  'SUMMARY',
  'TRANSP',
  'UID',
  'URL',
];
const ofInvitation = [...ofTalk, 'ATTENDEE', 'ORGANIZER'].sort();

/** What every reader has to find in an invitation. */
function meant(one: Invitation): CalendarReading {
  return {
    method: one.method,
    properties: ofCalendar,
    components: ['VEVENT', 'VTIMEZONE'],
    events: [
      {
        uid: shown(one.uid),
        sequence: one.sequence,
        status: one.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED',
        start: one.startsAt.toString(),
        end: one.endsAt.toString(),
        summary: shown(one.summary),
        location: shown(one.location ?? ''),
        description: shown(one.description ?? ''),
        attendees: [{ name: shownName(one.attendee.name), address: `mailto:${one.attendee.address}` }],
        properties: ofInvitation,
      },
    ],
  };
}

/** Line ends are one kind, and what hides or reorders text is gone; nothing else is. */
function shown(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\u0000\u0007\u000b\u000c\u001c\u202e]/g, '');
}

/** A parameter is one line without quotation marks, carets and backslashes (RFC 5545 §3.2). */
function shownName(name: string): string {
  return shown(name.replace(/[\t\r\n\u2028\u2029\u0085]+/g, ' '))
    .replace(/["^\\]/g, '')
    .trim();
}

/** Words of strangers that would be lines of their own if they could (threat 16). */
const injections = [
  'x\r\nATTENDEE:mailto:evil@elsewhere.example',
  'x\nATTENDEE;CN=Evil:mailto:evil@elsewhere.example',
  'x\rATTACH:http://169.254.169.254/',
  'x\r\n\tfolded\r\n ATTENDEE:mailto:evil@elsewhere.example',
  'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other',
  'x\nEND:VEVENT\nEND:VCALENDAR\nBEGIN:VCALENDAR\nMETHOD:CANCEL',
  'x\r\nBEGIN:VALARM\r\nACTION:EMAIL\r\nEND:VALARM',
  'x\u2028METHOD:CANCEL\u2029SEQUENCE:99\u0085STATUS:CANCELLED',
  'x\u000bMETHOD:CANCEL\u000cSEQUENCE:99\u001cSTATUS:CANCELLED',
  'one; two, three: four',
  'ends in a backslash \\',
  'x\\nATTENDEE:mailto:evil@elsewhere.example',
  'x\\,ATTENDEE=y\\;z',
  '";RSVP=TRUE:mailto:evil@elsewhere.example',
  'Evil";DELEGATED-TO="mailto:evil@elsewhere.example',
  "^n ^' ^^ caret",
  'nul\u0000 bell\u0007 tab\t and \u202eback',
  '=0D=0AATTENDEE:mailto:evil@elsewhere.example',
  'é'.repeat(300),
  '👩‍🔬'.repeat(60),
];

const addresses = [
  "o'hara+a%b@x.example",
  'a?cc=evil@x.example',
  'a\r\nATTENDEE:evil@x.example',
  'a;b,c"d@x.example',
];

const hostile: readonly Invitation[] = [
  ...injections.map((value) => ({
    ...invitation,
    uid: `talk ${value}`,
    summary: value,
    location: value,
    description: value,
    organizer: { name: value, address: invitation.organizer.address },
    attendee: { name: value, address: invitation.attendee.address },
  })),
  ...addresses.map((address) => ({ ...invitation, attendee: { name: '', address } })),
];

/** All seasons, and an hour that some clocks show twice; zones with and without summer time, with half hours, with one rule and with none. */
const wallClocks: readonly Invitation[] = [
  'Europe/Amsterdam',
  'Europe/Dublin',
  'America/New_York',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'UTC',
].flatMap((zone) =>
  ['2026-01-13T13:00:00Z', '2026-04-05T13:00:00Z', '2026-07-14T13:00:00Z', '2026-10-25T00:30:00Z'].map(
    (start) => ({
      ...invitation,
      zone,
      startsAt: at(start),
      endsAt: at(start).add({ hours: 1 }),
    }),
  ),
);

/** Under a name that no reader has rules for, so that it takes those that the calendar brings along. */
function withUnknownZone(text: string, zone: string, index: number): string {
  return text
    .replaceAll(`TZID:${zone}`, `TZID:Clock-${index}`)
    .replaceAll(`TZID=${zone}`, `TZID=Clock-${index}`);
}

const feed = { name: 'AI4Science, the Colloquium', url: 'https://ai4science.example', refresh: 'PT6H' };

for (const { name, skip, read, comparable } of calendarReaders) {
  const readInvitations = (all: readonly Invitation[]) => read(all.map(writeInvitation));
  const assertMeant = (reading: CalendarReading | undefined, wanted: CalendarReading, what = name) => {
    assert.ok(reading !== undefined);
    assert.deepEqual(withTexts(reading, comparable), withTexts(wanted, comparable), what);
  };

  test(`${name}: invited, moved and called off are one talk with one person invited`, { skip }, () => {
    const story = [invitation, moved, calledOff];
    const readings = readInvitations(story);
    assert.deepEqual(readings, story.map(meant));
    assert.equal(new Set(readings.map((reading) => reading.events[0]?.uid)).size, 1);
    assert.deepEqual(
      readings.map((reading) => [reading.method, reading.events[0]?.sequence]),
      [
        ['REQUEST', 0],
        ['REQUEST', 1],
        ['CANCEL', 2],
      ],
    );
  });

  test(`${name}: the feed lists every talk and invites nobody`, { skip }, () => {
    const talks: readonly FeedEvent[] = [
      { ...invitation, cancelled: false },
      { ...moved, uid: 'talk-2027-06-01@ai4science.example', cancelled: true },
      ...injections.map((value, index) => ({
        ...invitation,
        uid: `${index}@ai4science.example`,
        summary: value,
        location: value,
        description: value,
        cancelled: false,
      })),
    ];
    const [reading] = read([writeFeed(feed, talks)]);
    const events = talks
      .flatMap(
        (talk) => meant({ ...invitation, ...talk, method: talk.cancelled ? 'CANCEL' : 'REQUEST' }).events,
      )
      .map((event) => ({ ...event, attendees: [], properties: ofTalk }));
    const components = [...talks.map(() => 'VEVENT'), 'VTIMEZONE'];
    assertMeant(reading, { method: null, properties: ofFeed, components, events });
  });

  test(`${name}: strangers’ words stay words`, { skip }, () => {
    const readings = readInvitations(hostile);
    for (const [index, one] of hostile.entries()) {
      assertMeant(readings[index], meant(one), JSON.stringify([one.summary, one.attendee.address]));
    }
  });

  test(`${name}: the hour is right in every zone and season`, { skip }, () => {
    const readings = read(
      wallClocks.map((one, index) => withUnknownZone(writeInvitation(one), one.zone, index)),
    );
    for (const [index, one] of wallClocks.entries()) {
      const event = readings[index]?.events[0];
      assert.deepEqual([event?.start, event?.end], [one.startsAt, one.endsAt].map(String), one.zone);
    }
  });
}

test('what three readers forgive is escaped all the same: no bare semicolon or comma in a text (RFC 5545 §3.3.11)', () => {
  for (const one of hostile) {
    const lines = writeInvitation(one).replaceAll('\r\n ', '').split('\r\n');
    const texts = lines.filter((line) => /^(?:UID|SUMMARY|LOCATION|DESCRIPTION):/.test(line));
    assert.equal(texts.length, 4);
    for (const text of texts) assert.match(text, /^[A-Z]+:(?:[^\\;,]|\\[\\;,n])*$/);
  }
});
