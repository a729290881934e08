/**
 * The fast way: MAIL, RCPT and DATA in one write (RFC 2920), then the prepared message in one write. It takes over a
 * connection that nodemailer opened and authenticated; nodemailer still sees to its errors and its end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { terminatorLength } from '../mail/mime-wire.ts';
import { judgeReply, type Phase } from './judge-reply.ts';
import { type BrokenReply, type Reply, ReplyReader } from './reply-reader.ts';
import type { Envelope, Outcome } from './transport.ts';
import type { OpenConnection } from './transport-connect.ts';
import type { Session } from './transport-session.ts';

/** RFC 5321 §4.5.3.2, in milliseconds: MAIL and RCPT, DATA, each block of data, the final dot. */
export interface PhaseLimits {
  readonly envelope: number;
  readonly data: number;
  readonly block: number;
  readonly final: number;
}

export const phaseLimits: PhaseLimits = { envelope: 300_000, data: 120_000, block: 180_000, final: 600_000 };

interface Lost {
  readonly lost: string;
}

type Answer = Reply | Lost;

export class FastSession implements Session {
  readonly #open: OpenConnection;
  readonly #limits: PhaseLimits;
  readonly #carefulMs: number;
  readonly #reader = new ReplyReader();
  readonly #answers: Reply[] = [];
  #waiting: ((answer: Answer) => void) | null = null;
  #lost: string | null = null;
  #leaving = false;
  #needsReset = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #gone = Promise.withResolvers<void>();

  constructor(open: OpenConnection, carefulMs: number, limits: PhaseLimits = phaseLimits) {
    this.#open = open;
    this.#carefulMs = carefulMs;
    this.#limits = limits;
    // From here on the replies are ours; nodemailer has no command under way.
    open.socket.removeAllListeners('data');
    open.socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    open.connection.on('error', (error) => this.#fail(error.message));
    open.connection.once('end', () => this.#fail('the server closed the connection'));
  }

  isUsable(): boolean {
    return this.#lost === null && !this.#leaving;
  }

  quit(): void {
    this.#leaving = true;
    if (this.#lost !== null) return;
    this.#open.socket.write('QUIT\r\n');
    this.#open.connection.close();
  }

  async send(envelope: Envelope, wire: Buffer, careful: boolean): Promise<Outcome> {
    const refusal = await this.#offer(envelope, wire.length);
    if (refusal !== null) return refusal;
    const flushed = careful ? await this.#writeCarefully(wire) : this.#write(wire);
    const answer = await this.#answer(this.#limits.final);
    if ('lost' in answer) {
      // What never left this process cannot have arrived.
      if (!flushed.done) return { kind: 'temporary', reply: `${answer.lost} in the middle of the message` };
      return { kind: 'uncertain', reply: `${answer.lost} before the message was answered` };
    }
    if (!flushed.done && answer.code < 300) {
      // Taken before it was sent: no server does that, and what it took is anybody's guess.
      this.#drop('the server answered before it had the message');
      return { kind: 'uncertain', reply: answer.text };
    }
    return this.#settle(answer, 'body');
  }

  /** The envelope; null when the server waits for the message. */
  async #offer(envelope: Envelope, size: number): Promise<Outcome | null> {
    const sizes = this.#open.extensions.has('SIZE') ? ` SIZE=${size}` : '';
    const reset = this.#needsReset;
    this.#needsReset = false;
    this.#open.socket.write(
      `${reset ? 'RSET\r\n' : ''}MAIL FROM:<${envelope.from}>${sizes}\r\nRCPT TO:<${envelope.to}>\r\nDATA\r\n`,
    );
    if (reset) {
      const answer = await this.#answer(this.#limits.envelope);
      if ('lost' in answer) return { kind: 'temporary', reply: answer.lost };
    }
    const mail = await this.#answer(this.#limits.envelope);
    if ('lost' in mail) return { kind: 'temporary', reply: mail.lost };
    if (mail.code === 421) return this.#settle(mail, 'mail');
    const rcpt = await this.#answer(this.#limits.envelope);
    if ('lost' in rcpt) return { kind: 'temporary', reply: rcpt.lost };
    if (rcpt.code === 421) return this.#settle(rcpt, 'rcpt');
    const data = await this.#answer(this.#limits.data);
    if ('lost' in data && mail.code < 300 && rcpt.code < 300) return { kind: 'temporary', reply: data.lost };
    return this.#decideOffer(mail, rcpt, data);
  }

  async #decideOffer(mail: Reply, rcpt: Reply, data: Answer): Promise<Outcome | null> {
    const refused: [Reply, Phase] | null =
      mail.code >= 300 ? [mail, 'mail'] : rcpt.code >= 300 ? [rcpt, 'rcpt'] : null;
    const invited = !('lost' in data) && data.code < 400;
    if (refused === null) {
      if (invited) return null;
      return this.#settle(data as Reply, 'data');
    }
    if (invited && refused[1] === 'mail') {
      // A server that takes DATA from a sender it refused cannot be trusted with the rest of the session.
      this.#drop('the server took DATA without a sender');
    } else if (invited) {
      // RFC 2920 §3.1: DATA without a valid recipient may be let in; an empty message ends it and goes to nobody.
      this.#open.socket.write('.\r\n');
      await this.#answer(this.#limits.final);
    }
    return this.#settle(...refused);
  }

  #settle(reply: Reply, phase: Phase): Outcome {
    if (reply.code === 421) this.#drop('the server said goodbye');
    if (reply.code >= 400) this.#needsReset = true;
    return judgeReply(reply, phase);
  }

  #write(wire: Buffer): { done: boolean } {
    const flushed = { done: false };
    const stalled = setTimeout(() => this.#drop('the server stopped reading'), this.#limits.block);
    this.#open.socket.write(wire, () => {
      clearTimeout(stalled);
      flushed.done = this.#lost === null;
    });
    return flushed;
  }

  /** All but the final dot; then a pause in which a server that drops messages like this one will have dropped it. */
  async #writeCarefully(wire: Buffer): Promise<{ done: boolean }> {
    const body = this.#write(wire.subarray(0, wire.length - terminatorLength));
    await Promise.race([sleep(this.#carefulMs), this.#gone.promise]);
    if (this.#lost !== null || !body.done || this.#answers.length > 0) return { done: false };
    return this.#write(wire.subarray(wire.length - terminatorLength));
  }

  #answer(limitMs: number): Promise<Answer> | Answer {
    const answer = this.#answers.shift();
    if (answer !== undefined) return answer;
    if (this.#lost !== null) return { lost: this.#lost };
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#timer = setTimeout(() => this.#drop('the server did not answer in time'), limitMs);
    });
  }

  #onData(chunk: Buffer): void {
    for (const reply of this.#reader.read(chunk)) {
      if ('broken' in reply) this.#drop((reply as BrokenReply).broken);
      else this.#hand(reply);
    }
  }

  #hand(reply: Reply): void {
    const waiting = this.#waiting;
    if (waiting === null) {
      // Said without being asked, while idle: a goodbye. While a message is being written: the answer to it.
      this.#answers.push(reply);
      if (reply.code === 421) this.#leaving = true;
      return;
    }
    this.#waiting = null;
    clearTimeout(this.#timer);
    waiting(reply);
  }

  #drop(why: string): void {
    this.#fail(why);
    this.#open.connection.close();
  }

  #fail(why: string): void {
    if (this.#lost !== null) return;
    this.#lost = why;
    clearTimeout(this.#timer);
    this.#gone.resolve();
    this.#waiting?.({ lost: why });
    this.#waiting = null;
  }
}
