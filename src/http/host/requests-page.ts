/** Who waits: for the hosts, for the person, for somebody to understand them; and what was decided lately. */
import { firstName, numberWords } from '../../moderation/words.ts';
import { missingPieces } from '../../requests/next-step.ts';
import type { InboundRow, RequestRow } from '../../store/schema.ts';
import { nameOf } from '../decision/decision-page.ts';
import { senderWords } from '../decision/sender-words.ts';
import { type Html, html } from '../hono.ts';
import { ago, clockTime, shortMoment } from '../page-time.ts';
import { icons } from '../parts/icons.ts';
import { bdi, lede, row, spokenPlace, state } from '../parts/small.ts';
import { line, plain } from '../stranger.ts';
import type { Desk } from './desk.ts';
import { deskPress } from './frame.ts';
import type { LivePiece } from './live.ts';

export type RequestsShow = 'waiting' | 'asked' | 'held' | 'decided';

export interface RequestsView {
  readonly desk: Desk;
  readonly show: RequestsShow;
  readonly waiting: readonly RequestRow[];
  readonly asked: readonly RequestRow[];
  readonly held: readonly Omit<InboundRow, 'raw' | 'identity'>[];
  readonly decided: readonly RequestRow[];
  readonly banner: Html | null;
}

export function requestsBody(view: RequestsView): Html {
  return html`${view.banner}${spokenPlace()}
${lede('Requests', requestsSentence(view), requestFilters(view))}
${requestLists(view)}`;
}

/** The parts that change while one looks. */
export function requestPieces(view: RequestsView): LivePiece[] {
  return [
    ['say', html`<p class="say" id="say">${requestsSentence(view)}</p>`],
    ['spoken', html`<p id="spoken">${waitingWords(view)}</p>`],
    ['filters', requestFilters(view)],
    ['lists', requestLists(view)],
  ];
}

function requestFilters({ waiting, asked, held, show }: RequestsView): Html {
  const filter = (name: RequestsShow, label: string, count: number | null, attend = false) =>
    html`<li><a href="/host/requests?show=${name}"${show === name ? html` aria-current="true"` : null}>${label}${
      count === null
        ? null
        : html` <span class="count${attend && count > 0 ? ' attend' : ''}">${count}</span>`
    }</a></li>`;
  return html`<ul class="filters" id="filters">
${filter('waiting', 'Waiting for you', waiting.length, true)}${filter('asked', 'Waiting for them', asked.length)}${filter('held', 'Not understood', held.length, true)}${filter('decided', 'Decided', null)}
</ul>`;
}

function requestLists(view: RequestsView): Html {
  const { waiting, asked, held, show } = view;
  return html`<div id="lists">
${show === 'waiting' ? (waiting.length === 0 ? howItBegins(view) : waitingList(view)) : null}
${show === 'asked' || (show === 'waiting' && asked.length > 0) ? askedList(view) : null}
${show === 'held' || (show === 'waiting' && held.length > 0) ? heldList(view) : null}
${show === 'decided' || show === 'waiting' ? decidedList(view) : null}</div>`;
}

function requestsSentence(view: RequestsView): Html {
  const { waiting, decided, desk } = view;
  const oldest = waiting[0];
  if (oldest === undefined) {
    const last = decided[0];
    const when = last?.decided_at == null ? '' : ` The last decision was ${ago(last.decided_at, desk.now)}.`;
    return html`Nobody is waiting.${when}`;
  }
  const days = (desk.now.epochMilliseconds - oldest.asked_at.epochMilliseconds) / 86_400_000;
  const since = ago(oldest.asked_at, desk.now);
  const shown = days >= 2 ? html`<em>${since}.</em>` : html`${since}.`;
  return waiting.length === 1
    ? html`One person is waiting, and asked ${shown}`
    : html`${waitingWords(view)} The oldest asked ${shown}`;
}

