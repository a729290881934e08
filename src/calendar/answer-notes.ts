/** What hosts are told of single answers to an invitation: a late refusal, a proposal of another time. Pure. */
import type { Colloquium } from '../../config/schema.ts';
import { dayMonthOf, noteMail } from '../mailings/host-mails.ts';
import type { HostRow, SubscriberRow } from '../store/schema.ts';
import type { NewServiceMail } from '../store/service-mails.ts';
import { type Attendance, attendanceWords } from './attendance.ts';
import { dayWords, hourWords } from './format-date.ts';
import type { Talk } from './talk.ts';

interface Answered {
  readonly talk: Talk;
  readonly subscriber: Pick<SubscriberRow, 'id' | 'name' | 'email'>;
  readonly comment: string | null;
}

/** DTSTART of a COUNTER as written, and its TZID; null where it has none. */
interface Proposed {
  readonly start: string | null;
  readonly zone: string | null;
}

export function lateDeclineNote(
  host: HostRow,
  colloquium: Colloquium,
  { talk, subscriber, comment, attendance }: Answered & { readonly attendance: Attendance },
  now: Temporal.Instant,
): NewServiceMail {
  const who = subscriber.name || subscriber.email;
  return noteMail(
    host,
    colloquium,
    {
      note: `talk:${talk.id}/late-decline/subscriber:${subscriber.id}`,
      finding: `${who} will not come on ${dayMonthOf(talk)}`,
      said: oneLine(comment),
      saidBy: `${who} writes`,
      paragraphs: [`${attendanceWords(attendance)}.`],
      talkId: talk.id,
      again: 'You hear of each person once for a talk, and only in its last two days.',
    },
    now,
  );
}

/** RFC 5546 §3.2.7. */
export function counterNote(
  host: HostRow,
  colloquium: Colloquium,
  { talk, subscriber, comment, proposed }: Answered & { readonly proposed: Proposed },
  now: Temporal.Instant,
): NewServiceMail {
  const who = subscriber.name || subscriber.email;
  return noteMail(
    host,
    colloquium,
    {
      note: `talk:${talk.id}/counter/subscriber:${subscriber.id}/${proposed.start ?? 'no time'}`,
      finding: `${who} proposes another time for the talk on ${dayMonthOf(talk)}`,
      said: oneLine(comment),
      saidBy: `${who} writes`,
      paragraphs: [
        `Proposed: ${proposedWords(proposed, colloquium.zone)}. The talk stands where it stood, and ${who} counts as not having answered.`,
        `Your answer goes by ordinary mail, to ${subscriber.email}.`,
      ],
      talkId: talk.id,
      again: 'You hear of each proposal once.',
    },
    now,
  );
}

/**
 * `Tuesday 24 November, 15:00` on the colloquium's clock. A zone that is no IANA name (Outlook's own) is printed as it stands; a
 * time without a zone is taken as it is written.
 */
function proposedWords({ start, zone: written }: Proposed, ours: string): string {
  const parts = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$/.exec(start ?? '');
  if (parts === null) return 'no time that could be read';
  const [, year, month, day, hour, minute, utc] = parts;
  const wall = readWall(`${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}`);
  if (wall === null) return 'no time that could be read';
  if (hour === undefined) return dayWords(wall.toPlainDate()).weekdayDayMonth;
  const theirs = utc === 'Z' ? 'UTC' : written;
  const here = theirs === null ? wall : inZone(wall, theirs, ours);
  const shown = here ?? wall;
  const words = `${dayWords(shown.toPlainDate()).weekdayDayMonth}, ${hourWords(shown.toPlainTime())}`;
  return here === null ? `${words} (${written?.slice(0, 60)})` : words;
}

/** Null for 31 June and the like. */
function readWall(text: string): Temporal.PlainDateTime | null {
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** Null where the zone is not known. */
function inZone(wall: Temporal.PlainDateTime, from: string, to: string): Temporal.PlainDateTime | null {
  try {
    return wall.toZonedDateTime(from).withTimeZone(to).toPlainDateTime();
  } catch {
    return null;
  }
}

function oneLine(comment: string | null): string | null {
  const flat = comment?.replace(/\s+/g, ' ').trim() ?? '';
  return flat === '' ? null : flat;
}
