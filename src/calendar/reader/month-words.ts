/** Month and weekday names as calendars write them, in English, Dutch, German, French, Spanish and Italian. */

const MONTHS: readonly string[] = [
  'january januari januar janvier enero gennaio jan',
  'february februari februar février fevrier febrero febbraio feb febr',
  'march maart märz maerz mars marzo mar mrt mär',
  'april avril abril aprile apr',
  'may mei mai mayo maggio',
  'june juni juin junio giugno jun',
  'july juli juillet julio luglio jul',
  'august augustus août aout agosto aug',
  'september septembre septiembre settembre sept sep',
  'october oktober octobre octubre ottobre oct okt',
  'november novembre noviembre nov',
  'december dezember décembre decembre diciembre dicembre dec dez',
];

const WEEKDAYS: readonly string[] = [
  'monday maandag montag lundi lunes lunedì mon',
  'tuesday dinsdag dienstag mardi martes martedì tue tues',
  'wednesday woensdag mittwoch mercredi miércoles mercoledì wed',
  'thursday donderdag donnerstag jeudi jueves giovedì thu thur thurs',
  'friday vrijdag freitag vendredi viernes venerdì fri',
  'saturday zaterdag samstag samedi sábado sabato sat',
  'sunday zondag sonntag dimanche domingo domenica sun',
];

export const WEEKDAY_NAMES = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

const MONTH_OF = numbered(MONTHS);
const WEEKDAY_OF = numbered(WEEKDAYS);

/** Alternations for patterns, longest first. */
export const MONTH_PATTERN = alternation(MONTH_OF);
export const WEEKDAY_PATTERN = alternation(WEEKDAY_OF);

/** 1 to 12, or null. */
export function monthNumber(word: string): number | null {
  return MONTH_OF.get(word.toLowerCase().replace(/\.$/, '')) ?? null;
}

/** 1 (Monday) to 7 (Sunday), or null; plurals ("Tuesdays") too. */
export function weekdayNumber(word: string): number | null {
  const lower = word.toLowerCase().replace(/\.$/, '');
  return WEEKDAY_OF.get(lower) ?? WEEKDAY_OF.get(lower.replace(/(?:en|s)$/, '')) ?? null;
}

function numbered(rows: readonly string[]): Map<string, number> {
  return new Map(rows.flatMap((row, index) => row.split(' ').map((word) => [word, index + 1] as const)));
}

function alternation(words: Map<string, number>): string {
  return [...words.keys()].sort((a, b) => b.length - a.length).join('|');
}
