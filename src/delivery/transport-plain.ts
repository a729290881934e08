/** The plain way: nodemailer sends. For everything unusual (LMTP, no PIPELINING, international addresses). */
import { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer';
import { fromWire } from '../mail/mime-wire.ts';
import { judgeReply, type Phase } from './judge-reply.ts';
import type { Envelope, Outcome } from './transport.ts';
import type { OpenConnection } from './transport-connect.ts';
import type { Session } from './transport-session.ts';

/** A message that knows whether anything of it was asked for; given away whole, without the cost of a stream. */
class OnePiece extends Readable {
  readonly #message: Buffer;
  begun = false;

  constructor(message: Buffer) {
    super();
    this.#message = message;
  }

  override pipe<Destination extends NodeJS.WritableStream>(destination: Destination): Destination {
    this.begun = true;
    destination.end(this.#message);
    return destination;
  }
}

export class PlainSession implements Session {
  readonly #open: OpenConnection;
  #usable = true;

  constructor(open: OpenConnection) {
    this.#open = open;
    open.connection.on('error', () => {
      this.#usable = false;
    });
    open.connection.once('end', () => {
      this.#usable = false;
    });
  }

  isUsable(): boolean {
    return this.#usable && !this.#open.connection.destroyed;
  }

  quit(): void {
    this.#usable = false;
    if (!this.#open.connection.destroyed) this.#open.connection.quit();
  }

  send(envelope: Envelope, wire: Buffer): Promise<Outcome> {
    const message = fromWire(wire);
    const international = /[^\x00-\x7f]/.test(`${envelope.from}${envelope.to}`);
    if (international && !this.#open.extensions.has('SMTPUTF8')) {
      const reply = 'the next hop takes no international addresses (no SMTPUTF8)';
      return Promise.resolve({ kind: 'permanent', reply, countsAs: 'soft' });
    }
    const body = new OnePiece(message);
    return new Promise((resolve) => {
      this.#open.connection.send(
        {
          from: envelope.from === '' ? false : envelope.from,
          to: [envelope.to],
          size: message.length,
          use8BitMime: international,
        },
        body,
        (error, info) => {
          const refused = error ?? info?.rejectedErrors?.[0] ?? null;
          if (refused === null) return resolve({ kind: 'submitted', reply: info?.response ?? '250' });
          // A refused transaction leaves the session in a state that only a new one makes certain.
          this.quit();
          resolve(judgeError(refused, body.begun));
        },
      );
    });
  }
}

/** nodemailer gives the same error for a drop before and after the final dot: with the message begun both are uncertain. */
export function judgeError(error: NodemailerError, begun: boolean): Outcome {
  if (typeof error.responseCode === 'number') {
    const text = error.response ?? error.message;
    return judgeReply({ code: error.responseCode, text }, phaseOf(error));
  }
  const kind = begun ? 'uncertain' : 'temporary';
  return { kind, reply: error.message };
}

function phaseOf(error: NodemailerError): Phase {
  if (error.code === 'EMESSAGE') return 'body';
  return error.command === 'MAIL FROM' ? 'mail' : error.command === 'DATA' ? 'data' : 'rcpt';
}
