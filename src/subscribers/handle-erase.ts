/** An operator erases an address that may belong to a subscriber, to somebody who only asked, or to nobody we know. */
import type { Config } from '../../config/schema.ts';
import type { Events } from '../events.ts';
import { type Address, addressKey } from '../mail/address.ts';
import type { Way } from '../store/audit.ts';
import type { ErasedRows } from '../store/erasure.ts';
import type { Store } from '../store/open-store.ts';
import { eraseInside } from './erase.ts';

export interface EraseDeps {
  readonly store: Store;
  readonly config: Config;
  readonly events: Events;
}

export async function eraseAddress(
  deps: EraseDeps,
  wish: {
    readonly address: Address;
    readonly who: string;
    readonly way: Way;
    readonly now: Temporal.Instant;
  },
): Promise<ErasedRows> {
  const { address, ...deed } = wish;
  const erasure = { ...deed, key: addressKey(address) };
  const erased = await deps.store.transaction((tx) => eraseInside(tx, deps.config, erasure));
  for (const { id } of erased.subscriptions) deps.events.unsubscribed({ subscriberId: id, way: 'erased' });
  return erased;
}
