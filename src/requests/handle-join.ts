/** Somebody asks to join, completes a request, or proves an address: one row per person, and one polite step at a time. */
import type { Colloquium } from '../../config/schema.ts';
import { findAnswered, requestOfApplicant } from '../intake/answered.ts';
import {
  type ClassHandler,
  fromKey,
  type Handled,
  type InboundDeps,
  isProvenSender,
  type ReadMail,
} from '../intake/read-mail.ts';
import { addressKey, parseAddress } from '../mail/address.ts';
import { mayAnswer } from '../mail/auto-submitted.ts';
import { forwardQuestion } from '../moderation/forward-question.ts';
import { loadStanding } from '../store/applicants.ts';
import type { Db } from '../store/open-store.ts';
import {
  insertRequest,
  loadRequest,
  lockOpenRequest,
  lockRequest,
  updateRequest,
} from '../store/requests.ts';
import type { RequestRow } from '../store/schema.ts';
import { countMailsTo, insertServiceMail } from '../store/service-mails.ts';
import { loadSubscriber } from '../store/subscribers.ts';
import { loadVouching } from '../store/vouches.ts';
import { advanceRequest } from './advance.ts';
import { saysMuch } from './answer-words.ts';
import type { ExtractedRequest } from './extract/extract.ts';
import { type CompletedRequest, completeFromBefore } from './known-before.ts';
import { mergeFields } from './merge-fields.ts';
import { originalOf } from './original.ts';
import { answerKinds, welcomeAgainMail } from './request-mails.ts';
import { tellAnswer } from './tell-answer.ts';
import { vouchIn } from './vouch-words.ts';

export const handleJoin: ClassHandler = async (tx, deps, mail) => {
  const { message, requests } = mail.reading;
  if (message === null) return { held: true, reason: mail.reading.reason };
  const answerable = mayAnswer(message, [mail.colloquium.address]);
  if (!answerable.ok)
    return { held: true, reason: `asks to join, but must not be answered: ${answerable.reason}` };
  const reasons: string[] = [];
  for (const asked of requests.slice(0, 10)) reasons.push(await takeRequest(tx, deps, mail, asked));
  const held = reasons.every((reason) => /^(?:no address|a host wrote)/.test(reason));
  return { held, reason: reasons.join('; ') || 'nobody in it asks to join' };
};

async function takeRequest(
  tx: Db,
  deps: InboundDeps,
  mail: ReadMail,
  asked: ExtractedRequest,
): Promise<string> {
  const { colloquium, now } = mail;
  const address = parseAddress(asked.email ?? '');
  if (address === null) return 'no address that could be answered';
  const emailKey = addressKey(address);
  const standing = await loadStanding(tx, colloquium.id, emailKey, now);
  if (standing.isHost) return 'a host wrote it, in answer to nothing';
  if (standing.subscriberId !== null) return alreadyListed(tx, mail, standing.subscriberId);
  const known = standing.openRequestId === null ? null : await loadRequest(tx, standing.openRequestId);
  // A flood in one person's name must not queue for that row.
  if (known !== null && addsNothing(deps, mail, known, asked)) return `repeats request ${known.id}`;
  const open = known === null ? null : await lockOpenRequest(tx, colloquium.id, emailKey);
  if (open !== null) return mergeInto(tx, deps, mail, open, asked);
  // Somebody who writes again before the answer has left does not know of it; the hosts can still take it back.
  if (standing.untoldRequestId !== null)
    return `repeats request ${standing.untoldRequestId}, which was decided minutes ago`;
  const completed = await completeFromBefore(tx, deps, mail, asked, emailKey);
  const vouchId = await vouchOf(tx, deps, mail, asked);
  const request = await insertRequest(tx, {
    ...newRequest(mail, completed, address.text, emailKey),
    vouch_id: vouchId,
  });
  if (request === null) {
    const other = await lockOpenRequest(tx, colloquium.id, emailKey);
    return other === null ? 'was decided meanwhile' : mergeInto(tx, deps, mail, other, asked);
  }
  const { message } = mail.reading;
  const original = message === null ? null : originalOf(message);
  await advanceRequest(tx, deps, colloquium, request, now, { hosts: mail.hosts, original });
  deps.events.requested({ requestId: request.id, missing: completed.missing, merged: false });
  return `request ${request.id}`;
}

