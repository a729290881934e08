/**
 * A host acts on a request: by page, reply, console or command, all through here. One transaction holds the claim,
 * the subscriber, the mails and the audit, so that a decision is whole or did not happen (promises 3 and 1).
 */
import type { Colloquium, Config } from '../../config/schema.ts';
import { anythingDue, deliveryQueue } from '../../queues/catalogue.ts';
import type { Events } from '../events.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import { domainOf } from '../mail/address.ts';
import { formatMessageId } from '../mail/message-id.ts';
import { declinedMail, detailsWantedMail, welcomeMail } from '../requests/request-mails.ts';
import { signToken } from '../signed-token.ts';
import { auditOf, type Way, writeAudit } from '../store/audit.ts';
import { activeHosts } from '../store/hosts.ts';
import { forgetErasure } from '../store/import-subscribers.ts';
import type { Db, Store } from '../store/open-store.ts';
import { claimDecision, lockRequest, releaseDecision, updateRequest } from '../store/requests.ts';
import type { HostRow, RequestRow } from '../store/schema.ts';
import { deliveryOf, insertServiceMail, withdrawServiceMails } from '../store/service-mails.ts';
import {
  admitSubscriber,
  countReachable,
  erasureKey,
  findSubscriber,
  markUnsubscribed,
  removeNewcomer,
  updateSubscriber,
} from '../store/subscribers.ts';
import type { Rule } from './approve-rule.ts';
import { type Action, cleanAction, type Decision, decide, withoutControls } from './decide.ts';
import { actorOf, deciderOf } from './decider.ts';
import { decidedMail, personName } from './host-mails.ts';

export interface ModerationDeps {
  readonly store: Store;
  readonly config: Config;
  readonly bell: Bell;
  readonly events: Events;
}

export interface Act {
  readonly requestId: number;
  readonly action: Action;
  /** Null: the operator at the command line, or a rule. */
  readonly host: HostRow | null;
  readonly rule?: Rule;
  readonly way: Way;
  /** How it was said, for the other hosts: `By answering the mail: “yes”`. */
  readonly how: string;
  readonly now: Temporal.Instant;
}

/** `missing`: there is no such request. */
export type ActOutcome = Decision | { readonly kind: 'missing' };

export async function actOnRequest(deps: ModerationDeps, act: Act): Promise<ActOutcome> {
  const outcome = await deps.store.transaction((tx) => actInside(tx, deps, act));
  if (outcome.kind === 'missing') return outcome;
  await deps.bell.ring(deliveryQueue, anythingDue);
  return outcome;
}

/** For callers that hold a transaction: a reply is decided and marked as read in one. */
export async function actInside(
  tx: Db,
  deps: Pick<ModerationDeps, 'config' | 'events'>,
  act: Act,
): Promise<ActOutcome> {
  const outcome = await carryOut(tx, deps.config, act);
  const { kind } = outcome;
  deps.events.decided({ requestId: act.requestId, outcome: kind, by: actorOf(act), via: act.way });
  return outcome;
}

async function carryOut(tx: Db, config: Config, wish: Act): Promise<ActOutcome> {
  const act = { ...wish, action: cleanAction(wish.action), how: withoutControls(wish.how) };
  const request = await lockRequest(tx, act.requestId);
  const colloquium = config.colloquia.find((each) => each.id === request?.colloquium);
  if (request === null || colloquium === undefined) return { kind: 'missing' };
  const decision = decide(request, act.action, act.now, colloquium.requests.undo);
  const scene: Scene = { tx, config, colloquium, request, act };
  switch (decision.kind) {
    case 'decide':
      return (await settle(scene, decision.decision, decision.effectiveAt)) ? decision : refused(scene);
    case 'ask':
      await askApplicant(scene);
      return decision;
    case 'undo': {
      if (await undo(scene)) return decision;
      // The mail has left although the window is open (clocks of two machines): then only the opposite mail is honest.
      const opposite = request.decision === 'approve' ? 'decline' : 'approve';
      await reverse(scene, opposite);
      return { kind: 'reverse', to: opposite };
    }
    case 'reverse':
      await reverse(scene, decision.to);
      return decision;
    case 'already':
    case 'closed':
    case 'unproven':
    case 'nothing-to-undo':
      return decision;
  }
}

