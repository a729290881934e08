/** The original mail as hosts see it: as text, with what was read in it. */
import type { OriginalMail } from '../../moderation/host-mails.ts';
import { type Html, html } from '../hono.ts';
import { counted } from '../parts/small.ts';
import { line, plain } from '../stranger.ts';
import { type LetterPart, letterParts } from './letter-parts.ts';

export function letter(original: OriginalMail | null, evidence: Readonly<Record<string, unknown>>): Html {
  if (original === null) return html`<p class="hush">The mail itself is not kept any more.</p>`;
  const parts = letterParts(original.text, evidence);
  const seen = new Set<string>();
  return html`<div class="letter"><header><b>From</b> <bdi>${line(original.from)}</bdi>${
    original.date === null ? null : html`<br><b>Date</b> <bdi>${line(original.date, 80)}</bdi>`
  }<br><b>Subject</b> <bdi>${line(original.subject) || 'none'}</bdi></header>
${parts.map((part) => letterPart(part, seen))}</div>`;
}

function letterPart(part: LetterPart, seen: Set<string>): Html {
  if (part.kind === 'not-read') {
    return html`<details><summary>${counted(part.lines, 'line')} of somebody else, not read</summary><p>${plain(part.text, 6000)}</p></details>`;
  }
  return html`<p>${part.runs.map(({ text, field }) => {
    if (field === null) return plain(text, 20_000);
    const id = seen.has(field) ? null : html` id="ev-${field}"`;
    seen.add(field);
    return html`<mark${id}>${plain(text, 20_000)}<small>${field}</small></mark>`;
  })}</p>`;
}