/** Without the time that passes: a screen reader says it when somebody comes or is decided, not every minute. */
function waitingWords({ waiting }: RequestsView): string {
  if (waiting.length === 0) return 'Nobody is waiting.';
  return waiting.length === 1
    ? 'One person is waiting.'
    : `${capital(numberWords(waiting.length))} people are waiting.`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Until the first request, where requests come from. */
function howItBegins({ asked, held, decided, desk }: RequestsView): Html | null {
  if (asked.length + held.length + decided.length > 0) return null;
  const { address } = desk.colloquium;
  return html`<p class="empty">Whoever writes to <a href="mailto:${address}">${address}</a> and asks to join stands here, and you get a mail about it. <a href="/host/subscribers/add">Add people</a> whom you have already.</p>`;
}

function waitingList({ waiting, desk }: RequestsView): Html {
  return html`<section aria-labelledby="h-waiting"><h2 class="vh" id="h-waiting">Waiting for you</h2>
<ol class="inbox" data-keys>${waiting.map((request, index) => waitingItem(request, desk, index === 0))}</ol></section>
<p class="keys"><span><kbd>j</kbd> <kbd>k</kbd> down, up</span><span><kbd>Enter</kbd> open</span><span><kbd>a</kbd> approve</span><span><kbd>d</kbd> decline</span><span><kbd>q</kbd> ask</span></p>`;
}

function waitingItem(request: RequestRow, desk: Desk, isFirst: boolean): Html {
  const name = nameOf(request);
  const sender = senderWords(request);
  const closes = request.asked_at
    .toZonedDateTimeISO(desk.colloquium.zone)
    .add(desk.colloquium.requests.expire)
    .toInstant();
  const left = Math.round((closes.epochMilliseconds - desk.now.epochMilliseconds) / 86_400_000);
  return html`<li>
<p class="fine">wrote ${ago(request.asked_at, desk.now)}${left <= 14 ? html`<br>expires in ${left} days` : null}</p>
<div><h3><a href="/host/requests/${request.id}"><bdi>${name}</bdi></a></h3>
<p class="hush">${request.affiliation === null ? 'No affiliation found' : bdi(request.affiliation)}</p>
${request.motivation === null ? null : html`<p class="why">“<bdi>${line(request.motivation, 400)}</bdi>”</p>`}
<p class="fine state">${state(sender.shape, sender.words)}</p></div>
<div class="acts">${deskPress(desk, `/host/requests/${request.id}`, html`<span data-key="a">Approve</span><span class="vh"> ${name}</span>`, { do: 'approve' }, isFirst ? 'primary' : '')}<a class="button" data-key="d" href="/host/requests/${request.id}#decide">Decline or ask<span class="vh">: ${name}</span></a></div>
</li>`;
}

function askedList({ asked, desk }: RequestsView): Html {
  const { zone, requests } = desk.colloquium;
  const why = (request: RequestRow) => {
    if (request.confirmed_at === null) return 'was asked to confirm the address';
    const missing = missingPieces(request, requests.need);
    return missing.length === 0
      ? 'is on the way to you'
      : `was asked for ${new Intl.ListFormat('en').format(missing)}`;
  };
  if (asked.length === 0)
    return row('asked', 'Waiting for them', null, html`<p class="empty">Nobody was asked for anything.</p>`);
  return row(
    'asked',
    'Waiting for them',
    'They were asked, nothing for you to do',
    html`<ol class="log">${asked.map(
      (request) =>
        html`<li><time>since ${shortMoment(request.details_wanted_at ?? request.asked_at, desk.now, zone)}</time><p><a href="/host/requests/${request.id}"><bdi>${nameOf(request)}</bdi></a> <span class="hush">${why(request)}</span></p></li>`,
    )}</ol>`,
  );
}

function heldList({ held, desk }: RequestsView): Html {
  if (held.length === 0)
    return row('held', 'Not understood', null, html`<p class="empty">Every mail was understood.</p>`);
  return row(
    'held',
    'Not understood',
    'Kept with the whole mail',
    html`<ol class="log">${held.map(
      (mail) =>
        html`<li><time>${shortMoment(mail.received_at, desk.now, desk.colloquium.zone)}</time><p><bdi>${line(mail.envelope_from, 120) || 'No sender'}</bdi> <span class="hush">${line(mail.reason, 200)}</span></p><a href="/host/messages/${mail.id}">Read it<span class="vh">: mail ${mail.id}</span></a></li>`,
    )}</ol>`,
  );
}

function decidedList({ decided, desk }: RequestsView): Html {
  if (decided.length === 0)
    return row(
      'decided',
      'Decided',
      null,
      html`<p class="empty">Nothing was decided in the last seven days.</p>`,
    );
  return row(
    'decided',
    'Decided',
    'The last seven days',
    html`<ol class="log">${decided.map((request) => decidedItem(request, desk))}</ol>`,
  );
}

const vias: Readonly<Record<string, string>> = {
  page: 'from the mail',
  reply: 'by answering the mail',
  console: 'here',
  command: 'by command',
  rule: 'without a host',
};

function decidedItem(request: RequestRow, desk: Desk): Html {
  const by = request.decided_by === desk.host.name ? 'you' : firstName(request.decided_by ?? 'somebody');
  const verb = request.decision === 'approve' ? 'approved' : 'declined';
  const reason = request.reason === null ? null : html`: “<bdi>${plain(request.reason, 160)}</bdi>”`;
  const name = nameOf(request);
  const isFresh =
    request.effective_at !== null && Temporal.Instant.compare(desk.now, request.effective_at) < 0;
  const takeBack = isFresh
    ? deskPress(
        desk,
        `/host/requests/${request.id}`,
        html`${icons.back}<span>Undo<span class="vh"> the decision about ${name}</span>, until ${clockTime(request.effective_at ?? desk.now, desk.colloquium.zone)}</span>`,
        { do: 'undo', sure: 'yes' },
        'link',
      )
    : html`<a href="/host/requests/${request.id}">Open<span class="vh"> the request of ${name}</span></a>`;
  return html`<li><time>${shortMoment(request.decided_at ?? desk.now, desk.now, desk.colloquium.zone)}</time><p><bdi>${name}</bdi> <span class="hush">${verb} by <bdi>${by}</bdi>, ${vias[request.decided_via ?? ''] ?? ''}${reason}</span></p>${takeBack}</li>`;
}
