/** Mails as they would leave, for tests of the local inbox. */
import { buildMime } from '../../src/mail/mime-build.ts';

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const announcementHtml = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A talk</title></head><body>
<h1>What a glacier remembers</h1>
<img src="cid:speaker@desk.example" alt="Ingrid Solbakken" width="60" height="60">
<img src="https://tracker.example/pixel.gif" alt="">
<p><a id="leave" href="https://desk.example/unsubscribe/abc">Unsubscribe</a></p>
<script>document.title = 'scripted'; top.location = 'https://evil.example/';</script>
<form action="https://evil.example/"><button>Press</button></form>
</body></html>`;

/** An announcement with an invitation, a picture inside it, and things that must not happen. */
export function announcement(
  change: { html?: string; subject?: string; to?: { name: string; address: string }; sequence?: number } = {},
): Promise<Buffer> {
  const to = change.to ?? { name: 'Zoë Brink', address: 'zoe.brink@delft-tech.example' };
  return buildMime({
    from: { name: 'AI4Science Colloquium', address: 'colloquium@lab.example' },
    to,
    replyTo: null,
    subject: change.subject ?? 'Tuesday 24 November, 14:00: Gletscherflüsse (Ingrid Solbakken)',
    messageId: `<${to.address.split('@')[0]}.1@desk.example>`,
    inReplyTo: null,
    references: [],
    date: Temporal.Instant.from('2026-11-19T09:00:07Z'),
    headers: [
      { name: 'List-Unsubscribe', value: '<https://desk.example/unsubscribe/abc>' },
      { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
    ],
    text: 'What a glacier remembers\n\nRead more at https://desk.example/talks/2026-11-24.\n\nUnsubscribe\n  https://desk.example/unsubscribe/abc\n',
    html: change.html ?? announcementHtml,
    calendar: [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Convoke//Colloquium//EN',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:talk-2026-11-24@desk.example',
      'DTSTAMP:20261119T090000Z',
      `SEQUENCE:${change.sequence ?? 0}`,
      'DTSTART:20261124T130000Z',
      'DTEND:20261124T140000Z',
      'SUMMARY:Ingrid Solbakken: Gletscherflüsse\\, and what they carry',
      'LOCATION:Science Park 904\\, Amsterdam',
      'ORGANIZER;CN="AI4Science Colloquium":mailto:colloquium@lab.example',
      `ATTENDEE;CN="${to.name}";PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${to.address}`,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
    photo: {
      cid: 'speaker@desk.example',
      contentType: 'image/png',
      filename: 'speaker.png',
      content: onePixel,
    },
    boundarySeed: 'abcdef0123456789',
  });
}
