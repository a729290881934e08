/** The date in the margin: the same large numeral marks a talk everywhere. */
import type { Colloquium } from '../../../config/schema.ts';
import { endOf, startOf, type Talk } from '../../calendar/talk.ts';
import { type Html, html } from '../hono.ts';
import { clockTime, daysAhead, monthName, weekdayName, zoneShort } from '../page-time.ts';

/** `24 / November / Tuesday, 14:00 CET / in 7 days`. */
export function dayAhead(talk: Talk, colloquium: Pick<Colloquium, 'zone'>, now: Temporal.Instant): Html {
  const { zone } = colloquium;
  const start = startOf(talk, zone);
  const day = Temporal.PlainDate.from(talk.date);
  return html`<p class="day"><b>${day.day}</b><strong>${monthName(day)}</strong> <time datetime="${start.toString({ smallestUnit: 'minute' })}">${weekdayName(day)}, ${talk.start} ${zoneShort(start, zone)}</time> <span>${daysAhead(talk.date, now, zone)}</span></p>`;
}

/** With the year, the end, and the time in UTC; the old time struck out where people were told another. */
export function dayWhole(talk: Talk, colloquium: Pick<Colloquium, 'zone'>): Html {
  const { zone } = colloquium;
  const start = startOf(talk, zone);
  const day = Temporal.PlainDate.from(talk.date);
  const short = zoneShort(start, zone);
  const { told } = talk;
  const isMoved = told !== null && (told.date !== talk.date || told.start !== talk.start);
  const was = isMoved ? Temporal.PlainDate.from(told.date) : null;
  const utc =
    short === 'UTC'
      ? null
      : html`<span>${clockTime(start, 'UTC')}–${clockTime(endOf(talk, zone), 'UTC')} UTC</span>`;
  return html`<p class="day"><b>${day.day}</b><strong>${monthName(day)} ${day.year}</strong> <span>${weekdayName(day)}</span> <time datetime="${start.toString({ smallestUnit: 'minute' })}">${talk.start}–${talk.end} ${short}</time> ${utc}${
    was === null ? null : html` <del>${was.day} ${monthName(was)}, ${told?.start}</del>`
  }</p>`;
}
