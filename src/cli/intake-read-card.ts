/** A mail's reading for a person: a short card, at most 80 columns. */
import type { MailReading } from './intake-read-shape.ts';
import { facts } from './words.ts';

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
  return facts([[`  ${label}`.padEnd(LABEL), value ?? '–']]).split('\n');
}
