/** The mark and five line drawings, always beside a word. */
import { html, raw } from '../hono.ts';

function drawing(path: string, solid = false) {
  return html`<svg class="ic${solid ? ' ic-solid' : ''}" viewBox="0 0 16 16" aria-hidden="true"><path d="${raw(path)}"/></svg>`;
}

export const icons = {
  calendar: drawing('M2.5 4.5h11v9h-11zM2.5 7.5h11M5.5 2.5v3M10.5 2.5v3'),
  watch: drawing('M4.5 3v10l8-5z', true),
  tick: drawing('M3 8.5l3.2 3.2L13 4.5'),
  back: drawing('M6 3.5L3 6.5l3 3M3 6.5h6a3.5 3.5 0 010 7H6'),
  away: drawing('M6 4h6v6M12 4L4 12'),
};

/** Six people round a table. */
const seats = [
  [12, 3],
  [19.8, 7.5],
  [19.8, 16.5],
  [12, 21],
  [4.2, 16.5],
  [4.2, 7.5],
];

export const mark = html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="3.2"/>${seats.map(
  ([x, y]) => html`<circle cx="${x}" cy="${y}" r="1.9"/>`,
)}</svg>`;
