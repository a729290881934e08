/**
 * Connections to one relay: opened when needed, used for many messages, left in peace when the relay refuses to talk.
 * The first connection after a silence goes alone, so that a relay that is down sees one caller and not twenty.
 */
import { restAfter } from './backoff.ts';
import type { Envelope, Outcome, SendOptions, Transport } from './transport.ts';
import { openConnection } from './transport-connect.ts';
import { FastSession } from './transport-fast.ts';
import type { RelayOptions } from './transport-options.ts';
import { PlainSession } from './transport-plain.ts';
import type { Session } from './transport-session.ts';

type Way = 'fast' | 'plain';

interface Held {
  readonly session: Session;
  readonly way: Way;
  messages: number;
  idle: NodeJS.Timeout | undefined;
}

type Acquired =
  | { readonly ok: true; readonly held: Held }
  | { readonly ok: false; readonly outcome: Outcome };

/** Consent was looked at before the connection was asked for: if that took long, it is to be looked at again. */
const patienceMs = 2000;

/** The transport of the engine. How many connections are open at once is decided by how many messages it is given. */
export function openTransport(relay: RelayOptions): Transport {
  return new Pool(relay);
}

class Pool implements Transport {
  readonly #relay: RelayOptions;
  readonly #idle: Held[] = [];
  #failures = 0;
  #restUntil = 0;
  /** The caller that finds out whether the relay talks; null while it is known to. */
  #probe: Promise<void> | null = null;
  #proven = false;
  #closed = false;

  constructor(relay: RelayOptions) {
    this.#relay = relay;
  }

  restMs(): number {
    return Math.max(0, this.#restUntil - performance.now());
  }

  async send(envelope: Envelope, wire: Buffer, options?: SendOptions): Promise<Outcome> {
    const way = this.#wayFor(envelope);
    const began = performance.now();
    const acquired = await this.#acquire(way);
    if (!acquired.ok) return acquired.outcome;
    const { held } = acquired;
    if (performance.now() - began > patienceMs) {
      this.#release(held);
      return { kind: 'connection-failed', reply: 'the relay took long to answer', retryInMs: 100 };
    }
    held.messages++;
    const outcome = await held.session.send(envelope, wire, options?.careful ?? false);
    this.#release(held);
    if (outcome.kind !== 'connection-failed') return outcome;
    // Twenty connections that hear the same goodbye are one failure.
    if (this.restMs() === 0) this.#rest();
    return { ...outcome, retryInMs: this.restMs() };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const held of this.#idle.splice(0)) this.#quit(held);
  }

  #wayFor(envelope: Envelope): Way {
    const international = /[^\x00-\x7f]/.test(`${envelope.from}${envelope.to}`);
    return this.#relay.plain || international ? 'plain' : 'fast';
  }

  async #acquire(way: Way): Promise<Acquired> {
    for (;;) {
      const held = this.#takeIdle(way);
      if (held !== null) return { ok: true, held };
      const restMs = this.restMs();
      if (restMs > 0) return failed('the relay did not answer a moment ago', restMs);
      if (this.#proven) return this.#open(way);
      if (this.#probe === null) return this.#openAsProbe(way);
      await this.#probe;
    }
  }

  async #openAsProbe(way: Way): Promise<Acquired> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#probe = promise;
    try {
      return await this.#open(way);
    } finally {
      this.#probe = null;
      resolve();
    }
  }

  async #open(way: Way): Promise<Acquired> {
    const began = performance.now();
    const open = await openConnection(this.#relay);
    if (!open.ok) {
      // Callers that set out before the last failure was known are part of it.
      if (began >= this.#restUntil) this.#rest();
      return failed(open.reply, this.restMs());
    }
    this.#proven = true;
    this.#failures = 0;
    const wishesReports = this.#relay.reports !== null && open.extensions.has('DSN');
    const isFast = way === 'fast' && open.extensions.has('PIPELINING') && !wishesReports;
    const session = isFast
      ? new FastSession(open, this.#relay.carefulMs)
      : new PlainSession(open, this.#relay);
    // A server without PIPELINING serves both ways by the plain one.
    return { ok: true, held: { session, way, messages: 0, idle: undefined } };
  }

  #takeIdle(way: Way): Held | null {
    for (let at = this.#idle.length - 1; at >= 0; at--) {
      const held = this.#idle[at]!;
      if (held.session.isUsable() && held.way !== way) continue;
      this.#idle.splice(at, 1);
      clearTimeout(held.idle);
      if (held.session.isUsable()) return held;
    }
    return null;
  }

  #release(held: Held): void {
    if (!held.session.isUsable()) return;
    if (this.#closed || held.messages >= this.#relay.messagesPerConnection) {
      this.#quit(held);
      return;
    }
    this.#idle.push(held);
    held.idle = setTimeout(() => {
      this.#idle.splice(this.#idle.indexOf(held), 1);
      this.#quit(held);
    }, this.#relay.idleMs);
  }

  #quit(held: Held): void {
    clearTimeout(held.idle);
    held.session.quit();
  }

  #rest(): void {
    this.#proven = false;
    this.#failures++;
    this.#restUntil = performance.now() + restAfter(this.#failures);
  }
}

function failed(reply: string, retryInMs: number): Acquired {
  return { ok: false, outcome: { kind: 'connection-failed', reply, retryInMs: Math.max(retryInMs, 100) } };
}