/** The subscriber's link that the mail carries, on its word alone. */
function writtenVouch({ config }: InboundDeps, { reading, colloquium, row }: ReadMail): number | null {
  if (colloquium.requests.approve.vouches.people === 0 || reading.message === null) return null;
  const { address } = colloquium;
  return vouchIn(reading.message, { address, recipient: row.recipient, secret: config.secret });
}

/** A link is for one person: the first that the mail asks for. */
async function vouchOf(
  tx: Db,
  deps: InboundDeps,
  mail: ReadMail,
  asked: ExtractedRequest,
): Promise<number | null> {
  const id = mail.reading.requests[0] === asked ? writtenVouch(deps, mail) : null;
  const vouching = id === null ? null : await loadVouching(tx, id);
  return vouching?.voucher.colloquium === mail.colloquium.id ? vouching.vouch.id : null;
}

/** Nothing that was missing, and no proof of the address: whatever the request waits for, the clock knows. */
function addsNothing(deps: InboundDeps, mail: ReadMail, open: RequestRow, asked: ExtractedRequest): boolean {
  const proves = open.confirmed_at === null && isProven(mail.colloquium, mail.reading, open.email_key);
  const vouches = open.vouch_id === null && writtenVouch(deps, mail) !== null;
  return !proves && !vouches && mergeFields(open, asked) === null;
}

/** Who asks again although they are on the list gets the welcome again, at most once a day. */
async function alreadyListed(tx: Db, mail: ReadMail, subscriberId: number): Promise<string> {
  const subscriber = await loadSubscriber(tx, subscriberId);
  if (subscriber === null) return 'has just left the list';
  const sender = mail.reading.classification?.sender.verdict;
  const written = await countMailsTo(tx, subscriber.email, mail.now.subtract({ hours: 24 }), answerKinds);
  if (sender === 'authenticated' && written === 0) {
    await insertServiceMail(tx, welcomeAgainMail(subscriber, mail.colloquium, mail.now), mail.now);
  }
  return `subscriber ${subscriber.id} is on the list already`;
}

function newRequest(
  { row, reading, colloquium, now }: ReadMail,
  asked: CompletedRequest,
  email: string,
  emailKey: string,
) {
  const { message, classification } = reading;
  return {
    colloquium: colloquium.id,
    email,
    email_key: emailKey,
    name: asked.name,
    affiliation: asked.affiliation,
    motivation: asked.motivation,
    evidence: asked.evidence,
    language: reading.language,
    sender: senderOf(classification?.sender ?? null, emailKey, reading),
    inbound_id: row.id,
    thread_id: message?.messageId ?? null,
    subject: message?.subject.slice(0, 500) ?? '',
    asked_at: now,
    confirmed_at: isProven(colloquium, reading, emailKey) ? now : null,
  };
}

/** Whether the address of this request needs no further proof: it wrote itself, and our mail server vouches for it. */
function isProven(colloquium: Colloquium, reading: ReadMail['reading'], emailKey: string): boolean {
  switch (colloquium.requests.confirm) {
    case 'never':
      return true;
    case 'always':
      return false;
    case 'unauthenticated': {
      const from = reading.message?.from[0]?.address ?? '';
      return reading.classification?.sender.verdict === 'authenticated' && addressKey(from) === emailKey;
    }
  }
}

function senderOf(sender: object | null, emailKey: string, reading: ReadMail['reading']) {
  const from = addressKey(reading.message?.from[0]?.address ?? '');
  if (from !== emailKey)
    return { verdict: 'unauthenticated', reason: 'somebody else wrote for this address' };
  return sender ?? { verdict: 'unchecked' };
}

