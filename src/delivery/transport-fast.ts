/**
 * The fast way: MAIL, RCPT and DATA in one write, then the prepared message in one write, with the next envelope right
 * behind its final dot (RFC 2920 §3.1: DATA ends a group of commands, the final dot does not). One round trip a message
 * instead of two. It takes over a connection that nodemailer opened and authenticated; nodemailer still sees to its
 * errors and its end.
 *
 *   begin ─> offered ── 354 ──> sending ── answer to the dot ──> settled
 *                                  └─ behind it: the follower, offered
 */
import { terminatorLength } from '../mail/mime-wire.ts';
import { judgeReply, type Phase } from './judge-reply.ts';
import { type BrokenReply, type Reply, ReplyReader } from './reply-reader.ts';
import type { Outcome } from './transport.ts';
import type { OpenConnection } from './transport-connect.ts';
import { SessionDeadline } from './transport-deadline.ts';
import type { Handover, Session, SessionOwner } from './transport-session.ts';

/** RFC 5321 §4.5.3.2, in milliseconds: MAIL and RCPT, DATA, each block of data, the final dot. */
export interface PhaseLimits {
  readonly envelope: number;
  readonly data: number;
  readonly block: number;
  readonly final: number;
}

export const phaseLimits: PhaseLimits = { envelope: 300_000, data: 120_000, block: 180_000, final: 600_000 };

const tooLate = 'the server did not answer in time';

/** What the next answer to an envelope is about. `empty`: to the lone dot that ends DATA without a recipient. */
type Step = 'reset' | 'mail' | 'rcpt' | 'data' | 'empty';

/** An envelope that is being answered. */
interface Offer {
  readonly handover: Handover;
  step: Step;
  /** Something of it was answered. */
  heard: boolean;
  refused: { readonly reply: Reply; readonly phase: Phase } | null;
}

/** A message that was written, or is being written. */
interface Sending {
  readonly handover: Handover;
  /** The final dot left this process. */
  flushed: boolean;
  /** Nothing but the message was in the write: not flushed means that the dot never left. */
  readonly alone: boolean;
}

export class FastSession implements Session {
  readonly #open: OpenConnection;
  readonly #owner: SessionOwner;
  readonly #limits: PhaseLimits;
  readonly #carefulMs: number;
  readonly #reader = new ReplyReader();
  readonly #deadline: SessionDeadline;
  #offer: Offer | null = null;
  #sending: Sending | null = null;
  #lost: string | null = null;
  #leaving = false;
  #needsReset = false;
  /** The connection has carried a message: when it ends without a word, that says nothing about the next one. */
  #proven = false;

