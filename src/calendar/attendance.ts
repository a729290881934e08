/** Who is expected at a talk, from the answers to its invitations. Pure. */

/** Answers about the time that stands now: an answer about an earlier time says nothing about this one (RFC 5546 §2.1.4). */
export interface Attendance {
  /** People who were handed an invitation. */
  readonly invited: number;
  readonly accepted: number;
  readonly tentative: number;
  readonly declined: number;
}

/** Every second “perhaps” comes. Those who never answer are not guessed at. */
export function expectedOf({ accepted, tentative }: Attendance): number {
  return accepted + Math.round(tentative / 2);
}

export function unansweredOf({ invited, accepted, tentative, declined }: Attendance): number {
  return Math.max(0, invited - accepted - tentative - declined);
}

/** `24 expected: 22 come, 4 perhaps, 7 do not; 379 have not answered`. */
export function attendanceWords(attendance: Attendance): string {
  const { accepted, tentative, declined } = attendance;
  const silent = unansweredOf(attendance);
  if (accepted + tentative + declined === 0)
    return attendance.invited === 0
      ? 'Nobody has answered yet'
      : `Nobody of ${attendance.invited} has answered yet`;
  const rest = silent === 0 ? '' : `; ${silent} ${silent === 1 ? 'has' : 'have'} not answered`;
  const comes = accepted === 1 ? '1 comes' : `${accepted} come`;
  const not = declined === 1 ? '1 does not' : `${declined} do not`;
  return `${expectedOf(attendance)} expected: ${comes}, ${tentative} perhaps, ${not}${rest}`;
}

/** From so long before the start a refusal is news: the room is set, the reminder is out. */
const lateFrom = { hours: 48 };

/** Whether the hosts should hear of a refusal at once: it comes late, and takes back a yes or gives a reason. */
export function isLateDecline(given: {
  readonly answer: string;
  /** What the person had answered before; null: nothing. */
  readonly before: string | null;
  readonly comment: string | null;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly now: Temporal.Instant;
}): boolean {
  const { answer, before, comment, startsAt, endsAt, now } = given;
  if (answer !== 'declined') return false;
  const isNear = Temporal.Instant.compare(now, startsAt.subtract(lateFrom)) >= 0;
  if (!isNear || Temporal.Instant.compare(now, endsAt) >= 0) return false;
  return comment !== null || before === 'accepted' || before === 'tentative';
}
