/**
 * Our own look at who sent a mail: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489), in a thread of its own, with DNS
 * that has a time limit. A mail never waits for long, and one that could not be checked in time is simply not proven.
 */
import { Resolver } from 'node:dns/promises';
import { Worker } from 'node:worker_threads';
import type { MethodResult } from '../mail/authentication-results.ts';
import { MESSAGE_LIMITS } from '../mail/parse-message-limits.ts';
import { publicAddress } from '../private-address.ts';
import type { FromThread, ToThread } from './verify-sender-thread.ts';

/** Answers a DNS question as `node:dns/promises` does; rejects with a `code` where there is no record. */
export type ResolveName = (name: string, type: string) => Promise<string[] | string[][]>;

export interface SenderCheckLimits {
  /** One question of DNS. */
  readonly answerMs: number;
  /** One mail. */
  readonly mailMs: number;
  /** After so many questions in a row without an answer DNS counts as away, and is left alone for `restMs`. */
  readonly unanswered: number;
  readonly restMs: number;
  /** An answer is remembered for so long. */
  readonly rememberMs: number;
}

const defaults: SenderCheckLimits = {
  answerMs: 2_000,
  mailMs: 5_000,
  unanswered: 10,
  restMs: 60_000,
  rememberMs: 60_000,
};

const mostRemembered = 2_000;
export interface SenderCheck {
  /**
   * What was found out about the sender of a mail; null when nothing could be in time. `client` is the one that handed
   * the mail to us or to our relay, as the source knows it: SPF and DMARC need one of the open internet. Never rejects.
   */
  check(
    raw: Uint8Array,
    client: { readonly ip: string | null; readonly mailFrom: string | null },
  ): Promise<readonly MethodResult[] | null>;
  close(): Promise<void>;
}

interface Job {
  finish(results: readonly MethodResult[] | null): void;
}

const THREAD = new URL('./verify-sender-thread.ts', import.meta.url);

/** Opens it; the thread starts with the first mail that needs it and keeps no process alive when idle. */
export function openSenderCheck(
  resolveName: ResolveName = openDns(defaults.answerMs),
  options: Partial<SenderCheckLimits> = {},
): SenderCheck {
  const limits = { ...defaults, ...options };
  const resolve = openPatientDns(resolveName, limits);
  const jobs = new Map<number, Job>();
  let worker: Worker | null = null;
  let lastHeard = 0;
  let nextId = 1;
  let isClosed = false;

  const end = (ended: Worker | null) => {
    if (ended === null || worker !== ended) return;
    worker = null;
    for (const job of [...jobs.values()]) job.finish(null);
    void ended.terminate();
  };
  const start = (): Worker => {
    const started = new Worker(THREAD, { resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 4 } });
    started.on('message', (message: FromThread) => {
      lastHeard = performance.now();
      if (message.kind === 'found') return jobs.get(message.id)?.finish(message.results);
      const { id } = message;
      const answer = (records: string[] | string[][] | null, code: string) =>
        started.postMessage({ kind: 'answer', id, records, code } satisfies ToThread);
      void resolve(message.name, message.type).then(
        (records) => answer(records, ''),
        (error: unknown) => answer(null, codeOf(error)),
      );
    });
    started.on('error', () => end(started));
    started.on('exit', () => end(started));
    worker = started;
    lastHeard = performance.now();
    return started;
  };

  return {
    check(raw, { ip, mailFrom }) {
      if (isClosed || raw.length > MESSAGE_LIMITS.maxSize) return Promise.resolve(null);
      const thread = worker ?? start();
      const id = nextId++;
      thread.ref();
      return new Promise((done) => {
        const late = () => {
          const isStuck = performance.now() - lastHeard >= limits.mailMs;
          jobs.get(id)?.finish(null);
          if (isStuck) end(thread);
        };
        const timer = setTimeout(late, limits.mailMs);
        jobs.set(id, {
          finish(results) {
            clearTimeout(timer);
            jobs.delete(id);
            if (jobs.size === 0) worker?.unref();
            done(results);
          },
        });
        thread.postMessage({ kind: 'verify', id, raw, ip: publicAddress(ip), mailFrom } satisfies ToThread);
      });
    },
    async close() {
      isClosed = true;
      const ended = worker;
      end(ended);
      await ended?.terminate();
    },
  };
}

function openDns(answerMs: number): ResolveName {
  const resolver = new Resolver({ timeout: answerMs, tries: 1 });
  return (name, type) => resolver.resolve(name, type) as Promise<string[] | string[][]>;
}

/** Each question has its time, answers are remembered, and DNS that says nothing is not asked again for a while. */
function openPatientDns(resolveName: ResolveName, limits: SenderCheckLimits): ResolveName {
  const remembered = new Map<string, { answer: Promise<string[] | string[][]>; until: number }>();
  let unanswered = 0;
  let restUntil = 0;

  async function ask(name: string, type: string): Promise<string[] | string[][]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(coded('ETIMEOUT')), limits.answerMs);
    });
    try {
      const records = await Promise.race([resolveName(name, type), late]);
      unanswered = 0;
      return records;
    } catch (error) {
      unanswered = hasAnswered(error) ? 0 : unanswered + 1;
      if (unanswered >= limits.unanswered) restUntil = performance.now() + limits.restMs;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  return (name, type) => {
    const now = performance.now();
    if (now < restUntil) return Promise.reject(coded('ETIMEOUT'));
    const key = `${type} ${name.toLowerCase()}`;
    const known = remembered.get(key);
    if (known !== undefined && known.until > now) return known.answer;
    if (remembered.size >= mostRemembered) remembered.clear();
    const answer = ask(name, type);
    answer.catch((error: unknown) => {
      if (!hasAnswered(error)) remembered.delete(key);
    });
    remembered.set(key, { answer, until: now + limits.rememberMs });
    return answer;
  };
}

/** “There is no such record” is an answer. */
function hasAnswered(error: unknown): boolean {
  return ['ENOTFOUND', 'ENODATA', 'EBADNAME', 'EFORMERR'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'ESERVFAIL';
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
