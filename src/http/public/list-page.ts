/** The first page where a service carries several colloquia. */
import { type Html, html } from '../hono.ts';
import { type Frame, layout } from '../parts/layout.ts';

export function listPage(
  frame: Frame,
  colloquia: readonly {
    readonly name: string;
    readonly tagline: string;
    readonly path: string;
    readonly next: string | null;
  }[],
): Html {
  return layout({
    ...frame,
    kind: 'public',
    title: 'Colloquia',
    description: 'The colloquia of this service, with their next talks.',
    body: html`<div class="frame"><header class="lede"><h1>Colloquia</h1><p class="say">Which one are you looking for?</p></header>
<ul class="series-list">${colloquia.map(
      (each) =>
        html`<li><h2><a href="${each.path}">${each.name}</a></h2><p class="hush">${each.tagline}</p>${each.next === null ? null : html`<p>Next: ${each.next}</p>`}</li>`,
    )}</ul></div>`,
  });
}
