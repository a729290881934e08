/** The mails by which hosts hear of mailings: proof, held, report. Pure; links are added when composed. */
import type { Colloquium } from '../../config/schema.ts';
import { dayWords } from '../calendar/format-date.ts';
import type { Talk, TalkFacts } from '../calendar/talk.ts';
import { zoneWords } from '../calendar/zone-words.ts';
import { clockWords, momentWords, spanWords } from '../moderation/words.ts';
import type { Books } from '../store/deliveries-control.ts';
import type { HostRow } from '../store/schema.ts';
import type { NewServiceMail } from '../store/service-mails.ts';
import { isForHosts, type Obstacle, obstacleWords } from './announceable.ts';
import { isChange, kindsOfMailing, type MailingKind } from './mailing-kinds.ts';
import type { MailingFacts } from './notice.ts';
import { stopWords } from './stop-words.ts';

function audienceWordsOf(kind: MailingKind): string {
  return isChange(kind)
    ? 'subscribers who were told of the talk or want announcements'
    : `subscribers who want ${kindsOfMailing[kind].words}s`;
}

export function dayMonthOf(facts: Pick<TalkFacts, 'date'>): string {
  return dayWords(Temporal.PlainDate.from(facts.date)).dayMonth;
}

export function proofMail(
  host: HostRow,
  colloquium: Colloquium,
  mailing: {
    readonly id: number;
    readonly talkId: number;
    readonly kind: MailingKind;
    readonly goesAt: Temporal.Instant;
    readonly facts: MailingFacts;
    readonly audience: number;
    /** `Read today at 15:58, unchanged for five hours, no problems`. */
    readonly page: string;
    /** How quotas stretch the sending; null where they do not. */
    readonly pace: string | null;
    /** Who is expected, where people were invited already; null otherwise. */
    readonly answers: string | null;
  },
  now: Temporal.Instant,
): NewServiceMail {
  const { zone } = colloquium;
  const short = zoneWords(mailing.goesAt, zone).short;
  return {
    ...toHost(host, colloquium, now),
    kind: 'proof',
    identity: `mailing:${mailing.id}/proof/${mailing.goesAt.epochMilliseconds}/host:${host.id}`,
    talkId: mailing.talkId,
    mailingId: mailing.id,
    facts: {
      goes: goesWords(mailing.goesAt, now, zone),
      when: `${momentWords(mailing.goesAt, zone)} ${short}`,
      audience: mailing.audience,
      audienceWords: audienceWordsOf(mailing.kind),
      page: mailing.page,
      pace: mailing.pace,
      answers: mailing.answers,
      mailingFacts: mailing.facts,
    },
  };
}

/** `today at 16:00`, `tomorrow at 10:00`, `on Monday 23 November at 10:00`. */
export function goesWords(at: Temporal.Instant, now: Temporal.Instant, zone: string): string {
  const day = at.toZonedDateTimeISO(zone).toPlainDate();
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const days = today.until(day, { largestUnit: 'day' }).days;
  const word = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `on ${dayWords(day).weekdayDayMonth}`;
  return `${word} at ${clockWords(at, zone)}`;
}

export function pageWords(
  talk: Pick<Talk, 'changedAt' | 'problems'>,
  readAt: Temporal.Instant | null,
  now: Temporal.Instant,
  zone: string,
): string {
  const read = readAt === null ? 'Not read yet' : `Read ${goesWords(readAt, now, zone)}`;
  const count = talk.problems.length;
  const problems =
    count === 0 ? 'no problems' : count === 1 ? 'one thing to look at' : `${count} things to look at`;
  return `${read}, unchanged for ${spanWords(talk.changedAt, now)}, ${problems}`;
}

/** Anything the hosts must see to before a mail can go; `note` is its identity, told once. */
export function heldMail(
  host: HostRow,
  colloquium: Colloquium,
  held: {
    readonly note: string;
    readonly talk: Talk;
    readonly finding: string;
    readonly mailWord: string;
    readonly obstacles: readonly Obstacle[];
    readonly advice: readonly string[];
    readonly again: string;
  },
  now: Temporal.Instant,
): NewServiceMail {
  return {
    ...toHost(host, colloquium, now),
    kind: 'held',
    identity: `${held.note}/host:${host.id}`,
    talkId: held.talk.id,
    facts: {
      finding: held.finding,
      mailWord: held.mailWord,
      pieces: piecesOf(held.talk, held.obstacles),
      advice: held.advice,
      again: held.again,
    },
  };
}

function piecesOf(talk: Talk, obstacles: readonly Obstacle[]): { label: string; words: string }[] {
  const doubts = obstacles
    .filter(isForHosts)
    .map((obstacle) => ({ label: 'Mend', words: sentence(obstacleWords(obstacle)) }));
  return [
    { label: 'Date', words: `${dayWords(Temporal.PlainDate.from(talk.date)).full}, ${talk.start}` },
    { label: 'Speaker', words: talk.speaker ?? 'missing' },
    { label: 'Title', words: talk.title ?? 'missing' },
    { label: 'Abstract', words: talk.abstract === null ? 'missing' : 'there' },
    ...doubts,
  ];
}

