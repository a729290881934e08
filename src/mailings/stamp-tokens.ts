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
  return {
    'message-id': signToken(secret, 'message-id', rows.deliveryId),
    attendee: signToken(secret, 'attendee', rows.deliveryId),
    unsubscribe: signToken(secret, 'unsubscribe', rows.subscriberId),
    preferences: signToken(secret, 'preferences', rows.subscriberId),
    // Most mailings begin a thread and never ask for it.
    get 'in-reply-to'() {
      return signToken(secret, 'message-id', rows.earlierId ?? threadsFrom + rows.talkId);
    },
  };
}
