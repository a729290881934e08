/** Mailing-list header fields: RFC 2919 (List-Id), RFC 2369 (List-*), RFC 8058, and the customs around them. */
import { headerValue, headerValues, type Message } from './message.ts';

/** The identifiers inside the top-level List-Id fields, lower case: `ai4science.lab.example` (RFC 2919 §3). */
export function listIds(message: Message): string[] {
  return headerValues(message, 'list-id').map((value) =>
    (/<\s*([^<>\s]+)\s*>\s*$/.exec(value)?.[1] ?? value).trim().toLowerCase(),
  );
}

/** Whether a mailing list or a bulk mailer distributed the message; the field that says so, or null. */
export function listEvidence(message: Message): string | null {
  const named = [
    'list-id',
    'list-post',
    'x-mailman-version',
    'x-beenthere',
    'mailing-list',
    'x-mailing-list',
    'x-google-group-id',
  ];
  for (const name of named) if (headerValue(message, name) !== null) return name;
  const precedence = (headerValue(message, 'precedence') ?? '').trim().toLowerCase();
  if (precedence === 'list') return 'precedence: list';
  const isBulk =
    precedence === 'bulk' ||
    headerValue(message, 'feedback-id') !== null ||
    headerValue(message, 'x-campaign-id') !== null;
  const hasLeave = headerValue(message, 'list-unsubscribe') !== null;
  if (hasLeave) return 'list-unsubscribe';
  return isBulk && precedence !== '' ? 'precedence: bulk' : null;
}
