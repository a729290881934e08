/** A talk as structured data for search engines (schema.org Event, JSON-LD). Pure. */
import type { Colloquium } from '../../../config/schema.ts';
import { endOf, startOf, type Talk } from '../../calendar/talk.ts';
import { line } from '../stranger.ts';
import { headingOf } from './series.ts';

/** JSON that may stand inside a script element: no `<`, so that nothing in it can end the element. */
export function talkData(talk: Talk, colloquium: Pick<Colloquium, 'name' | 'zone'>, url: string): string {
  const { zone } = colloquium;
  const at = (instant: Temporal.Instant) => instant.toString({ timeZone: zone, smallestUnit: 'second' });
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: line(headingOf(talk).text),
    startDate: at(startOf(talk, zone)),
    endDate: at(endOf(talk, zone)),
    eventStatus: `https://schema.org/${talk.status === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    url,
    organizer: { '@type': 'Organization', name: colloquium.name },
    ...(talk.speaker === null ? {} : { performer: { '@type': 'Person', name: line(talk.speaker) } }),
    ...(talk.place === null ? {} : { location: { '@type': 'Place', name: line(talk.place) } }),
  };
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
