/**
 * One connection to the mailbox: the adapter of imapflow. Mail is fetched in portions, stored, then marked, then the
 * cursor moves on; cut anywhere, the next connection fetches again what was not counted, and storing finds what was.
 * A command is never started inside another one's loop (imapflow would wait for itself), and none waits for ever.
 */
import { readFile } from 'node:fs/promises';
import { ImapFlow, type SearchObject } from 'imapflow';
import type { Clock } from '../clock.ts';
import { reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AccessTokens } from '../oauth2.ts';
import type { ImapCursor } from '../store/imap-cursor.ts';
import type { Receive } from './receive.ts';
import type { Mailbox } from './source-address.ts';
import { markStored } from './source-imap-mark.ts';
import { type Look, planLook, planPortions } from './source-imap-plan.ts';
import type { ImapSettings } from './source-imap-url.ts';
import { endSoonAfter, inTime, openMailboxBell } from './source-imap-wait.ts';
import { readRoute } from './source-route.ts';

export interface ImapTiming {
  /** IDLE is not trusted: the mailbox is looked at after so long in any case. At most a minute, for it is also the pulse. */
  readonly pollMs: number;
  /** A command that has no answer after so long ends the connection. */
  readonly answerMs: number;
  /** The same for a portion of mails. */
  readonly fetchMs: number;
}

export interface ImapSessionDeps {
  readonly settings: ImapSettings;
  readonly tokens: AccessTokens | null;
  readonly mailboxes: readonly Mailbox[];
  readonly receive: Receive;
  readonly cursor: {
    load(): Promise<ImapCursor | null>;
    save(cursor: ImapCursor): Promise<void>;
    lastStoredAt(): Promise<Temporal.Instant | null>;
  };
  /** Bytes; of a larger mail only so much and one byte is fetched, and it is held for its size. */
  readonly maxSize: number;
  readonly timing: ImapTiming;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after each look at the mailbox: the connection works. */
  readonly looked: () => void;
  /** Aborted: the portion in hand is finished, then the session ends. */
  readonly stop: AbortSignal;
}

const portion = { maxCount: 50, maxBytes: 8 * 1024 * 1024 };
const SIZES_AT_ONCE = 500;

/** Reads the mailbox until `stop`. Rejects when the connection or the database fails. */
export async function runImapSession(deps: ImapSessionDeps): Promise<void> {
  const client = await makeClient(deps);
  const release = endSoonAfter(deps.stop, client, deps.timing.answerMs / 3);
  try {
    await connect(client, deps);
    const bell = openMailboxBell(client, deps.stop);
    while (!deps.stop.aborted) {
      bell.quiet();
      await drain(client, deps);
      deps.looked();
      if (bell.hasRung() || deps.stop.aborted) continue;
      // Not awaited: IDLE ends when the next command is given.
      client.idle().catch(() => undefined);
      await bell.rung(deps.timing.pollMs);
      bell.throwIfBroken();
      if (!deps.stop.aborted) await inTime(client, deps.timing.answerMs, client.noop());
    }
    await inTime(client, deps.timing.answerMs, client.logout()).catch(() => undefined);
  } finally {
    release();
    client.close();
  }
}

/** Logs in, opens the mailbox read-only and leaves, for a check. Rejects with the server's reason. */
export async function tryMailbox(
  settings: ImapSettings,
  tokens: AccessTokens | null,
  answerMs: number,
  log: Log,
): Promise<void> {
  const timing = { pollMs: answerMs, answerMs, fetchMs: answerMs };
  const client = await makeClient({ settings, tokens, timing, log });
  try {
    await inTime(client, answerMs, client.connect());
    await inTime(client, answerMs, client.mailboxOpen(settings.mailbox, { readOnly: true }));
    await inTime(client, answerMs, client.logout()).catch(() => undefined);
  } finally {
    client.close();
  }
}

async function makeClient({
  settings,
  tokens,
  timing,
  log,
}: Pick<ImapSessionDeps, 'settings' | 'tokens' | 'timing' | 'log'>): Promise<ImapFlow> {
  const token = await accessToken(settings, tokens);
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.tls === 'implicit',
    ...(settings.tls === 'implicit' ? {} : { doSTARTTLS: settings.tls === 'upgrade' }),
    auth:
      token === null
        ? { user: settings.user, pass: settings.password }
        : { user: settings.user, accessToken: token },
    clientInfo: { name: 'convoke' },
    logger: false,
    disableAutoIdle: true,
    maxIdleTime: 5 * 60_000,
    connectionTimeout: timing.answerMs,
    greetingTimeout: timing.answerMs,
    socketTimeout: Math.max(timing.pollMs + timing.answerMs, timing.fetchMs),
  });
  client.on('error', (error) => log.debug({ why: reasonOf(error) }, 'the mailbox connection broke'));
  return client;
}

