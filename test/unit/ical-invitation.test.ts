import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import ICAL from 'ical.js';
import {
  attendeeLines,
  type Invitation,
  organizerLines,
  writeFeed,
  writeInvitation,
} from '../../src/mail/ical.ts';
import { foldLine } from '../../src/mail/ical-text.ts';
import { zoneLines } from '../../src/mail/ical-zone.ts';

const at = Temporal.Instant.from;

const glacier: Invitation = {
  uid: 'talk-2026-11-24@ai4science.example',
  sequence: 0,
  dtstamp: at('2026-11-19T09:00:00Z'),
  startsAt: at('2026-11-24T13:00:00Z'),
  endsAt: at('2026-11-24T14:00:00Z'),
  zone: 'Europe/Amsterdam',
  summary: 'What a glacier remembers (Ingrid Solbakken)',
  location: 'Seminar room 1.12, Zuiderlaan 40; or online',
  description: 'Abstract and link:\nhttps://ai4science.example/talks/2026-11-24',
  url: 'https://ai4science.example/talks/2026-11-24',
  organizer: { name: 'AI4Science Colloquium', address: 'colloquium+r-k4m7@ai4science.example' },
  attendee: { name: 'Maaike de Wit', address: 'm.dewit@lighthouse.example' },
  method: 'REQUEST',
};

/** Reads a calendar as a program does: with the zone it brings along. */
function readBack(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
  return { calendar, events, event: events[0]! };
}

function instantOf(time: ICAL.Time): string {
  return new Date(time.toUnixTime() * 1000).toISOString();
}

describe('an invitation enters a calendar', () => {
  it('says what, when, where and who, and asks this one person', () => {
    const { calendar, event } = readBack(writeInvitation(glacier));
    assert.equal(calendar.getFirstPropertyValue('method'), 'REQUEST');
    assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
    assert.equal(event.uid, glacier.uid);
    assert.equal(event.summary, glacier.summary);
    assert.equal(event.location, glacier.location);
    assert.equal(event.description, glacier.description);
    assert.equal(event.sequence, 0);
    assert.equal(event.component.getFirstPropertyValue('url'), glacier.url);
    assert.equal(event.component.getFirstPropertyValue('status'), 'CONFIRMED');
    assert.equal(event.component.getFirstPropertyValue('transp'), 'OPAQUE');
    assert.equal(instantOf(event.startDate), '2026-11-24T13:00:00.000Z');
    assert.equal(instantOf(event.endDate), '2026-11-24T14:00:00.000Z');
    assert.equal(event.startDate.hour, 14);

    const attendees = event.component.getAllProperties('attendee');
    assert.equal(attendees.length, 1);
    assert.equal(attendees[0]?.getFirstValue(), 'mailto:m.dewit@lighthouse.example');
    assert.equal(attendees[0]?.getParameter('cn'), 'Maaike de Wit');
    assert.equal(attendees[0]?.getParameter('rsvp'), 'TRUE');
    assert.equal(attendees[0]?.getParameter('partstat'), 'NEEDS-ACTION');
    assert.equal(
      event.component.getFirstProperty('organizer')?.getFirstValue(),
      'mailto:colloquium+r-k4m7@ai4science.example',
    );
  });

  it('calls the talk off under the same UID and asks for no answer', () => {
    const { calendar, event } = readBack(writeInvitation({ ...glacier, method: 'CANCEL', sequence: 2 }));
    assert.equal(calendar.getFirstPropertyValue('method'), 'CANCEL');
    assert.equal(event.uid, glacier.uid);
    assert.equal(event.sequence, 2);
    assert.equal(event.component.getFirstPropertyValue('status'), 'CANCELLED');
    assert.equal(event.component.getFirstPropertyValue('transp'), 'TRANSPARENT');
    assert.equal(event.component.getFirstProperty('attendee')?.getParameter('rsvp'), undefined);
  });

  it('differs between two recipients in nothing but the lines that are stamped', () => {
    const other = { name: 'Samir Haddad', address: 's.haddad@delta-research.example' };
    const mine = writeInvitation(glacier);
    const theirs = writeInvitation({ ...glacier, attendee: other });
    const line = attendeeLines(glacier.attendee.name, glacier.attendee.address);
    assert.ok(mine.includes(line));
    assert.equal(mine.replace(line, attendeeLines(other.name, other.address)), theirs);
    assert.ok(mine.includes(organizerLines(glacier.organizer.name, glacier.organizer.address)));
  });

  it('ends every line with CRLF, within 75 octets, and splits no character', () => {
    const text = writeInvitation({
      ...glacier,
      summary: 'Γλυκόζη και πάγος: '.repeat(12),
      description: '日本語のとても長い説明'.repeat(40),
      attendee: { name: '👩‍🔬 Zoë '.repeat(20), address: glacier.attendee.address },
    });
    assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/);
    for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.doesNotMatch(text, /\ufffd/);
    assert.equal(readBack(text).event.description, '日本語のとても長い説明'.repeat(40));
  });

  it('folds exactly at the limit', () => {
    assert.equal(foldLine('a'.repeat(75)), `${'a'.repeat(75)}\r\n`);
    assert.equal(foldLine('a'.repeat(76)), `${'a'.repeat(75)}\r\n a\r\n`);
    assert.equal(foldLine(`${'a'.repeat(74)}é`), `${'a'.repeat(74)}\r\n é\r\n`);
  });
});

