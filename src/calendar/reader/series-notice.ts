/**
 * What a page says of the series as a whole: that it pauses, when it goes on, on which day nothing takes place. Such a sentence
 * is no talk and no part of one, wherever it stands.
 */
import { problem } from '../problem-kinds.ts';
import type { PageTalk, Problem } from '../reading.ts';
import { findDate } from './date-words.ts';
import { isSpan } from './day-spans.ts';
import type { PageContext } from './page-context.ts';
import { plainText } from './plain-text.ts';
import { sentencesOf } from './sentences.ts';
import { isBreakNotice, isNoMeeting } from './talk-state.ts';

const SERIES =
  /\b(?:we|our|series|colloqui\w+|kolloqui\w+|seminars?|talks?|meetings?|sessions?|lectures?|lezing(?:en)?|vorträge?|reeks|reihe|wij|wir)\b/iu;
const PAUSE =
  /\b(?:break|pauses?|paused|pausing|recess|hiatus|holidays?|vacations?|intermission|\p{L}*vakantie|zomerstop|\p{L}*pauze|reces|\p{L}*ferien|sommerpause|winterpause|pausiert)\b/iu;
const AGAIN =
  /\b(?:resum|restart|reconven|return|continu|hervat|start(?:s|ing)? again|(?:be|are|is|come|comes|coming) back|see you(?: all)?(?: again)?|gaan (?:we )?(?:weer )?verder|geht es weiter|wieder)\p{L}*\s+(?:again\s+)?(?:in|on|after|next|from|with|at|op|na|im|am|ab|nach)\b/iu;
const AWAY =
  /\b(?:away|closed|off|weg|dicht)\b.{0,30}\b(?:until|till|during|from|between|over|in|on|tot|bis)\b/iu;
const NOTHING =
  /\b(?:no|geen|kein\w*)\s+(?:(?:more|further|verdere|weiteren?)\s+)?(?:colloqui\w+|kolloqui\w+|talks?|seminars?|meetings?|sessions?|lectures?|lezing(?:en)?|bijeenkomst\w*|vortr[aä]ge?)\b|\bwe\s+(?:will\s+)?skip\b|\bnothing (?:(?:is )?(?:planned|scheduled|takes place)|in|until|till|between|during)\b|^back (?:again )?(?:in|on|after)\b/iu;
/** `After that: summer break until September` */
const LASTS =
  /^\P{L}*(?:(?:after that|then|daarna|danach|ensuite)\b\P{L}*)?(?:(?:the|our|de|die|summer|winter|spring|autumn|christmas|easter|mid-term)\s+)*(?:break|recess|holidays?|\p{L}*vakantie|zomerstop|\p{L}*pauze|\p{L}*ferien|sommerpause|winterpause)\s+(?:until|till|tot|bis)\b/iu;
/** How the series is held in general, no notice. */
const GENERAL = /\b(?:if|except|unless|usually|normally|whenever|every|each|always)\b/iu;
const MAX_CHARS = 300;

/** `No colloquium on 24 December`, `After that we take a summer break`, `We are away until 13 January`. */
export function isSeriesNotice(text: string): boolean {
  return text.length <= MAX_CHARS && sentencesOf(text).some((sentence) => isNotice(sentence));
}

function isNotice(sentence: string): boolean {
  if (GENERAL.test(sentence)) return false;
  const pauses = PAUSE.test(sentence) || AGAIN.test(sentence) || AWAY.test(sentence);
  if (/\bsee you\b/iu.test(sentence) && AGAIN.test(sentence)) return true;
  return NOTHING.test(sentence) || LASTS.test(sentence) || (SERIES.test(sentence) && pauses);
}

/** `read`: the lines that belong to talks. */
export function seriesNotices(
  page: PageContext,
  read: ReadonlySet<number>,
  talks: readonly PageTalk[],
): Problem[] {
  const entries = new Set(talks.map(({ lines }) => lines.entry));
  return page.lines.flatMap((raw, index) => {
    const line = index + 1;
    if (entries.has(line) || raw.length > MAX_CHARS * 2 || !/\p{L}{4}/u.test(raw)) return [];
    const text = plainText(raw.replace(/^\s*(?:#{1,6}|[-*+>])\s+/, ''));
    const words =
      spanOff(raw, text, line, page) ??
      dayOff(text, line, page) ??
      (read.has(line) ? null : noticeIn(raw, text));
    if (words === null) return [];
    return [
      problem('series-break-notice', [line], `Line ${line}: nothing takes place (“${words.slice(0, 60)}”).`),
    ];
  });
}

/** `* summer, 8 July – 31 August` */
function spanOff(raw: string, text: string, line: number, page: PageContext): string | null {
  return /^\s*[-*+]\s/.test(raw) && isSpan(text, page.senseAt(line).order) ? text : null;
}

/** `2 April: no talk (Easter)`, `| 28 Oct | autumn break |`: what stands behind the day. */
function dayOff(text: string, line: number, page: PageContext): string | null {
  const date = findDate(text, page.senseAt(line).order);
  if (date === null || date.from > 6) return null;
  const rest = text.slice(date.to).replace(/^[\s:;,.|()[\]*_–—-]+/, '');
  return isNoMeeting(rest) ? (rest.split('|')[0]?.trim() ?? null) : null;
}

function noticeIn(raw: string, text: string): string | null {
  const isItem = /^\s*[-*+]\s/.test(raw) && text.length < 60;
  return isSeriesNotice(text) || (isItem && isBreakNotice(text)) ? text : null;
}
