/** A mailing as the composing code would hand it over: every place that differs per recipient holds its placeholder. */

import { listHeaders } from '../../src/mail/list-headers-out.ts';
import type { Mailbox } from '../../src/mail/message.ts';
import type { MailingParts } from '../../src/mailings/compose-mailing.ts';
import type { Recipient } from '../../src/mailings/stamp.ts';
import { slotTokens } from '../../src/mailings/stamp-slots.ts';
import { signToken } from '../../src/signed-token.ts';

export const sampleSecret = 'a secret that only the tests know';
export const sampleDomain = 'desk.example';

export function sampleMailing(change: Partial<MailingParts> = {}): MailingParts {
  const slots = slotTokens(sampleSecret);
  const unsubscribeUrl = `https://${sampleDomain}/unsubscribe/${slots.unsubscribe}`;
  const preferencesUrl = `https://${sampleDomain}/preferences/${slots.preferences}`;
  return {
    slots,
    domain: sampleDomain,
    threaded: false,
    seed: 'mailing:1',
    attendeeLines,
    from: { name: 'AI4Science Colloquium', address: `colloquium@${sampleDomain}` },
    replyTo: { name: 'AI4Science Colloquium', address: `colloquium@${sampleDomain}` },
    subject: 'Tuesday 24 November, 14:00: Gletscherflüsse (Ingrid Solbakken)',
    date: Temporal.Instant.from('2026-11-19T09:00:07Z'),
    headers: listHeaders({
      listName: 'AI4Science Colloquium',
      listId: `colloquium.${sampleDomain}`,
      unsubscribeUrl,
      unsubscribeAddress: `colloquium+leave-${slots.unsubscribe}@${sampleDomain}`,
      helpUrl: `https://${sampleDomain}`,
      ownerAddress: `colloquium@${sampleDomain}`,
      archiveUrl: null,
    }),
    text: `What a glacier remembers\n\n.hidden line that begins with a dot\n\nPreferences\n  ${preferencesUrl}\nUnsubscribe\n  ${unsubscribeUrl}\n`,
    html: `<!doctype html>\n<html lang="en"><head><title>Talk</title>\n<style>\n.title { margin: 0 }\n</style></head><body>\n<h1>What a glacier remembers</h1><img src="cid:speaker@${sampleDomain}" alt="Ingrid Solbakken">\n<p><a href="${preferencesUrl}">Preferences</a> <a\nhref="${unsubscribeUrl}">Unsubscribe</a></p></body></html>\n`,
    calendar: sampleInvitation(slots.attendee),
    photo: {
      cid: `speaker@${sampleDomain}`,
      contentType: 'image/jpeg',
      filename: 'speaker.jpg',
      content: Buffer.alloc(3000, 7),
    },
    ...change,
  };
}

/** The organizer's address is folded in the middle of its token, as a calendar writer does at 75 octets. */
function sampleInvitation(token: string): string {
  const organizer = `ORGANIZER;CN="AI4Science Colloquium":mailto:colloquium+r-${token}@${sampleDomain}`;
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Convoke//Colloquium//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:talk-2026-11-24@${sampleDomain}`,
    'DTSTAMP:20261119T090000Z',
    'SEQUENCE:0',
    'DTSTART:20261124T130000Z',
    'DTEND:20261124T140000Z',
    'SUMMARY:Ingrid Solbakken: Gletscherflüsse',
    `${organizer.slice(0, 75)}\r\n ${organizer.slice(75)}`,
    'ATTENDEE;CN="Somebody";PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:somebody@else\r\n where.example',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

/** RFC 5545 §3.1: folded at 75 octets, never inside a character. */
function attendeeLines(person: Mailbox): string {
  const name = person.name.replace(/["\x00-\x1f\x7f]/g, '');
  let line = `ATTENDEE;CN="${name || person.address}";PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${person.address}`;
  const lines: string[] = [];
  while (Buffer.byteLength(line) > 74) {
    let cut = 74;
    while (Buffer.byteLength(line.slice(0, cut)) > 74) cut--;
    if (/[\ud800-\udbff]/.test(line[cut - 1]!)) cut--;
    lines.push(line.slice(0, cut));
    line = line.slice(cut);
  }
  return [...lines, line].join('\r\n ');
}

export function sampleRecipient(name: string, address: string, deliveryId = 57): Recipient {
  return {
    name,
    address,
    tokens: {
      'message-id': signToken(sampleSecret, 'message-id', deliveryId),
      'in-reply-to': signToken(sampleSecret, 'message-id', deliveryId + 1000),
      unsubscribe: signToken(sampleSecret, 'unsubscribe', deliveryId),
      preferences: signToken(sampleSecret, 'preferences', deliveryId),
      attendee: signToken(sampleSecret, 'attendee', deliveryId),
    },
  };
}
