/** Everything about an address goes, wherever it stands, with its audit: page, console, command and mail all come through here. */
import { formerKeys } from '../store/address-changes.ts';
import { type Way, writeAudit } from '../store/audit.ts';
import { type ErasedRows, eraseEverywhere, erasingOf } from '../store/erasure.ts';
import type { Db } from '../store/open-store.ts';

export interface Erasure {
  /** `addressKey` of the address. */
  readonly key: string;
  /** `subscriber:7`, `host:2`, `command`. */
  readonly who: string;
  readonly way: Way;
  readonly now: Temporal.Instant;
}

export async function eraseInside(
  tx: Db,
  config: { readonly secret: string },
  { key, who, way, now }: Erasure,
): Promise<ErasedRows> {
  // Mail from the years before a change of address is theirs as well.
  const former = await formerKeys(tx, key);
  const erased = await eraseEverywhere(tx, erasingOf(config.secret, key, now));
  for (const each of former) await eraseEverywhere(tx, erasingOf(config.secret, each, now));
  const kinds = [
    ['subscriber', erased.subscriptions],
    ['request', erased.requests],
  ] as const;
  for (const [kind, rows] of kinds) {
    for (const { id, colloquium } of rows)
      await writeAudit(tx, {
        at: now,
        colloquium,
        who,
        way,
        what: `${kind}.erased`,
        subject: `${kind}:${id}`,
      });
  }
  return erased;
}
