/** A wish to leave by mail: by the token of its address or thread, or from the subscriber's own, proven address. */

import { findAnswered } from '../intake/answered.ts';
import { type ClassHandler, fromKey, type ReadMail } from '../intake/read-mail.ts';
import { mayAnswer } from '../mail/auto-submitted.ts';
import { dayMonthWords } from '../moderation/words.ts';
import type { Db } from '../store/open-store.ts';
import { lockOpenRequest, updateRequest } from '../store/requests.ts';
import type { SubscriberRow } from '../store/schema.ts';
import { insertServiceMail } from '../store/service-mails.ts';
import { findSubscriber, loadSubscriber } from '../store/subscribers.ts';
import { leaveInside } from './leave.ts';

export const handleLeaveMail: ClassHandler = async (tx, deps, mail) => {
  const { message, classification } = mail.reading;
  if (message === null) return { held: true, reason: mail.reading.reason };
  const answered = await findAnswered(
    tx,
    deps.config.secret,
    mail.colloquium,
    message,
    mail.row.recipient,
    null,
  );
  const proven = classification?.sender.verdict === 'authenticated';
  const bySender = fromKey(mail) ?? '';
  const subscriber =
    answered.subscriberId !== null
      ? await loadSubscriber(tx, answered.subscriberId)
      : await findSubscriber(tx, mail.colloquium.id, bySender);
  if (answered.subscriberId === null && !proven) {
    return { held: true, reason: 'wants to leave, but nothing proves who sent it (SPF, DKIM, DMARC)' };
  }
  const open = proven ? await lockOpenRequest(tx, mail.colloquium.id, bySender) : null;
  if (open !== null)
    await updateRequest(tx, open.id, { closed_at: mail.now, closed_why: 'withdrawn by the applicant' });
  if (subscriber === null) {
    return {
      held: open === null,
      reason:
        open === null
          ? 'wants to leave, but is not on the list under this address'
          : `withdrew request ${open.id}`,
    };
  }
  const who = `subscriber:${subscriber.id}`;
  const outcome = await leaveInside(tx, { subscriberId: subscriber.id, who, way: 'mail', now: mail.now });
  if (outcome === 'left' && mayAnswer(message, [mail.colloquium.address]).ok)
    await sayFarewell(tx, mail, subscriber);
  if (outcome === 'left') deps.events.unsubscribed({ subscriberId: subscriber.id, way: 'mail' });
  return { held: false, reason: `${outcome}: subscriber ${subscriber.id}` };
};

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
