/** What became of a request: decided by whom and when, and what can still be done. */
import { firstName } from '../../moderation/words.ts';
import type { RequestRow } from '../../store/schema.ts';
import { type Html, html } from '../hono.ts';
import { clockTime, sentenceMoment } from '../page-time.ts';
import { icons } from '../parts/icons.ts';
import type { Frame } from '../parts/layout.ts';
import { slipPage } from '../parts/slip.ts';
import { done, hidden } from '../parts/small.ts';
import { plain } from '../stranger.ts';
import { affiliationLine, nameOf } from './decision-page.ts';

export interface OutcomeView {
  readonly frame: Frame;
  readonly request: RequestRow;
  /** The host whose link it is. */
  readonly host: { readonly name: string };
  readonly zone: string;
  readonly now: Temporal.Instant;
  readonly here: string;
  /** How many more wait. */
  readonly waiting: number;
  /** The link may still act. */
  readonly isLive: boolean;
}

const vias: Readonly<Record<string, string>> = {
  page: 'from the decision mail',
  reply: 'by answering the mail',
  console: 'in the console',
  command: 'on the command line',
  rule: 'without a host',
};

export function outcomePage(view: OutcomeView): Html {
  const { request } = view;
  if (request.decision === null) return closedPage(view);
  const name = nameOf(request);
  const isOwn = request.decided_by === view.host.name;
  return isOwn && withinWindow(view) ? ownPage(view, name) : decidedPage(view, name);
}

function withinWindow({ request, now }: OutcomeView): boolean {
  return request.effective_at !== null && Temporal.Instant.compare(now, request.effective_at) < 0;
}

function ownPage(view: OutcomeView, name: string): Html {
  const { request, zone, now } = view;
  const verb = request.decision === 'approve' ? 'approved' : 'declined';
  const until = clockTime(request.effective_at ?? now, zone);
  const mail = request.decision === 'approve' ? 'The welcome mail leaves' : 'The refusal leaves';
  return slipPage({
    ...view.frame,
    title: verb === 'approved' ? 'Approved' : 'Declined',
    eyebrow: html`You ${verb} this request ${sentenceMoment(request.decided_at ?? now, now, zone)}`,
    heading:
      verb === 'approved' ? html`<bdi>${name}</bdi> is on the list.` : html`<bdi>${name}</bdi> is declined.`,
    body: html`<p class="read">${mail} at ${until}. Until then you can take it back and <bdi>${firstName(name)}</bdi> will not notice.</p>
${undoForm(view, html`${icons.back}Undo`, 'Yes, take the decision back')}
${waitingLine(view)}`,
  });
}

function decidedPage(view: OutcomeView, name: string): Html {
  const { request, zone, now } = view;
  const verb = request.decision === 'approve' ? 'approved' : 'declined';
  const at = request.decided_at ?? now;
  const by = request.decided_by === view.host.name ? 'you' : firstName(request.decided_by ?? 'somebody');
  const via = vias[request.decided_via ?? ''] ?? '';
  const isLate = !withinWindow(view);
  const mistake =
    request.decision === 'approve'
      ? 'If this was a mistake, you can take the person off the list.'
      : 'If this was a mistake, you can still put the person on the list.';
  return slipPage({
    ...view.frame,
    title: `Already ${verb}`,
    eyebrow: 'Wanted to join',
    heading: html`<bdi>${name}</bdi>`,
    body: html`${affiliationLine(request)}
${done(html`Already ${verb} by ${by} at ${clockTime(at, zone)}.`, `${capital(sentenceMoment(at, now, zone))}${via === '' ? '' : `, ${via}`}. There is nothing left for you to do.`)}
${request.reason === null ? null : html`<p class="hush">With the reason: “<bdi>${plain(request.reason, 600)}</bdi>”</p>`}
<p class="hush">${mistake} ${isLate ? html`<bdi>${firstName(name)}</bdi> then gets a mail that says so.` : html`Until ${clockTime(request.effective_at ?? now, zone)} nobody notices.`}</p>
${undoForm(view, isLate ? 'Reverse' : html`${icons.back}Undo`, isLate ? 'Yes, reverse the decision' : 'Yes, take the decision back')}
${waitingLine(view)}`,
  });
}

function closedPage(view: OutcomeView): Html {
  const { request, zone, now } = view;
  return slipPage({
    ...view.frame,
    title: 'Closed',
    eyebrow: 'Wanted to join',
    heading: html`<bdi>${nameOf(request)}</bdi>`,
    body: html`${done(`Closed ${sentenceMoment(request.closed_at ?? now, now, zone)}.`, `It is ${request.closed_why ?? 'over'}. There is nothing left for you to do.`)}
${waitingLine(view)}`,
  });
}

/** A tick that no program makes by itself: a scanner that presses every button takes nothing back (threat 4). */
function undoForm({ here, isLive }: OutcomeView, label: Html | string, sure: string): Html | null {
  if (!isLive) return null;
  return html`<form method="post" action="${here}" class="field">${hidden({ do: 'undo' })}
<label class="tick alone"><input type="checkbox" name="sure" value="yes" required>${sure}</label>
<p><button type="submit" class="tall">${label}</button></p></form>`;
}

function waitingLine({ waiting }: OutcomeView): Html {
  const words =
    waiting === 0
      ? 'Nobody else waits.'
      : html`<a href="/host/requests">${waiting === 1 ? 'One more person waits' : `${waiting} more people wait`}</a>.`;
  return html`<p class="hush">${words}</p>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
