/**
 * A host answers a decision mail, a digest or a proof in their own words. It counts only with the host's own token or thread
 * AND a sender that our mail server vouches for (threat 2); what is not clear is never guessed but asked back.
 */
import { type Answered, findAnswered } from '../intake/answered.ts';
import {
  type ClassHandler,
  fromKey,
  type Handled,
  type InboundDeps,
  isProvenSender,
  type ReadMail,
} from '../intake/read-mail.ts';
import { addressKey } from '../mail/address.ts';
import type { Message } from '../mail/message.ts';
import { loadHost, mayAct } from '../store/hosts.ts';
import type { Db } from '../store/open-store.ts';
import { findDecisionLink, grantDecisionLink, loadDecisionLink, loadRequest } from '../store/requests.ts';
import type { HostRow, RequestRow } from '../store/schema.ts';
import { hasUnclearEcho, insertServiceMail, loadDigest } from '../store/service-mails.ts';
import type { Action } from './decide.ts';
import { type ActOutcome, actInside } from './handle-decision.ts';
import { handleProofReply } from './handle-proof-reply.ts';
import { decisionEchoMail, type EchoItem, personName } from './host-mails.ts';
import { ownWords } from './read-reply/own-words.ts';
import {
  type HostDecision,
  isAutomaticAnswer,
  type KnownQuestion,
  readDecisionMessage,
} from './read-reply/read-reply.ts';
import { clockWords, firstName } from './words.ts';

export const handleHostReply: ClassHandler = async (tx, deps, mail) => {
  const { message } = mail.reading;
  if (message === null) return held(mail.reading.reason);
  const answered = await findAnswered(
    tx,
    deps.config.secret,
    mail.colloquium,
    message,
    mail.row.recipient,
    null,
  );
  if (answered.mailingId !== null && (answered.purpose === 'mailing-reply' || answered.kind === 'proof'))
    return handleProofReply(tx, mail, message, answered.mailingId);
  const question = await findQuestion(tx, answered);
  if (question === null) return held('a host wrote, but not in answer to a request');
  const host = await loadHost(tx, question.hostId);
  const refusal = host === null ? 'the host is not known' : whyRefused(mail, host, question);
  if (host === null || refusal !== null) return held(`a decision by mail was not accepted: ${refusal}`);
  return decideAll(tx, deps, mail, message, host, question);
};

/** What a host was asked: one request, or the numbered requests of a digest. */
interface Question {
  readonly hostId: number;
  readonly requestIds: readonly number[];
  readonly expiresAt: Temporal.Instant;
  readonly isRevoked: boolean;
}

const digestLife = Temporal.Duration.from({ hours: 14 * 24 });
const linkLife = digestLife;

async function findQuestion(tx: Db, answered: Answered): Promise<Question | null> {
  if (answered.decisionLinkId !== null) {
    const link = await loadDecisionLink(tx, answered.decisionLinkId);
    if (link === null) return null;
    const isRevoked = link.revoked_at !== null;
    return { hostId: link.host_id, requestIds: [link.request_id], expiresAt: link.expires_at, isRevoked };
  }
  const digest = answered.deliveryId === null ? null : await loadDigest(tx, answered.deliveryId);
  if (digest === null) return null;
  const { hostId, requestIds, madeAt } = digest;
  return { hostId, requestIds, expiresAt: madeAt.add(digestLife), isRevoked: false };
}

/** Null when the answer may decide. */
function whyRefused(mail: ReadMail, host: HostRow, question: Question): string | null {
  if (!mayAct(host) || question.isRevoked) return 'this host’s right to decide has ended';
  if (Temporal.Instant.compare(question.expiresAt, mail.now) <= 0)
    return 'the mail it answers is older than 14 days';
  if (fromKey(mail) !== addressKey(host.email)) return 'it does not come from the host’s own address';
  return isProvenSender(mail) ? null : 'nothing proves who sent it (SPF, DKIM, DMARC)';
}

