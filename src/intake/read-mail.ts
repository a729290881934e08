/** A mail in the hands of the handler of its class, and the two handlers that need no stage. */
import type { Colloquium, Config } from '../../config/schema.ts';
import type { Clock } from '../clock.ts';
import type { Events } from '../events.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import { addressKey } from '../mail/address.ts';
import type { Db, Store } from '../store/open-store.ts';
import type { HostRow, InboundRow } from '../store/schema.ts';
import type { Reader } from './parse-worker.ts';
import type { Reading } from './read.ts';
import type { SenderCheck } from './verify-sender.ts';

export interface InboundDeps {
  readonly store: Store;
  readonly config: Config;
  readonly clock: Clock;
  readonly bell: Bell;
  readonly events: Events;
  readonly reader: Reader;
  /** Null: only the mail exchanger's word counts. */
  readonly senders: SenderCheck | null;
}

/** A mail in the hands of the handler of its class. */
export interface ReadMail {
  readonly row: InboundRow;
  readonly reading: Reading;
  readonly colloquium: Colloquium;
  /** Those who may decide, as of the ring that brought the mail. */
  readonly hosts: readonly HostRow[];
  readonly now: Temporal.Instant;
}

/** `held`: it waits for a host; the reason says why, for a host's eyes. */
export interface Handled {
  readonly held: boolean;
  readonly reason: string;
  /** The planner is to look again: a host has changed a mailing. */
  readonly plan?: true;
}

export type ClassHandler = (tx: Db, deps: InboundDeps, mail: ReadMail) => Promise<Handled>;

/** For classes that need nobody: automatic answers, lists, loops. */
export const noteOnly: ClassHandler = async (_tx, _deps, { reading }) => ({
  held: false,
  reason: reading.reason,
});

/** For classes that a host must see: spam stays visible, broken mail keeps its bytes. */
export const holdForHost: ClassHandler = async (_tx, _deps, { reading }) => ({
  held: true,
  reason: reading.reason,
});

/** The key of the address in From, or null. */
export function fromKey({ reading }: ReadMail): string | null {
  const from = reading.message?.from[0]?.address;
  return from === undefined ? null : addressKey(from);
}

/** Whether our mail server vouches for the address in From. */
export function isProvenSender({ reading }: ReadMail): boolean {
  return reading.classification?.sender.verdict === 'authenticated';
}
