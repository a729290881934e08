/** The plain way: nodemailer sends. For everything unusual (LMTP, no PIPELINING, international addresses, wishes for reports). */
import { Readable, Transform } from 'node:stream';
import type { NodemailerError } from 'nodemailer';
import type { SMTPEnvelopeDsn } from 'nodemailer/lib/smtp-connection';
import { fromWire } from '../mail/mime-wire.ts';
import { judgeReply, type Phase } from './judge-reply.ts';
import type { Envelope, Outcome } from './transport.ts';
import type { OpenConnection } from './transport-connect.ts';
import type { RelayOptions, ReportWishes } from './transport-options.ts';
import type { Handover, Session, SessionOwner } from './transport-session.ts';

/**
 * A message that knows whether anything of it was asked for; given away whole. nodemailer hands over the stream that
 * would look at each octet for leading dots, which costs more than all the rest of sending: a message in wire form has
 * that behind it and enters at the stream's far end.
 */
class OnePiece extends Readable {
  readonly #wire: Buffer;
  begun = false;

  constructor(wire: Buffer) {
    super();
    this.#wire = wire;
  }

  override pipe<Destination extends NodeJS.WritableStream>(destination: Destination): Destination {
    this.begun = true;
    if (destination instanceof Transform) {
      destination.push(this.#wire);
      destination.push(null);
    } else destination.end(fromWire(this.#wire));
    return destination;
  }
}

export class PlainSession implements Session {
  readonly #open: OpenConnection;
  readonly #owner: SessionOwner;
  readonly #reports: ReportWishes | null;
  readonly #lmtp: boolean;
  #usable = true;
  #free = true;

  constructor(
    open: OpenConnection,
    owner: SessionOwner,
    relay: Pick<RelayOptions, 'connection' | 'reports'>,
  ) {
    this.#open = open;
    this.#owner = owner;
    this.#reports = relay.reports;
    this.#lmtp = relay.connection.lmtp === true;
    const end = () => {
      this.#usable = false;
      if (this.#free) owner.onAnswer();
    };
    open.connection.on('error', end);
    open.connection.once('end', end);
  }

  isFree(): boolean {
    return this.#free;
  }

  isUsable(): boolean {
    return this.#usable && !this.#open.connection.destroyed;
  }

  quit(): void {
    this.#usable = false;
    if (!this.#open.connection.destroyed) this.#open.connection.quit();
  }

  /** One at a time: nothing stands behind a message. */
  parkFollower(): void {}

  begin(handover: Handover): void {
    this.#free = false;
    void this.#send(handover.envelope, handover.wire).then((outcome) => {
      this.#free = true;
      handover.settle(outcome);
      this.#owner.onAnswer();
    });
  }

  #send(envelope: Envelope, wire: Buffer): Promise<Outcome> {
    const international = /[^\x00-\x7f]/.test(`${envelope.from}${envelope.to}`);
    if (international && !this.#open.extensions.has('SMTPUTF8')) {
      const reply = 'the next hop takes no international addresses (no SMTPUTF8)';
      return Promise.resolve({ kind: 'permanent', reply, countsAs: 'soft' });
    }
    const body = new OnePiece(wire);
    return new Promise((resolve) => {
      this.#open.connection.send(
        {
          from: envelope.from === '' ? false : envelope.from,
          to: [envelope.to],
          size: wire.length,
          use8BitMime: international,
          ...(this.#reports === null ? {} : { dsn: wishesFor(envelope, wire, this.#reports) }),
        },
        body,
        (error, info) => {
          const refused = error ?? info?.rejectedErrors?.[0] ?? null;
          if (refused === null) return resolve({ kind: 'submitted', reply: info?.response ?? '250' });
          // A refused transaction leaves the session in a state that only a new one makes certain.
          this.quit();
          resolve(judgeError(refused, { begun: body.begun, lmtp: this.#lmtp }));
        },
      );
    });
  }
}

/**
 * nodemailer leaves them out where the server does not offer DSN. The Message-ID is the envelope's name (ENVID), so that a
 * report is known as ours also where the return path is rewritten; it comes back as Original-Envelope-Id (RFC 3464 §2.2.1).
 */
function wishesFor(envelope: Envelope, wire: Buffer, wishes: ReportWishes): SMTPEnvelopeDsn {
  // RFC 3461 §4.3, §5.2.1: nobody is there to be told.
  if (envelope.from === '') return {};
  const head = wire.toString('latin1', 0, wire.indexOf('\r\n\r\n') + 2);
  const id = /^Message-ID:\s*<([\x21-\x7e]{1,100})>\r$/im.exec(head)?.[1] ?? null;
  return {
    ret: wishes.return === 'full' ? 'FULL' : 'HDRS',
    envid: id,
    notify: wishes.notify.map((when) => when.toUpperCase()),
    // RFC 6533 §3 writes other addresses in a form that few servers know.
    orcpt: /^[\x21-\x7e]+$/.test(envelope.to) ? envelope.to : null,
  };
}

interface Course {
  /** Something of the message was asked for. */
  readonly begun: boolean;
  readonly lmtp: boolean;
}

/** nodemailer gives the same error for a drop before and after the final dot: with the message begun both are uncertain. */
function judgeError(error: NodemailerError, { begun, lmtp }: Course): Outcome {
  const text = error.response ?? error.message;
  if (typeof error.responseCode === 'number')
    return judgeReply({ code: error.responseCode, text }, phaseOf(error, lmtp));
  // The server named a limit (RFC 1870 §4), and nodemailer did not try to break it.
  if (error.code === 'EMESSAGE' && !begun) return { kind: 'permanent', reply: text, countsAs: 'none' };
  return { kind: begun ? 'uncertain' : 'temporary', reply: text };
}

function phaseOf(error: NodemailerError, lmtp: boolean): Phase {
  // RFC 2033 §4.2: after the dot LMTP answers once for each recipient, and about that recipient.
  if (error.code === 'EMESSAGE') return lmtp && error.responseCode !== 421 ? 'rcpt' : 'body';
  return error.command === 'MAIL FROM' ? 'mail' : error.command === 'DATA' ? 'data' : 'rcpt';
}