  constructor(
    open: OpenConnection,
    owner: SessionOwner,
    carefulMs: number,
    limits: PhaseLimits = phaseLimits,
  ) {
    this.#open = open;
    this.#owner = owner;
    this.#carefulMs = carefulMs;
    this.#limits = limits;
    this.#deadline = new SessionDeadline(Math.min(...Object.values(limits)), (why) => this.#drop(why));
    // From here on the replies are ours; nodemailer has no command under way.
    open.socket.removeAllListeners('data');
    // As are the deadlines: the socket need not wind its own clock at each read and write.
    open.socket.setTimeout(0);
    open.socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    open.connection.on('error', (error) => this.#fail(error.message));
    open.connection.once('end', () => this.#fail('the server closed the connection'));
  }

  isFree(): boolean {
    return this.#offer === null && this.#sending === null;
  }

  isUsable(): boolean {
    return this.#lost === null && !this.#leaving;
  }

  quit(): void {
    this.#leaving = true;
    if (this.#lost !== null) return;
    this.#deadline.clear();
    this.#open.socket.write('QUIT\r\n');
    this.#open.connection.close();
  }

  begin(handover: Handover): void {
    this.#open.socket.write(this.#envelopeOf(handover), 'utf8');
    this.#deadline.set(this.#limits.envelope, tooLate);
  }

  parkFollower(): void {
    if (this.#sending === null || this.#offer === null) return;
    const { handover } = this.#offer;
    this.#offer = null;
    // Its DATA may be let in any moment, and nothing must follow it: the connection ends with the message before it.
    this.#leaving = true;
    this.#owner.giveBack(handover);
  }

  /** Makes it the offer under way. */
  #envelopeOf(handover: Handover): string {
    const { envelope, wire } = handover;
    const size = this.#open.extensions.has('SIZE') ? ` SIZE=${wire.length}` : '';
    const reset = this.#needsReset ? 'RSET\r\n' : '';
    this.#offer = { handover, step: this.#needsReset ? 'reset' : 'mail', heard: false, refused: null };
    this.#needsReset = false;
    return `${reset}MAIL FROM:<${envelope.from}>${size}\r\nRCPT TO:<${envelope.to}>\r\nDATA\r\n`;
  }

  #onData(chunk: Buffer): void {
    for (const reply of this.#reader.read(chunk)) {
      if (this.#lost !== null) return;
      if ('broken' in reply) this.#drop((reply as BrokenReply).broken);
      else if (this.#sending !== null) this.#onFinal(this.#sending, reply);
      else if (this.#offer !== null) this.#onOffer(this.#offer, reply);
      // A goodbye, or a server that lost count.
      else this.#drop('the server spoke without being asked');
    }
  }

  #onOffer(offer: Offer, reply: Reply): void {
    const { step } = offer;
    offer.heard = true;
    if (step === 'empty') this.#endOffer(offer);
    else if (reply.code === 421) this.#endOffer(offer, { reply, phase: step === 'reset' ? 'mail' : step });
    else if (step === 'reset') offer.step = 'mail';
    else if (step === 'data') this.#onInvitation(offer, reply);
    else {
      if (reply.code >= 300) offer.refused ??= { reply, phase: step };
      offer.step = step === 'mail' ? 'rcpt' : 'data';
      if (step === 'rcpt') this.#deadline.set(this.#limits.data, tooLate);
    }
  }

  #onInvitation(offer: Offer, reply: Reply): void {
    const invited = reply.code < 400;
    if (offer.refused === null) {
      if (invited) this.#write(offer.handover);
      else this.#endOffer(offer, { reply, phase: 'data' });
      return;
    }
    if (!invited) this.#endOffer(offer);
    else if (offer.refused.phase === 'mail') {
      // A server that takes DATA from a sender it refused cannot be trusted with the rest of the session.
      this.#endOffer(offer);
      this.#drop('the server took DATA without a sender');
    } else {
      // RFC 2920 §3.1: DATA without a valid recipient may be let in; an empty message ends it and goes to nobody.
      offer.step = 'empty';
      this.#open.socket.write('.\r\n');
    }
  }

  #endOffer(offer: Offer, refused = offer.refused): void {
    this.#offer = null;
    this.#needsReset = true;
    this.#deadline.clear();
    this.#settle(offer.handover, refused!.reply, refused!.phase);
    this.#owner.onAnswer();
  }

  #onFinal(sending: Sending, reply: Reply): void {
    this.#sending = null;
    this.#proven = true;
    const { handover } = sending;
    if (this.#offer !== null) this.#deadline.set(this.#limits.envelope, tooLate);
    else this.#deadline.clear();
    if (!sending.flushed && reply.code < 300) {
      // Taken before it was sent: no server does that, and what it took is anybody's guess.
      handover.settle({ kind: 'uncertain', reply: reply.text });
      this.#drop('the server answered before it had the message');
    } else this.#settle(handover, reply, 'body');
    if (this.#leaving && this.#lost === null) this.#drop('the connection was not to be used again');
    this.#owner.onAnswer();
  }

  #settle(handover: Handover, reply: Reply, phase: Phase): void {
    handover.settle(judgeReply(reply, phase));
    if (reply.code === 421) this.#drop('the server said goodbye');
  }

  #write(handover: Handover): void {
    this.#offer = null;
    this.#deadline.set(this.#limits.block, 'the server stopped reading');
    if (handover.careful) {
      this.#writeCarefully(handover);
      return;
    }
    const { socket } = this.#open;
    const follower = this.#owner.follower();
    const sending = { handover, flushed: false, alone: follower === null };
    this.#sending = sending;
    if (follower !== null) socket.cork();
    socket.write(handover.wire, (error) => this.#onFlushed(sending, error));
    if (follower === null) return;
    socket.write(this.#envelopeOf(follower), 'utf8');
    socket.uncork();
  }

  #onFlushed(sending: Sending, error: Error | null | undefined): void {
    if (error || this.#lost !== null) return;
    sending.flushed = true;
    if (this.#sending === sending) this.#deadline.set(this.#limits.final, tooLate);
  }

  /** All but the final dot; then a pause in which a server that drops messages like this one will have dropped it. */
  #writeCarefully(handover: Handover): void {
    const { socket } = this.#open;
    const { wire } = handover;
    const sending: Sending = { handover, flushed: false, alone: true };
    this.#sending = sending;
    const finish = () => {
      if (this.#lost !== null || this.#sending !== sending) return;
      socket.write(wire.subarray(wire.length - terminatorLength), (error) => this.#onFlushed(sending, error));
    };
    socket.write(wire.subarray(0, wire.length - terminatorLength), (error) => {
      if (!error) setTimeout(finish, this.#carefulMs);
    });
  }

  #drop(why: string): void {
    this.#fail(why);
    this.#open.connection.close();
  }

  #fail(why: string): void {
    if (this.#lost !== null) return;
    this.#lost = why;
    this.#deadline.clear();
    const sending = this.#sending;
    const offer = this.#offer;
    this.#sending = null;
    this.#offer = null;
    if (sending !== null) sending.handover.settle(brokenOff(sending, why));
    if (offer !== null && !offer.heard && (this.#proven || sending !== null))
      this.#owner.giveBack(offer.handover);
    else offer?.handover.settle({ kind: 'temporary', reply: why });
    this.#owner.onAnswer();
  }
}

/** What never left this process cannot have arrived; what may have left it may have. */
function brokenOff({ alone, flushed }: Sending, why: string): Outcome {
  if (alone && !flushed) return { kind: 'temporary', reply: `${why} in the middle of the message` };
  return { kind: 'uncertain', reply: `${why} before the message was answered` };
}
