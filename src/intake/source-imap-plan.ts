/** What to read of a mailbox, and in which portions: decided here, done in `source-imap-session.ts`. */
import type { ImapCursor } from '../store/imap-cursor.ts';

export type Look =
  /** All after the last one read. */
  | { readonly kind: 'onward'; readonly afterUid: number }
  /** Never looked before: what nobody has read lately. What is read or older was dealt with by people, and stays theirs. */
  | { readonly kind: 'unread'; readonly since: Temporal.Instant }
  /** All UIDs are new (RFC 9051 §2.3.1.1): all since shortly before the last one that we stored. */
  | { readonly kind: 'since'; readonly since: Temporal.Instant };

/** Nobody wants an answer to an older mail from a machine that was set up today. */
const FIRST_LOOK = { hours: 14 * 24 };
/** Dates in a mailbox are days, in the server's own zone. */
const MARGIN = { hours: 48 };

/** @param at.lastStored of any mail by IMAP */
export function planLook(
  cursor: ImapCursor | null,
  uidValidity: number,
  at: { readonly now: Temporal.Instant; readonly lastStored: Temporal.Instant | null },
): Look {
  if (cursor?.uidValidity === uidValidity) return { kind: 'onward', afterUid: cursor.lastUid };
  if (cursor === null || at.lastStored === null)
    return { kind: 'unread', since: at.now.subtract(FIRST_LOOK) };
  return { kind: 'since', since: at.lastStored.subtract(MARGIN) };
}

/** UIDs in ascending order, in portions of at most `maxCount` mails and, beyond the first of each, `maxBytes`. */
export function planPortions(
  mails: readonly { readonly uid: number; readonly size: number }[],
  limits: { readonly maxCount: number; readonly maxBytes: number },
): number[][] {
  const portions: number[][] = [];
  let bytes = 0;
  for (const { uid, size } of [...mails].sort((a, b) => a.uid - b.uid)) {
    const last = portions.at(-1);
    if (last === undefined || last.length >= limits.maxCount || bytes + size > limits.maxBytes) {
      portions.push([uid]);
      bytes = size;
    } else {
      last.push(uid);
      bytes += size;
    }
  }
  return portions;
}

/** One second, two, four … a minute: how long to wait after so many failures in a row. */
export function reconnectDelayMs(failures: number, delays: { firstMs: number; longestMs: number }): number {
  return Math.min(delays.longestMs, delays.firstMs * 2 ** Math.min(failures - 1, 20));
}
