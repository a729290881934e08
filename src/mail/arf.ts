/**
 * Complaints: the message/feedback-report part (RFC 5965 §3). The recipient is the one the provider names, if it names any:
 * many hide who complained, and then only the returned message's own token tells.
 */

export interface FeedbackReport {
  /** `abuse`, `fraud`, `virus`, `opt-out`, `auth-failure`, `not-spam`, `other`; lower case. */
  readonly feedbackType: string;
  readonly recipients: readonly string[];
  /** Whether somebody wants no more of our mail (an authentication report or "not spam" does not say so). */
  readonly isComplaint: boolean;
}

const RECIPIENT_FIELDS = new Set([
  'original-rcpt-to',
  'removal-recipient',
  'original-recipient',
  'final-recipient',
]);

/** Reads the text of a message/feedback-report part; null when it names no type. */
export function parseFeedbackReport(text: string): FeedbackReport | null {
  let feedbackType: string | null = null;
  const recipients: string[] = [];
  for (const line of text
    .slice(0, 100_000)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r\n|\r|\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'feedback-type') feedbackType = value.toLowerCase().slice(0, 40);
    const address = RECIPIENT_FIELDS.has(name)
      ? /[^\s<>;:"]{1,200}@[^\s<>;:"]{1,253}/.exec(value.slice(0, 1000))?.[0]
      : undefined;
    if (address !== undefined && recipients.length < 50 && !recipients.includes(address))
      recipients.push(address);
  }
  if (feedbackType === null) return null;
  const isComplaint = !/^(?:auth-failure|not-spam|dmarc)/.test(feedbackType);
  return { feedbackType, recipients, isComplaint };
}
