/** One connection to the sink of the tests: commands, then data until the lone dot, and the faults in between. */
import type { Socket } from 'node:net';
import type { SinkAttempt, SinkRules, SunkMessage } from './smtp-sink.ts';

interface SinkState {
  readonly rules: SinkRules;
  readonly messages: SunkMessage[];
  readonly counts: { messages: number; bytes: number; connections: number; refused: number; dropped: number };
  readonly attempts: Map<string, number>;
}

const end = Buffer.from('\r\n.\r\n', 'latin1');

export class SinkConversation {
  readonly #socket: Socket;
  readonly #state: SinkState;
  readonly #peer: string;
  #pending: Buffer = Buffer.alloc(0);
  #reading = false;
  #chunks: Buffer[] = [];
  #size = 0;
  #tail: Buffer = Buffer.alloc(0);
  #from: string | null = null;
  #to: string | null = null;
  #attempt: SinkAttempt = { recipient: '', attempt: 0 };
  #sent = 0;
  #queue: Promise<void> | null = null;
  #unsaid = '';

  constructor(socket: Socket, state: SinkState) {
    this.#socket = socket;
    this.#state = state;
    this.#peer = socket.remoteAddress ?? '';
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      this.#take(chunk);
      this.#say();
    });
  }

  greet(): void {
    const refusal = this.#state.rules.greeting;
    if (refusal === null) return void this.#socket.write('220 sink.example ESMTP\r\n');
    this.#state.counts.refused++;
    this.#socket.end(`${refusal}\r\n`);
  }

  #take(chunk: Buffer): void {
    if (this.#reading) {
      this.#takeData(chunk);
      return;
    }
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    let answers = '';
    while (!this.#reading && !this.#socket.destroyed) {
      const line = this.#pending.indexOf(0x0a);
      if (line < 0) break;
      const command = this.#pending.toString('utf8', 0, line).replace(/\r$/, '');
      this.#pending = this.#pending.subarray(line + 1);
      answers += this.#obey(command);
    }
    if (answers !== '') this.#answer(answers);
    if (!this.#reading || this.#pending.length === 0) return;
    const rest = this.#pending;
    this.#pending = Buffer.alloc(0);
    this.#takeData(rest);
  }

  #obey(command: string): string {
    const { rules } = this.#state;
    const [, verb] = /^([A-Za-z]+)/.exec(command) ?? [];
    switch (verb?.toUpperCase()) {
      case 'EHLO':
      case 'LHLO':
        return this.#offers();
      case 'HELO':
      case 'RSET':
      case 'NOOP':
        this.#from = null;
        this.#to = null;
        return '250 ok\r\n';
      case 'MAIL':
        if (this.#sent >= rules.goodbyeAfter) return this.#leave('421 4.3.2 closing\r\n');
        if (this.#from !== null) return '503 5.5.1 nested MAIL\r\n';
        this.#from = /<([^>]*)>/.exec(command)?.[1] ?? '';
        this.#to = null;
        return '250 2.1.0 ok\r\n';
      case 'RCPT':
        return this.#recipient(/<([^>]*)>/.exec(command)?.[1] ?? '');
      case 'DATA':
        if (this.#to === null) return '554 5.5.1 no valid recipients\r\n';
        this.#begin();
        return '354 go ahead\r\n';
      case 'QUIT':
        return this.#leave('221 bye\r\n');
      case 'STARTTLS':
        return '454 4.7.0 TLS not available\r\n';
      default:
        return '500 5.5.2 what?\r\n';
    }
  }

  #offers(): string {
    const { rules } = this.#state;
    const offers = ['sink.example', 'SIZE 50000000', 'ENHANCEDSTATUSCODES'];
    if (rules.pipelining) offers.push('PIPELINING');
    if (rules.eightBitMime) offers.push('8BITMIME');
    if (rules.smtpUtf8) offers.push('SMTPUTF8');
    if (rules.starttls) offers.push('STARTTLS');
    return offers.map((offer, at) => `250${at === offers.length - 1 ? ' ' : '-'}${offer}\r\n`).join('');
  }

  #recipient(address: string): string {
    if (this.#from === null) return '503 5.5.1 MAIL first\r\n';
    const { attempts, counts, rules } = this.#state;
    const attempt = rules.countOnly ? 1 : (attempts.get(address) ?? 0) + 1;
    if (!rules.countOnly) attempts.set(address, attempt);
    for (const refusal of rules.refusals) {
      if (attempt > (refusal.times ?? Number.POSITIVE_INFINITY) || !refusal.match.test(address)) continue;
      counts.refused++;
      return `${refusal.reply}\r\n`;
    }
    this.#to = address;
    this.#attempt = { recipient: address, attempt };
    return '250 2.1.5 ok\r\n';
  }

  #begin(): void {
    this.#reading = true;
    this.#chunks = [];
    this.#size = 0;
    this.#tail = Buffer.from('\r\n', 'latin1');
  }

  #takeData(chunk: Buffer): void {
    const { rules } = this.#state;
    if (this.#size === 0 && rules.dropMiddle?.(this.#attempt)) {
      this.#drop();
      return;
    }
    const before = this.#tail.length;
    // The end may be cut by the edge of a chunk: only that edge is looked at twice.
    const edge = Buffer.concat([this.#tail, chunk.subarray(0, end.length - 1)]).indexOf(end);
    const inside = edge >= 0 ? edge - before : chunk.indexOf(end);
    if (inside < 0 && edge < 0) {
      if (!rules.countOnly) this.#chunks.push(chunk);
      this.#size += chunk.length;
      this.#tail = Buffer.from(Buffer.concat([this.#tail, chunk.subarray(-4)]).subarray(-4));
      return;
    }
    const stop = inside + end.length;
    if (!rules.countOnly) this.#chunks.push(chunk.subarray(0, Math.max(0, stop)));
    this.#size += stop;
    this.#reading = false;
    this.#finish();
    if (stop < chunk.length && !this.#socket.destroyed) this.#take(chunk.subarray(stop));
  }

  #finish(): void {
    const { counts, messages, rules } = this.#state;
    const verdict = rules.verdict?.(this.#attempt) ?? null;
    const { recipient } = this.#attempt;
    if (verdict === null) {
      counts.messages++;
      counts.bytes += this.#size;
      if (!rules.countOnly) {
        const data = Buffer.concat(this.#chunks);
        const body = data.subarray(0, data.length - 3);
        const from = this.#from ?? '';
        messages.push({ from, to: recipient, data: body, at: performance.now(), peer: this.#peer });
      }
    } else counts.refused++;
    this.#chunks = [];
    this.#from = null;
    this.#to = null;
    this.#sent++;
    if (rules.dropAfterDot?.(this.#attempt)) this.#drop();
    else this.#answer(verdict === null ? '250 2.0.0 ok\r\n' : `${verdict}\r\n`, rules.finalDelayMs);
  }

  #answer(text: string, other: number | null = null): void {
    const delayMs = other ?? this.#state.rules.delayMs;
    const wait = typeof delayMs === 'function' ? delayMs(this.#attempt.recipient) : delayMs;
    if (wait === 0 && this.#queue === null) {
      this.#unsaid += text;
      return;
    }
    const earlier = this.#queue ?? Promise.resolve();
    this.#queue = earlier.then(
      () =>
        new Promise((resolve) => {
          setTimeout(() => {
            if (!this.#socket.destroyed) this.#socket.write(text);
            resolve();
          }, wait);
        }),
    );
  }

  /** What was answered to one chunk goes out in one write, as servers with PIPELINING do (RFC 2920 §3.2). */
  #say(): void {
    const text = this.#unsaid;
    this.#unsaid = '';
    if (text === '') return;
    const { roundTripMs } = this.#state.rules;
    if (roundTripMs > 0) setTimeout(() => this.#write(text), roundTripMs);
    else this.#write(text);
  }

  #write(text: string): void {
    if (!this.#socket.destroyed) this.#socket.write(text);
  }

  #leave(goodbye: string): string {
    setImmediate(() => this.#socket.end());
    return goodbye;
  }

  #drop(): void {
    this.#state.counts.dropped++;
    this.#socket.destroy();
  }
}
