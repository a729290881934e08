/** A subscription is changed: by its owner's link, by mail, by a host or by command, all through here, with its audit. */
import type { Config } from '../../config/schema.ts';
import type { Events } from '../events.ts';
import { type Way, writeAudit } from '../store/audit.ts';
import type { Db, Store } from '../store/open-store.ts';
import type { SubscriberRow } from '../store/schema.ts';
import { lockSubscriber, updateSubscriber } from '../store/subscribers.ts';
import { eraseInside } from './erase.ts';
import { leaveInside } from './leave.ts';
import { decideSubscriber, type SubscriberAct, type SubscriberDecision } from './preferences.ts';

export interface SubscriberDeps {
  readonly store: Store;
  readonly config: Config;
  readonly events: Events;
}

export interface SubscriberDeed {
  readonly subscriberId: number;
  readonly act: SubscriberAct;
  /** `subscriber:7`, `host:2`, `command`. */
  readonly who: string;
  readonly way: Way;
  readonly now: Temporal.Instant;
}

export async function actOnSubscriber(
  deps: SubscriberDeps,
  deed: SubscriberDeed,
): Promise<SubscriberDecision> {
  const decision = await deps.store.transaction((tx) => actOnSubscriberInside(tx, deps.config, deed));
  if (decision.kind === 'leave') deps.events.unsubscribed({ subscriberId: deed.subscriberId, way: deed.way });
  if (decision.kind === 'erase') deps.events.unsubscribed({ subscriberId: deed.subscriberId, way: 'erased' });
  return decision;
}

/** For callers that hold a transaction. */
export async function actOnSubscriberInside(
  tx: Db,
  config: Config,
  deed: SubscriberDeed,
): Promise<SubscriberDecision> {
  const row = await lockSubscriber(tx, deed.subscriberId);
  if (row === null) return { kind: 'missing' };
  const decision = decideSubscriber(row, deed.act, deed.now);
  switch (decision.kind) {
    case 'leave':
      await leaveInside(tx, deed);
      return decision;
    case 'erase':
      await eraseInside(tx, config, { key: row.email_key, who: deed.who, way: deed.way, now: deed.now });
      return decision;
    case 'change':
      await updateSubscriber(tx, row.id, decision.change);
      await note(tx, row, deed, decision.what, detailOf(deed.act));
      return decision;
    default:
      return decision;
  }
}

function detailOf(act: SubscriberAct): Record<string, unknown> {
  if (act.kind === 'kinds') return { wanted: act.wanted };
  return act.kind === 'pause' ? { until: act.until.toString() } : {};
}

async function note(
  tx: Db,
  row: SubscriberRow,
  { who, way, now }: SubscriberDeed,
  what: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await writeAudit(tx, {
    at: now,
    colloquium: row.colloquium,
    who,
    way,
    what,
    subject: `subscriber:${row.id}`,
    detail,
  });
}
