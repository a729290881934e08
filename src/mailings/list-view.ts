/** What a mail to the list says: from the facts of a mailing to the view of its template. Pure. */
import { dayWords } from '../calendar/format-date.ts';
import { endOf, startOf, type Talk, type TalkFacts, type ToldFacts } from '../calendar/talk.ts';
import type { CalendarPerson, Invitation, Method } from '../mail/ical.ts';
import { isToldOtherwise } from './changes.ts';
import { kindsOfMailing, type MailingKind } from './mailing-kinds.ts';
import type { MailingFacts } from './notice.ts';
import type { ColloquiumView, LinksView, NextTalkView } from './view.ts';
import type { ListMail, ListViews, TellingMore } from './view-list.ts';
import { linkView, nextTalkView, paragraphsOf, talkView, whenView } from './view-talk.ts';

/** The next talk after this one that stands in the calendar. */
export function talkAfter(talks: readonly Talk[], talk: Pick<Talk, 'id' | 'date'>): Talk | null {
  const coming = talks.filter((other) => other.date > talk.date && other.status === 'scheduled');
  return coming.find((other) => other.id !== talk.id && other.withdrawnAt === null) ?? null;
}

export interface ListSetting {
  readonly colloquium: ColloquiumView;
  readonly zone: string;
  readonly links: LinksView;
  readonly pageUrl: string;
  /** The instant the mailing leaves: decides `tomorrow` and `today`. */
  readonly goesAt: Temporal.Instant;
  readonly announcedAt: Temporal.Instant | null;
  /** The talk after this one, for a cancellation or a recording. */
  readonly next: TalkFacts | null;
  readonly photoCid?: string | null;
}

interface Telling {
  readonly mail: ListMail;
  readonly facts: MailingFacts;
  readonly setting: ListSetting;
  readonly next: NextTalkView | null;
}

/** What some kinds tell beside the talk itself. */
const tellers: { readonly [Kind in keyof TellingMore]: (telling: Telling) => TellingMore[Kind] } = {
  reminder: ({ mail, facts, setting }) => ({
    ...mail,
    ahead: aheadOf(facts, setting),
    announcedOn: announcedOn(setting),
  }),
  moved: ({ mail, facts, setting }) => ({
    ...mail,
    was: wasView(facts, setting.zone),
    reason: paragraphsOf(facts.reason ?? null),
  }),
  cancelled: ({ mail, facts, next }) => ({ ...mail, reason: paragraphsOf(facts.reason ?? null), next }),
  recording: ({ mail, facts, setting, next }) => ({
    ...mail,
    recording: recordingLink(facts, setting.pageUrl),
    note: null,
    slides: null,
    next,
  }),
};

export function listView<Kind extends MailingKind>(
  kind: Kind,
  facts: MailingFacts,
  setting: ListSetting,
): ListViews[Kind] {
  const { colloquium, links, zone, pageUrl } = setting;
  const talk = talkView(facts, {
    zone,
    pageUrl,
    photoCid: setting.photoCid ?? null,
    calendarNote: kindsOfMailing[kind].method !== null,
  });
  const next = setting.next === null ? null : nextTalkView(setting.next, zone);
  const mail = { colloquium, links, talk };
  const teller = (tellers as Partial<Record<MailingKind, (telling: Telling) => ListMail>>)[kind];
  return (teller?.({ mail, facts, setting, next }) ?? mail) as ListViews[Kind];
}

function aheadOf(facts: TalkFacts, { goesAt, zone }: ListSetting): 'today' | 'tomorrow' | null {
  const today = goesAt.toZonedDateTimeISO(zone).toPlainDate();
  const days = today.until(facts.date, { largestUnit: 'day' }).days;
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : null;
}

function announcedOn({ announcedAt, zone }: ListSetting): string | null {
  return announcedAt === null ? null : dayWords(announcedAt.toZonedDateTimeISO(zone).toPlainDate()).dayMonth;
}

function wasView(facts: MailingFacts, zone: string): ListViews['moved']['was'] {
  const was = facts.was ?? facts;
  const before = whenView(was, zone);
  const changed = <Key extends keyof ToldFacts>(key: Key): ToldFacts[Key] | null =>
    was[key] !== null && facts[key] !== null && isToldOtherwise(key, was[key], facts[key]) ? was[key] : null;
  const isSameTime = was.date === facts.date && was.start === facts.start && was.end === facts.end;
  return {
    when: isSameTime ? null : before.line,
    dayMonth: before.dayMonth,
    where: changed('place'),
    online: changed('online'),
    title: changed('title'),
    speaker: changed('speaker'),
  };
}

function recordingLink(facts: TalkFacts, pageUrl: string) {
  return linkView(facts.watch ?? '') ?? { url: pageUrl, shown: pageUrl.replace(/^https?:\/\//, '') };
}

/** The invitation of a talk for one person; null where the kind brings none. */
export function invitationFor(
  method: Method,
  talk: Pick<Talk, 'uid'>,
  facts: MailingFacts,
  setting: {
    readonly zone: string;
    readonly sequence: number;
    readonly dtstamp: Temporal.Instant;
    readonly pageUrl: string;
    readonly organizer: CalendarPerson;
    readonly attendee: CalendarPerson;
  },
): Invitation {
  const who = [facts.speaker, facts.affiliation].filter((text) => text !== null).join(', ');
  return {
    uid: talk.uid,
    sequence: setting.sequence,
    dtstamp: setting.dtstamp,
    startsAt: startOf(facts, setting.zone),
    endsAt: endOf(facts, setting.zone),
    zone: setting.zone,
    summary: summaryOf(facts),
    location: facts.place ?? facts.online,
    description: [who, facts.online === null ? null : `Online: ${facts.online}`, setting.pageUrl]
      .filter((line) => line !== null && line !== '')
      .join('\n'),
    url: setting.pageUrl,
    method,
    organizer: setting.organizer,
    attendee: setting.attendee,
  };
}

function summaryOf({ title, speaker }: TalkFacts): string {
  const shown = title ?? 'Title to be announced';
  return speaker === null ? shown : `${shown} (${speaker})`;
}