/** A subscriber's dates; out of the audit they come as text, which the database reads as well. */
type Standing = Parameters<typeof updateSubscriber>[2];

interface Scene {
  readonly tx: Db;
  readonly config: Config;
  readonly colloquium: Colloquium;
  readonly request: RequestRow;
  readonly act: Act;
}

/** Somebody was first between reading and claiming: read again what they did. */
async function refused({ tx, act, colloquium }: Scene): Promise<ActOutcome> {
  const request = await lockRequest(tx, act.requestId);
  return request === null
    ? { kind: 'missing' }
    : decide(request, act.action, act.now, colloquium.requests.undo);
}

async function settle(
  scene: Scene,
  decision: 'approve' | 'decline',
  effectiveAt: Temporal.Instant,
): Promise<boolean> {
  const { tx, request, act } = scene;
  const reason = act.action.kind === 'decline' ? act.action.reason : null;
  const claimed = await claimDecision(tx, request.id, {
    decision,
    decided_at: act.now,
    decided_by: deciderOf(act),
    decided_via: act.way,
    reason,
    effective_at: effectiveAt,
  });
  if (!claimed) return false;
  const before = decision === 'approve' ? await standingOf(scene) : null;
  const now =
    decision === 'approve' ? await admit(scene, effectiveAt) : await refuse(scene, reason, effectiveAt);
  const deed = decision === 'approve' ? 'approved' : 'declined';
  await audit(scene, `request.${deed}`, {
    ...(reason === null ? {} : { reason }),
    ...(before ? { before } : {}),
  });
  await tellOtherHosts(scene, deed, now, effectiveAt);
  return true;
}

/** The subscriber counts as joined when the undo window has passed: no audience holds somebody who may be taken back. */
async function admit(
  { tx, config, colloquium, request }: Scene,
  effectiveAt: Temporal.Instant,
): Promise<string> {
  const { id } = await admitSubscriber(
    tx,
    {
      colloquium: colloquium.id,
      email: request.email,
      emailKey: request.email_key,
      name: request.name ?? '',
      affiliation: request.affiliation,
      language: request.language,
      joinedBy: `request:${request.id}`,
    },
    effectiveAt,
  );
  // Who was erased and asks again is a new person on the list, whom an import may bring back.
  await forgetErasure(tx, erasureKey(config.secret, request.email_key));
  await insertServiceMail(tx, welcomeMail(request, colloquium, id, effectiveAt), effectiveAt);
  const count = await countReachable(tx, colloquium.id, effectiveAt);
  return `${personName(request)} is on the list, one of ${count}, and gets the welcome.`;
}

async function refuse(scene: Scene, reason: string | null, effectiveAt: Temporal.Instant): Promise<string> {
  const { tx, config, colloquium, request } = scene;
  // The address may be a stranger's (threat 3): it was asked to prove itself, and gets nothing more.
  if (request.confirmed_at === null)
    return `${personName(request)} never confirmed the address and gets no mail.`;
  const days = config.service.retention.declined_requests.total('days');
  await insertServiceMail(tx, declinedMail(request, colloquium, reason, effectiveAt, days), effectiveAt);
  return `${personName(request)} gets a kind refusal${reason === null ? '' : ' with the reason'}.`;
}

async function askApplicant(scene: Scene): Promise<void> {
  const { tx, colloquium, request, act } = scene;
  if (act.action.kind !== 'ask') return;
  const { question } = act.action;
  await updateRequest(tx, request.id, { question, question_at: act.now });
  await insertServiceMail(
    tx,
    detailsWantedMail(request, colloquium, { missing: [], question, quoted: [] }, act.now),
    act.now,
  );
  await audit(scene, 'request.asked', { question });
  await tellOtherHosts(scene, 'asked', `${personName(request)} is asked: “${question}”`, null);
}

/**
 * Within the window nothing has left: the decision and everything it made are taken back in silence. False, and nothing
 * done, when its mail has left all the same.
 */
