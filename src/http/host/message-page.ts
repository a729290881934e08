/** A mail that waits for a host: whole, as text, with why it was not understood. */
import type { OriginalMail } from '../../moderation/host-mails.ts';
import { firstName } from '../../moderation/words.ts';
import type { InboundRow } from '../../store/schema.ts';
import { readMailboxes } from '../../subscribers/import-mailboxes.ts';
import { letter } from '../decision/letter.ts';
import { type Html, html } from '../hono.ts';
import { sentenceMoment } from '../page-time.ts';
import { row } from '../parts/small.ts';
import { line } from '../stranger.ts';
import type { Desk } from './desk.ts';
import { deskPress } from './frame.ts';

export function messageBody(desk: Desk, mail: InboundRow, original: OriginalMail | null): Html {
  const { zone } = desk.colloquium;
  const isOpen = mail.held_at !== null && mail.settled_at === null;
  const settled =
    mail.settled_at === null
      ? null
      : html`<p class="hush">Dealt with by <bdi>${firstName(mail.settled_by ?? 'somebody')}</bdi> ${sentenceMoment(mail.settled_at, desk.now, zone)}.</p>`;
  return html`<header class="lede"><h1><a class="crumb" href="/host/requests?show=held">Not understood</a>A mail</h1>
<div><p class="say">${isOpen ? 'This mail waits for you.' : 'This mail waits for nobody.'}</p>
<div class="stack"><p class="read">${sentenceStart(line(mail.reason, 400))}</p>${settled}
${isOpen ? html`<div class="acts">${deskPress(desk, `/host/messages/${mail.id}`, 'I have dealt with it', {}, 'primary')}<a href="${addPath(mail, original)}">Put them on the list</a><span class="fine">Nothing is sent. It leaves the list of what waits.</span></div>` : null}</div></div></header>
${row(
  'facts',
  'Around it',
  null,
  html`<dl class="facts">
<dt>Came</dt><dd>${sentenceMoment(mail.received_at, desk.now, zone)}, by ${mail.source}</dd>
<dt>From</dt><dd><bdi>${line(mail.envelope_from, 254) || 'an empty return path'}</bdi></dd>
<dt>To</dt><dd><bdi>${line(mail.recipient.replace(/\+[^@]*@/, '+…@'), 254)}</bdi></dd>
<dt>Taken for</dt><dd>${line(mail.class, 40) || 'not read yet'}</dd>
</dl>`,
)}
${row('mail', 'The whole mail', null, letter(original, {}))}`;
}

/** The form for one person, filled with who wrote. */
function addPath(mail: InboundRow, original: OriginalMail | null): string {
  const [writer] = readMailboxes(original?.from ?? mail.envelope_from ?? '');
  return `/host/subscribers/add?${new URLSearchParams({ address: writer?.address ?? '', name: writer?.name ?? '' })}`;
}

function sentenceStart(text: string): string {
  if (text === '') return 'No reason was noted.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
