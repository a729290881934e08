/**
 * Connections to one relay: opened when needed, used for many messages, left in peace when the relay refuses to talk.
 * The first connection after a silence goes alone, so that a relay that is down sees one caller and not twenty.
 */
import { restAfter } from './backoff.ts';
import { openPace } from './pace.ts';
import type { Envelope, Outcome, SendOptions, Transport } from './transport.ts';
import { openConnection } from './transport-connect.ts';
import { FastSession } from './transport-fast.ts';
import type { RelayOptions } from './transport-options.ts';
import { PlainSession } from './transport-plain.ts';
import { Queue } from './transport-queue.ts';
import type { Handover, Session, SessionOwner } from './transport-session.ts';

type Way = 'fast' | 'plain';

/** An open connection and what it is doing. */
interface Line {
  readonly session: Session;
  readonly way: Way;
  messages: number;
  /** When it began what it is doing, or fell idle. */
  since: number;
  isIdle: boolean;
  /** It waits long for an answer, and another may be opened in its place. */
  isSlow: boolean;
}

/** Messages for one way, and the connections that carry them. */
interface Lane {
  readonly way: Way;
  readonly waiting: Queue;
  readonly idle: Line[];
  readonly lines: Set<Line>;
  opening: number;
  slow: number;
}

/** Consent was looked at before the message was given to us: what waited longer is to be looked at again. */
const patienceMs = 2000;
const lookEveryMs = 100;
const calledBackMs = 100;
/** How long a relay that takes no further connection is not asked for one. */
const ceilingMs = 60_000;
/** Written, offered, waiting. */
const messagesPerConnection = 3;

/** The transport of the engine. */
export function openTransport(relay: RelayOptions): Transport {
  return new Pool(relay);
}

class Pool implements Transport {
  readonly room: number;
  readonly #relay: RelayOptions;
  readonly #lanes: Readonly<Record<Way, Lane>> = { fast: openLane('fast'), plain: openLane('plain') };
  readonly #pace = openPace();
  #failures = 0;
  #restUntil = 0;
  /** A caller is finding out whether the relay talks. */
  #probing = false;
  #proven = false;
  #closed = false;
  #look: NodeJS.Timeout | null = null;
  /** How many connections the relay lets us have, as far as is known, and until when that is believed. */
  #ceiling = { connections: Number.POSITIVE_INFINITY, until: 0 };

  constructor(relay: RelayOptions) {
    this.#relay = relay;
    this.room = relay.connections * messagesPerConnection;
  }

  restMs(): number {
    return Math.max(0, this.#restUntil - performance.now());
  }

  send(envelope: Envelope, wire: Buffer, options?: SendOptions): Promise<Outcome> {
    const lane = this.#laneFor(envelope);
    return new Promise((resolve) => {
      const settle = (outcome: Outcome) => resolve(this.#judge(outcome));
      lane.waiting.add({
        envelope,
        wire,
        careful: options?.careful ?? false,
        since: performance.now(),
        settle,
      });
      this.#assign(lane);
    });
  }

  recall(): void {
    for (const lane of Object.values(this.#lanes)) {
      for (const line of lane.lines) line.session.parkFollower();
      lane.waiting.failAll('called back', calledBackMs);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const lane of Object.values(this.#lanes)) for (const line of [...lane.idle]) this.#quit(lane, line);
  }

  #laneFor(envelope: Envelope): Lane {
    const international = /[^\x00-\x7f]/.test(envelope.to) || /[^\x00-\x7f]/.test(envelope.from);
    return this.#lanes[this.#relay.plain || international ? 'plain' : 'fast'];
  }

  /** Twenty connections that hear the same goodbye are one failure. */
  #judge(outcome: Outcome): Outcome {
    if (outcome.kind !== 'connection-failed' || outcome.retryInMs > 0) return outcome;
    if (this.restMs() === 0) this.#rest();
    return { ...outcome, retryInMs: this.restMs() };
  }

  /** Gives what waits to whoever can carry it. */
  #assign(lane: Lane): void {
    while (!lane.waiting.isEmpty()) {
      const line = this.#takeIdle(lane);
      if (line !== null) this.#begin(lane, line);
      else if (this.restMs() > 0)
        lane.waiting.failAll('the relay did not answer a moment ago', this.restMs());
      else if (this.#mayOpen(lane)) void this.#connect(lane);
      else return;
    }
  }

  #takeIdle(lane: Lane): Line | null {
    for (;;) {
      const line = lane.idle.pop();
      if (line === undefined) return null;
      line.isIdle = false;
      if (line.session.isUsable()) return line;
      this.#forget(lane, line);
    }
  }

  #putIdle(lane: Lane, line: Line): void {
    line.isIdle = true;
    lane.idle.push(line);
  }

  #begin(lane: Lane, line: Line): void {
    const handover = lane.waiting.next(patienceMs);
    line.since = performance.now();
    if (handover === null) {
      this.#putIdle(lane, line);
      return;
    }
    line.messages++;
    line.session.begin(handover);
  }

