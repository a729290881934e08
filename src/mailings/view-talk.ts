/** From the facts of a talk and its colloquium to the words a mail prints. Pure: the zone and the date decide the words. */
import { dayWords, hoursWords, hourWords, type Language } from '../calendar/format-date.ts';
import { endOf, startOf, type TalkFacts } from '../calendar/talk.ts';
import { zoneWords } from '../calendar/zone-words.ts';
import type { LinkView, NextTalkView, OnlineView, TalkView, WhenView } from './view.ts';

const NBSP = '\u00a0';

type Timed = Pick<TalkFacts, 'date' | 'start' | 'end'>;

/** What the colloquium and the mailing add to a talk's facts. */
export interface TalkSetting {
  /** IANA zone of the colloquium. */
  readonly zone: string;
  /** The page of this talk. */
  readonly pageUrl: string;
  readonly photoCid: string | null;
  readonly calendarNote: boolean;
  readonly language?: Language;
}

/** The talk as a mail shows it. A missing title or speaker is said in words; announcing such a talk is prevented elsewhere. */
export function talkView(
  facts: Omit<TalkFacts, 'photo' | 'watch' | 'status'>,
  setting: TalkSetting,
): TalkView {
  return {
    title: tieLastWord(facts.title ?? 'Title to be announced'),
    speaker: facts.speaker ?? 'Speaker to be announced',
    affiliation: facts.affiliation,
    photoCid: setting.photoCid,
    abstract: paragraphsOf(facts.abstract),
    bio: paragraphsOf(facts.bio),
    when: whenView(facts, setting.zone, setting.language),
    where: facts.place,
    online: facts.online === null ? null : onlineView(facts.online),
    pageUrl: setting.pageUrl,
    calendarNote: setting.calendarNote,
  };
}

/** When a talk is, in every length. `zone` is IANA; wall-clock facts are read in it. */
export function whenView(facts: Timed, zone: string, language: Language = 'en'): WhenView {
  const start = startOf(facts, zone).toZonedDateTimeISO(zone);
  const end = endOf(facts, zone).toZonedDateTimeISO(zone);
  const day = dayWords(start.toPlainDate(), language);
  const words = zoneWords(start.toInstant(), zone, language);
  const hours = hoursWords(start.toPlainTime(), end.toPlainTime(), language);
  const isUtc = words.short === 'UTC';
  return {
    date: day.full,
    dayMonth: day.dayMonth,
    weekday: day.weekday,
    weekdayDayMonth: day.weekdayDayMonth,
    hours,
    start: hourWords(start.toPlainTime()),
    end: hourWords(end.toPlainTime()),
    zone: words.full,
    zoneShort: words.short,
    utc: isUtc ? null : inUtc(start, end, language),
    utcStart: isUtc ? null : inUtc(start, null, language),
    line: `${day.full}, ${hours}${NBSP}${words.short}`,
  };
}

/** `13:00 to 14:00 UTC`; where UTC has another day, the weekday stands before it. */
function inUtc(
  start: Temporal.ZonedDateTime,
  end: Temporal.ZonedDateTime | null,
  language: Language,
): string {
  const from = start.withTimeZone('UTC');
  const to = end?.withTimeZone('UTC').toPlainTime() ?? null;
  const otherDay = !from.toPlainDate().equals(start.toPlainDate());
  const day = otherDay ? `${dayWords(from.toPlainDate(), language).weekday}${NBSP}` : '';
  return `${day}${hoursWords(from.toPlainTime(), to, language)}${NBSP}UTC`;
}

/** The next talk in one line, as far as it is known. */
export function nextTalkView(
  facts: Timed & Pick<TalkFacts, 'title' | 'speaker' | 'affiliation'>,
  zone: string,
  language: Language = 'en',
): NextTalkView {
  const when = whenView(facts, zone, language);
  const utc = when.utcStart === null ? '' : ` (${when.utcStart})`;
  return {
    when: `${when.date}, ${when.start}${NBSP}${when.zoneShort}${utc}`,
    who: facts.speaker === null ? null : [facts.speaker, facts.affiliation].filter(Boolean).join(', '),
    title: facts.title,
  };
}

/** `https://meet.example/ai4science` as a link shown without its scheme; anything else stays words. */
export function onlineView(text: string): OnlineView {
  const link = linkView(text.trim());
  return link === null ? { link: null, words: text } : { link, words: null };
}

/** A link for an https address, null for everything else: http, other schemes, addresses with a password. */
export function linkView(text: string): LinkView | null {
  if (/[\s<>"]/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  return { url: url.href, shown: url.href.replace('https://', '').replace(/\/$/, '') };
}

/** Plain text by paragraphs: blank lines part them, single line ends do not. */
export function paragraphsOf(text: string | null): string[] {
  if (text === null) return [];
  return text
    .split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

/** Keeps a short last word from standing alone on the last line of a title. */
export function tieLastWord(title: string): string {
  return title.trim().replace(/\s+(\S{1,9})$/, `${NBSP}$1`);
}
