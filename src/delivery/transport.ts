/** The seam between the ledger and mail servers. Everything about a conversation ends up in one of seven outcomes. */

/** RFC 5321 §2.3.1. An empty `from` is the null return path. */
export interface Envelope {
  readonly from: string;
  readonly to: string;
}

export type Outcome =
  /** The next hop said 250 and is responsible from now on. */
  | { readonly kind: 'submitted'; readonly reply: string }
  /** It was certainly not taken, and may be later. */
  | { readonly kind: 'temporary'; readonly reply: string }
  /** It will never be taken for this recipient. Only `hard` says that the address is gone. */
  | { readonly kind: 'permanent'; readonly reply: string; readonly countsAs: 'hard' | 'soft' | 'none' }
  /** The refusal concerns us: authentication, reputation, rate. Nobody on the list is at fault. */
  | { readonly kind: 'policy'; readonly reply: string; readonly permanent: boolean }
  /** The connection ended after the message was on its way and before it was answered: perhaps it was taken. */
  | { readonly kind: 'uncertain'; readonly reply: string }
  /** There is no conversation to be had at present. The attempt does not count; try again in `retryInMs`. */
  | { readonly kind: 'connection-failed'; readonly reply: string; readonly retryInMs: number };

export interface SendOptions {
  /**
   * For a message that may have arrived before: the final dot is held back until the server has had the chance to drop
   * the connection, so that a drop in the middle is known to be one.
   */
  readonly careful: boolean;
}

export interface Transport {
  /**
   * How many messages it is worth giving it at once: for each connection one that is being written, one whose envelope
   * goes out behind it, and one that waits.
   */
  readonly room: number;
  /**
   * `wire` is the message in wire form, to be read only until the outcome is known: its memory is used again.
   * Never throws: what went wrong is an outcome.
   */
  send(envelope: Envelope, wire: Buffer, options?: SendOptions): Promise<Outcome>;
  /** How long there is no use in trying, in milliseconds; 0 when there is. */
  restMs(): number;
  /** Everything of which nothing was handed over yet comes back at once, as `connection-failed`. */
  recall(): void;
  /** Says goodbye to idle connections; one in the middle of a message ends when that does. */
  close(): Promise<void>;
}
