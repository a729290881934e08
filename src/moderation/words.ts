/** The words of time and people in mails and pages about requests. */
import { dayWords, hourWords, type Language } from '../calendar/format-date.ts';

/** `Tuesday 17 November 2026, 08:52` on the colloquium's clock. */
export function momentWords(at: Temporal.Instant, zone: string, language: Language = 'en'): string {
  const local = at.toZonedDateTimeISO(zone);
  return `${dayWords(local.toPlainDate(), language).full}, ${hourWords(local.toPlainTime())}`;
}

/** `17 November`. */
export function dayMonthWords(at: Temporal.Instant, zone: string, language: Language = 'en'): string {
  return dayWords(at.toZonedDateTimeISO(zone).toPlainDate(), language).dayMonth;
}

/** `09:02`. */
export function clockWords(at: Temporal.Instant, zone: string): string {
  return hourWords(at.toZonedDateTimeISO(zone).toPlainTime());
}

/** `Noor` of `Noor Achterberg`: hosts are addressed by the first word of their name; `the operator` stays whole. */
export function firstName(name: string): string {
  if (/^the /i.test(name)) return name;
  return name.trim().split(/\s+/)[0] ?? name;
}

const small = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** `three days`, `an hour`, `ten minutes`: how long something has waited. */
export function spanWords(from: Temporal.Instant, to: Temporal.Instant): string {
  const minutes = Math.max(1, Math.round((to.epochMilliseconds - from.epochMilliseconds) / 60_000));
  if (minutes < 60) return minutes === 1 ? 'a minute' : `${numberWords(minutes)} minutes`;
  const hours = Math.round(minutes / 60);
  if (hours < 36) return hours === 1 ? 'an hour' : `${numberWords(hours)} hours`;
  return `${numberWords(Math.round(hours / 24))} days`;
}

export function numberWords(count: number): string {
  return small[count] ?? String(count);
}