/** Null: the password of the URL signs in. */
async function accessToken(settings: ImapSettings, tokens: AccessTokens | null): Promise<string | null> {
  if (settings.tokenFile !== null) return (await readFile(settings.tokenFile, 'utf8')).trim();
  return settings.password !== '' || tokens === null ? null : tokens.token();
}

async function connect(client: ImapFlow, { settings, tokens, timing }: ImapSessionDeps): Promise<void> {
  try {
    await inTime(client, timing.answerMs * 2, client.connect());
  } catch (error) {
    // A token may be taken back before its time.
    if (error instanceof Error && 'authenticationFailed' in error) tokens?.forget();
    throw error;
  }
  await inTime(client, timing.answerMs, client.mailboxOpen(settings.mailbox));
  if (settings.moveTo !== null) await makeFolder(client, settings.moveTo, timing.answerMs);
}

async function makeFolder(client: ImapFlow, name: string, answerMs: number): Promise<void> {
  const folders = await inTime(client, answerMs, client.list());
  if (!folders.some(({ path }) => path === name)) await inTime(client, answerMs, client.mailboxCreate(name));
}

/** Stores everything that is new in the mailbox. */
async function drain(client: ImapFlow, deps: ImapSessionDeps): Promise<void> {
  const { timing, cursor } = deps;
  if (client.mailbox === false) throw new Error('the mailbox is not open');
  const uidValidity = Number(client.mailbox.uidValidity);
  const lastBefore = client.mailbox.uidNext - 1;
  const seen = await cursor.load();
  const look = planLook(seen, uidValidity, {
    now: deps.clock.now(),
    lastStored: await cursor.lastStoredAt(),
  });
  const found = await inTime(client, timing.fetchMs, client.search(toSearch(look), { uid: true }));
  const uids = (found || []).filter((uid) => look.kind !== 'onward' || uid > look.afterUid);
  const sizes: { uid: number; size: number }[] = [];
  for (let at = 0; at < uids.length; at += SIZES_AT_ONCE) {
    const some = uids.slice(at, at + SIZES_AT_ONCE);
    const mails = await inTime(
      client,
      timing.fetchMs,
      client.fetchAll(some, { uid: true, size: true }, { uid: true }),
    );
    sizes.push(...mails.map(({ uid, size }) => ({ uid, size: size ?? 0 })));
  }
  for (const some of planPortions(sizes, portion)) {
    if (deps.stop.aborted) return;
    await readPortion(client, deps, some, new Map(sizes.map(({ uid, size }) => [uid, size])));
    const lastUid = some.at(-1) ?? 0;
    if (look.kind === 'onward') await cursor.save({ uidValidity, lastUid });
  }
  // A first look counts only when it is complete: in between, mail that people have read is left alone.
  if (look.kind !== 'onward') await cursor.save({ uidValidity, lastUid: Math.max(lastBefore, ...uids) });
}

function toSearch(look: Look): SearchObject {
  switch (look.kind) {
    case 'onward':
      return { uid: `${look.afterUid + 1}:*` };
    case 'unread':
      return { seen: false, since: new Date(look.since.epochMilliseconds) };
    case 'since':
      return { since: new Date(look.since.epochMilliseconds) };
  }
}

/** Fetches, stores every mail, and only then marks or moves them. */
async function readPortion(
  client: ImapFlow,
  deps: ImapSessionDeps,
  uids: number[],
  sizes: ReadonlyMap<number, number>,
): Promise<void> {
  const { timing } = deps;
  const query = { uid: true, source: { start: 0, maxLength: deps.maxSize + 1 } };
  const mails = await inTime(client, timing.fetchMs, client.fetchAll(uids, query, { uid: true }));
  for (const { uid, source } of mails) {
    if (source === undefined) throw new Error('the server sent a message without its bytes');
    const route = readRoute(source, deps.mailboxes);
    for (const place of route.places) {
      await deps.receive({
        ...place,
        raw: source,
        size: Math.max(source.length, sizes.get(uid) ?? 0),
        source: 'imap',
        envelopeFrom: route.envelopeFrom,
        clientIp: null,
      });
    }
  }
  const stored = mails.map(({ uid }) => uid);
  if (stored.length === 0) return;
  await markStored(client, deps, stored);
}
