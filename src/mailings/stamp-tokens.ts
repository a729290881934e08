/** The tokens of one copy, out of the rows it belongs to: the same rows give the same tokens on every attempt. */
import { signToken } from '../signed-token.ts';
import type { Recipient } from './stamp.ts';

export interface TokenRows {
  readonly deliveryId: number;
  readonly subscriberId: number;
  /** The same person's delivery of the announcement; null for people who did not get it. */
  readonly earlierId: number | null;
  /** Stands in for it: one thread for everybody who joined later. */
  readonly talkId: number;
}

// Far above any delivery: a thread that begins with no mail of ours.
const threadsFrom = 2 ** 47;

export function recipientTokens(secret: string, rows: TokenRows): Recipient['tokens'] {
  return new RowTokens(secret, rows);
}

class RowTokens {
  readonly 'message-id': string;
  readonly attendee: string;
  readonly unsubscribe: string;
  readonly preferences: string;
  readonly #secret: string;
  readonly #rows: TokenRows;

  constructor(secret: string, rows: TokenRows) {
    this.#secret = secret;
    this.#rows = rows;
    // The tokens of one row one after the other: they share a hash.
    this['message-id'] = signToken(secret, 'message-id', rows.deliveryId);
    this.attendee = signToken(secret, 'attendee', rows.deliveryId);
    this.unsubscribe = signToken(secret, 'unsubscribe', rows.subscriberId);
    this.preferences = signToken(secret, 'preferences', rows.subscriberId);
  }

  /** Most mailings begin a thread and never ask for it. */
  get 'in-reply-to'(): string {
    return signToken(this.#secret, 'message-id', this.#rows.earlierId ?? threadsFrom + this.#rows.talkId);
  }
}
