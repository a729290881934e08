/** A wish to leave by mail: by the token of its address or thread, or from the subscriber's own, proven address. */

import { type Answered, findAnswered, requestOfApplicant } from '../intake/answered.ts';
import { type ClassHandler, fromKey, isProvenSender, type ReadMail } from '../intake/read-mail.ts';
import { mayAnswer } from '../mail/auto-submitted.ts';
import { dayMonthWords } from '../moderation/words.ts';
import { writeAudit } from '../store/audit.ts';
import type { Db } from '../store/open-store.ts';
import { lockOpenRequest, lockRequest, updateRequest } from '../store/requests.ts';
import type { RequestRow, SubscriberRow } from '../store/schema.ts';
import { insertServiceMail } from '../store/service-mails.ts';
import { findSubscriber, loadSubscriber } from '../store/subscribers.ts';
import { leaveInside } from './leave.ts';

export const handleLeaveMail: ClassHandler = async (tx, deps, mail) => {
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
  const wish = await whoLeaves(tx, mail, answered);
  if (wish === null)
    return { held: true, reason: 'wants to leave, but nothing proves who sent it (SPF, DKIM, DMARC)' };
  const { subscriber, request } = wish;
  if (request !== null) {
    const why =
      request.confirmed_at === null ? 'the address was not confirmed' : 'withdrawn by the applicant';
    await updateRequest(tx, request.id, { closed_at: mail.now, closed_why: why });
    const deed = { at: mail.now, colloquium: mail.colloquium.id, who: 'applicant', way: 'mail' } as const;
    await writeAudit(tx, { ...deed, what: 'request.withdrawn', subject: `request:${request.id}` });
  }
  if (subscriber === null) {
    return request === null
      ? { held: true, reason: 'wants to leave, but is not on the list under this address' }
      : { held: false, reason: `withdrew request ${request.id}` };
  }
  const who = `subscriber:${subscriber.id}`;
  const outcome = await leaveInside(tx, { subscriberId: subscriber.id, who, way: 'mail', now: mail.now });
  if (outcome === 'left' && mayAnswer(message, [mail.colloquium.address]).ok)
    await sayFarewell(tx, mail, subscriber);
  if (outcome === 'left') deps.events.unsubscribed({ subscriberId: subscriber.id, way: 'mail' });
  return { held: false, reason: `${outcome}: subscriber ${subscriber.id}` };
};

interface Leaver {
  readonly subscriber: SubscriberRow | null;
  /** The open request of the same person: it is withdrawn. */
  readonly request: RequestRow | null;
}

/**
 * The token of the leave address names the person, and the token of our question the applicant. A thread is a weaker
 * sign, for an announcement is forwarded: whoever answers a forwarded one must not take the other person off the list.
 * Null: nothing says who it is.
 */
async function whoLeaves(tx: Db, mail: ReadMail, answered: Answered): Promise<Leaver | null> {
  const { id: colloquium } = mail.colloquium;
  const from = fromKey(mail) ?? '';
  const named = answered.subscriberId === null ? null : await loadSubscriber(tx, answered.subscriberId);
  if (named !== null && (answered.purpose === 'unsubscribe' || named.email_key === from))
    return { subscriber: named, request: await lockOpenRequest(tx, colloquium, named.email_key) };
  const requestId = requestOfApplicant(answered);
  const theirs = requestId === null ? null : await lockRequest(tx, requestId);
  const key = theirs?.email_key ?? (isProvenSender(mail) ? from : null);
  if (key === null) return null;
  return {
    subscriber: await findSubscriber(tx, colloquium, key),
    request: await lockOpenRequest(tx, colloquium, key),
  };
}

async function sayFarewell(
  tx: Db,
  { row, reading, colloquium, now }: ReadMail,
  subscriber: SubscriberRow,
): Promise<void> {
  await insertServiceMail(
    tx,
    {
      colloquium: colloquium.id,
      kind: 'farewell',
      identity: `inbound:${row.id}/farewell`,
      to: { name: subscriber.name, email: subscriber.email },
      language: colloquium.language,
      subscriberId: subscriber.id,
      threadId: reading.message?.messageId ?? null,
      facts: {
        person: { name: subscriber.name || null, address: subscriber.email },
        askedOn: dayMonthWords(now, colloquium.zone, colloquium.language),
      },
      notBefore: now,
    },
    now,
  );
}
