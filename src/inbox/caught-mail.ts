/** The noun of the local inbox: a mail that would have left, with the envelope it would have left in. */

export interface CaughtMail {
  /** `20261124T233815123Z-0001-ab12`: file name and address in one, later ones sort after earlier ones. */
  readonly id: string;
  readonly at: Temporal.Instant;
  /** '' is the null sender. */
  readonly from: string;
  readonly to: readonly string[];
  /** Decoded; '' when there is none. */
  readonly subject: string;
  /** Bytes. */
  readonly size: number;
}

/** An id names a file: nothing else than what `makeId` makes is one. */
export function isCaughtMailId(text: string): boolean {
  return /^\d{8}T\d{9}Z-\d{4,}-[0-9a-f]{4}$/.test(text);
}

/** @param random four hexadecimal digits, so that two processes on one folder never meet */
export function makeCaughtMailId(at: Temporal.Instant, count: number, random: string): string {
  const stamp = at
    .round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
    .toString({ fractionalSecondDigits: 3 })
    .replace(/[-:.]/g, '');
  return `${stamp}-${String(count).padStart(4, '0')}-${random}`;
}

/** What stands in the file beside the message. */
export function formatEnvelope(mail: CaughtMail): string {
  return `${JSON.stringify({ ...mail, at: mail.at.toString() }, null, 1)}\n`;
}

/** Null for a file that is not an envelope, such as one that a full disk cut short. */
export function parseEnvelope(text: string): CaughtMail | null {
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    const { id, at, from, to, subject, size } = value;
    if (typeof id !== 'string' || typeof at !== 'string' || typeof from !== 'string') return null;
    if (typeof subject !== 'string' || typeof size !== 'number' || !Array.isArray(to)) return null;
    return { id, at: Temporal.Instant.from(at), from, to: to.map(String), subject, size };
  } catch {
    return null;
  }
}