  #mayOpen(lane: Lane): boolean {
    if (!this.#proven) return !this.#probing;
    if (lane.opening >= lane.waiting.size) return false;
    const all = this.#open() + lane.opening;
    if (all >= this.#ceiling.connections && performance.now() < this.#ceiling.until) return false;
    return lane.lines.size - lane.slow + lane.opening < this.#relay.connections;
  }

  async #connect(lane: Lane): Promise<void> {
    const began = performance.now();
    const isProbe = !this.#proven;
    if (isProbe) this.#probing = true;
    lane.opening++;
    const open = await openConnection(this.#relay);
    lane.opening--;
    if (isProbe) this.#probing = false;
    if (open.ok) {
      this.#proven = true;
      this.#failures = 0;
      const wishesReports = this.#relay.reports !== null && open.extensions.has('DSN');
      const isFast = lane.way === 'fast' && open.extensions.has('PIPELINING') && !wishesReports;
      // A server without PIPELINING serves both lanes by the plain way.
      this.#take(lane, (owner) =>
        isFast
          ? new FastSession(open, owner, this.#relay.carefulMs)
          : new PlainSession(open, owner, this.#relay),
      );
    } else if (this.#open() > 0) {
      // It talks to others of us: it wants no more at once.
      this.#ceiling = { connections: this.#open(), until: performance.now() + ceilingMs };
    } else {
      // Callers that set out before the last failure was known are part of it.
      if (began >= this.#restUntil) this.#rest();
      lane.waiting.failAll(open.reply, Math.max(this.restMs(), calledBackMs));
    }
    for (const each of Object.values(this.#lanes)) this.#assign(each);
  }

  #open(): number {
    return this.#lanes.fast.lines.size + this.#lanes.plain.lines.size;
  }

  #take(lane: Lane, openSession: (owner: SessionOwner) => Session): void {
    const owner: SessionOwner = {
      follower: () => this.#follower(lane, line),
      giveBack: (handover) => lane.waiting.addFirst(handover),
      onAnswer: () => this.#onAnswer(lane, line),
    };
    const session = openSession(owner);
    const line: Line = {
      session,
      way: lane.way,
      messages: 0,
      since: performance.now(),
      isIdle: false,
      isSlow: false,
    };
    lane.lines.add(line);
    this.#putIdle(lane, line);
    this.#look ??= setInterval(() => this.#lookAround(), lookEveryMs).unref();
  }

  #follower(lane: Lane, line: Line): Handover | null {
    if (line.isSlow || line.messages >= this.#relay.messagesPerConnection) return null;
    const handover = lane.waiting.next(patienceMs);
    if (handover !== null) line.messages++;
    return handover;
  }

  #onAnswer(lane: Lane, line: Line): void {
    if (!lane.lines.has(line)) return;
    const now = performance.now();
    if (line.isSlow) {
      line.isSlow = false;
      lane.slow--;
    } else if (!line.isIdle) this.#pace.note(now - line.since);
    line.since = now;
    if (!line.session.isUsable()) this.#forget(lane, line);
    else if (!line.session.isFree() || line.isIdle) return;
    else if (this.#closed || line.messages >= this.#relay.messagesPerConnection) this.#quit(lane, line);
    else this.#putIdle(lane, line);
    this.#assign(lane);
  }

  #quit(lane: Lane, line: Line): void {
    this.#forget(lane, line);
    line.session.quit();
  }

  #forget(lane: Lane, line: Line): void {
    lane.lines.delete(line);
    if (line.isIdle) lane.idle.splice(lane.idle.indexOf(line), 1);
  }

  /** What waits behind a slow answer goes another way; what has been idle for long is closed. */
  #lookAround(): void {
    const now = performance.now();
    for (const lane of Object.values(this.#lanes)) {
      for (const line of [...lane.lines]) {
        if (line.isIdle) {
          if (now - line.since > this.#relay.idleMs) this.#quit(lane, line);
        } else if (!line.isSlow && now - line.since > this.#pace.slowAfterMs()) {
          line.isSlow = true;
          lane.slow++;
          line.session.parkFollower();
        }
      }
      this.#assign(lane);
    }
    if (this.#open() > 0 || this.#look === null) return;
    clearInterval(this.#look);
    this.#look = null;
  }

  #rest(): void {
    this.#proven = false;
    this.#failures++;
    this.#restUntil = performance.now() + restAfter(this.#failures);
  }
}

function openLane(way: Way): Lane {
  return { way, waiting: new Queue(), idle: [], lines: new Set(), opening: 0, slow: 0 };
}
