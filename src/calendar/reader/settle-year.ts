/** The year of a date that prints none: from the season over it ("Spring 2025"), the weekday, or the nearest one. */
import { findDate, type WrittenDate } from './date-words.ts';

export interface Season {
  readonly year: number;
  /** "2023/24", "Winter 2023-2024": months before August belong to the second year. */
  readonly spansYears: boolean;
}

const SEASON =
  /\b(spring|summer|fall|autumn|winter|term|semester|trimester|lente|voorjaar|zomer|najaar|herfst|frühjahr|sommer\w*|herbst|winter\w*|wise|sose|hiver|printemps|automne|season|academic year|year|edition|michaelmas|hilary|trinity)\b/iu;
const YEARS = /\b((?:19|20)\d{2})(?:\s?[-–/]\s?((?:19|20)?\d{2}))?(?![\d-])/;

/** The season named by a heading or page title: `Spring 2026 Algebraic topology seminar`, `2023-2024`. */
export function findSeason(text: string): Season | null {
  const near = text.slice(0, 200);
  const years = YEARS.exec(near);
  if (years === null) return null;
  // The year of a day is no season's: `7 October 2025: Rosa Winter`.
  const day = findDate(near, 'day-first');
  if (day !== null && day.from <= years.index && years.index < day.to) return null;
  const alone = /^\W*(?:19|20)\d{2}\W*(?:(?:19|20)?\d{2})?\W*$/.test(near.trim());
  if (!alone && !SEASON.test(near)) return null;
  return { year: Number(years[1]), spansYears: years[2] !== undefined };
}

/** YYYY-MM-DD, or null where no such day exists (31 June). */
export function settleDate(
  date: WrittenDate,
  season: Season | null,
  today: Temporal.PlainDate,
): string | null {
  if (date.year !== null) return isoDate(date.year, date.month, date.day);
  if (season !== null) {
    const second = season.spansYears && date.month < 8;
    return isoDate(season.year + (second ? 1 : 0), date.month, date.day);
  }
  return nearest(date, today);
}

/** Calendars look about eight months ahead and four back; a printed weekday outweighs nearness. */
function nearest(date: WrittenDate, today: Temporal.PlainDate): string | null {
  const middle = today.add({ months: 2 });
  const candidates = [-1, 0, 1]
    .map((shift) => isoDate(today.year + shift, date.month, date.day))
    .filter((iso) => iso !== null)
    .map((iso) => ({ iso, day: Temporal.PlainDate.from(iso) }))
    .map(({ iso, day }) => ({
      iso,
      fits: date.weekday === null || day.dayOfWeek === date.weekday,
      distance: Math.abs(middle.until(day).days),
    }))
    .sort((a, b) => Number(b.fits) - Number(a.fits) || a.distance - b.distance);
  return candidates[0]?.iso ?? null;
}

function isoDate(year: number, month: number, day: number): string | null {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day > first.daysInMonth ? null : first.with({ day }).toString();
}
