/** The nouns of what comes back. `read-report.ts` makes them; everything about bounces and complaints reads only these. */
import type { DsnAction } from '../mail/dsn.ts';
import type { ReplyReason } from '../mail/reply-words.ts';

/** One recipient of a report. */
export interface ReportedRecipient {
  /** The address WE mailed as far as the report tells: the original recipient before the one it was forwarded to. */
  readonly address: string;
  /** The address at which delivery was tried; differs from `address` after an alias, a list or a forward. */
  readonly finalRecipient: string;
  /** Original-Recipient of the report (RFC 3464 §2.3.1), or null. */
  readonly originalRecipient: string | null;
  readonly action: DsnAction | null;
  /** `5.1.1`; null when the report has none. */
  readonly status: string | null;
  /** What the server said, at most 2000 characters; null when the report quotes nothing. */
  readonly diagnostic: string | null;
  readonly reason: ReplyReason;
  /** What may be held against the address: only failures count, and never those that concern the sender. */
  readonly countsAs: 'hard' | 'soft' | 'none';
}

export interface Report {
  readonly kind: 'bounce-hard' | 'bounce-soft' | 'complaint' | 'not-a-failure';
  /** Empty when the report names nobody: then only the return path or the returned message tells. */
  readonly recipients: readonly ReportedRecipient[];
  /** What it counts as where it names nobody, for whoever the return path or the returned message tells; `none` where it names somebody. */
  readonly namelessCountsAs: 'hard' | 'soft' | 'none';
  /** Message-ID of the returned message, without brackets, or null. */
  readonly returnedMessageId: string | null;
  /** Headers of the returned message: lower-case names, unfolded, the first of each name. */
  readonly returnedHeaders: Readonly<Record<string, string>>;
}
