/** Small pieces that stand on many pages. */
import { type Html, html } from '../hono.ts';
import { line, paragraphs } from '../stranger.ts';
import { icons } from './icons.ts';

/** Words of somebody else inside a sentence of ours: they cannot turn what follows. */
export function bdi(text: string | null | undefined, limit = 300): Html {
  return html`<bdi>${line(text, limit)}</bdi>`;
}

/** A shape and a word. `soft` leaves out the weight. */
export function state(
  shape: 'ok' | 'sent' | 'sending' | 'planned' | 'open' | 'held' | 'missed' | 'paused' | 'none',
  word: Html | string,
  soft = false,
): Html {
  return html`<span class="st st-${shape}${soft ? ' soft' : ''}">${word}</span>`;
}

export function prose(text: string | null | undefined): Html {
  return html`<div class="read">${paragraphs(text).map((each) => html`<p>${each.replace(/\s+/g, ' ')}</p>`)}</div>`;
}

/** A section of the margin grid. */
export function row(id: string, name: string, small: Html | string | null, matter: Html): Html {
  return html`<section class="row" id="${id}" aria-labelledby="h-${id}">
<h2 id="h-${id}">${name}${small === null ? null : html`<small>${small}</small>`}</h2>
${matter}
</section>`;
}

/** The opening of a console page: its name in the margin, one true sentence, what can be done. */
export function lede(name: Html | string, sentence: Html | string, below: Html | null = null): Html {
  return html`<header class="lede">
<h1>${name}</h1>
<div><p class="say" id="say">${sentence}</p>${below}</div>
</header>`;
}

/** A sentence that changes while one looks is said by screen readers from a place of its own. */
export function spokenPlace(): Html {
  return html`<div class="vh" role="status"><p id="spoken"></p></div>`;
}

/** What has just been done. */
export function done(
  first: Html | string,
  then: Html | string | null = null,
  acts: Html | null = null,
): Html {
  return html`<div class="done" role="status">${icons.tick}<p><strong>${first}</strong>${then === null ? null : html` ${then}`}</p>${acts}</div>`;
}

/** What was asked for and did not happen, and why. */
export function notDone(first: Html | string, then: Html | string | null = null): Html {
  return html`<div class="note held refused" role="alert"><strong>${first}</strong>${then === null ? null : html`<p>${then}</p>`}</div>`;
}

/** A button in a form of its own. `fields` are hidden. */
export function press(
  action: string,
  label: Html | string,
  fields: Readonly<Record<string, string>>,
  look = '',
): Html {
  return html`<form method="post" action="${action}">${hidden(fields)}<button type="submit"${look === '' ? null : html` class="${look}"`}>${label}</button></form>`;
}

export function hidden(fields: Readonly<Record<string, string>>): Html {
  return html`${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

/** `3 people` with the noun in the right number. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${many}`;
}
