/** The address of a request proves itself: by the page behind the link, or by an answer to the mail that went there. */
import type { Colloquium } from '../../config/schema.ts';
import { anythingDue, deliveryQueue } from '../../queues/catalogue.ts';
import { findAnswered, isConfirmation } from '../intake/answered.ts';
import type { ClassHandler, Handled, InboundDeps } from '../intake/read-mail.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import type { Db, Store } from '../store/open-store.ts';
import { loadRequest, lockRequest, updateRequest } from '../store/requests.ts';
import { type AdvanceDeps, advanceRequest } from './advance.ts';
import { confirms } from './confirm-words.ts';

/** A confirmation by mail: whoever holds the token of the mail to an address reads that address's mail. */
export const handleConfirm: ClassHandler = async (tx, deps, mail): Promise<Handled> => {
  const { message } = mail.reading;
  if (message === null) return { held: true, reason: mail.reading.reason };
  const answered = await findAnswered(
    tx,
    deps.config.secret,
    mail.colloquium,
    message,
    mail.row.recipient,
    null,
  );
  // The thread of any other mail about the request proves nothing about the applicant's address.
  if (answered.requestId === null || !isConfirmation(answered))
    return { held: true, reason: 'confirms, but no request goes with it' };
  if (!confirms(message.text))
    return {
      held: true,
      reason: `answers our confirmation of request ${answered.requestId}, but does not say yes`,
    };
  const outcome = await confirmInside(tx, deps, mail.colloquium, answered.requestId, mail.now);
  return { held: outcome === 'missing', reason: `${outcome}: request ${answered.requestId}` };
};

export type ConfirmOutcome = 'confirmed' | 'already' | 'closed' | 'missing';

export async function confirmInside(
  tx: Db,
  deps: Pick<InboundDeps, 'config' | 'reader' | 'events'>,
  colloquium: Colloquium,
  requestId: number,
  now: Temporal.Instant,
): Promise<ConfirmOutcome> {
  const request = await lockRequest(tx, requestId);
  if (request === null) return 'missing';
  if (request.decided_at !== null || request.closed_at !== null) return 'closed';
  if (request.confirmed_at !== null) return 'already';
  const sender = { ...request.sender, verdict: 'confirmed' };
  await updateRequest(tx, requestId, { confirmed_at: now, sender: JSON.stringify(sender) });
  await advanceRequest(tx, deps, colloquium, { ...request, confirmed_at: now, sender }, now);
  return 'confirmed';
}

/** For the page. One transaction; the mails it causes leave at once. */
export async function confirmRequest(
  deps: AdvanceDeps & { readonly store: Store; readonly bell: Bell },
  requestId: number,
  now: Temporal.Instant,
): Promise<{ readonly kind: ConfirmOutcome }> {
  const request = await loadRequest(deps.store.db, requestId);
  const colloquium = deps.config.colloquia.find((each) => each.id === request?.colloquium);
  if (request === null || colloquium === undefined) return { kind: 'missing' };
  const kind = await deps.store.transaction((tx) => confirmInside(tx, deps, colloquium, requestId, now));
  await deps.bell.ring(deliveryQueue, anythingDue);
  return { kind };
}
