/**
 * Date, time, zone label and place from one line: `22-06-2021 14:00-1500 Central European Summer time`,
 * `2:45-3:45pm on Thursday, Feb 26 in Mathematics 520`. Struck-out text does not count.
 */
import { findTime } from './clock-words.ts';
import { type DateOrder, findDate } from './date-words.ts';
import { isProper, nameLook } from './piece-looks.ts';
import { collapse, plainText } from './plain-text.ts';
import { type Season, settleDate } from './settle-year.ts';
import { findZoneLabel } from './zone-label.ts';

/** What the reader of a line must know of the page around it. */
export interface DateSense {
  readonly order: DateOrder;
  readonly season: Season | null;
  readonly today: Temporal.PlainDate;
}

export interface When {
  readonly date: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly zoneLabel: string | null;
  readonly place: string | null;
  /** The part of the time that is written wrongly although it can be read. */
  readonly malformed: string | null;
  /** A weekday beside the date that is not the date's: its number, 1 to 7. */
  readonly wrongWeekday: number | null;
  /** What stands in the line besides: plain text. */
  readonly rest: string;
}

const PLACE_AFTER =
  /(?:^|\s)(?:in|at|@)\s+(?:the\s+|room\s+)?([\p{Lu}\d][\p{L}\p{N} .,'’/-]{1,60}?)(?=\s+on\s*$|\s*[;()]|\s*$)/u;
const PLACE_WORD =
  /\b(?:room|zaal|hall|building|auditorium|lecture|zoom|online|hybrid|raum|hörsaal|salle|lab)\b|\b[A-Z]{1,3}\d?\.?\d{2,4}\b/iu;

/** A room, a building or "online" and nothing besides: `, Lab42 L1.01 or Zoom`, `zaal D1.162`. */
const NAMED_ROOM = String.raw`(?:\p{L}[\p{L}\d.'’-]{0,20}\s){0,3}(?i:room|zaal|raum|salle|hall|auditorium|building|theat(?:re|er)|lokaal|hörsaal|library|foyer)(?:\s[\p{Lu}\d][\p{Lu}\d.-]{0,8}){0,2}`;
const ROOM_NUMBER = String.raw`[A-Z]{1,3}\d?-?\d{0,3}[.-]\d{1,4}(?:\.\d{1,3})?[a-z]?|[A-Z]\d{3,4}|(?i:lab)\s?\d{1,3}|(?:(?i:science park|building|gebouw|floor|block|wing|campus)\s)[A-Z]?\d{1,4}|(?<=\s)\d\.\d{2,3}`;
const AFAR = String.raw`(?i:(?:(?:on|via|by|over)\s)?(?:zoom|teams|webex|google meet|youtube|live\s?stream)(?:\sonly)?|(?:fully\s|purely\s|only\s)?online(?:\sonly)?|hybrid|remote)`;
const SOMEWHERE = `(?:${NAMED_ROOM}|${ROOM_NUMBER}|${AFAR})`;
const ONLY_PLACE = new RegExp(
  `^(?:(?:in|at|@)\\s+)?(?:the\\s+)?${SOMEWHERE}(?:\\s*(?:[\\s,;/+&(|·)–-]|\\b(?:or|and|en|und|oder|of|in|at|the)\\b)+\\s*(?:(?:in|at)\\s+)?${SOMEWHERE}\\)?){0,3}$`,
  'u',
);

export function isOnlyPlace(markup: string): boolean {
  const text = bare(plainText(markup.slice(0, 400)));
  return text.length <= 80 && text !== '' && ONLY_PLACE.test(text);
}

const PLACED = /\b(?:in|at|via|on|to)\s+(?:the\s+|our\s+)?/giu;
const MAX_PLACE_WORDS = 10;

/** `On Tuesday we meet at 14:00 in room L3.36 of Lab42 (first floor)`: the place among other words, as long as it goes. */
export function placeAmong(sentence: string): string | null {
  for (const { index, 0: lead } of sentence.slice(0, 900).matchAll(PLACED)) {
    const words = sentence.slice(index + lead.length, index + lead.length + 90).split(' ');
    for (let count = Math.min(words.length, MAX_PLACE_WORDS); count > 0; count -= 1) {
      const place = words
        .slice(0, count)
        .join(' ')
        .replace(/[.,;:!?]+$/, '');
      if (isOnlyPlace(place) && !/\s(?:or|and|of|in|at|the)$/.test(place)) return place;
    }
  }
  return null;
}

/** Without the marks and small words that time and zone left behind. */
function bare(text: string): string {
  return text.replace(/^(?:[\s,;:|·()–—-]|(?:at|om|um)(?=[\s,])|[cs]\.\s?t\.)+|[\s,;.|–—-]+$/g, '');
}

export function readWhen(markup: string, sense: DateSense): When {
  const text = withoutOldDate(plainText(withoutStruck(markup.slice(0, 2000))), sense.order);
  const written = findDate(text, sense.order);
  const date = written === null ? null : settleDate(written, sense.season, sense.today);
  const undated = withoutTimeAside(written === null ? text : cut(text, written.from, written.to));
  const time = findTime(undated);
  const behind = time === null ? undated : undated.slice(time.to);
  const zone = time === null ? null : findZoneLabel(behind);
  const before = time === null ? '' : undated.slice(0, time.from);
  const after = zone === null ? behind : cut(behind, zone.from, zone.to);
  const rest = collapse(`${before} ${after}`);
  const wrong =
    written?.weekday != null && date !== null && Temporal.PlainDate.from(date).dayOfWeek !== written.weekday;
  return {
    date,
    start: time?.start ?? null,
    end: time?.end ?? null,
    zoneLabel: zone?.text ?? null,
    place: placeIn(withoutAsides(rest)),
    malformed: time?.malformed ?? null,
    wrongWeekday: wrong ? (written?.weekday ?? null) : null,
    rest,
  };
}

/** `14:00 (coffee from 13:45) to 15:00`: beside a time that stands by itself, one in brackets with words is no time of the talk. */
export function withoutTimeAside(text: string): string {
  const bare = text.replace(
    /\s*\([^()]*\b(?:coffee|tea|doors?|walk-?in|drinks|lunch|koffie|inloop|kaffee)\b[^()]*\)/giu,
    ' ',
  );
  return bare !== text && findTime(bare) !== null ? bare : text;
}

const ARROW = '(?:→|⇒|➔|➜|[-=]+>)';
const MOVED_TO =
  '(?:(?:has\\s+)?(?:been\\s+)?(?:moved|rescheduled|postponed|shifted|changed)\\s+to|(?:is\\s+)?now(?:\\s+on)?|new date|verplaatst naar|verzet naar|wordt|verschoben auf|verlegt auf)';
const NOW = new RegExp(
  `^[\\s,;:(–—·-]*(?:${ARROW}\\s*(?:${MOVED_TO})?|${MOVED_TO})[\\s:,*_]*(?:the\\s+)?`,
  'iu',
);

/** `3 March → 5 March`, `3 March → moved to **5 March**`: only the later one holds. */
export function withoutOldDate(text: string, order: DateOrder): string {
  const old = findDate(text, order);
  if (old === null) return text;
  const behind = text.slice(old.to);
  const now = NOW.exec(behind);
  const date = now === null ? null : findDate(behind.slice(now[0].length), order);
  return date === null || date.from > 0
    ? text
    : `${text.slice(0, old.from)}${behind.slice(now?.[0].length ?? 0)}`;
}

/** How much behind the date is still the time: `, 14:00-15:00 CET – `, ` - 14:00 to 15:00`, ` (Tuesday) at 2 pm`. */
export function leadingTime(behind: string): number {
  const near = behind.slice(0, 120);
  const time = findTime(near);
  if (time === null || !BEFORE_TIME.test(near.slice(0, time.from))) return 0;
  const zone = /^[\s*_]*\(?\s*(?:uur|uhr|h|hrs?)?\b\.?\s*/i.exec(near.slice(time.to))?.[0].length ?? 0;
  const label = findZoneLabel(near.slice(time.to));
  const isNext = label !== null && /^[\s*_(]*$/.test(near.slice(time.to, time.to + label.from));
  const end = time.to + (isNext ? label.to : zone);
  return end + (/^\s*[)\]]?[*_]{0,3}/.exec(near.slice(end))?.[0].length ?? 0);
}

const BEFORE_TIME =
  /^[\s,;:(@–—*_|-]*(?:\(?(?:mon|tues|wednes|thurs|fri|satur|sun)day\)?[\s,]*)?(?:at|om|um|à)?[\s*_(]*(?:from|van|von|de)?[\s*_]*$/i;

/** `, Lab42 L1.01 – Maud Ravensbergen`: a room between the time and what follows behind a spaced dash. */
export function leadingPlace(behind: string): { readonly place: string; readonly to: number } | null {
  const match = /^[\s,;@(]{0,4}((?:(?!\s[–—|·-]\s)[^*_"“:\n]){2,60})(?=\s[–—|·-]\s|:\s)/.exec(
    behind.slice(0, 120),
  );
  const place = match?.[1]?.replace(/\)$/, '').trim() ?? '';
  const isPlace =
    match !== null &&
    (isOnlyPlace(place) || (PLACE_WORD.test(place) && !behind.slice(match[0].length).startsWith(':')));
  return isPlace ? { place, to: match[0].length } : null;
}

export function withoutStruck(markup: string): string {
  if (!/~~|<(?:s|del|strike)\b/i.test(markup)) return markup;
  return markup
    .replace(/~~[^~]{1,500}~~/g, ' ')
    .replace(/<(s|del|strike)\b[^<>]{0,200}>[^<>]{0,500}<\/\1>/gi, ' ');
}

function placeIn(rest: string): string | null {
  const whole = bare(rest.replace(/https?:\/\/\S{1,500}/g, ' '));
  if (isOnlyPlace(whole)) return placeText(whole);
  const segment = whole.split(/\s*[·;|]\s*|\s[–—-]\s/).find((part) => isPlaceList(part));
  if (segment !== undefined) return placeText(segment);
  const named = PLACE_AFTER.exec(rest);
  if (named !== null) return (named[1] ?? '').replace(/[\s,.]+$/, '');
  const part = whole.split(/[,;|]|\s[-–—]\s/).find((piece) => PLACE_WORD.test(piece) && piece.length < 80);
  return part === undefined ? null : placeText(part) || null;
}

/** `CWI, Euler room (Z009)`: every piece a room or a proper name, one of them a room. */
function isPlaceList(text: string): boolean {
  const isPart = (piece: string): boolean =>
    PLACE_WORD.test(piece) || (isProper(piece) && nameLook(piece) < 1);
  return (
    PLACE_WORD.test(text) && text.length < 80 && !text.includes(' in ') && text.split(/,\s+/).every(isPart)
  );
}

/** A place without the word that leads to it and the bracket around it. */
export function placeText(text: string): string {
  const place = text
    .replace(/^[\s@,;.•*+-]+|[\s,;.]+$/g, '')
    .replace(/^(?:in|at)\s+(?:the\s+)?(?=[\p{Lu}\d]|room)|^on\s+(?=Zoom|Teams)/u, '');
  const inside = /^\(([^()]*)\)$/.exec(place)?.[1];
  if (inside !== undefined) return inside;
  const open = place.split('(').length - place.split(')').length;
  return open > 0 ? `${place})`.replace(/^\(([^()]*)\)$/, '$1') : open < 0 ? place.replace(/\)$/, '') : place;
}

/** `(8:00–9:00 in New York)`, `(moved from Tuesday 3 March)`: the same moment elsewhere or before. */
function withoutAsides(rest: string): string {
  return collapse(
    rest.replace(
      /\([^()]{0,40}(?:(?<!\p{L})\d{1,2}[:.h]\d{2}|\b(?:moved|was|instead|originally)\b)[^()]{0,60}\)/giu,
      ' ',
    ),
  );
}

function cut(text: string, from: number, to: number): string {
  return `${text.slice(0, from)}   ${text.slice(to)}`;
}
