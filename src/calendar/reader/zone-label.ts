/**
 * The words for a time zone behind a time (`Central European Summer time`, `CET`, `UTC+1`), and whether they
 * contradict the date: "Summer Time" in November. The colloquium's zone is the truth; the label only warns.
 */

const LONG =
  /\b(?:(?:central|eastern|western|northern|southern|pacific|mountain|atlantic|british|irish|greenwich|middle|mid|us|european|standard|daylight|summer|winter|mean|local|amsterdam|paris|berlin|london|dutch|japan|korea|china|india)\s+){1,4}time\b/iu;
const SHORT =
  /(?<![\p{L}\d])(?:CE\(?S\)?T|MESZ|MEZ|CET\/CEST|CEST?|CET|WES?T|EES?T|GMT|BST|IST|[ECMP][SD]?T|JST|KST|AES?T|AEDT|UTC|Z)(?:\s?[+-]\s?\d{1,2}(?::?\d{2})?)?(?![\p{L}\d])/u;

export interface ZoneLabel {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The label in what stands behind a time, or null. */
export function findZoneLabel(text: string): ZoneLabel | null {
  const near = text.slice(0, 120);
  const long = LONG.exec(near);
  const short = SHORT.exec(near);
  const found = long !== null && (short === null || long.index <= short.index) ? long : short;
  if (found === null) return null;
  return { text: found[0].replace(/\s+/g, ' '), from: found.index, to: found.index + found[0].length };
}

/** Which half of the year the label claims; null where it claims none ("Eastern Time", "CE(S)T", "UTC"). */
export function claimedSeason(label: string): 'summer' | 'winter' | null {
  const text = label.toLowerCase();
  if (/\(s\)|\/|local/.test(text)) return null;
  if (/summer|daylight|zomer|sommer|cest|mesz|west\b|eest|bst|[ecmp]dt|aedt/.test(text)) return 'summer';
  if (/standard|winter|greenwich|\bgmt\b|\bcet\b|\bmez\b|\bwet\b|\beet\b|\b[ecmp]st\b|\baest\b/.test(text))
    return 'winter';
  return /central european time|middle european time/.test(text) ? 'winter' : null;
}

/** Whether the zone's clocks are advanced on `date` (YYYY-MM-DD); null where the zone never moves its clocks. */
export function seasonInForce(date: string, zone: string): 'summer' | 'winter' | null {
  const day = Temporal.PlainDate.from(date);
  const here = offset(day, zone);
  const january = offset(day.with({ month: 1, day: 1 }), zone);
  const july = offset(day.with({ month: 7, day: 1 }), zone);
  if (january === july) return null;
  return here === Math.max(january, july) ? 'summer' : 'winter';
}

function offset(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).offsetNanoseconds;
}