interface Wish {
  readonly requestId: number;
  /** Null where the host's wish is not clear, or there is none. */
  readonly action: Action | null;
}

/** A digest is decided item by item; an item that the answer does not name waits on. */
export function wishesOf(decision: HostDecision, requestIds: readonly number[]): readonly Wish[] {
  const only = requestIds[0];
  if (decision.perItem === null || decision.verdict === 'unclear') {
    return requestIds.length === 1 && only !== undefined
      ? [{ requestId: only, action: actionOf(decision) }]
      : [];
  }
  return decision.perItem.flatMap((each) => {
    const requestId = requestIds[each.item - 1];
    if (requestId === undefined) return [];
    return [{ requestId, action: actionOf(each) }];
  });
}

function actionOf(decision: Pick<HostDecision, 'verdict' | 'reason' | 'question'>): Action | null {
  switch (decision.verdict) {
    case 'approve':
      return { kind: 'approve' };
    case 'decline':
      return { kind: 'decline', reason: decision.reason };
    case 'ask':
      return decision.question === null ? null : { kind: 'ask', question: decision.question };
    case 'undo':
      return { kind: 'undo' };
    case 'unclear':
    case 'none':
      return null;
  }
}

async function decideAll(
  tx: Db,
  deps: InboundDeps,
  mail: ReadMail,
  message: Message,
  host: HostRow,
  question: Question,
): Promise<Handled> {
  if (isAutomaticAnswer(message)) return { held: false, reason: 'an automatic answer: it decides nothing' };
  const words = ownWords(message).replace(/\s+/g, ' ').trim().slice(0, 300);
  const wishes = wishesOf(
    readDecisionMessage(message, await knownOf(tx, question.requestIds)),
    question.requestIds,
  );
  const clear = wishes.filter((wish): wish is Wish & { action: Action } => wish.action !== null);
  if (clear.length === 0 && (await wasAskedBack(tx, host, question.requestIds[0] ?? null, mail.now)))
    return held('a host’s answer that is not clear, and was asked back within the hour');
  const items: EchoItem[] = [];
  let undoUntil: Temporal.Instant | null = null;
  let isContrary = false;
  for (const { requestId, action } of clear) {
    const how = `By answering the mail: “${words.slice(0, 120)}”`;
    const outcome = await actInside(tx, deps, {
      requestId,
      action,
      host,
      way: 'reply',
      how,
      now: mail.now,
    });
    if (outcome.kind === 'decide' && clear.length === 1) undoUntil = outcome.effectiveAt;
    if (clear.length === 1 && contradictsOneself(outcome, action, host)) {
      isContrary = true;
      undoUntil = await windowEnd(tx, requestId, mail.now);
    }
    items.push(await itemOf(tx, mail, requestId, action, outcome));
  }
  const isLate = items.length > 0 && items.every((item) => item.already !== null);
  const outcome = clear.length === 0 ? 'unclear' : isLate ? 'late' : 'done';
  if (clear.length === 0) items.push(...(await untouched(tx, question.requestIds)));
  const requestId = clear[0]?.requestId ?? question.requestIds[0] ?? null;
  // Who decides from a digest may never have had a mail about this one request; the undo link needs a row.
  if (requestId !== null && (await findDecisionLink(tx, requestId, host.id)) === null) {
    const expires = mail.now.add(linkLife);
    const link = { request_id: requestId, host_id: host.id, made_at: mail.now, expires_at: expires };
    await grantDecisionLink(tx, link);
  }
  const threadId = message.messageId;
  const echo = {
    outcome,
    words: words || '(nothing)',
    items,
    undoUntil,
    isContrary,
    inboundId: mail.row.id,
    threadId,
    requestId,
  } as const;
  await insertServiceMail(tx, decisionEchoMail(host, mail.colloquium, echo, mail.now), mail.now);
  const told = items.map((item) => `${item.requestId}: ${item.already ?? item.deed}`).join(', ');
  return { held: false, reason: `${outcome}; request ${told}` };
}

