/** What the pool needs of a connection, whichever way it sends, and what a connection asks of the pool. */
import type { Envelope, Outcome } from './transport.ts';

/** One message on its way through the pool. */
export interface Handover {
  readonly envelope: Envelope;
  readonly wire: Buffer;
  readonly careful: boolean;
  /** When it was given to the pool, by `performance.now()`. */
  readonly since: number;
  settle(outcome: Outcome): void;
}

export interface Session {
  /** Only while it is free. */
  begin(handover: Handover): void;
  /** Nothing is under way. */
  isFree(): boolean;
  /** False once the connection is gone or the server said goodbye. */
  isUsable(): boolean;
  /** The message being answered takes long: what stands behind it goes another way, and the connection ends with it. */
  parkFollower(): void;
  /** QUIT, without waiting for the answer. */
  quit(): void;
}

export interface SessionOwner {
  /** A message whose envelope may go out behind the one that is being written; null when none waits. */
  follower(): Handover | null;
  /** Nothing of this message was handed over, through no fault of its own: it goes by another connection. */
  giveBack(handover: Handover): void;
  /** A message was answered, or the connection ended. */
  onAnswer(): void;
}
