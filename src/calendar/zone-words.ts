/**
 * The word for a zone at an instant: `Central European Time (CET)`. It comes from the zone and the date,
 * never from what a page says ("Summer Time" in November is a mistake that pages keep for years).
 *
 * Zones are grouped by the name CLDR gives them in English (`Europe/Amsterdam` and `Europe/Rome` share one);
 * the names people use for these groups and their abbreviations are our own table. A zone outside it is
 * named by CLDR alone, with its distance to UTC instead of an abbreviation.
 */
import type { Language } from './format-date.ts';

export interface ZoneWords {
  /** `Central European Time`. */
  readonly long: string;
  /** `CET`, or `UTC+5:45` where people use no abbreviation. */
  readonly short: string;
  /** `Central European Time (CET)`. */
  readonly full: string;
}

type Names = readonly [short: string, names: Partial<Record<Language, string>>];

/** Key: the CLDR long name in English. */
const NAMES: Readonly<Record<string, Names>> = {
  'Central European Standard Time': [
    'CET',
    {
      en: 'Central European Time',
      nl: 'Midden-Europese Tijd',
      de: 'Mitteleuropäische Zeit',
      fr: 'heure d’Europe centrale',
    },
  ],
  'Central European Summer Time': [
    'CEST',
    {
      en: 'Central European Summer Time',
      nl: 'Midden-Europese Zomertijd',
      de: 'Mitteleuropäische Sommerzeit',
      fr: 'heure d’été d’Europe centrale',
    },
  ],
  'Western European Standard Time': ['WET', { en: 'Western European Time' }],
  'Western European Summer Time': ['WEST', { en: 'Western European Summer Time' }],
  'Eastern European Standard Time': ['EET', { en: 'Eastern European Time' }],
  'Eastern European Summer Time': ['EEST', { en: 'Eastern European Summer Time' }],
  'Greenwich Mean Time': ['GMT', {}],
  'British Summer Time': ['BST', {}],
  'Irish Standard Time': ['IST', {}],
  'Moscow Standard Time': ['MSK', { en: 'Moscow Time' }],
  'Eastern Standard Time': ['EST', {}],
  'Eastern Daylight Time': ['EDT', {}],
  'Central Standard Time': ['CST', {}],
  'Central Daylight Time': ['CDT', {}],
  'Mountain Standard Time': ['MST', {}],
  'Mountain Daylight Time': ['MDT', {}],
  'Pacific Standard Time': ['PST', {}],
  'Pacific Daylight Time': ['PDT', {}],
  'Japan Standard Time': ['JST', {}],
  'Korean Standard Time': ['KST', {}],
  'India Standard Time': ['IST', {}],
  'Australian Eastern Standard Time': ['AEST', {}],
  'Australian Eastern Daylight Time': ['AEDT', {}],
  'Australian Western Standard Time': ['AWST', {}],
  'New Zealand Standard Time': ['NZST', {}],
  'New Zealand Daylight Time': ['NZDT', {}],
  'South Africa Standard Time': ['SAST', {}],
};

/** The words for `zone` (IANA) at `at`. Throws RangeError for a zone that does not exist. */
export function zoneWords(at: Temporal.Instant, zone: string, language: Language = 'en'): ZoneWords {
  const offset = at.toZonedDateTimeISO(zone).offsetNanoseconds / 60_000_000_000;
  const english = longName(at, zone, 'en');
  if (offset === 0 && /UTC|Coordinated/.test(english)) return { long: 'UTC', short: 'UTC', full: 'UTC' };
  const known = NAMES[english];
  const long = known?.[1][language] ?? (language === 'en' ? english : longName(at, zone, language));
  const short = known?.[0] ?? offsetWords(offset);
  return { long, short, full: /^(GMT|UTC)/.test(long) ? short : `${long} (${short})` };
}

function longName(at: Temporal.Instant, zone: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'long' });
  const parts = format.formatToParts(at.epochMilliseconds);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** `UTC+5:45`, `UTC-3`. */
function offsetWords(minutes: number): string {
  const whole = Math.abs(minutes);
  const rest = whole % 60 === 0 ? '' : `:${String(whole % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(whole / 60)}${rest}`;
}
