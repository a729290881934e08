/**
 * Days and hours in words, in the languages a mail can be written in. The tables are small and ours, so a
 * mail reads the same whatever locale data the machine has.
 *
 * Words that belong together (day and month, number and unit) are joined by a no-break space, U+00A0; the
 * text part of a mail turns it into a space after wrapping.
 */

/** A language mails to persons are written in; hosts are written to in English. */
export type Language = 'en' | 'nl' | 'de' | 'fr';

export const LANGUAGES: readonly Language[] = ['en', 'nl', 'de', 'fr'];

const NBSP = '\u00a0';

const WEEKDAYS: Record<Language, readonly string[]> = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  nl: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
  de: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
  fr: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
};

const MONTHS: Record<Language, readonly string[]> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  nl: 'januari februari maart april mei juni juli augustus september oktober november december'.split(' '),
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
};

const TO: Record<Language, string> = { en: 'to', nl: 'tot', de: 'bis', fr: 'à' };

/** A day in the lengths mails need: in a fact, in a sentence, in a subject. */
export interface DayWords {
  /** `Tuesday`. */
  readonly weekday: string;
  /** `24 November`, joined by a no-break space. */
  readonly dayMonth: string;
  /** `Tuesday 24 November`. */
  readonly weekdayDayMonth: string;
  /** `Tuesday 24 November 2026`. */
  readonly full: string;
}

/** The day in words: `Tuesday 24 November 2026`, `Dienstag, 24. November 2026`, `mardi 1er décembre 2026`. */
export function dayWords(day: Temporal.PlainDate, language: Language = 'en'): DayWords {
  const weekday = WEEKDAYS[language][day.dayOfWeek - 1] ?? '';
  const dayMonth = `${ordinal(day.day, language)}${NBSP}${MONTHS[language][day.month - 1] ?? ''}`;
  const weekdayDayMonth = `${weekday}${language === 'de' ? ',' : ''} ${dayMonth}`;
  return { weekday, dayMonth, weekdayDayMonth, full: `${weekdayDayMonth} ${day.year}` };
}

/** The hour on 24 hours: `14:00`. */
export function hourWords(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' });
}

/** `14:00 to 15:00`, or `14:00` without an end; never broken over a line. */
export function hoursWords(
  start: Temporal.PlainTime,
  end: Temporal.PlainTime | null,
  language: Language = 'en',
): string {
  if (end === null) return hourWords(start);
  return `${hourWords(start)}${NBSP}${TO[language]}${NBSP}${hourWords(end)}`;
}

function ordinal(day: number, language: Language): string {
  if (language === 'de') return `${day}.`;
  return language === 'fr' && day === 1 ? '1er' : String(day);
}
