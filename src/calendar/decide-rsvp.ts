/** Whether an answer to an invitation changes the forecast (RFC 5546 §3.2.3; threat: forged, stale and strangers' answers). */
import type { CalendarAnswer, CalendarReply } from '../mail/ical-reply.ts';

/** What we sent to one subscriber, and what we know they answered last. */
export interface Invitation {
  readonly uid: string;
  /** The subscriber's address as invited. */
  readonly attendee: string;
  /** The secret in this subscriber's organizer address; null where the invitation had none. */
  readonly attendeeToken: string | null;
  /** The SEQUENCE last sent to this subscriber (for the occurrence answered, where there are several). */
  readonly sequence: number;
  /** The answer that counts now, or null. */
  readonly latest: {
    readonly recurrenceId: string | null;
    readonly sequence: number;
    readonly dtstamp: string | null;
  } | null;
}

/** Where the answer came from: From of the mail, whether it is authenticated, and the token of the address it was sent to. */
export interface RsvpSender {
  readonly address: string | null;
  readonly isAuthenticated: boolean;
  readonly token: string | null;
  /** `20261009T160551Z`, when we received it; answers dated long after are refused. Null to leave that out. */
  readonly receivedAt?: string | null;
}

export type RsvpDecision =
  | { readonly apply: true; readonly answers: readonly CalendarAnswer[] }
  | {
      readonly apply: false;
      readonly reason:
        | 'not-invited'
        | 'another-event'
        | 'not-an-event'
        | 'forged'
        | 'stale'
        | 'ahead-of-us'
        | 'superseded'
        | 'repeated'
        | 'no-answer'
        | 'counter-proposal'
        | 'dated-in-the-future';
    };

/** @param invitation null when no invitation with this UID went to this attendee */
export function decideRsvp(
  reply: CalendarReply,
  invitation: Invitation | null,
  from: RsvpSender,
): RsvpDecision {
  if (invitation === null) return { apply: false, reason: 'not-invited' };
  if (reply.uid !== invitation.uid) return { apply: false, reason: 'another-event' };
  if (reply.component !== 'VEVENT') return { apply: false, reason: 'not-an-event' };
  // A stranger who was forwarded the invitation holds its token: the attendee must be the subscriber all the same.
  if (!isSame(reply.attendee, invitation.attendee)) return { apply: false, reason: 'not-invited' };
  const hasToken = invitation.attendeeToken !== null && from.token === invitation.attendeeToken;
  const isOwnMail =
    from.isAuthenticated && from.address !== null && isSame(from.address, invitation.attendee);
  if (!hasToken && !isOwnMail) return { apply: false, reason: 'forged' };
  // A proposal of another time goes to the hosts and answers nothing (RFC 5546 §3.2.7).
  if (reply.method === 'COUNTER') return { apply: false, reason: 'counter-proposal' };
  return decideAnswers(reply, invitation, from.receivedAt ?? null);
}

function decideAnswers(
  reply: CalendarReply,
  invitation: Invitation,
  receivedAt: string | null,
): RsvpDecision {
  const answers: CalendarAnswer[] = [];
  let refused: RsvpDecision | null = null;
  for (const answer of reply.answers) {
    const reason = whyNot(answer, invitation, receivedAt);
    if (reason === null) answers.push(answer);
    else refused ??= { apply: false, reason };
  }
  return answers.length > 0 ? { apply: true, answers } : (refused ?? { apply: false, reason: 'no-answer' });
}

function whyNot(
  answer: CalendarAnswer,
  invitation: Invitation,
  receivedAt: string | null,
): 'stale' | 'ahead-of-us' | 'superseded' | 'repeated' | 'no-answer' | 'dated-in-the-future' | null {
  if (answer.partstat === 'COMPLETED' || answer.partstat === 'IN-PROCESS') return 'no-answer';
  if (answer.sequence < invitation.sequence) return 'stale'; // they answered a time that has since changed
  if (answer.sequence > invitation.sequence) return 'ahead-of-us'; // nobody can have seen that revision
  // Otherwise one answer dated 2099 would outrank every later one.
  if (receivedAt !== null && answer.dtstamp !== null && dayAfter(receivedAt) < answer.dtstamp)
    return 'dated-in-the-future';
  const latest = invitation.latest;
  if (latest === null || latest.recurrenceId !== answer.recurrenceId || latest.sequence < answer.sequence)
    return null;
  const [before, now] = [latest.dtstamp ?? '', answer.dtstamp ?? ''];
  return now > before ? null : now === before ? 'repeated' : 'superseded';
}

/** Crude on purpose: the last digit of an eight-digit date may become 10 and still sorts after every hour of the day itself. */
function dayAfter(stamp: string): string {
  const day = Number(stamp.slice(0, 8)) + 1;
  return `${day}${stamp.slice(8)}`;
}

/** Addresses are compared without case: clients write `MAILTO:O.Pidhirna@…`; two people whose addresses differ by case only do not exist in practice. */
function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
