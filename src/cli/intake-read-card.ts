/** A mail's reading for a person: a short card, at most 80 columns. */
import type { MailReading } from './intake-read-shape.ts';

const WIDTH = 80;
const LABEL = 13;

/** The card of one mail, ending in a line end. */
export function formatCard(reading: MailReading): string {
  const lines = [
    `${reading.file}`,
    ...row('is', `${reading.class}${reading.language === null ? '' : ` (${reading.language})`}`),
    ...row('because', reading.because),
  ];
  for (const request of reading.requests ?? []) {
    lines.push(
      ...row('name', request.name),
      ...row('address', request.email),
      ...row('affiliation', request.affiliation),
      ...row('motivation', request.motivation),
    );
    if (request.missing.length > 0) lines.push(...row('missing', request.missing.join(', ')));
  }
  const pairs: readonly (readonly [string, string | null | undefined])[] = [
    ['recipient', reading.recipient],
    ['status', reading.status],
    ['attendee', reading.attendee],
    ['answer', reading.partstat],
    ['event', reading.uid],
    ['verdict', reading.verdict],
    ['reason', reading.reason],
    ['token', reading.token],
  ];
  for (const [label, value] of pairs) if (value != null) lines.push(...row(label, value));
  if (reading.sender !== undefined) lines.push(...row('sender', reading.sender));
  return `${lines.join('\n')}\n`;
}

function row(label: string, value: string | null): string[] {
  const shown = value === null ? '–' : visible(value);
  const lines = wrap(shown, WIDTH - LABEL - 2);
  return lines.map((line, index) => `  ${(index === 0 ? label : '').padEnd(LABEL)}${line}`);
}

/** Without control, bidirectional and zero-width characters, which could fake what a terminal shows. */
function visible(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '·');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    for (let rest = word; rest !== ''; rest = rest.slice(width)) {
      const piece = rest.slice(0, width);
      if (line !== '' && line.length + 1 + piece.length > width) {
        lines.push(line);
        line = piece;
      } else line = line === '' ? piece : `${line} ${piece}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