/**
 * A repeat fills what was missing, and tells nobody twice. `isTheirs`: the token or the thread of our question says that
 * it is the applicant's; otherwise a mail that nothing proves adds nothing to a request that is proven (threat 1).
 */
async function mergeInto(
  tx: Db,
  deps: InboundDeps,
  mail: ReadMail,
  open: RequestRow,
  asked: ExtractedRequest,
  isTheirs = false,
): Promise<string> {
  const mayAdd = isTheirs || isProven(mail.colloquium, mail.reading, open.email_key);
  if (open.confirmed_at !== null && !mayAdd) return `repeats request ${open.id}; nothing proves who sent it`;
  const change = mergeFields(open, asked);
  const proven = open.confirmed_at === null && isProven(mail.colloquium, mail.reading, open.email_key);
  const confirmed = proven ? { confirmed_at: mail.now } : {};
  if (change !== null) {
    await updateRequest(tx, open.id, { ...change.fields, evidence: JSON.stringify(change.evidence) });
  }
  if (proven) await updateRequest(tx, open.id, confirmed);
  const vouchId = open.vouch_id ?? (await vouchOf(tx, deps, mail, asked));
  if (vouchId !== open.vouch_id) await updateRequest(tx, open.id, { vouch_id: vouchId });
  const after = { ...open, ...change?.fields, ...confirmed, vouch_id: vouchId };
  await advanceRequest(tx, deps, mail.colloquium, after, mail.now);
  deps.events.requested({ requestId: open.id, missing: asked.missing, merged: true });
  return `completes request ${open.id}`;
}

/** The answer to our question: by the token of the address or the thread, from whatever address it comes. */
export const handleDetails: ClassHandler = async (tx, deps, mail) => {
  const { message, requests } = mail.reading;
  if (message === null) return { held: true, reason: mail.reading.reason };
  const answered = await findAnswered(
    tx,
    deps.config.secret,
    mail.colloquium,
    message,
    mail.row.recipient,
    null,
  );
  const requestId = requestOfApplicant(answered);
  const byPerson = isProvenSender(mail) ? fromKey(mail) : null;
  const request =
    requestId !== null
      ? await lockRequest(tx, requestId)
      : byPerson === null
        ? null
        : await lockOpenRequest(tx, mail.colloquium.id, byPerson);
  if (request === null) return handleJoin(tx, deps, mail);
  const isOver = request.decided_at !== null || request.closed_at !== null;
  if (isOver || request.hosts_told_at !== null)
    return afterHostsWereTold(tx, deps, mail, request, requests[0]);
  const details = requests[0];
  if (details === undefined)
    return { held: true, reason: `answers request ${request.id}, but nothing was understood` };
  return { held: false, reason: await mergeInto(tx, deps, mail, request, details, requestId !== null) };
};

/**
 * The hosts have the request: what the applicant adds or answers goes to them, with the buttons again while it is open.
 * A word of thanks goes to nobody.
 */
async function afterHostsWereTold(
  tx: Db,
  deps: InboundDeps,
  mail: ReadMail,
  request: RequestRow,
  details: ExtractedRequest | undefined,
): Promise<Handled> {
  const isWorthReading = saysMuch(mail.reading.message?.text ?? '');
  if (request.decided_at !== null || request.closed_at !== null) {
    if (isWorthReading) return forwardQuestion(tx, deps, mail);
    return { held: false, reason: `a word about request ${request.id}, which is over` };
  }
  if (details !== undefined) await mergeInto(tx, deps, mail, request, details, true);
  if (request.question_at === null && !isWorthReading)
    return { held: false, reason: `a word about request ${request.id}` };
  const told = await tellAnswer(tx, deps, mail, request.id);
  return told
    ? { held: false, reason: `the hosts have the answer to request ${request.id}` }
    : { held: true, reason: `answers request ${request.id}; too many answers in a day to mail each` };
}
