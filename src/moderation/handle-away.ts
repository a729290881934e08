/** A host goes away until a day, or is back: by command or in the console, with the audit in the same transaction. */
import { type Way, writeAudit } from '../store/audit.ts';
import { markAway } from '../store/hosts.ts';
import type { Db } from '../store/open-store.ts';
import type { HostRow } from '../store/schema.ts';

export interface Absence {
  readonly host: Pick<HostRow, 'id' | 'colloquium'>;
  /** The first moment at which mails come again; null: back. */
  readonly until: Temporal.Instant | null;
  /** `host:2`, `command`. */
  readonly who: string;
  readonly way: Way;
  readonly now: Temporal.Instant;
}

/** Inside a transaction. */
export async function goAway(tx: Db, { host, until, who, way, now }: Absence): Promise<void> {
  await markAway(tx, host.id, until);
  await writeAudit(tx, {
    at: now,
    colloquium: host.colloquium,
    who,
    way,
    what: until === null ? 'host.back' : 'host.away',
    subject: `host:${host.id}`,
    detail: until === null ? {} : { until: until.toString() },
  });
}
