/**
 * A host answers a decision mail in their own words. It counts only with the host's own token or thread AND a sender
 * that our mail server vouches for (threat 2); what is not clear is never guessed but asked back.
 */

import { findAnswered } from '../intake/answered.ts';
import { type ClassHandler, fromKey, type Handled, type ReadMail } from '../intake/read-mail.ts';
import { addressKey } from '../mail/address.ts';
import { loadHost } from '../store/hosts.ts';
import type { Db } from '../store/open-store.ts';
import { type DecisionLink, loadDecisionLink, loadRequest } from '../store/requests.ts';
import type { HostRow } from '../store/schema.ts';
import { insertServiceMail } from '../store/service-mails.ts';
import type { Action } from './decide.ts';
import { type ActOutcome, actInside } from './handle-decision.ts';
import { decisionEchoMail, personName } from './host-mails.ts';
import { type HostDecision, readDecisionMessage } from './read-reply.ts';
import { ownWords } from './read-reply-own-words.ts';
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
  if (answered.decisionLinkId === null) return held('a host wrote, but not in answer to a request');
  const link = await loadDecisionLink(tx, answered.decisionLinkId);
  const refusal = link === null ? 'its token is not known' : whyRefused(mail, link);
  if (link === null || refusal !== null) return held(`a decision by mail was not accepted: ${refusal}`);
  const host = await loadHost(tx, link.host_id);
  if (host === null) return held('the host is not known');
  const decision = readDecisionMessage(message);
  const words = ownWords(message).replace(/\s+/g, ' ').trim().slice(0, 300);
  const action = actionOf(decision);
  if (action === null) return echoUnclear(tx, mail, link, host, words);
  const { config } = deps;
  const how = `By answering the mail: “${words.slice(0, 120)}”`;
  const outcome = await actInside(tx, config, {
    requestId: link.request_id,
    action,
    host,
    way: 'reply',
    how,
    now: mail.now,
  });
  await echo(tx, mail, link, host, words, action, outcome);
  return { held: false, reason: `${action.kind}: ${outcome.kind}, request ${link.request_id}` };
};

/** Null when the answer may decide. */
function whyRefused(mail: ReadMail, link: DecisionLink): string | null {
  if (link.host_removed_at !== null || link.revoked_at !== null)
    return 'this host’s right to decide has ended';
  if (Temporal.Instant.compare(link.expires_at, mail.now) <= 0)
    return 'the decision mail is older than 14 days';
  if (fromKey(mail) !== addressKey(link.host_email)) return 'it does not come from the host’s own address';
  const sender = mail.reading.classification?.sender;
  if (sender?.verdict !== 'authenticated') return 'nothing proves who sent it (SPF, DKIM, DMARC)';
  return null;
}

/** Null where the host's wish is not clear, or there is none. */
function actionOf(decision: HostDecision): Action | null {
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

async function echoUnclear(
  tx: Db,
  mail: ReadMail,
  link: DecisionLink,
  host: HostRow,
  words: string,
): Promise<Handled> {
  const request = await loadRequest(tx, link.request_id);
  if (request === null) return held('its request is not there any more');
  const echoed = {
    outcome: 'unclear',
    words: words || '(nothing)',
    deed: 'nothing',
    passedOn: null,
    already: null,
    undoUntil: null,
    inboundId: mail.row.id,
    threadId: mail.reading.message?.messageId ?? null,
  } as const;
  await insertServiceMail(tx, decisionEchoMail(request, host, mail.colloquium, echoed, mail.now), mail.now);
  return { held: false, reason: `not clear, request ${link.request_id}: asked back` };
}

const deeds = { approve: 'approved', decline: 'declined', ask: 'asked', undo: 'undone' } as const;

async function echo(
  tx: Db,
  mail: ReadMail,
  link: DecisionLink,
  host: HostRow,
  words: string,
  action: Action,
  outcome: ActOutcome,
) {
  const request = await loadRequest(tx, link.request_id);
  if (request === null) return;
  const already = alreadyWords(outcome, mail.colloquium.zone, personName(request));
  const passedOn = action.kind === 'decline' ? action.reason : action.kind === 'ask' ? action.question : null;
  const echoed = {
    outcome: already === null ? 'done' : 'late',
    words,
    deed: already === null ? deeds[action.kind] : 'nothing',
    passedOn: already === null ? passedOn : null,
    already,
    undoUntil: outcome.kind === 'decide' ? outcome.effectiveAt : null,
    inboundId: mail.row.id,
    threadId: mail.reading.message?.messageId ?? null,
  } as const;
  await insertServiceMail(tx, decisionEchoMail(request, host, mail.colloquium, echoed, mail.now), mail.now);
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
