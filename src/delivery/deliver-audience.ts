/** What is due goes out while the rest of a long audience is still becoming rows of the ledger. */
import { growAudience } from '../store/deliveries-freeze.ts';
import type { DeliverDeps } from './deliver-due.ts';

export interface GrowthEvents {
  mayGoOn(): boolean;
  /** There are more rows to claim than before. */
  onGrown(): void;
}

/** Until every audience is complete, or in another worker's hands. Throws when the database does not answer. */
export async function growAudiences(deps: DeliverDeps, events: GrowthEvents): Promise<void> {
  while (events.mayGoOn()) {
    const grown = await growAudience(deps.store.db);
    if (grown === null) return;
    if (grown.complete) deps.onFrozen?.(grown.mailingId, grown.audience);
    events.onGrown();
  }
}