async function undo(scene: Scene): Promise<boolean> {
  const { tx, request, act } = scene;
  const { decision, decided_at: decidedAt, effective_at: effectiveAt } = request;
  if (decidedAt === null || effectiveAt === null) return true;
  const kind = decision === 'approve' ? 'welcome' : 'declined';
  const identity = `request:${request.id}/${kind}/${effectiveAt.epochMilliseconds}`;
  if (!(await withdrawServiceMails(tx, identity, 'the decision was taken back', act.now))) return false;
  await releaseDecision(tx, request.id, decidedAt);
  if (decision === 'approve') await putBack(scene);
  await audit(scene, 'request.undone', { decision });
  await tellOtherHosts(scene, 'undid', `The request of ${personName(request)} waits again.`, null);
  return true;
}

/** Later than the window: the opposite decision, with its mail. */
async function reverse(scene: Scene, to: 'approve' | 'decline'): Promise<void> {
  const { tx, request, act } = scene;
  await updateRequest(tx, request.id, {
    decision: to,
    decided_at: act.now,
    decided_by: deciderOf(act),
    decided_via: act.way,
    reason: null,
    effective_at: act.now,
  });
  if (to === 'decline') await takeOffList(scene, 'reversal');
  const now = to === 'approve' ? await admit(scene, act.now) : await refuse(scene, null, act.now);
  await audit(scene, 'request.reversed', { to });
  await tellOtherHosts(scene, to === 'approve' ? 'approved' : 'declined', now, null);
}

/** How the person stood before the approval, for the audit and for taking it back; null for somebody new. */
async function standingOf({ tx, request, colloquium }: Scene): Promise<Standing | null> {
  const row = await findSubscriber(tx, colloquium.id, request.email_key);
  if (row === null) return null;
  const { joined_at, joined_by, paused_until, unsubscribed_at, unsubscribed_by } = row;
  const { suppressed_at, suppressed_why, erased_at, bounce_score } = row;
  const left = { unsubscribed_at, unsubscribed_by, suppressed_at, suppressed_why, erased_at };
  return { joined_at, joined_by, paused_until, ...left, bounce_score };
}

/** As if the approval had never been: somebody new is gone, somebody known stands as before. */
async function putBack({ tx, request, colloquium }: Scene): Promise<void> {
  const subscriber = await findSubscriber(tx, colloquium.id, request.email_key);
  if (subscriber === null || subscriber.joined_by !== `request:${request.id}`) return;
  const deeds = await auditOf(tx, `request:${request.id}`);
  const before = deeds.findLast((deed) => deed.what === 'request.approved')?.detail?.['before'];
  if (before === undefined) return removeNewcomer(tx, subscriber.id);
  await updateSubscriber(tx, subscriber.id, before as Standing);
}

async function takeOffList({ tx, request, colloquium, act }: Scene, why: string): Promise<void> {
  const subscriber = await findSubscriber(tx, colloquium.id, request.email_key);
  if (subscriber !== null) await markUnsubscribed(tx, subscriber.id, why, act.now);
}

async function tellOtherHosts(
  scene: Scene,
  deed: 'approved' | 'declined' | 'asked' | 'undid',
  now: string,
  undoUntil: Temporal.Instant | null,
): Promise<void> {
  const { tx, config, colloquium, request, act } = scene;
  for (const host of await activeHosts(tx, colloquium.id)) {
    if (host.id === act.host?.id) continue;
    const asked = await deliveryOf(tx, `request:${request.id}/decision-request/host:${host.id}`);
    if (asked === null && act.host !== null) continue;
    const threadId =
      asked === null
        ? null
        : formatMessageId(signToken(config.secret, 'message-id', asked), domainOf(colloquium.address));
    const by = act.host?.name ?? deciderOf(act).replace(/^the/, 'The');
    const mail = decidedMail(
      request,
      host,
      colloquium,
      {
        by,
        isRule: act.rule !== undefined,
        deed,
        how: act.how,
        now,
        undoUntil,
        threadId,
        askedAt: request.hosts_told_at,
      },
      act.now,
    );
    await insertServiceMail(tx, mail, act.now);
  }
}

async function audit({ tx, colloquium, request, act }: Scene, what: string, detail: Record<string, unknown>) {
  await writeAudit(tx, {
    at: act.now,
    colloquium: colloquium.id,
    who: actorOf(act),
    way: act.way,
    what,
    subject: `request:${request.id}`,
    detail,
  });
}
