/**
 * What of ours a mail answers: by the token in the address it came to, or by the signed Message-ID in its thread.
 * Both are keyed hashes, so neither can be made up; where a provider has no sub-addresses the thread alone serves.
 */
import type { Colloquium } from '../../config/schema.ts';
import { domainOf } from '../mail/address.ts';
import type { Message } from '../mail/message.ts';
import { readMessageIdToken } from '../mail/message-id.ts';
import { readToken, type TokenPurpose } from '../signed-token.ts';
import { loadDeliveryStory } from '../store/delivery-story.ts';
import type { Db } from '../store/open-store.ts';
import { findDecisionLink } from '../store/requests.ts';
import { readSubAddress } from './classify-context.ts';

/** Identifiers of rows; whichever are known. */
export interface Answered {
  readonly decisionLinkId: number | null;
  readonly requestId: number | null;
  readonly subscriberId: number | null;
  readonly deliveryId: number | null;
  readonly mailingId: number | null;
  /** The token was made for this purpose; null when only the thread told. */
  readonly purpose: TokenPurpose | null;
  /** The token as it stood in the address, for whoever compares it. */
  readonly token: string | null;
  /** The kind of our mail that is answered (`details-wanted`, `proof`), where a delivery is known. */
  readonly kind: string | null;
}

const nothing: Answered = {
  decisionLinkId: null,
  requestId: null,
  subscriberId: null,
  deliveryId: null,
  mailingId: null,
  purpose: null,
  token: null,
  kind: null,
};

/** The column that each purpose's identifier belongs to. */
const columns: readonly (readonly [TokenPurpose, keyof Answered])[] = [
  ['decision-reply', 'decisionLinkId'],
  ['request', 'requestId'],
  ['confirm', 'requestId'],
  ['unsubscribe', 'subscriberId'],
  ['return-path', 'deliveryId'],
  ['attendee', 'deliveryId'],
  ['mailing-reply', 'mailingId'],
];

export async function findAnswered(
  db: Db,
  secret: string,
  colloquium: Colloquium,
  message: Message,
  recipient: string,
  returnedMessageId: string | null,
): Promise<Answered> {
  const context = {
    address: colloquium.address,
    authserv: null,
    listId: null,
    recipient,
    isHost: () => false,
  };
  const token = readSubAddress(message, context)?.token ?? null;
  const told = token === null ? nothing : byToken(secret, token.replace(/^[am]-/, ''));
  if (told.purpose !== null && told.deliveryId === null) return told;
  const deliveryId = told.deliveryId ?? byThread(secret, colloquium, message, returnedMessageId);
  return deliveryId === null ? told : withStory(db, { ...told, deliveryId });
}

function byToken(secret: string, token: string): Answered {
  for (const [purpose, column] of columns) {
    const id = readToken(secret, purpose, token);
    if (id !== null) return { ...nothing, [column]: id, purpose, token };
  }
  return { ...nothing, token };
}

function byThread(
  secret: string,
  colloquium: Colloquium,
  message: Message,
  returned: string | null,
): number | null {
  const ids = [
    ...(returned === null ? [] : [returned]),
    ...message.inReplyTo,
    ...message.references.toReversed(),
  ];
  for (const id of ids.slice(0, 30)) {
    const token = readMessageIdToken(id, domainOf(colloquium.address));
    const deliveryId = token === null ? null : readToken(secret, 'message-id', token);
    if (deliveryId !== null) return deliveryId;
  }
  return null;
}

async function withStory(db: Db, answered: Answered): Promise<Answered> {
  const story = answered.deliveryId === null ? null : await loadDeliveryStory(db, answered.deliveryId);
  if (story === null) return { ...answered, deliveryId: null };
  const isHostMail = story.requestId !== null && story.hostId !== null;
  const decisionLinkId = isHostMail
    ? await findDecisionLink(db, story.requestId ?? 0, story.hostId ?? 0)
    : null;
  return {
    ...answered,
    decisionLinkId: answered.decisionLinkId ?? decisionLinkId,
    requestId: answered.requestId ?? story.requestId,
    subscriberId: answered.subscriberId ?? story.subscriberId,
    mailingId: answered.mailingId ?? story.mailingId,
    kind: story.kind,
  };
}

/** Mails of ours that only the applicant of a request has. */
const applicantKinds: readonly string[] = ['acknowledged', 'details-wanted', 'confirm-address'];

/** The request whose applicant answers us; a mail to a host names the request too, and proves nothing of the applicant. */
export function requestOfApplicant(answered: Answered): number | null {
  const isTheirs =
    answered.purpose === 'request' ||
    answered.purpose === 'confirm' ||
    applicantKinds.includes(answered.kind ?? '');
  return isTheirs ? answered.requestId : null;
}

/** Whether the mail comes by the address or the thread of our question for a proof of the address. */
export function isConfirmation(answered: Answered): boolean {
  return answered.purpose === 'confirm' || answered.kind === 'confirm-address';
}

/**
 * The sub-address that an answer would have come to if the provider had sub-addresses, or if classification knew them
 * all; null where the mail is no answer that classification must be told of. Token-less uses end in a word of ours.
 */
export function impliedUse(answered: Answered, isFromHost: boolean): 'r' | 'd' | 'confirm' | null {
  const kind = answered.kind ?? '';
  if (isFromHost) {
    return answered.purpose === 'mailing-reply' || hostKinds.includes(kind) ? 'd' : null;
  }
  if (answered.purpose !== null) return null;
  if (kind === 'confirm-address') return 'confirm';
  return applicantKinds.includes(kind) ? 'r' : null;
}

/** Mails of ours that a host answers with a decision. */
const hostKinds: readonly string[] = ['decision-request', 'decided', 'decision-echo', 'digest', 'proof'];
