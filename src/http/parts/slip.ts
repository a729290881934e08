/** A page with one question or one answer, and what is said where something is not there. */
import { type Html, html } from '../hono.ts';
import { type Frame, layout } from './layout.ts';

export interface Slip extends Frame {
  readonly title: string;
  readonly eyebrow?: Html | string | null;
  readonly heading: Html | string;
  readonly body?: Html | null;
  readonly foot?: Html | null;
}

export function slipPage(slip: Slip): Html {
  const body = html`<div class="slip">
${slip.eyebrow ? html`<p class="eyebrow">${slip.eyebrow}</p>` : null}
<h1 class="person">${slip.heading}</h1>
${slip.body}
</div>`;
  return layout({ ...slip, kind: 'public', body });
}

export function missingPage(frame: Frame): Html {
  return slipPage({
    ...frame,
    title: 'Not here',
    heading: 'There is no such page.',
    body: html`<p class="read">The address may be mistyped, or what stood here is gone.</p>
<div class="acts"><a class="button" href="${frame.home}">To the talks</a></div>`,
  });
}

export function brokenPage(frame: Frame): Html {
  return slipPage({
    ...frame,
    title: 'Did not work',
    heading: 'That did not work.',
    body: html`<p class="read">The fault is ours, and it is in the log. Nothing has changed. Try it again in a minute.</p>`,
  });
}

/** A link that was mistyped, or signed by another service. */
export function unknownLinkPage(frame: Frame): Html {
  return slipPage({
    ...frame,
    title: 'Link not known',
    heading: 'This link is not known.',
    body: html`<p class="read">Mail programs sometimes break long links. Open it again from the mail, or copy the whole of it.</p>`,
  });
}

export function foreignPage(frame: Frame): Html {
  return slipPage({
    ...frame,
    title: 'Not from here',
    heading: 'Nothing has changed.',
    body: html`<p class="read">This came from a page that is not ours. Open the page here and press the button there.</p>
<div class="acts"><a class="button" href="${frame.home}">To the first page</a></div>`,
  });
}

export function waitPage(frame: Frame): Html {
  return slipPage({
    ...frame,
    title: 'Too many tries',
    heading: 'That was often.',
    body: html`<p class="read">Wait a quarter of an hour, then try again. Links that are in your mail already keep working.</p>`,
  });
}
