/** Bounces and complaints as a provider's JSON (Amazon SES through SNS), which arrive as mail when nobody built the web hook. */
import type { DsnRecipient } from '../mail/dsn.ts';

export interface ProviderNotice {
  readonly kind: 'bounce' | 'complaint' | 'delivery';
  readonly permanent: boolean;
  readonly recipients: readonly DsnRecipient[];
  readonly messageId: string | null;
}

type Json = { readonly [key: string]: unknown };

/** Null when the text is not such a notice. Lines broken by the mail are joined again. */
export function parseProviderNotice(text: string): ProviderNotice | null {
  const start = text.slice(0, 200).trimStart();
  if (!start.startsWith('{') || !/"(?:notificationType|eventType|Type)"/.test(text.slice(0, 2000)))
    return null;
  const body = text.slice(0, 200_000).split(/\n--\s*\n/)[0] ?? '';
  const root = readJson(body) ?? readJson(body.replace(/\r?\n ?/g, ''));
  if (root === null) return null;
  const notice = typeof root['Message'] === 'string' ? (readJson(root['Message']) ?? root) : root;
  const type = String(notice['notificationType'] ?? notice['eventType'] ?? '').toLowerCase();
  const mail = asObject(notice['mail']);
  const headers = asObject(mail['commonHeaders']);
  const messageId =
    typeof headers['messageId'] === 'string' ? headers['messageId'].replace(/[<>\s]/g, '') : null;
  if (type === 'complaint') {
    return {
      kind: 'complaint',
      permanent: false,
      messageId,
      recipients: people(asObject(notice['complaint'])['complainedRecipients']),
    };
  }
  if (type === 'bounce') {
    const bounce = asObject(notice['bounce']);
    return {
      kind: 'bounce',
      permanent: bounce['bounceType'] === 'Permanent',
      messageId,
      recipients: people(bounce['bouncedRecipients']),
    };
  }
  return type === 'delivery'
    ? {
        kind: 'delivery',
        permanent: false,
        messageId,
        recipients: people(asObject(notice['delivery'])['recipients']),
      }
    : null;
}

function people(list: unknown): DsnRecipient[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, 100).flatMap((entry: unknown) => {
    const one = typeof entry === 'string' ? { emailAddress: entry } : asObject(entry);
    const address = one['emailAddress'];
    if (typeof address !== 'string' || !address.includes('@')) return [];
    const text = (key: string) => (typeof one[key] === 'string' ? String(one[key]) : null);
    return [
      {
        finalRecipient: address,
        originalRecipient: null,
        action: 'failed' as const,
        status: text('status'),
        diagnostic: text('diagnosticCode'),
      },
    ];
  });
}

function readJson(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null; // hard-wrapped or cut off: the caller tries the joined form, then lets a person look
  }
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