describe('strangers’ words cannot write in an invitation', () => {
  const propertiesOf = (text: string) =>
    readBack(text)
      .event.component.getAllProperties()
      .map((each) => each.name)
      .sort();
  const usual = propertiesOf(writeInvitation(glacier));

  const hostile = [
    'x\r\nATTENDEE:mailto:evil@elsewhere.example',
    'x\nEND:VEVENT\nBEGIN:VEVENT',
    'x\rATTACH:http://169.254.169.254/',
    'x\u2028METHOD:CANCEL\u0085STATUS:CANCELLED',
    'a;b,c\\d\\nE\\;',
    '"quoted";X-A=1:mailto:evil@elsewhere.example',
    'tab\tand\u0000nul\u0007bell',
    "caret ^n ^' ^^",
    'exam\u202eple\u202c',
    'lone \ud800 half',
    '\\',
    '',
  ];

  for (const value of hostile) {
    it(`${JSON.stringify(value)} stays a value`, () => {
      const text = writeInvitation({
        ...glacier,
        uid: `u${value}`,
        summary: value,
        location: value,
        description: value,
        organizer: { name: value, address: glacier.organizer.address },
        attendee: { name: value, address: glacier.attendee.address },
      });
      assert.deepEqual(propertiesOf(text), usual);
      const { event } = readBack(text);
      const shown = value
        .toWellFormed()
        .replace(/\r\n?|[\u2028\u0085]/g, '\n')
        .replace(/[\u0000\u0007\u202e\u202c]/g, '');
      assert.equal(event.summary ?? '', shown);
      assert.equal(event.location ?? '', shown);
      const attendee = event.component.getFirstProperty('attendee');
      assert.equal(attendee?.getFirstValue(), 'mailto:m.dewit@lighthouse.example');
      for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75);
    });
  }

  it('an address with unusual characters stays one address', () => {
    for (const address of [
      "o'hara+a%b@x.example",
      'a?subject=b@x.example',
      'a\r\nX:y@x.example',
      'jörg@bücher.example',
    ]) {
      const text = writeInvitation({ ...glacier, attendee: { name: '', address } });
      assert.deepEqual(propertiesOf(text), usual);
      const value = String(readBack(text).event.component.getFirstProperty('attendee')?.getFirstValue());
      assert.equal(decodeURIComponent(value), `mailto:${address}`);
      assert.match(value, /^mailto:[\x21-\x7e]+$/);
    }
  });

  it('only an https page is linked', () => {
    for (const url of ['http://x.example', 'javascript:alert(1)', 'file:///etc/passwd', 'x']) {
      assert.equal(readBack(writeInvitation({ ...glacier, url })).event.component.hasProperty('url'), false);
    }
  });
});

