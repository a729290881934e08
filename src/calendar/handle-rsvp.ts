/** An answer to an invitation, from whatever calendar program: it counts for the person who was invited, and nobody else. */
import { findAnswered } from '../intake/answered.ts';
import type { ClassHandler, ReadMail } from '../intake/read-mail.ts';
import { addressKey } from '../mail/address.ts';
import type { CalendarReply } from '../mail/ical-reply.ts';
import { signToken } from '../signed-token.ts';
import { loadDeliveryStory } from '../store/delivery-story.ts';
import { activeHosts } from '../store/hosts.ts';
import type { Db } from '../store/open-store.ts';
import { attendanceOf, loadRsvp, saveRsvp } from '../store/rsvps.ts';
import type { SubscriberRow } from '../store/schema.ts';
import { countMailsOfKinds, insertServiceMail } from '../store/service-mails.ts';
import { findSubscriber, loadSubscriber } from '../store/subscribers.ts';
import { findTalkByUid } from '../store/talks.ts';
import { counterNote, lateDeclineNote } from './answer-notes.ts';
import { isLateDecline } from './attendance.ts';
import { decideRsvp } from './decide-rsvp.ts';
import { endOf, startOf, type Talk } from './talk.ts';

const mostNotesPerHour = 40;

export const handleRsvp: ClassHandler = async (tx, deps, mail) => {
  const { message, classification } = mail.reading;
  const reply = classification?.calendar ?? null;
  if (message === null || reply === null) return { held: true, reason: mail.reading.reason };
  const talk = await findTalkByUid(tx, reply.uid ?? '');
  // Nobody was invited to a talk that was not announced, however its UID became known (threat 17).
  if (talk === null || talk.colloquium !== mail.colloquium.id || talk.toldAt === null)
    return { held: false, reason: 'an answer about no talk of ours: nothing changed' };
  const answered = await findAnswered(
    tx,
    deps.config.secret,
    mail.colloquium,
    message,
    mail.row.recipient,
    null,
  );
  const story = answered.deliveryId === null ? null : await loadDeliveryStory(tx, answered.deliveryId);
  const subscriber =
    story?.subscriberId != null
      ? await loadSubscriber(tx, story.subscriberId)
      : await findSubscriber(tx, mail.colloquium.id, addressKey(reply.attendee ?? ''));
  if (subscriber === null)
    return { held: false, reason: 'an answer by somebody who was not invited: nothing changed' };
  const known = await loadRsvp(tx, talk.id, subscriber.id);
  const latest =
    known === null
      ? null
      : { recurrenceId: null, sequence: known.sequence, dtstamp: stamp(known.stamped_at) };
  const decision = decideRsvp(
    reply,
    {
      uid: talk.uid,
      attendee: subscriber.email,
      attendeeToken:
        answered.deliveryId === null ? null : signToken(deps.config.secret, 'attendee', answered.deliveryId),
      sequence: talk.sequence,
      latest,
    },
    {
      address: message.from[0]?.address ?? null,
      isAuthenticated: classification?.sender.verdict === 'authenticated',
      token: answered.purpose === 'attendee' ? (answered.token?.replace(/^a-/, '') ?? null) : null,
      receivedAt: stamp(mail.now),
    },
  );
  const about = { talk, subscriber, comment: reply.comment ?? null };
  if (!decision.apply) {
    const isTold = decision.reason !== 'counter-proposal' || (await tellCounter(tx, mail, about, reply));
    return { held: !isTold, reason: `an answer that does not count: ${decision.reason}` };
  }
  const answer = decision.answers.at(-1);
  if (answer === undefined) return { held: false, reason: 'no answer in it' };
  await saveRsvp(tx, {
    talk_id: talk.id,
    subscriber_id: subscriber.id,
    answer: answer.partstat.toLowerCase(),
    comment: answer.comment ?? null,
    sequence: answer.sequence,
    stamped_at: instantOf(answer.dtstamp) ?? mail.now,
    inbound_id: mail.row.id,
  });
  const refusal = { answer: answer.partstat.toLowerCase(), comment: answer.comment ?? null };
  const { zone } = mail.colloquium;
  const when = { startsAt: startOf(talk, zone), endsAt: endOf(talk, zone), now: mail.now };
  if (isLateDecline({ ...refusal, ...when, before: known?.answer ?? null }))
    await tellLateDecline(tx, mail, { ...about, comment: refusal.comment });
  return {
    held: false,
    reason: `${answer.partstat.toLowerCase()}: subscriber ${subscriber.id}, talk ${talk.id}`,
  };
};

interface About {
  readonly talk: Talk;
  readonly subscriber: SubscriberRow;
  readonly comment: string | null;
}

async function tellLateDecline(tx: Db, { colloquium, now }: ReadMail, about: About): Promise<void> {
  if (await areTooMany(tx, colloquium.id, now)) return;
  const attendance = await attendanceOf(tx, about.talk);
  for (const host of await activeHosts(tx, colloquium.id))
    await insertServiceMail(tx, lateDeclineNote(host, colloquium, { ...about, attendance }, now), now);
}

/** False: not told by mail, so that it waits in the console. */
async function tellCounter(
  tx: Db,
  { colloquium, now }: ReadMail,
  about: About,
  { proposedStart, proposedZone }: CalendarReply,
): Promise<boolean> {
  if (await areTooMany(tx, colloquium.id, now)) return false;
  const proposed = { start: proposedStart, zone: proposedZone };
  for (const host of await activeHosts(tx, colloquium.id))
    await insertServiceMail(tx, counterNote(host, colloquium, { ...about, proposed }, now), now);
  return true;
}

/** Many answers at once must not become as many mails: the page of the talk has them all. */
async function areTooMany(tx: Db, colloquium: string, now: Temporal.Instant): Promise<boolean> {
  return (await countMailsOfKinds(tx, colloquium, now.subtract({ hours: 1 }), ['note'])) >= mostNotesPerHour;
}

/** RFC 5545 §3.3.5, in UTC: `20261009T160551Z`. */
function stamp(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}

function instantOf(dtstamp: string | null): Temporal.Instant | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(dtstamp ?? '');
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  return Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
