/** Waiting on a mail server: for its answers, for new mail, and for an end, none of them for ever. */
import type { ImapFlow } from 'imapflow';
import { reasonOf } from '../errors.ts';

/** Rejects, and ends the connection, when there is no answer in time: a dead network says nothing. */
export async function inTime<T>(client: ImapFlow, milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`the mail server did not answer for ${Math.round(milliseconds / 1000)} s`));
      client.close();
    }, milliseconds);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export interface MailboxBell {
  quiet(): void;
  hasRung(): boolean;
  /** Resolves when there is new mail, the connection has ended, `stop` came, or after `milliseconds`. */
  rung(milliseconds: number): Promise<void>;
  throwIfBroken(): void;
}

export function openMailboxBell(client: ImapFlow, stop: AbortSignal): MailboxBell {
  let isRung = false;
  let isBroken = false;
  let wake = (): void => undefined;
  const ring = () => {
    isRung = true;
    wake();
  };
  client.on('exists', ring);
  client.on('close', () => {
    isBroken = true;
    ring();
  });
  stop.addEventListener('abort', ring, { once: true });
  return {
    quiet() {
      isRung = false;
    },
    hasRung: () => isRung,
    async rung(milliseconds) {
      if (isRung || stop.aborted) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, milliseconds);
      });
      clearTimeout(timer);
    },
    throwIfBroken() {
      if (isBroken) throw new Error('the mail server closed the connection');
    },
  };
}

/** A stop lets the mails in hand be finished, but does not wait for a server that says nothing. */
export function endSoonAfter(stop: AbortSignal, client: ImapFlow, graceMs: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    timer = setTimeout(() => client.close(), graceMs);
  };
  stop.addEventListener('abort', end, { once: true });
  return () => {
    clearTimeout(timer);
    stop.removeEventListener('abort', end);
  };
}

/** imapflow says “Command failed”; what the server answered stands beside it. */
export function reasonOfMailbox(error: unknown): string {
  const answer = error instanceof Error && 'responseText' in error ? String(error.responseText ?? '') : '';
  return answer === '' ? reasonOf(error) : answer.replace(/\s+/g, ' ').slice(0, 200);
}
