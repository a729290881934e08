/** A host acts on a mailing: by page, reply, console or command, all through here, with its audit in one transaction. */
import { anythingDue, deliveryQueue, plannerQueue } from '../../queues/catalogue.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import { type Way, writeAudit } from '../store/audit.ts';
import { cancelMailing, pauseMailing, resumeMailing, retryThese } from '../store/deliveries-control.ts';
import { mailingOf, updateMailing } from '../store/mailings.ts';
import type { Db, Store } from '../store/open-store.ts';
import type { HostRow } from '../store/schema.ts';
import { decideMailingAct, type MailingAct, type MailingDecision } from './mailing-act.ts';
import type { Mailing } from './notice.ts';

export interface MailingActDeps {
  readonly store: Store;
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

/** `deliveries`: how many go again; only for `retry`, where 0 means that there was nothing. */
export type MailingActOutcome =
  | { readonly kind: 'done'; readonly mailing: Mailing; readonly deliveries: number | null }
  | Exclude<MailingDecision, { kind: 'do' }>
  | { readonly kind: 'missing' };

export async function actOnMailing(deps: MailingActDeps, deed: MailingDeed): Promise<MailingActOutcome> {
  const outcome = await deps.store.transaction((tx) => actInside(tx, deed));
  if (outcome.kind === 'done') {
    await deps.bell.ring(plannerQueue, { colloquium: outcome.mailing.colloquium });
    await deps.bell.ring(deliveryQueue, anythingDue);
  }
  return outcome;
}

/** For callers that hold a transaction; they ring the planner and the delivery afterwards. */
export async function actInside(tx: Db, deed: MailingDeed): Promise<MailingActOutcome> {
  const row = await tx
    .selectFrom('mailing')
    .selectAll()
    .where('id', '=', deed.mailingId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return { kind: 'missing' };
  const mailing = mailingOf(row);
  const decision = decideMailingAct(mailing, deed.act, deed.now);
  if (decision.kind !== 'do') return decision;
  const deliveries = await apply(tx, mailing, deed);
  if (deliveries === 0) return { kind: 'done', mailing, deliveries };
  await writeAudit(tx, {
    at: deed.now,
    colloquium: mailing.colloquium,
    who: deed.host === null ? 'command' : `host:${deed.host.id}`,
    way: deed.way,
    what: `mailing.${pastOf[deed.act.kind]}`,
    subject: `mailing:${mailing.id}`,
    detail: deliveries === null ? {} : { deliveries },
  });
  return { kind: 'done', mailing, deliveries };
}

const pastOf: Readonly<Record<MailingAct['kind'], string>> = {
  hold: 'held',
  release: 'released',
  send: 'sent-now',
  pause: 'paused',
  resume: 'resumed',
  cancel: 'cancelled',
  retry: 'retried',
};

async function apply(tx: Db, mailing: Mailing, { act, host, now }: MailingDeed): Promise<number | null> {
  const by = host?.name ?? 'the operator';
  switch (act.kind) {
    case 'hold':
      await updateMailing(tx, mailing.id, { held_at: now, held_by: by });
      return null;
    case 'release':
      await updateMailing(tx, mailing.id, { held_at: null, held_by: null });
      return null;
    case 'send':
      // The planner freezes it at its next look, which is now: what is not true is still not sent (promise 10).
      await updateMailing(tx, mailing.id, { held_at: null, held_by: null, goes_at: now });
      return null;
    case 'pause':
      await pauseMailing(tx, mailing.id, now, `paused by ${by}`);
      return null;
    case 'resume':
      await resumeMailing(tx, mailing.id, now);
      return null;
    case 'cancel':
      await cancelMailing(tx, mailing.id, now, by);
      return null;
    case 'retry':
      return retryThese(tx, mailing.id, act.states, now);
  }
}
