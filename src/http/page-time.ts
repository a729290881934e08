/** Times as pages print them: short, on 24 hours, in the colloquium's zone. Pure. */
import { dayWords, hourWords } from '../calendar/format-date.ts';
import { zoneWords } from '../calendar/zone-words.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const longMonths =
  'January February March April May June July August September October November December'.split(' ');

function local(at: Temporal.Instant, zone: string): Temporal.ZonedDateTime {
  return at.toZonedDateTimeISO(zone);
}

/** `24 Nov`. */
export function shortDay(day: Temporal.PlainDate): string {
  return `${day.day} ${months[day.month - 1]}`;
}

export function monthName(day: Temporal.PlainDate): string {
  return longMonths[day.month - 1] ?? '';
}

export function weekdayName(day: Temporal.PlainDate): string {
  return dayWords(day).weekday;
}

/** `09:06`. */
export function clockTime(at: Temporal.Instant, zone: string): string {
  return hourWords(local(at, zone).toPlainTime());
}

/** `09:06:04`. */
export function clockSeconds(at: Temporal.Instant, zone: string): string {
  return local(at, zone).toPlainTime().toString({ smallestUnit: 'second' });
}

/** `today 09:00`, `Mon 23 Nov 09:00`, with the year where it is another one and far. */
export function shortMoment(at: Temporal.Instant, now: Temporal.Instant, zone: string): string {
  const moment = local(at, zone);
  const day = moment.toPlainDate();
  const today = local(now, zone).toPlainDate();
  const time = hourWords(moment.toPlainTime());
  if (day.equals(today)) return `today ${time}`;
  const isFar = Math.abs(now.until(at).total('hours')) > 200 * 24;
  const year = day.year !== today.year && isFar ? ` ${day.year}` : '';
  return `${weekdayName(day).slice(0, 3)} ${shortDay(day)}${year} ${time}`;
}

/** `on Monday 16 November at 14:02`, `today at 14:02`. */
export function sentenceMoment(at: Temporal.Instant, now: Temporal.Instant, zone: string): string {
  const day = local(at, zone).toPlainDate();
  const today = local(now, zone).toPlainDate();
  const time = clockTime(at, zone);
  if (day.equals(today)) return `today at ${time}`;
  const words = dayWords(day);
  return `on ${day.year === today.year ? words.weekdayDayMonth : words.full} at ${time}`;
}

/** `16 November 2026`. */
export function longDay(at: Temporal.Instant, zone: string): string {
  const day = local(at, zone).toPlainDate();
  return `${dayWords(day).dayMonth} ${day.year}`;
}

/** `CET`: from the zone and the date, never typed. */
export function zoneShort(at: Temporal.Instant, zone: string): string {
  return zoneWords(at, zone).short;
}

/** `Amsterdam` of `Europe/Amsterdam`. */
export function cityOf(zone: string): string {
  return zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
}

/** `in 7 days`, `tomorrow`, `today`, `in 3 weeks`. */
export function daysAhead(date: string, now: Temporal.Instant, zone: string): string {
  const days = local(now, zone).toPlainDate().until(date, { largestUnit: 'day' }).days;
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days < 0) return '';
  return days < 15 ? `in ${days} days` : `in ${Math.round(days / 7)} weeks`;
}

/** `25 minutes ago`, `3 days ago`. */
export function ago(at: Temporal.Instant, now: Temporal.Instant): string {
  const minutes = Math.round((now.epochMilliseconds - at.epochMilliseconds) / 60_000);
  const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'} ago`;
  if (minutes < 1) return 'just now';
  if (minutes < 60) return counted(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 24 ? counted(hours, 'hour') : counted(Math.round(hours / 24), 'day');
}

/** `11,482`. */
export function figure(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 person`, `3 people`. */
export function people(count: number): string {
  return count === 1 ? '1 person' : `${figure(count)} people`;
}
