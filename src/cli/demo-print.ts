/** A mail of the demo on three lines: to whom, its subject, and what its calendar part says. */
import type { SentMail } from './demo-mails.ts';

export function sentLine(mail: SentMail): string {
  const calendar = mail.message.parts.find((part) => part.contentType === 'text/calendar')?.text ?? null;
  const line = `    → ${mail.to}\n      ${mail.message.subject}`;
  if (calendar === null) return line;
  const event = calendar.slice(calendar.indexOf('BEGIN:VEVENT'));
  const value = (name: string) => new RegExp(`^${name}[^:]*:(.*)$`, 'm').exec(event)?.[1]?.trim() ?? '';
  const method = /^METHOD:(.*)$/m.exec(calendar)?.[1]?.trim() ?? '';
  return `${line}\n      calendar: ${method}, SEQUENCE ${value('SEQUENCE')}, starts ${value('DTSTART')}`;
}
