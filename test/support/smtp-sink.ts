/**
 * A mail server for tests: takes everything, remembers it or only counts it, and fails on demand in the ways in which
 * servers and networks fail. Its own small implementation of RFC 5321 over node:net, so that nothing is shared with
 * what it tests. Runs in the test's process, or in its own (`smtp-sink-process.ts`) for measurements.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { SinkConversation } from './smtp-sink-conversation.ts';

/** What the server does wrong. Everything can be changed while it runs. */
export interface SinkRules {
  /** Greets with this instead of 220 and closes: `421 4.3.2 try later`. */
  greeting: string | null;
  /** Answers RCPT with this where the pattern matches, for the first `times` attempts of each recipient. */
  refusals: { match: RegExp; reply: string; times?: number }[];
  /** The answer to each final dot, null for 250. */
  verdict: ((message: SinkAttempt) => string | null) | null;
  /** Breaks the connection when the first octets of the message have come; asked once a message. */
  dropMiddle: ((message: SinkAttempt) => boolean) | null;
  /** Keeps the message, then breaks the connection without an answer. */
  dropAfterDot: ((message: SinkAttempt) => boolean) | null;
  /** 421 instead of an answer to MAIL, from the nth message of a connection on. */
  goodbyeAfter: number;
  /** Milliseconds before each batch of answers. */
  delayMs: number | ((recipient: string) => number);
  /** Every answer arrives that much later, as from afar; answers do not wait for each other. */
  roundTripMs: number;
  /** Before the answer to the final dot, where it is another. */
  finalDelayMs: number | null;
  pipelining: boolean;
  eightBitMime: boolean;
  smtpUtf8: boolean;
  /** Offered and refused when used: a stripped or broken TLS. */
  starttls: boolean;
  /** Forget the bytes: counting only. */
  countOnly: boolean;
}

export interface SinkAttempt {
  readonly recipient: string;
  /** How often a message for this recipient was begun, this one included. */
  readonly attempt: number;
}

export interface SunkMessage {
  readonly from: string;
  readonly to: string;
  /** As it crossed the wire, without the final dot. Empty when only counted. */
  readonly data: Buffer;
  readonly at: number;
  /** The address of whoever handed it over. */
  readonly peer: string;
}

export interface SmtpSink {
  readonly port: number;
  readonly url: string;
  readonly rules: SinkRules;
  /** Complete messages, in order of arrival. */
  readonly messages: SunkMessage[];
  /** Complete messages and their octets, in both modes. */
  readonly counts: { messages: number; bytes: number; connections: number; refused: number; dropped: number };
  /** Messages begun per recipient. */
  readonly attempts: Map<string, number>;
  close(): Promise<void>;
}

const defaults: SinkRules = {
  greeting: null,
  refusals: [],
  verdict: null,
  dropMiddle: null,
  dropAfterDot: null,
  goodbyeAfter: Number.POSITIVE_INFINITY,
  delayMs: 0,
  roundTripMs: 0,
  finalDelayMs: null,
  pipelining: true,
  eightBitMime: true,
  smtpUtf8: true,
  starttls: false,
  countOnly: false,
};

/** `listening`: a server that listens elsewhere than at a free port of this machine. */
export async function openSmtpSink(rules: Partial<SinkRules> = {}, listening?: Server): Promise<SmtpSink> {
  const sockets = new Set<Socket>();
  const state = {
    rules: { ...defaults, ...rules },
    messages: [] as SunkMessage[],
    counts: { messages: 0, bytes: 0, connections: 0, refused: 0, dropped: 0 },
    attempts: new Map<string, number>(),
  };
  const server = listening ?? createServer();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    state.counts.connections++;
    new SinkConversation(socket, state).greet();
  });
  const { address, port } = await placeOf(server);
  return {
    ...state,
    port,
    url: `smtp://${address}:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function placeOf(server: Server): Promise<AddressInfo> {
  if (!server.listening) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  return server.address() as AddressInfo;
}