/** What the mail was about, from the rows: a quotation may have been edited, or be somebody else's. */
async function knownOf(tx: Db, requestIds: readonly number[]): Promise<KnownQuestion> {
  const asked = await Promise.all(
    requestIds.map(async (id, index) => {
      const request = await loadRequest(tx, id);
      return { number: index + 1, name: applicantName(request), about: request?.affiliation ?? null };
    }),
  );
  if (asked.length === 1) return { applicant: asked[0]?.name ?? null, items: [] };
  return { applicant: null, items: asked };
}

/** The address stands for a name that nobody gave: "approve Linda" is right under linda.berg@…. */
function applicantName(request: RequestRow | null): string | null {
  if (request === null) return null;
  return request.name ?? (request.email.split('@', 1)[0] ?? '').replace(/[^\p{L}]+/gu, ' ').trim();
}

/** Two machines must not talk (RFC 3834 §2): a host who was not understood is asked back once an hour about one request. */
async function wasAskedBack(
  tx: Db,
  host: HostRow,
  requestId: number | null,
  now: Temporal.Instant,
): Promise<boolean> {
  return hasUnclearEcho(tx, { hostId: host.id, requestId, mailingId: null }, now.subtract({ hours: 1 }));
}

/** The same host said yes before and says no now, or the other way round: nothing is reversed without being asked for. */
function contradictsOneself(outcome: ActOutcome, action: Action, host: HostRow): boolean {
  return (
    outcome.kind === 'already' &&
    outcome.by === host.name &&
    outcome.decision !== action.kind &&
    action.kind !== 'ask'
  );
}

/** Until when a decision can be taken back in silence; null: from now on the person hears of it. */
async function windowEnd(tx: Db, requestId: number, now: Temporal.Instant): Promise<Temporal.Instant | null> {
  const until = (await loadRequest(tx, requestId))?.effective_at ?? null;
  return until !== null && Temporal.Instant.compare(until, now) > 0 ? until : null;
}

const deeds = { approve: 'approved', decline: 'declined', ask: 'asked', undo: 'undone' } as const;

async function itemOf(
  tx: Db,
  mail: ReadMail,
  requestId: number,
  action: Action,
  outcome: ActOutcome,
): Promise<EchoItem> {
  const request = await loadRequest(tx, requestId);
  const name = request === null ? `request ${requestId}` : personName(request);
  const already = alreadyWords(outcome, mail.colloquium.zone, name);
  if (already !== null) return { requestId, name, deed: 'nothing', passedOn: null, already };
  const passedOn = action.kind === 'decline' ? action.reason : action.kind === 'ask' ? action.question : null;
  return { requestId, name, deed: deeds[action.kind], passedOn, already };
}

async function untouched(tx: Db, requestIds: readonly number[]): Promise<EchoItem[]> {
  const rows = await Promise.all(requestIds.map((id) => loadRequest(tx, id)));
  return rows.flatMap((request) =>
    request === null
      ? []
      : [
          {
            requestId: request.id,
            name: personName(request),
            deed: 'nothing',
            passedOn: null,
            already: null,
          } as const,
        ],
  );
}

/** Why nothing was done, as a clause; null when it was done. */
export function alreadyWords(outcome: ActOutcome, zone: string, person: string): string | null {
  switch (outcome.kind) {
    case 'already': {
      const deed = outcome.decision === 'approve' ? 'approved' : 'declined';
      return `${firstName(outcome.by)} ${deed} it at ${clockWords(outcome.at, zone)}`;
    }
    case 'closed':
      return 'the request was closed before';
    case 'unproven':
      return `${person} has not confirmed the address yet`;
    case 'nothing-to-undo':
      return 'there was no decision to take back';
    case 'missing':
      return 'the request is not there any more';
    default:
      return null;
  }
}

function held(reason: string): Handled {
  return { held: true, reason };
}