describe('the hour on the wall is right in every zone', () => {
  const zones = [
    'Europe/Amsterdam',
    'Europe/London',
    'Europe/Dublin',
    'America/New_York',
    'America/Santiago',
    'America/Sao_Paulo',
    'Africa/Cairo',
    'Africa/Casablanca',
    'Asia/Tokyo',
    'Asia/Kathmandu',
    'Asia/Gaza',
    'Australia/Sydney',
    'Australia/Lord_Howe',
    'Pacific/Auckland',
    'Europe/Istanbul',
    'UTC',
  ];

  for (const zone of zones) {
    it(`${zone}, all through the year`, () => {
      ICAL.TimezoneService.reset();
      for (let day = 0; day < 365; day += 3) {
        const startsAt = at('2026-01-01T13:00:00Z').add({ hours: 24 * day });
        ICAL.TimezoneService.remove(zone);
        const text = writeInvitation({ ...glacier, zone, startsAt, endsAt: startsAt.add({ hours: 1 }) });
        const { event } = readBack(text);
        assert.equal(Temporal.Instant.from(instantOf(event.startDate)).toString(), startsAt.toString(), zone);
        const isUtc = event.startDate.zone === ICAL.Timezone.utcTimezone;
        if (!isUtc) assert.equal(event.startDate.hour, startsAt.toZonedDateTimeISO(zone).hour);
      }
    });
  }

  it('names the rule once where there is one', () => {
    const text = writeInvitation(glacier);
    assert.match(text, /RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZOFFSETFROM:\+0100\r\nTZOFFSETTO:\+0200/);
    assert.match(text, /RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:\+0200\r\nTZOFFSETTO:\+0100/);
    assert.match(writeInvitation({ ...glacier, zone: 'America/New_York' }), /BYMONTH=3;BYDAY=2SU/);
  });
});

describe('the feed of a colloquium', () => {
  const feed = { name: 'AI4Science, the Colloquium', url: 'https://ai4science.example', refresh: 'PT6H' };

  it('lists the talks for everyone: no method, nobody invited', () => {
    const moved = {
      ...glacier,
      uid: 'b@ai4science.example',
      startsAt: at('2026-07-07T12:00:00Z'),
      endsAt: at('2026-07-07T13:00:00Z'),
    };
    const text = writeFeed(feed, [
      { ...glacier, cancelled: false },
      { ...moved, cancelled: true },
    ]);
    const { calendar, events } = readBack(text);
    assert.equal(calendar.hasProperty('method'), false);
    assert.equal(String(calendar.getFirstPropertyValue('x-wr-calname')).replace('\\', ''), feed.name);
    assert.equal(calendar.getAllSubcomponents('vtimezone').length, 1);
    assert.deepEqual(
      events.map((event) => [
        event.uid,
        event.component.getFirstPropertyValue('status'),
        instantOf(event.startDate),
      ]),
      [
        [glacier.uid, 'CONFIRMED', '2026-11-24T13:00:00.000Z'],
        ['b@ai4science.example', 'CANCELLED', '2026-07-07T12:00:00.000Z'],
      ],
    );
    assert.ok(events.every((event) => !event.component.hasProperty('attendee')));
  });

  it('is a calendar also without any talk', () => {
    assert.equal(readBack(writeFeed(feed, [])).events.length, 0);
  });
});

describe('the night the clock goes back', () => {
  it('a talk in the hour that comes twice is at the right one of the two', () => {
    for (const startsAt of [at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')]) {
      const text = writeInvitation({ ...glacier, startsAt, endsAt: startsAt.add({ hours: 1 }) });
      assert.equal(instantOf(readBack(text).event.startDate), startsAt.toString().replace('Z', '.000Z'));
    }
  });
});

it('a feed over many years describes every change of the clock in them, in zones without a rule too', () => {
  const at = (text: string) => Temporal.Instant.from(text);
  const morocco = zoneLines('Africa/Casablanca', at('2019-01-10T10:00:00Z'), at('2027-01-10T10:00:00Z'));
  const years = new Set(morocco.flatMap((line) => /^DTSTART:(\d{4})/.exec(line)?.[1] ?? []));
  for (const year of ['2020', '2023', '2025', '2026']) assert.ok(years.has(year), year);
  const amsterdam = zoneLines('Europe/Amsterdam', at('2019-01-10T10:00:00Z'), at('2027-01-10T10:00:00Z'));
  assert.equal(amsterdam.filter((line) => line.startsWith('RRULE:')).length, 2);
  const newYork = zoneLines('America/New_York', at('2005-01-10T10:00:00Z'), at('2009-01-10T10:00:00Z'));
  assert.equal(newYork.filter((line) => line.startsWith('RRULE:')).length, 0, 'the rule changed in 2007');
});