export function sentence(text: string): string {
  const trimmed = text.trim();
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.!?]$/.test(trimmed) ? '' : '.'}`;
}

export interface LedgerLines {
  readonly failed: readonly { name: string | null; address: string; why: string }[];
  readonly deferred: readonly { name: string | null; address: string; why: string }[];
  readonly uncertain: readonly { name: string | null; address: string; why: string }[];
  readonly leftOut: readonly string[];
}

const rowNotes: readonly [string, (books: Books) => number, string | null][] = [
  ['Submitted', ({ states }) => states.submitted, null],
  ['Failed', ({ states }) => states.failed, 'refused for good'],
  ['Deferred', ({ states }) => states.deferred, 'refused for now, tried again'],
  ['Suppressed', ({ states }) => states.suppressed, 'an address we no longer write to'],
  ['Skipped', ({ states }) => states.skipped, 'left or paused meanwhile'],
  ['Uncertain', ({ states }) => states.uncertain, 'the connection broke while handing over'],
  ['Still to go', ({ states }) => states.queued + states.sending, 'queued or being sent'],
];

export function reportMail(
  host: HostRow,
  colloquium: Colloquium,
  report: {
    readonly mailingId: number;
    readonly talkId: number;
    readonly kind: MailingKind;
    readonly facts: TalkFacts;
    readonly books: Books;
    readonly lines: LedgerLines;
    readonly beganAt: Temporal.Instant;
    readonly endedAt: Temporal.Instant;
    readonly unfinished: boolean;
    readonly threadId: string | null;
  },
  now: Temporal.Instant,
): NewServiceMail {
  const { zone } = colloquium;
  const day = dayWords(report.beganAt.toZonedDateTimeISO(zone).toPlainDate()).full;
  const short = zoneWords(report.beganAt, zone).short;
  return {
    ...toHost(host, colloquium, now),
    kind: 'report',
    identity: `mailing:${report.mailingId}/report/${report.unfinished ? 'first' : 'final'}/host:${host.id}`,
    talkId: report.talkId,
    mailingId: report.mailingId,
    threadId: report.threadId,
    facts: {
      mailWord: kindsOfMailing[report.kind].words,
      dayMonth: dayMonthOf(report.facts),
      title: report.facts.title ?? 'Title to be announced',
      books: {
        rows: rowNotes.map(([name, count, note]) => ({ name, count: count(report.books), note })),
        audience: report.books.audience,
        submitted: report.books.states.submitted,
      },
      went: `on ${day}, from ${clockWords(report.beganAt, zone)} to ${clockWords(report.endedAt, zone)} ${short}`,
      ...report.lines,
      failedCount: report.lines.failed.length,
      unfinished: report.unfinished,
    },
  };
}

/** A mailing that stopped itself: why, what it means, where it stands. */
export function stoppedMail(
  host: HostRow,
  colloquium: Colloquium,
  stop: {
    readonly mailingId: number;
    readonly talkId: number;
    readonly kind: MailingKind;
    readonly facts: TalkFacts;
    readonly books: Books;
    readonly why: string;
    readonly at: Temporal.Instant;
  },
  now: Temporal.Instant,
): NewServiceMail {
  const { books } = stop;
  return {
    ...toHost(host, colloquium, now),
    kind: 'stopped',
    identity: `mailing:${stop.mailingId}/stopped/${stop.at.epochMilliseconds}/host:${host.id}`,
    talkId: stop.talkId,
    mailingId: stop.mailingId,
    facts: {
      mailWord: kindsOfMailing[stop.kind].words,
      dayMonth: dayMonthOf(stop.facts),
      title: stop.facts.title ?? 'Title to be announced',
      books: {
        rows: rowNotes.map(([name, count, note]) => ({ name, count: count(books), note })),
        audience: books.audience,
        submitted: books.states.submitted,
      },
      at: clockWords(stop.at, colloquium.zone),
      ...stopWords(stop.why),
      left: books.states.queued + books.states.deferred + books.states.sending + books.states.uncertain,
      lastSlot: null,
    },
  };
}

/** Something happened that a host should know and need not answer; `note` is its identity, told once to each. */
export function noteMail(
  host: HostRow,
  colloquium: Colloquium,
  told: {
    readonly note: string;
    readonly finding: string;
    /** Somebody's own words, and who said them; null where nobody did. */
    readonly said: string | null;
    readonly saidBy: string;
    readonly paragraphs: readonly string[];
    readonly mailingId?: number;
    readonly talkId: number;
    readonly again: string;
  },
  now: Temporal.Instant,
): NewServiceMail {
  const { note, finding, said, saidBy, paragraphs, again, mailingId, talkId } = told;
  return {
    ...toHost(host, colloquium, now),
    kind: 'note',
    identity: `${note}/host:${host.id}`,
    talkId,
    ...(mailingId === undefined ? {} : { mailingId }),
    facts: { finding, said, saidBy, paragraphs, again },
  };
}

function toHost(host: HostRow, colloquium: Colloquium, now: Temporal.Instant) {
  return {
    colloquium: colloquium.id,
    to: { name: host.name, email: host.email },
    hostId: host.id,
    notBefore: now,
  };
}
