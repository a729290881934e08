/**
 * Control lines of Liquid (`{% if talk.where %}` alone on its line) in the two forms of a template.
 *
 * Between MJML elements only elements may stand, so such a line becomes an `mj-raw`, which MJML hands through.
 * In a text template it would leave a blank line behind, so it loses its line end.
 */
import type { Line } from './render-join.ts';

const CONTROL = /^\s*(?:\{%-?[^%]*-?%\}\s*)+$/;

/** Elements whose content MJML does not read: Liquid may stand there as it is. */
const TEXT_OPENS = /<mj-(?:text|table|button|raw|style|title|preview)\b(?:[^>]*[^/>])?>/g;
const TEXT_CLOSES = /<\/mj-(?:text|table|button|raw|style|title|preview)>/g;

/** MJML source with the same number of lines, so that line numbers stay true. */
export function mjmlSource(lines: readonly Line[]): string {
  let open = 0;
  const out: string[] = [];
  for (const { text } of lines) {
    out.push(open === 0 && CONTROL.test(text) ? `<mj-raw>${text.trim()}</mj-raw>` : text);
    open += (text.match(TEXT_OPENS) ?? []).length - (text.match(TEXT_CLOSES) ?? []).length;
  }
  return out.join('\n');
}

/** Text source, control lines drawn into the line that follows them. */
export function textSource(lines: readonly Line[]): string {
  return lines.map(({ text }) => (CONTROL.test(text) ? text.trim() : `${text}\n`)).join('');
}
