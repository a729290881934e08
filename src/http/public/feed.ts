/** Talks as a calendar feed. Pure. */
import type { Colloquium } from '../../../config/schema.ts';
import { wordsOf } from '../../calendar/host-word.ts';
import { endOf, startOf, type Talk } from '../../calendar/talk.ts';
import { talkUrl } from '../../links.ts';
import { type FeedEvent, writeFeed } from '../../mail/ical.ts';
import { headingOf, whoOf } from './series.ts';

/** A talk that left the calendar without a word is struck only for those who may have it already. */
export function feedEvents(
  talks: readonly Talk[],
  colloquium: Pick<Colloquium, 'zone'>,
  publicUrl: string,
): FeedEvent[] {
  return talks
    .filter((talk) => talk.withdrawnAt === null || talk.told !== null)
    .map((talk) => feedEvent(talk, colloquium, publicUrl));
}

function feedEvent(talk: Talk, { zone }: Pick<Colloquium, 'zone'>, publicUrl: string): FeedEvent {
  const url = talkUrl(publicUrl, talk.id);
  const heading = headingOf(talk).text;
  return {
    uid: talk.uid,
    sequence: talk.sequence,
    dtstamp: saidAt(talk),
    startsAt: startOf(talk, zone),
    endsAt: endOf(talk, zone),
    zone,
    summary: talk.speaker === null || talk.title === null ? heading : `${talk.title} (${talk.speaker})`,
    location: talk.place,
    description: [whoOf(talk), talk.abstract, url].filter((part) => part !== null).join('\n\n'),
    url,
    cancelled: talk.status === 'cancelled' || talk.withdrawnAt !== null,
  };
}

/** When the facts last changed, on the page or by a host (RFC 5545 §3.8.7.2). */
function saidAt(talk: Talk): Temporal.Instant {
  const words = wordsOf(talk).map(([, word]) => Temporal.Instant.from(word.at));
  return [talk.changedAt, ...words].toSorted(Temporal.Instant.compare).at(-1) ?? talk.changedAt;
}

export function writeTalksFeed(name: string, url: string, events: readonly FeedEvent[]): string {
  return writeFeed({ name, url, refresh: 'PT1H' }, events);
}
