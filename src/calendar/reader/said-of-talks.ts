/**
 * What the page says of its talks away from them: `Unfortunately the talk of Ana Bell on 18 November has been cancelled`, `The
 * colloquium of 2 December moves to 9 December`. The sentence must name the speaker or the day of a talk that the page lists.
 */
import { matchNames } from '../match-names.ts';
import type { PageTalk } from '../reading.ts';
import { MOVED, TO } from './moved-to.ts';
import type { PageContext } from './page-context.ts';
import { plainText } from './plain-text.ts';
import { daysIn, sentencesOf, withoutTitles } from './sentences.ts';
import type { FoundTalk } from './talk-draft.ts';
import { calledOff } from './talk-state.ts';
import { type DateSense, readWhen, withoutStruck } from './when-line.ts';

const ABOUT =
  /\b(?:talks?|colloqui\w+|kolloqui\w+|seminars?|sessions?|lectures?|meetings?|presentations?|lezing|vortrag)\b/iu;
const CANNOT =
  /\b(?:cannot|can['’]t|can not|unable to|won['’]t)\s+(?:come|make it|travel|be there|join|speak)\b|\b(?:will|does|can)\s?not\s+(?:take place|happen|be held)\b|\bhad? to (?:cancel|postpone)\b|\bf[äa]llt\b.*\baus\b/iu;
const MOVES = new RegExp(String.raw`${MOVED}\b.{0,40}\b${TO}(?:the\s+)?`, 'iu');
/** Said of another time, or the contrary. */
const OTHERWISE =
  /\b(?:not\s+(?:been\s+)?(?:cancel\w+|postponed|moved)|last (?:year|month|week|time)|originally|as planned|instead of|nicht|niet afgelast)\b/iu;
const MAX_CHARS = 600;

interface Said {
  readonly text: string;
  readonly days: readonly string[];
  readonly what: { readonly status: 'cancelled' | 'postponed' } | { readonly date: string };
}

/** `read`: the lines that belong to talks, whose words are their own; a sentence about a listed talk is taken out of it. */
export function withWhatIsSaid(all: readonly FoundTalk[], page: PageContext, read: Set<number>): FoundTalk[] {
  const found = all.filter((one) => one.isTold !== true || !isListed(one.talk, all));
  for (const { talk } of all.filter((one) => !found.includes(one)))
    if (!found.some((one) => one.talk.lines.entry === talk.lines.entry)) read.delete(talk.lines.entry ?? 0);
  const said = page.lines.flatMap((raw, index) => {
    const isOfPage = !read.has(index + 1) && !page.headingLines.has(index + 1) && raw.length <= MAX_CHARS;
    return isOfPage && /\p{L}{4}/u.test(raw) ? saidIn(raw, page.senseAt(index + 1)) : [];
  });
  if (said.length === 0) return [...found];
  return found.map((one) => {
    const about = said.find((sentence) => isAbout(sentence, one.talk));
    return about === undefined ? one : { ...one, talk: { ...one.talk, ...about.what } };
  });
}

/** The page has the talk a second time, on a line of its own or written out. */
function isListed({ speaker, section, date }: PageTalk, all: readonly FoundTalk[]): boolean {
  return all.some(({ talk, isTold }) => {
    const isSame = talk.speaker !== null && speaker !== null && matchNames(talk.speaker, speaker) === 'same';
    return (
      isTold !== true &&
      isSame &&
      (talk.date === date || (talk.section !== 'previous' && section !== 'previous'))
    );
  });
}

function saidIn(raw: string, sense: DateSense): Said[] {
  return sentencesOf(plainText(withoutTitles(withoutStruck(raw)))).flatMap((text): Said[] => {
    const off = calledOff(text) ?? (CANNOT.test(text) ? 'cancelled' : null);
    const instead = insteadOf(text, sense);
    if (instead !== null) return [instead];
    if (off === null && !MOVES.test(text)) return [];
    const isMoved = /\b(?:has|is|was|will be)\s(?:been\s)?(?:moved|rescheduled|postponed|shifted)\b/iu.test(
      text,
    );
    if (OTHERWISE.test(text) || !(ABOUT.test(text) || CANNOT.test(text) || isMoved)) return [];
    const days = daysIn(text, sense.order)
      .map((day) => readWhen(day.text, sense).date)
      .filter((date) => date !== null);
    const moved = MOVES.exec(text);
    const behind = moved === null ? '' : text.slice(moved.index + moved[0].length);
    const date = /^[^.,;]{0,12}\d/.test(behind) ? readWhen(behind.slice(0, 40), sense).date : null;
    if (date !== null) return [{ text, days: days.filter((day) => day !== date), what: { date } }];
    return off === null ? [] : [{ text, days, what: { status: off } }];
  });
}

/** `Ana Bell will speak on 2 December instead of 18 November.` */
function insteadOf(text: string, sense: DateSense): Said | null {
  const at = text.search(/\b(?:instead of|rather than|in plaats van|statt)\b/iu);
  const [now, old, ...others] = at < 0 ? [] : daysIn(text, sense.order);
  if (now === undefined || old === undefined || others.length > 0 || now.to > at || old.from < at)
    return null;
  const [date, before] = [now, old].map((day) => readWhen(day.text, sense).date);
  return date == null || before == null ? null : { text, days: [before], what: { date } };
}

function isAbout({ text, days, what }: Said, talk: PageTalk): boolean {
  if (talk.status !== 'scheduled' || talk.date === null) return false;
  if ('date' in what && (talk.date === what.date || talk.section === 'previous')) return false;
  const isNamed = talk.speaker !== null && names(text, talk.speaker);
  if (days.length === 0) return isNamed && talk.section !== 'previous';
  return days.includes(talk.date) && (isNamed || !namesSomebody(text));
}

/** The whole name, in the spelling of the page or nearly so. */
function names(text: string, speaker: string): boolean {
  const words = speaker.split(/,\s|\s/).length;
  const parts = text
    .split(/\s+/)
    .map((word) => word.replace(/^[(“"]+|[.,;:)”"’]+$/g, '').replace(/['’]s$/, ''));
  return parts.some((_, at) => matchNames(parts.slice(at, at + words).join(' '), speaker) === 'same');
}

/** `the talk of Ben Cole`: it is about somebody, and not about just any talk of the day. */
function namesSomebody(text: string): boolean {
  return /\b(?:of|by|from|van|von)\s+(?:(?:Prof|Dr)\.?\s+)*\p{Lu}\p{Ll}+\s\p{Lu}/u.test(text);
}
