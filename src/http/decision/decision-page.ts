/** A host decides on a phone in seconds: who, where from, why, the whole mail, three choices. */
import type { OriginalMail } from '../../moderation/host-mails.ts';
import { firstName } from '../../moderation/words.ts';
import type { RequestRow } from '../../store/schema.ts';
import { type Html, html } from '../hono.ts';
import { ago } from '../page-time.ts';
import type { Frame } from '../parts/layout.ts';
import { slipPage } from '../parts/slip.ts';
import { state } from '../parts/small.ts';
import { line, plain } from '../stranger.ts';
import { type DecisionForm, decisionForm } from './decision-form.ts';
import { letter } from './letter.ts';
import { senderWords } from './sender-words.ts';

export interface DecisionView {
  readonly frame: Frame;
  readonly request: RequestRow;
  readonly original: OriginalMail | null;
  /** `No earlier request from this address.` */
  readonly earlier: string;
  /** How many on the list have an address in the same domain. */
  readonly neighbours: number;
  readonly missing: readonly string[];
  readonly form: Omit<DecisionForm, 'name' | 'mayApprove' | 'still'>;
  readonly now: Temporal.Instant;
  /** What kept the last try from counting. */
  readonly complaint: string | null;
}

export function decisionPage(view: DecisionView): Html {
  const { request, form } = view;
  const name = nameOf(request);
  return slipPage({
    ...view.frame,
    title: `${name} wants to join`,
    eyebrow: html`Wants to join, wrote ${ago(request.asked_at, view.now)}`,
    heading: html`<bdi>${name}</bdi>`,
    body: html`${affiliationLine(request)}
${view.complaint === null ? null : html`<div class="note wrong" role="alert"><strong>Not sent.</strong><p>${view.complaint}</p></div>`}
${motivationQuote(request)}
${requestFacts(view)}
<h2>The whole mail, with what was read in it</h2>
${letter(view.original, request.evidence)}
${decisionForm({ ...form, name: firstName(name), mayApprove: request.confirmed_at !== null, still: false })}`,
  });
}

export function nameOf(request: Pick<RequestRow, 'name' | 'email'>): string {
  return line(request.name, 120) || line(request.email, 120) || 'Somebody';
}

export function affiliationLine(request: Pick<RequestRow, 'affiliation' | 'email'>): Html {
  return html`<p class="read">${
    request.affiliation === null
      ? html`<span class="hush">No affiliation found</span>`
      : html`<bdi>${line(request.affiliation)}</bdi>`
  }</p>`;
}

export function motivationQuote(request: Pick<RequestRow, 'motivation'>): Html | null {
  if (request.motivation === null) return null;
  return html`<blockquote class="quote">“<bdi>${plain(request.motivation, 1500)}</bdi>”</blockquote>`;
}

export function requestFacts(
  view: Pick<DecisionView, 'request' | 'earlier' | 'neighbours' | 'missing'>,
): Html {
  const { request } = view;
  const sender = senderWords(request);
  const domain = request.email.split('@').at(-1) ?? '';
  return html`<dl class="facts">
<dt>Sender</dt><dd>${state(sender.shape, sender.words)}${sender.fine === null ? null : html`<span class="sub">${sender.fine}</span>`}${
    request.confirmed_at === null
      ? html`<span class="sub">The address was asked to confirm itself. It can be approved when it has.</span>`
      : null
  }</dd>
<dt>Address</dt><dd><bdi>${line(request.email, 254)}</bdi>${view.neighbours === 0 ? null : html`<span class="sub">${view.neighbours} on the list from ${line(domain, 80)} already</span>`}</dd>
<dt>Seen before</dt><dd>${view.earlier}</dd>
${view.missing.length === 0 ? null : html`<dt>Missing</dt><dd>${view.missing.join(', ')}${request.details_wanted_at === null ? null : html`<span class="sub">asked for once</span>`}</dd>`}
${request.question === null ? null : html`<dt>Asked</dt><dd>“<bdi>${plain(request.question, 600)}</bdi>”</dd>`}
</dl>`;
}
