/** One request in full: the decision, what was read and where, the letter, what happened so far. */
import type { OriginalMail } from '../../moderation/host-mails.ts';
import { firstName } from '../../moderation/words.ts';
import type { Deed } from '../../store/audit.ts';
import { mayAct } from '../../store/hosts.ts';
import type { RequestRow } from '../../store/schema.ts';
import { decisionForm } from '../decision/decision-form.ts';
import { affiliationLine, motivationQuote, nameOf, requestFacts } from '../decision/decision-page.ts';
import { letter } from '../decision/letter.ts';
import { type Html, html } from '../hono.ts';
import { clockTime, sentenceMoment } from '../page-time.ts';
import { icons } from '../parts/icons.ts';
import { done, hidden, row } from '../parts/small.ts';
import { line, plain } from '../stranger.ts';
import { deedLog } from './deed-log.ts';
import type { Desk } from './desk.ts';
import { deskPress } from './frame.ts';

export interface RequestView {
  readonly desk: Desk;
  readonly request: RequestRow;
  readonly original: OriginalMail | null;
  readonly earlier: string;
  readonly neighbours: number;
  readonly missing: readonly string[];
  readonly deeds: readonly Deed[];
  readonly names: ReadonlyMap<string, string>;
  readonly subscriberId: number | null;
  /** The subscriber whose link the request carries. */
  readonly voucher: { readonly id: number; readonly name: string } | null;
  readonly complaint: string | null;
  readonly banner: Html | null;
}

export function requestBody(view: RequestView): Html {
  const { request, desk } = view;
  return html`${view.banner}<header class="lede"><h1><a class="crumb" href="/host/requests">Requests</a>Request ${request.id}</h1>
<div><p class="person"><bdi>${nameOf(request)}</bdi></p>${affiliationLine(request)}
<div class="stack">${motivationQuote(request)}</div></div></header>
${decision(view)}
${row('read', 'What was read', 'Each piece links to its place in the mail', html`<div class="stack">${readPieces(view)}${correction(view)}${requestFacts(view)}${vouched(view)}</div>`)}
${row('mail', 'The whole mail', null, letter(view.original, request.evidence))}
${row('history', 'History', null, deedLog(view.deeds, view.names, desk, `request:${request.id}`))}`;
}

function decision(view: RequestView): Html {
  const { request, desk, complaint } = view;
  if (request.decision !== null) return decided(view);
  if (request.closed_at !== null) {
    return row(
      'decide',
      'Decision',
      null,
      html`<p class="read">Closed ${sentenceMoment(request.closed_at, desk.now, desk.colloquium.zone)}: ${request.closed_why}.</p>`,
    );
  }
  if (!mayAct(desk.host))
    return row('decide', 'Decision', null, html`<p class="read">It waits for a host.</p>`);
  const minutes = Math.round(desk.colloquium.requests.undo.total('minutes'));
  return row(
    'decide',
    'Your decision',
    `You can undo it for ${minutes} minutes`,
    html`<div class="stack">
${complaint === null ? null : html`<div class="note wrong" role="alert"><strong>Not done.</strong><p>${complaint}</p></div>`}
${decisionForm({
  action: `/host/requests/${request.id}`,
  name: firstName(nameOf(request)),
  mayApprove: request.confirmed_at !== null,
  undoMinutes: minutes,
  focus: null,
  still: true,
  fields: { token: desk.formToken },
})}</div>`,
  );
}

function decided({ request, desk, subscriberId }: RequestView): Html {
  const { zone } = desk.colloquium;
  const verb = request.decision === 'approve' ? 'Approved' : 'Declined';
  const by = request.decided_by === desk.host.name ? 'you' : firstName(request.decided_by ?? 'somebody');
  const isFresh =
    request.effective_at !== null && Temporal.Instant.compare(desk.now, request.effective_at) < 0;
  const until = clockTime(request.effective_at ?? desk.now, zone);
  const then = isFresh
    ? `The mail about it leaves at ${until}. Until then nobody notices when you take it back.`
    : 'The person has been told.';
  const reason =
    request.reason === null
      ? null
      : html`<p class="hush">With the reason: “<bdi>${plain(request.reason, 800)}</bdi>”</p>`;
  const action = `/host/requests/${request.id}`;
  const back = isFresh
    ? deskPress(desk, action, html`${icons.back}Undo`, { do: 'undo', sure: 'yes' })
    : html`<details class="fix"><summary>Reverse the decision</summary><form method="post" action="${action}" class="field">${hidden({ token: desk.formToken, do: 'undo' })}
<p class="hint">${request.decision === 'approve' ? 'The person comes off the list and gets a mail that says so.' : 'The person comes on the list and gets the welcome mail.'}</p>
<label class="tick alone"><input type="checkbox" name="sure" value="yes" required>Yes, reverse it</label><p><button type="submit">Reverse</button></p></form></details>`;
  return row(
    'decide',
    'Decision',
    null,
    html`<div class="stack">${done(html`${verb} by <bdi>${by}</bdi> ${sentenceMoment(request.decided_at ?? desk.now, desk.now, zone)}.`, then)}${reason}
<div class="acts">${back}${subscriberId === null ? null : html`<a href="/host/subscribers/${subscriberId}">Open the person’s page</a>`}</div></div>`,
  );
}

function vouched({ voucher }: RequestView): Html | null {
  if (voucher === null) return null;
  return html`<p>It carries a link by which <a href="/host/subscribers/${voucher.id}"><bdi>${line(voucher.name, 120)}</bdi></a> vouches for them.</p>`;
}

function readPieces({ request, original }: RequestView): Html {
  const pieces = ['name', 'affiliation', 'motivation'] as const;
  return html`<dl class="facts loose">${pieces.map((piece) => {
    const value = request[piece];
    const evidence = (request.evidence[piece] ?? null) as { source?: string; rule?: string } | null;
    const isMarked = original !== null && evidence?.source === 'text';
    const shown =
      value === null ? html`<span class="warm">not found</span>` : html`<bdi>${line(value, 800)}</bdi>`;
    const rule = evidence?.rule
      ? html`<span class="sub">${sourceWords(evidence.source)}, ${line(evidence.rule, 120)}</span>`
      : null;
    return html`<dt>${piece.charAt(0).toUpperCase()}${piece.slice(1)}</dt><dd>${isMarked && value !== null ? html`<a class="plain" href="#ev-${piece}">${shown}</a>` : shown}${rule}</dd>`;
  })}</dl>`;
}

/** Only while it is open: what was decided on stays as it was. */
function correction({ request, desk }: RequestView): Html | null {
  if (request.decision !== null || request.closed_at !== null) return null;
  const field = (name: string, label: string, value: string | null) =>
    html`<div><label for="c-${name}">${label}</label><input id="c-${name}" name="${name}" type="text" value="${plain(value)}"></div>`;
  return html`<details class="fix"><summary>Correct what was read</summary><form method="post" action="/host/requests/${request.id}/read" class="field stack sheet">${hidden({ token: desk.formToken })}
${field('name', 'Name', request.name)}${field('affiliation', 'Affiliation', request.affiliation)}
<div><label for="c-motivation">Motivation</label><textarea id="c-motivation" name="motivation" maxlength="4000">${plain(request.motivation)}</textarea></div>
<div><button type="submit">Save</button></div></form></details>`;
}

function sourceWords(source: string | undefined): string {
  const words: Record<string, string> = {
    header: 'from the header',
    vcard: 'from the card attached',
    host: 'corrected',
    subject: 'from the subject',
    earlier: 'known from before',
  };
  return words[source ?? ''] ?? 'from the mail';
}
