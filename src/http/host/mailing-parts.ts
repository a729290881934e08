/** The parts of a mailing's page that change while it goes out; sent again, ready made, by the page's events. */
import type { MailingState } from '../../mailings/mailing-state.ts';
import type { Books } from '../../store/deliveries-control.ts';
import type { DeliveryState } from '../../store/schema.ts';
import { type Html, html } from '../hono.ts';
import { clockSeconds, figure, people } from '../page-time.ts';
import { state } from '../parts/small.ts';

export interface Progress {
  readonly books: Books;
  readonly state: MailingState;
  readonly frozenAt: Temporal.Instant;
  readonly now: Temporal.Instant;
  readonly zone: string;
}

const meanings: Readonly<Record<DeliveryState, string>> = {
  submitted: 'the next mail server said 250',
  failed: 'refused for good, listed below',
  suppressed: 'bounced elsewhere meanwhile',
  skipped: 'left, paused or cancelled meanwhile',
  queued: 'not tried yet',
  sending: 'being handed over now',
  deferred: 'asked to come back later',
  uncertain: 'the line broke after the last byte',
};

const order: readonly DeliveryState[] = [
  'submitted',
  'failed',
  'suppressed',
  'skipped',
  'queued',
  'sending',
  'deferred',
  'uncertain',
];

/** What is still to be handed over. */
export function leftOf({ states }: Books): number {
  return states.queued + states.sending + states.deferred + states.uncertain;
}

export function progressSentence(progress: Progress): Html {
  return html`<p class="say" id="say">${progressWords(progress)}</p>`;
}

export function spokenSentence(progress: Progress): Html {
  return html`<p id="spoken">${progressWords(progress)}</p>`;
}

function progressWords({ books, state: name, frozenAt, now }: Progress): Html | string {
  const { states, audience } = books;
  const left = leftOf(books);
  const lost =
    states.failed === 0
      ? 'Nothing failed.'
      : `${states.failed === 1 ? 'One' : figure(states.failed)} failed.`;
  const done = `${figure(states.submitted)} of ${figure(audience)}`;
  if (name === 'cancelled') return `Cancelled. ${done} have the mail.`;
  if (name === 'paused') return html`<em>Paused.</em> ${done} are handed over, ${people(left)} wait.`;
  if (left === 0) return `${done} were accepted by the next mail server. ${lost}`;
  const seconds = Math.max(1, (now.epochMilliseconds - frozenAt.epochMilliseconds) / 1000);
  const pace = states.submitted / seconds;
  const waiting = states.queued + states.sending;
  const rest =
    waiting > 0 && pace > 0
      ? ` ${restWords(waiting / pace)} to go.`
      : states.deferred > 0
        ? ` ${people(states.deferred)} are tried again later.`
        : '';
  return `${done} are handed over.${rest}`;
}

function restWords(seconds: number): string {
  if (seconds < 45) return 'Less than a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 2) return 'About a minute';
  return minutes < 90 ? `About ${minutes} minutes` : `About ${Math.round(minutes / 60)} hours`;
}

/** Widths are attributes of the drawing: the page has no inline style. */
export function progressBar({ books }: Progress): Html {
  const { states, audience } = books;
  const parts = [
    ['b-done', states.submitted],
    ['b-lost', states.failed],
    ['b-later', states.deferred + states.uncertain],
    ['b-now', states.sending],
  ] as const;
  const scale = (count: number) => (audience === 0 ? 0 : (count / audience) * 1000);
  let at = 0;
  const label = `${figure(states.submitted)} submitted, ${figure(leftOf(books))} still to go, ${figure(states.failed)} failed`;
  return html`<svg class="bar" id="bar" viewBox="0 0 1000 14" preserveAspectRatio="none" role="img" aria-label="${label}"><rect class="b-all" x="0" y="0" width="1000" height="14"/>${parts.map(
    ([look, count]) => {
      const rect = html`<rect class="${look}" x="${at.toFixed(1)}" y="0" width="${scale(count).toFixed(1)}" height="14"/>`;
      at += scale(count);
      return count === 0 ? null : rect;
    },
  )}</svg>`;
}

export function booksTable({ books, frozenAt, now, zone }: Progress): Html {
  const { states, audience, balance } = books;
  return html`<div class="stack" id="books"><table class="books"><caption class="vh">Where the ${people(audience)} of this mailing are now</caption>
<thead class="vh"><tr><th scope="col">State</th><th scope="col">People</th><th scope="col">Meaning</th></tr></thead>
<tbody>${order.map((name) => html`<tr${states[name] === 0 ? html` class="zero"` : null}><th scope="row">${name.charAt(0).toUpperCase()}${name.slice(1)}</th><td class="n">${figure(states[name])}</td><td class="fine">${states[name] === 0 ? null : meanings[name]}</td></tr>`)}
<tr class="sum${balance === 0 ? '' : ' off'}"><th scope="row">Audience</th><td class="n">${figure(audience)}</td><td class="fine">frozen at ${clockSeconds(frozenAt, zone)}</td></tr></tbody></table>
<p>${balance === 0 ? state('ok', 'The books balance.') : state('missed', `The books do not balance: ${figure(Math.abs(balance))} too ${balance > 0 ? 'many' : 'few'}.`)}</p>
${books.perhapsTwice === 0 ? null : html`<p class="fine">${people(books.perhapsTwice)} may have got it twice, with the same identifier and the same bytes.</p>`}
<p class="fine">As of ${clockSeconds(now, zone)}.</p></div>`;
}
