/** Mail from a mailbox (IMAP_URL), over connections that may end at any moment: what keeps one open. */
import { type Clock, systemClock } from '../clock.ts';
import { OperatorError, reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AccessTokens } from '../oauth2.ts';
import { saveFact } from '../store/facts.ts';
import { lastStoredAt, loadImapCursor, saveImapCursor } from '../store/imap-cursor.ts';
import type { Store } from '../store/open-store.ts';
import type { Receive } from './receive.ts';
import type { Mailbox } from './source-address.ts';
import { reconnectDelayMs } from './source-imap-plan.ts';
import { type ImapTiming, runImapSession } from './source-imap-session.ts';
import { readImapUrl } from './source-imap-url.ts';
import { reasonOfMailbox } from './source-imap-wait.ts';

export interface ImapSourceDeps {
  /** IMAP_URL; see `readImapUrl`. */
  readonly url: string;
  /** Signs in where the URL holds no password. */
  readonly tokens?: AccessTokens | null;
  /** `service.intake.poll`. */
  readonly poll: Temporal.Duration;
  /** Bytes; `service.intake.max_size`. */
  readonly maxSize: number;
  /** `config.colloquia` fits. */
  readonly mailboxes: readonly Mailbox[];
  readonly receive: Receive;
  readonly store: Pick<Store, 'db'>;
  readonly log: Log;
  /** Default: the machine's. */
  readonly clock?: Clock;
  readonly timing?: Partial<ImapTiming & { firstDelayMs: number; longestDelayMs: number }>;
}

export interface ImapSource {
  /** For the health page: whether the last look at the mailbox worked, when not why, and since how many tries. */
  health(): { readonly isWell: boolean; readonly why: string | null; readonly failures: number };
  /** Finishes the mails in hand, then ends. */
  close(): Promise<void>;
}

/** A pulse of at most a minute and an answer within half of one: a dead connection is noticed in 90 s. */
const longestPollMs = 60_000;
const tellEvery = Temporal.Duration.from({ seconds: 60 });
const defaults = { answerMs: 30_000, fetchMs: 90_000, firstDelayMs: 1_000, longestDelayMs: 60_000 };

/** Starts reading, and goes on by itself whatever happens to connections. Throws OperatorError for a URL that is none. */
export function openImapSource(deps: ImapSourceDeps): ImapSource {
  const outcome = readImapUrl(deps.url, deps.tokens != null);
  if (!outcome.ok) throw new OperatorError(`IMAP_URL cannot be read: ${outcome.reason}.`);
  const { settings } = outcome;
  const pollMs = Math.min(longestPollMs, deps.poll.total('milliseconds'));
  const timing = { pollMs, ...defaults, ...deps.timing };
  const stop = new AbortController();
  let failures = 0;
  let why: string | null = 'not looked yet';
  const clock = deps.clock ?? systemClock;
  const tell = openLookLog(deps, clock);

  async function keepReading(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await runImapSession({
          settings,
          tokens: deps.tokens ?? null,
          timing,
          mailboxes: deps.mailboxes,
          receive: deps.receive,
          maxSize: deps.maxSize,
          log: deps.log,
          clock,
          stop: stop.signal,
          cursor: {
            load: () => loadImapCursor(deps.store.db, settings.key),
            save: (cursor) => saveImapCursor(deps.store.db, settings.key, cursor),
            lastStoredAt: () => lastStoredAt(deps.store.db, 'imap'),
          },
          looked() {
            if (why !== null) deps.log.info({ host: settings.host, failures }, 'the mailbox is read');
            failures = 0;
            why = null;
            tell({ why, failures });
          },
        });
      } catch (error) {
        failures += 1;
        why = reasonOfMailbox(error);
        const delay = reconnectDelayMs(failures, {
          firstMs: timing.firstDelayMs,
          longestMs: timing.longestDelayMs,
        });
        deps.log.warn({ host: settings.host, failures, why }, 'the mailbox is not read; trying again');
        tell({ why, failures });
        await pause(delay, stop.signal);
      }
    }
  }

  const reading = keepReading();
  return {
    health: () => ({ isWell: why === null, why, failures }),
    async close() {
      stop.abort();
      await reading;
    },
  };
}

/** Leaves word of each look for the health page, which may be another process: at once when it changes, else now and then. */
function openLookLog({ store, log }: Pick<ImapSourceDeps, 'store' | 'log'>, clock: Clock) {
  let told: { why: string | null; at: Temporal.Instant } | null = null;
  return (look: { readonly why: string | null; readonly failures: number }): void => {
    const at = clock.now();
    const isNews = told === null || told.why !== look.why;
    if (!isNews && told !== null && Temporal.Instant.compare(told.at.add(tellEvery), at) > 0) return;
    told = { why: look.why, at };
    // The database may be away too; the next look says it again.
    saveFact(store.db, 'mailbox', look, at).catch((error: unknown) => {
      told = null;
      log.debug({ why: reasonOf(error) }, 'the look at the mailbox was not written down');
    });
  };
}

function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    stop.addEventListener('abort', end);
    if (stop.aborted) end();
  });
}
