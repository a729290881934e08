/** One mailing: before it goes, while it goes out, and afterwards. */
import type { Attendance } from '../../calendar/attendance.ts';
import type { Talk } from '../../calendar/talk.ts';
import type { MailingState } from '../../mailings/mailing-state.ts';
import type { Mailing } from '../../mailings/notice.ts';
import type { Deed } from '../../store/audit.ts';
import type { LedgerRow } from '../../store/ledger-lines.ts';
import type { DomainLine } from '../../store/pages-mailing.ts';
import { type Html, html } from '../hono.ts';
import { clockSeconds, figure, people, sentenceMoment, shortDay } from '../page-time.ts';
import { hidden, row, spokenPlace } from '../parts/small.ts';
import { headingOf } from '../public/series.ts';
import { line } from '../stranger.ts';
import { deedLog } from './deed-log.ts';
import { mailName, replyWords } from './delivery-words.ts';
import type { Desk } from './desk.ts';
import { deskPress } from './frame.ts';
import { booksTable, leftOf, type Progress, progressBar, progressSentence } from './mailing-parts.ts';
import { answersList } from './talk-answers.ts';

export interface MailingView {
  readonly desk: Desk;
  readonly mailing: Mailing;
  readonly state: MailingState;
  readonly talk: Talk;
  /** Null while nothing is frozen. */
  readonly progress: Progress | null;
  readonly excluded: Readonly<Record<string, number>>;
  readonly troubled: readonly LedgerRow[];
  readonly domains: readonly DomainLine[];
  /** Null where nobody has answered. */
  readonly attendance: Attendance | null;
  /** Readers who pressed “spam”; who they are stands nowhere. */
  readonly complaints: number;
  readonly audience: number;
  readonly deeds: readonly Deed[];
  readonly names: ReadonlyMap<string, string>;
  readonly banner: Html | null;
  /** What the link of a proof was called: that button comes first. */
  readonly wish: string | null;
}

export function mailingBody(view: MailingView): Html {
  const { mailing, talk, progress } = view;
  const day = shortDay(Temporal.PlainDate.from(mailing.facts.date ?? talk.date));
  const title = html`<a class="crumb" href="/host/outbox#t-${talk.id}">Outbox</a>${mailName(mailing.kind)}<span class="sub"><bdi>${line(talk.speaker ?? headingOf(talk).text, 100)}</bdi>, ${day}</span>`;
  return html`${view.banner}<header class="lede"><h1>${title}</h1><div>
${progress === null ? html`<p class="say">${beforeSentence(view)}</p>` : html`${progressSentence(progress)}${spokenPlace()}`}
<div class="stack">${progress === null ? null : progressBar(progress)}${acts(view)}</div></div></header>
${progress === null ? null : row('ledger', 'The books', 'Every person is in exactly one line', html`<div class="stack">${booksTable(progress)}${excludedLine(view)}${complaintsLine(view)}</div>`)}
${troubles(view)}
${domains(view)}
${answers(view)}
${view.deeds.length === 0 ? null : row('history', 'History', null, deedLog(view.deeds, view.names, view.desk, `mailing:${mailing.id}`))}
${cancel(view)}`;
}

function beforeSentence({ mailing, state, desk, audience }: MailingView): Html {
  const { zone } = desk.colloquium;
  const at = (instant: Temporal.Instant) => sentenceMoment(instant, desk.now, zone);
  switch (state) {
    case 'held':
      return html`<em>Held by <bdi>${line(mailing.heldBy, 60)}</bdi>.</em> It stays here until it is released.`;
    case 'missed':
      return html`<em class="wrong">Missed, not sent:</em> ${line(mailing.missedWhy, 200)}.`;
    case 'cancelled':
      return html`Not sent. Cancelled by <bdi>${line(mailing.cancelledBy, 60)}</bdi> ${at(mailing.cancelledAt ?? desk.now)}.`;
    case 'late':
      return html`<em>It should have gone ${at(mailing.goesAt)}.</em> Something is in the way.`;
    default:
      return html`It goes ${at(mailing.goesAt)}, to about ${people(audience)}.`;
  }
}

function acts(view: MailingView): Html {
  const { mailing, state, desk, talk, progress, wish } = view;
  const action = `/host/mailings/${mailing.id}`;
  const button = (act: string, label: string, isFirst = false) =>
    deskPress(desk, action, label, { do: act }, isFirst ? 'primary' : '');
  const preview = html`<a href="/host/templates?kind=${mailing.kind}&amp;talk=${talk.id}">See the mail</a>`;
  const asOf =
    progress === null
      ? null
      : html`<span class="fine">Started ${clockSeconds(progress.frozenAt, progress.zone)}. <a href="${action}">Look again</a></span>`;
  switch (state) {
    case 'proof':
    case 'late':
      return html`<div class="acts">${button('hold', 'Hold it', wish === 'hold')}${button('send', 'Send it now', wish === 'send')}${preview}</div>`;
    case 'held':
      return html`<div class="acts">${button('release', 'Release it', true)}${button('send', 'Send it now', wish === 'send')}${preview}</div>`;
    case 'sending':
      return html`<div class="acts">${button('pause', 'Pause')}<a class="button danger" href="#cancel">Cancel the rest</a>${preview}${asOf}</div>`;
    case 'paused':
      return html`<div class="note held"><strong>${line(mailing.pausedWhy, 300)}</strong><p>Paused ${sentenceMoment(mailing.pausedAt ?? desk.now, desk.now, desk.colloquium.zone)}. Nobody was taken off the list.</p></div><div class="acts">${button('resume', 'Resume', true)}<a class="button danger" href="#cancel">Cancel the rest</a>${preview}${asOf}</div>`;
    default:
      return html`<div class="acts">${preview}${asOf}</div>`;
  }
}

