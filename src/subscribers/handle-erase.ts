/**
 * Everything about an address goes, wherever it stands: subscriptions, requests that never became one, and what others
 * wrote about it. A keyed hash stays (promise 13).
 */
import { domainToUnicode } from 'node:url';
import type { Config } from '../../config/schema.ts';
import type { Events } from '../events.ts';
import { type Address, addressKey } from '../mail/address.ts';
import { type Way, writeAudit } from '../store/audit.ts';
import { eraseTraces, requestsOfAddress, subscriptionsOfAddress } from '../store/erase-traces.ts';
import type { Db, Store } from '../store/open-store.ts';
import { erasureKey } from '../store/subscribers.ts';
import { actOnSubscriberInside } from './handle-subscriber-act.ts';

export interface EraseDeps {
  readonly store: Store;
  readonly config: Config;
  readonly events: Events;
}

export interface Erasure {
  readonly address: Address;
  readonly who: string;
  readonly way: Way;
  readonly now: Temporal.Instant;
}

export interface Erased {
  readonly subscriptions: number;
  readonly requests: number;
  /** All rows that held the address; 0: nothing was kept about it, and nothing is now. */
  readonly rows: number;
  /** A host's own row stays: it is not about a subscriber. */
  readonly isHost: boolean;
}

export async function eraseAddress(deps: EraseDeps, erasure: Erasure): Promise<Erased> {
  const { erased, ids } = await deps.store.transaction((tx) => eraseInside(tx, deps.config, erasure));
  for (const subscriberId of ids) deps.events.unsubscribed({ subscriberId, way: 'erased' });
  return erased;
}

async function eraseInside(
  tx: Db,
  config: Config,
  { address, who, way, now }: Erasure,
): Promise<{ erased: Erased; ids: readonly number[] }> {
  const key = addressKey(address);
  const subscriptions = await subscriptionsOfAddress(tx, key);
  const requests = await requestsOfAddress(tx, key);
  for (const { id } of subscriptions) {
    await actOnSubscriberInside(tx, config, { subscriberId: id, act: { kind: 'erase' }, who, way, now });
  }
  const name =
    subscriptions.find((row) => row.name !== '')?.name ?? requests.find((row) => row.name)?.name ?? null;
  const traces = await eraseTraces(tx, {
    key,
    spellings: spellingsOf(address),
    name,
    hash: erasureKey(config.secret, key),
    now,
  });
  for (const { id, colloquium } of requests) {
    await writeAudit(tx, { at: now, colloquium, who, way, what: 'request.erased', subject: `request:${id}` });
  }
  const rows = subscriptions.length + requests.length + traces.rows;
  const erased = {
    subscriptions: subscriptions.length,
    requests: requests.length,
    rows,
    isHost: traces.isHost,
  };
  return { erased, ids: subscriptions.map(({ id }) => id) };
}

/** An international domain is written in two ways (RFC 5890 §2.3.2.1): both are looked for. */
function spellingsOf({ local, domain, text }: Address): string[] {
  return [
    ...new Set([text, `${local}@${domainToUnicode(domain)}`].map((spelling) => spelling.toLowerCase())),
  ];
}
