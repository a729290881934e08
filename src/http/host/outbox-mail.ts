/** One mail on the spine of the season: its shape, when, to how many, what can be done with it. */
import type { Talk } from '../../calendar/talk.ts';
import { type Html, html } from '../hono.ts';
import { figure, shortMoment } from '../page-time.ts';
import { hidden } from '../parts/small.ts';
import { line } from '../stranger.ts';
import { mailName } from './delivery-words.ts';
import { deskPress } from './frame.ts';
import { aboutPeople, type OutboxView } from './outbox-page.ts';
import type { SeasonMail } from './season.ts';

export function mailLine(mail: SeasonMail, talk: Talk, view: OutboxView): Html {
  const look = mail.tally !== null || mail.shape === 'missed' ? 'past' : 'to-come';
  return html`<li class="${look}"><span class="mk mk-${mail.shape}" aria-hidden="true"></span><span class="kind">${mailName(mail.kind)}${mail.rule === mail.kind ? null : html`<span class="sub">${mail.rule.replaceAll('-', ' ')}</span>`}</span><span class="when">${shortMoment(mail.at, view.now, view.desk.colloquium.zone)}</span><span class="what">${what(mail, view)}</span><div class="acts">${acts(mail, talk, view)}</div>${more(mail, view)}</li>`;
}

function what(mail: SeasonMail, view: OutboxView): Html {
  const { tally } = mail;
  switch (mail.shape) {
    case 'sent':
      return html`<span class="num">${figure(tally?.audience ?? 0)}</span> ${tally?.audience === 1 ? 'person' : 'people'}${(tally?.failed ?? 0) > 0 ? `, ${figure(tally?.failed ?? 0)} failed` : null}`;
    case 'sending':
      return html`<span class="st-sending"><span class="num">${figure(tally?.submitted ?? 0)}</span> of <span class="num">${figure(tally?.audience ?? 0)}</span></span>`;
    case 'paused':
      return html`<span class="warm">Paused</span>, <span class="num">${figure(tally?.submitted ?? 0)}</span> of <span class="num">${figure(tally?.audience ?? 0)}</span>`;
    case 'missed':
      return html`<span class="bad">Missed, not sent</span>`;
    case 'held':
      return html`<span class="st-held">Held</span> for ${aboutPeople(view.audience)}`;
    case 'open':
      return html`Not complete yet`;
    case 'none':
      return html`<bdi>${line(mail.why[0] ?? 'none', 120)}</bdi>`;
    case 'planned':
      return html`${aboutPeople(view.audience)}${mail.kind === 'recording' && mail.why.length > 0 ? ', once there is a recording' : null}`;
  }
}

function acts(mail: SeasonMail, talk: Talk, view: OutboxView): Html | null {
  const name = html`<span class="vh"> the ${mailName(mail.kind).toLowerCase()} about ${line(talk.speaker ?? talk.date, 80)}</span>`;
  if (mail.tally !== null)
    return html`<a href="/host/mailings/${mail.mailingId}">${mail.shape === 'sending' ? 'Watch' : 'Report'}${name}</a>`;
  if (view.whatIf !== null || mail.shape === 'missed' || mail.shape === 'none') return null;
  const preview = html`<a href="/host/templates?kind=${mail.kind}&amp;talk=${talk.id}">Preview${name}</a>`;
  return mail.mailingId === null ? preview : html`${preview}${menu(mail, view, name)}`;
}

/** Works without script; the script only closes it. */
function menu(mail: SeasonMail, { desk }: OutboxView, name: Html): Html {
  const action = `/host/mailings/${mail.mailingId}`;
  const isHeld = mail.heldBy !== null;
  return html`<details class="menu"><summary>Change${name}</summary><div>
<a href="${action}">Look at it</a>
${isHeld ? deskPress(desk, action, 'Release it', { do: 'release' }) : deskPress(desk, action, 'Hold it', { do: 'hold' })}
${deskPress(desk, action, 'Send it now', { do: 'send' })}
<form method="post" action="${action}">${hidden({ token: desk.formToken, do: 'cancel', sure: 'yes' })}<button type="submit" class="danger">Skip it</button></form>
</div></details>`;
}

function more(mail: SeasonMail, { desk }: OutboxView): Html | null {
  const first = mail.why[0];
  if (mail.shape === 'missed')
    return html`<div class="more"><div class="note wrong"><strong>${sentence(first ?? 'It could not go in time')}</strong><p>A mail is not sent late. The hosts were told.</p></div></div>`;
  if (mail.shape === 'paused')
    return html`<div class="more"><div class="note held"><strong>${sentence(first ?? 'Paused')}</strong><div class="acts">${deskPress(desk, `/host/mailings/${mail.mailingId}`, 'Resume', { do: 'resume' })}</div></div></div>`;
  if (mail.shape !== 'held') return null;
  const release =
    mail.heldBy !== null && mail.mailingId !== null
      ? deskPress(desk, `/host/mailings/${mail.mailingId}`, 'Release it', { do: 'release' })
      : null;
  const what =
    mail.heldBy === null ? (first ?? 'It should have gone, and could not yet') : `Held by ${mail.heldBy}`;
  const then =
    mail.heldBy === null
      ? 'Once it is on your page, the mail goes at the next time for it.'
      : 'It goes when it is released, unless it is too late by then.';
  return html`<div class="more"><div class="note held"><strong>${sentence(what)}</strong>${mail.why.slice(mail.heldBy === null ? 1 : 0).map((why) => html`<p>${sentence(why)}</p>`)}<p>${then}</p><div class="acts">${release}<a href="/host/calendar">Open the calendar</a></div></div></div>`;
}

function sentence(text: string): string {
  const clean = line(text, 300);
  return `${clean.charAt(0).toUpperCase()}${clean.slice(1)}${/[.!?]$/.test(clean) ? '' : '.'}`;
}
