/** The message of the measurements: an announcement of about 40 KB with text, HTML, an invitation and list headers. */
import type { MailingParts } from '../src/mailings/compose-mailing.ts';
import { sampleMailing } from '../test/support/sample-mailing.ts';

const sentence =
  'Glaciers answer to warming with a delay of years to decades, and what they do next depends on what they have done.';

export function mailing40kb(seed: string): MailingParts {
  const parts = sampleMailing({ seed, photo: null });
  const cell = `<tr><td style="font-family:Georgia,serif;font-size:18px;line-height:29px;padding:0 24px">\n${sentence}\n</td></tr>\n`;
  return {
    ...parts,
    html: parts.html.replace('<p>', `<table>\n${cell.repeat(Math.round(34_000 / cell.length))}</table>\n<p>`),
    text: `${`${sentence.slice(0, 70)}\n`.repeat(40)}${parts.text}`,
  };
}
