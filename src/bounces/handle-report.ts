/**
 * A report comes back: by the return path's token first, then by the Message-ID of the returned mail. A report that
 * names none of our deliveries changes nothing, whoever it is about (threats 22 and 23).
 */

import { findAnswered } from '../intake/answered.ts';
import type { ClassHandler } from '../intake/read-mail.ts';
import { addressKey } from '../mail/address.ts';
import { loadDeliveryStory } from '../store/delivery-story.ts';
import { type NewBounce, recordBounce } from './record-bounce.ts';
import { recordComplaint } from './record-complaint.ts';
import type { Report } from './report.ts';

export const handleReport: ClassHandler = async (tx, deps, mail) => {
  const { message, classification } = mail.reading;
  const report = classification?.report ?? null;
  if (message === null || report === null) return { held: true, reason: mail.reading.reason };
  const answered = await findAnswered(
    tx,
    deps.config.secret,
    mail.colloquium,
    message,
    mail.row.recipient,
    report.returnedMessageId,
  );
  const story = answered.deliveryId === null ? null : await loadDeliveryStory(tx, answered.deliveryId);
  if (story === null) return { held: false, reason: 'a report about no delivery of ours: nothing changed' };
  if (report.kind === 'complaint') {
    const { subscriberId } = story;
    if (subscriberId === null) return { held: true, reason: 'a complaint about a mail to one person' };
    const complaint = { story: { ...story, subscriberId }, colloquium: mail.colloquium };
    await recordComplaint(tx, deps, { ...complaint, inboundId: mail.row.id, now: mail.now });
    // Whose it was stands in no sentence that a host reads.
    return { held: false, reason: 'a complaint: its reader gets no more mail' };
  }
  if (isLongAgo(story.settledAt, mail.now))
    return { held: false, reason: 'a report about a mail of long ago: nothing changed' };
  const failure = failureOf(report, story.email);
  if (failure === null) return { held: false, reason: 'a report that counts for nobody' };
  const outcome = await recordBounce(tx, deps, {
    deliveryId: story.deliveryId,
    subscriberId: story.subscriberId,
    inboundId: mail.row.id,
    at: mail.now,
    ...failure,
  });
  return { held: false, reason: `${failure.countsAs} bounce of delivery ${story.deliveryId}: ${outcome}` };
};

/** A return path is good for this long (threat 22): servers give up after five days (RFC 5321 §4.5.4.1), forwarders after a few more. */
const pathLives = Temporal.Duration.from({ hours: 30 * 24 });

function isLongAgo(settledAt: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return settledAt !== null && Temporal.Instant.compare(settledAt.add(pathLives), now) < 0;
}

type Failure = Pick<NewBounce, 'countsAs' | 'status' | 'diagnostic' | 'isForwarded'>;

/** One return path is one recipient: of several in a report the one who was mailed counts, and of strangers whoever is named, as a forward. */
function failureOf(report: Report, email: string): Failure | null {
  const key = addressKey(email);
  const named = report.recipients.find((each) => addressKey(each.address) === key) ?? report.recipients[0];
  if (named === undefined) {
    const { namelessCountsAs: countsAs } = report;
    return countsAs === 'none' ? null : { countsAs, status: null, diagnostic: null, isForwarded: false };
  }
  const { countsAs, status, diagnostic } = named;
  const isForwarded = addressKey(named.finalRecipient) !== key;
  return countsAs === 'none' ? null : { countsAs, status, diagnostic, isForwarded };
}
