/** What the pool needs of a connection, whichever way it sends. */
import type { Envelope, Outcome } from './transport.ts';

export interface Session {
  /** One message at a time. Never throws. */
  send(envelope: Envelope, wire: Buffer, careful: boolean): Promise<Outcome>;
  /** False once the connection is gone or the server said goodbye. */
  isUsable(): boolean;
  /** QUIT, without waiting for the answer. */
  quit(): void;
}
