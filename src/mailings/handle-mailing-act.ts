/** A host acts on a mailing: by page, reply or command, all through here, each with its audit. */
import type { Config } from '../../config/schema.ts';
import { anythingDue, deliveryQueue, plannerQueue } from '../../queues/catalogue.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import { type Way, writeAudit } from '../store/audit.ts';
import { cancelMailing, pauseMailing, resumeMailing, retryThese } from '../store/deliveries-control.ts';
import { loadMailing, mailingOf, updateMailing } from '../store/mailings.ts';
import type { Store } from '../store/open-store.ts';
import type { HostRow } from '../store/schema.ts';
import { decideMailingAct, type MailingAct, type MailingDecision } from './mailing-act.ts';
import type { Mailing } from './notice.ts';

export interface MailingActDeps {
  readonly store: Store;
  readonly config: Config;
  readonly bell: Bell;
}

export interface MailingDeed {
  readonly mailingId: number;
  readonly act: MailingAct;
  /** Null: the operator at the command line. */
  readonly host: Pick<HostRow, 'id' | 'name'> | null;
  readonly way: Way;
  readonly now: Temporal.Instant;
}

/** `done.count`: how many deliveries a retry set on their way. */
export type MailingActOutcome =
  | { readonly kind: 'done'; readonly count: number }
  | Exclude<MailingDecision, { readonly kind: 'do' }>
  | { readonly kind: 'missing' };

export async function actOnMailing(deps: MailingActDeps, deed: MailingDeed): Promise<MailingActOutcome> {
  const outcome = isBeforeFreeze(deed.act) ? await actBefore(deps, deed) : await actUnderWay(deps, deed);
  if (outcome.kind !== 'done') return outcome;
  const mailing = await loadMailing(deps.store.db, deed.mailingId);
  if (mailing !== null) await deps.bell.ring(plannerQueue, { colloquium: mailing.colloquium });
  await deps.bell.ring(deliveryQueue, anythingDue);
  return outcome;
}

type BeforeFreeze = Extract<MailingAct, { kind: 'hold' | 'release' | 'send-now' }>;

function isBeforeFreeze(act: MailingAct): act is BeforeFreeze {
  return act.kind === 'hold' || act.kind === 'release' || act.kind === 'send-now';
}

/** The row is locked against the planner, which may be about to freeze it. */
async function actBefore(deps: MailingActDeps, deed: MailingDeed): Promise<MailingActOutcome> {
  const { act, now } = deed;
  return deps.store.transaction(async (tx) => {
    const row = await tx
      .selectFrom('mailing')
      .selectAll()
      .where('id', '=', deed.mailingId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return { kind: 'missing' };
    const mailing = mailingOf(row);
    const decision = decideMailingAct(mailing, act, now);
    if (decision.kind !== 'do') return decision;
    const by = nameOf(deed);
    if (act.kind === 'hold') await updateMailing(tx, mailing.id, { held_at: now, held_by: by });
    if (act.kind === 'release') await updateMailing(tx, mailing.id, { held_at: null, held_by: null });
    if (act.kind === 'send-now') {
      await updateMailing(tx, mailing.id, { held_at: null, held_by: null, slot_at: now, goes_at: now });
    }
    await writeAudit(tx, auditOf(deed, mailing, 0));
    return { kind: 'done', count: 0 };
  });
}

/** The ledger has its own conditional statements: whoever comes second changes nothing. */
async function actUnderWay(deps: MailingActDeps, deed: MailingDeed): Promise<MailingActOutcome> {
  const { db } = deps.store;
  const mailing = await loadMailing(db, deed.mailingId);
  if (mailing === null) return { kind: 'missing' };
  const decision = decideMailingAct(mailing, deed.act, deed.now);
  if (decision.kind !== 'do') return decision;
  const count = await change(deps, deed);
  if (count === false) return { kind: 'already' };
  await writeAudit(db, auditOf(deed, mailing, count));
  return { kind: 'done', count };
}

/** How many deliveries it concerned, where that is counted; false when somebody was first. */
async function change({ store }: MailingActDeps, deed: MailingDeed): Promise<number | false> {
  const { mailingId, act, now } = deed;
  switch (act.kind) {
    case 'pause':
      return (await pauseMailing(store.db, mailingId, now, `paused by ${nameOf(deed)}`)) ? 0 : false;
    case 'resume':
      return (await resumeMailing(store.db, mailingId, now)) ? 0 : false;
    case 'cancel':
      return (await cancelMailing(store.db, mailingId, now, nameOf(deed))) ? 0 : false;
    case 'retry':
      return retryThese(store.db, mailingId, act.states, now);
    default:
      return false;
  }
}

function nameOf({ host }: MailingDeed): string {
  return host?.name ?? 'the operator';
}

const deeds: Readonly<Record<MailingAct['kind'], string>> = {
  hold: 'held',
  release: 'released',
  'send-now': 'sent-now',
  pause: 'paused',
  resume: 'resumed',
  cancel: 'cancelled',
  retry: 'retried',
};

function auditOf(deed: MailingDeed, mailing: Mailing, count: number) {
  const { act, host, way, now } = deed;
  return {
    at: now,
    colloquium: mailing.colloquium,
    who: host === null ? 'command' : `host:${host.id}`,
    way,
    what: `mailing.${deeds[act.kind]}`,
    subject: `mailing:${mailing.id}`,
    detail: act.kind === 'retry' ? { states: act.states, count } : {},
  };
}