function excludedLine({ excluded }: MailingView): Html | null {
  const words: Record<string, string> = {
    declined: 'who do not want this kind',
    paused: 'who take a break',
    suppressed: 'whose address does not take mail',
    unsubscribed: 'who left',
  };
  const parts = Object.entries(excluded)
    .filter(([, count]) => count > 0)
    .map(([why, count]) => `${figure(count)} ${words[why] ?? why}`);
  return parts.length === 0 ? null : html`<p class="fine">Not in the audience: ${parts.join(', ')}.</p>`;
}

function complaintsLine({ complaints }: MailingView): Html | null {
  if (complaints === 0) return null;
  return html`<p class="fine">${people(complaints)} marked it as spam and left the list.</p>`;
}

function troubles({ troubled, mailing, desk, progress }: MailingView): Html | null {
  if (progress === null || troubled.length === 0) return null;
  const { failed, uncertain, deferred } = progress.books.states;
  const rows = troubled.map(
    (each) =>
      html`<tr><th scope="row" class="wide"><bdi>${line(each.name, 120) || line(each.email, 120)}</bdi><span class="sub"><bdi>${line(each.email, 254)}</bdi></span></th><td>${each.state}</td><td class="wide">${replyWords(each.reply)}<span class="sub mono"><bdi>${line(each.reply, 240)}</bdi></span></td></tr>`,
  );
  const retry = (states: string, label: string, count: number) =>
    count === 0 || mailing.cancelledAt !== null
      ? null
      : deskPress(desk, `/host/mailings/${mailing.id}`, `${label} ${people(count)}`, { do: 'retry', states });
  const counts = [
    failed > 0 ? `${figure(failed)} failed` : null,
    uncertain > 0 ? `${figure(uncertain)} uncertain` : null,
    deferred > 0 ? `${figure(deferred)} deferred` : null,
  ]
    .filter((each) => each !== null)
    .join(', ');
  return row(
    'failed',
    'Needs a look',
    counts,
    html`<div class="stack"><table class="cards"><caption class="vh">Who did not get it, and why</caption><thead><tr><th scope="col">Who</th><th scope="col">State</th><th scope="col">Why</th></tr></thead><tbody>${rows}</tbody></table>
<div class="acts">${retry('failed', 'Retry', failed)}${retry('uncertain', 'Send again to', uncertain)}${retry('deferred', 'Try now', deferred)}${troubled.length >= 20 ? html`<a href="/host/mailings/${mailing.id}/failed">Show all</a>` : null}</div></div>`,
  );
}

function domains({ domains: list }: MailingView): Html | null {
  if (list.length < 2) return null;
  const cell = (label: string, count: number) => html`<td class="n" data-is="${label}">${figure(count)}</td>`;
  const rows = list.map(
    (each) =>
      html`<tr><th scope="row" class="wide"><bdi>${line(each.domain, 120)}</bdi></th>${cell('Failed', each.failed)}${cell('Deferred', each.deferred)}${cell('Uncertain', each.uncertain)}</tr>`,
  );
  return row(
    'domains',
    'By domain',
    'Where it is slow or refused',
    html`<table class="cards"><caption class="vh">Trouble by the domain of the address</caption><thead><tr><th scope="col">Domain</th><th scope="col" class="n">Failed</th><th scope="col" class="n">Deferred</th><th scope="col" class="n">Uncertain</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function answers({ attendance, progress, talk }: MailingView): Html | null {
  if (attendance === null || progress === null) return null;
  return row(
    'answers',
    'Answers',
    'From people’s calendars',
    html`<div class="stack">${answersList({ attendance })}<p><a href="/host/talks/${talk.id}">Who said what</a></p></div>`,
  );
}

function cancel({ mailing, state, desk, progress, audience }: MailingView): Html | null {
  const isPossible = ['proof', 'late', 'held', 'sending', 'paused'].includes(state);
  if (!isPossible) return null;
  const left = progress === null ? audience : leftOf(progress.books);
  const what = progress === null ? 'Skip it' : 'Cancel the rest';
  const words =
    progress === null
      ? `About ${people(left)} would not get this mail. A mail about the same talk of another kind still goes.`
      : `${people(left)} would not get this mail. Who has it keeps it. If the talk itself is off, say so on your page: everyone who was told then hears about it.`;
  return row(
    'cancel',
    what,
    null,
    html`<form method="post" action="/host/mailings/${mailing.id}" class="stack">${hidden({ token: desk.formToken, do: 'cancel' })}
<p class="read">${words}</p><label class="tick alone"><input type="checkbox" name="sure" value="yes" required>Yes, do not send it to ${progress === null ? 'anybody' : `the remaining ${people(left)}`}</label>
<div class="acts"><button type="submit" class="danger">${what}</button></div></form>`,
  );
}
