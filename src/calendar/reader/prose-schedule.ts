/**
 * Talks told in sentences: `After the summer we have **Ana Bell** (MIT) on 7 September and **Ben Cole** on the 21st of September.
 * The speaker of 5 October is not known yet.` Each name goes with one day; a day without a name counts only where the sentence
 * says that nobody is known.
 */
import { affiliationBehind, titleIn } from './announcement-sentence.ts';
import { readLabel } from './field-label.ts';
import type { PageContext, Recognised, Stretch } from './page-context.ts';
import { findLinks, findWatch, watchAmong } from './page-links.ts';
import { plainText } from './plain-text.ts';
import { daysIn, type Mention, peopleIn, sentencesOf, withoutTitles } from './sentences.ts';
import { closeDraft, emptyDraft, type FoundTalk, takeTitle, takeWhen } from './talk-draft.ts';
import { calledOff, isNoMeeting } from './talk-state.ts';
import { readWhen } from './when-line.ts';

const NOBODY =
  /\b(?:not\s+(?:yet\s+)?(?:known|announced|fixed|decided|confirmed)|to\s+be\s+(?:announced|confirmed|decided)|t\.?b\.?[acd]\b|still\s+(?:open|free|vacant|unknown)|is\s+open|nog\s+(?:niet\s+bekend|open)|\b(?:the|de|der)\s+(?:speaker|guest|spreker|redner)\s+(?:of|for|on|van|voor|am|vom)\b|do(?:es)?\s?(?:n['’]t|\s+not)\s+(?:yet\s+)?know|there\s+(?:is|will\s+be)\s+(?:also\s+)?(?:an?|another|one\s+more)\s+(?:talk|colloquium|session|lecture|seminar|speaker|guest)|looking\s+for\s+(?:an?\s+)?(?:speaker|guest)|weten\s+(?:we|wij)\s+nog\s+niet|wissen\s+wir\s+noch\s+nicht)/iu;
/** What makes words a sentence about a talk; a line without any of these is read by its marks. */
const TELLS =
  /\b(?:we|will|speaks?|spoke|talks?|talked|tells?|told|presents?|presented|gives?|gave|hosts?|hosted|welcomes?|welcomed|hears?|heard|visits?|visited|joins?|joined|comes?|came|explains?|explained|shows?|showed|lectures?|lectured|speaker|turn|follows|followed|is|was|are|were|moved|postponed|cancel?led|vertelt|spreekt|sprak|spricht|sprach)\b/iu;
/** Lines between a sentence and its recording. */
const MAX_GAP = 2;
const MAX_PARAGRAPH = 2000;

export function proseSchedule(stretch: Stretch, page: PageContext): Recognised {
  const talks: FoundTalk[] = [];
  const taken: number[] = [];
  if (stretch.section === 'next' || stretch.source.heading === null) return { talks, taken };
  for (let line = stretch.source.from; line <= stretch.source.to; line += 1) {
    const raw = page.lines[line - 1] ?? '';
    const last = talks.at(-1);
    const watch = last === undefined || last.talk.watch !== null ? null : findWatch(raw, page.references);
    if (last !== undefined && watch !== null && (taken.at(-1) ?? 0) >= line - MAX_GAP) {
      talks[talks.length - 1] = { ...last, talk: { ...last.talk, watch } };
      taken.push(line);
      continue;
    }
    if (stretch.taken.has(line) || page.headingLines.has(line) || !isProse(raw)) continue;
    const found = inSentences(raw, line, stretch, page);
    talks.push(...found.map((one) => ({ ...one, isTold: true as const })));
    if (found.length > 0) taken.push(line);
  }
  // One talk that has been may be written out below its sentence.
  const isOne = talks.length < 2 && talks.every(({ talk }) => talk.status === 'scheduled');
  return stretch.section === 'previous' && isOne ? { talks: [], taken: [] } : { talks, taken };
}

function isProse(raw: string): boolean {
  return (
    raw.length <= MAX_PARAGRAPH &&
    /^[*_[]{0,3}\p{L}/u.test(raw) &&
    /[.!?)][*_]{0,3}\s*$/.test(raw) &&
    raw.split(' ').length >= 6 &&
    readLabel(raw) === null
  );
}

function inSentences(raw: string, line: number, stretch: Stretch, page: PageContext): FoundTalk[] {
  const talks: FoundTalk[] = [];
  for (const sentence of sentencesOf(raw)) {
    const days = daysIn(sentence, page.senseAt(line).order);
    const watch = watchAmong(findLinks(sentence, page.references));
    const last = talks.at(-1);
    // `Ana Bell spoke about glass. The [recording](…) is online.`
    if (days.length === 0 && watch !== null && last !== undefined && last.talk.watch === null)
      talks[talks.length - 1] = { ...last, talk: { ...last.talk, watch } };
    if (days.length === 0 || isNoMeeting(plainText(sentence))) continue;
    // `**Ana Bell** (MIT, 7 October), **Ben Cole** (KIT, 21 October).`
    const isList = days.length > 1 && peopleIn(sentence).length === days.length;
    if (!isList && !TELLS.test(plainText(sentence))) continue;
    talks.push(
      ...inSentence(sentence, days, { line, stretch, page, watch: days.length === 1 ? watch : null }),
    );
  }
  return talks;
}

interface Where {
  readonly line: number;
  readonly stretch: Stretch;
  readonly page: PageContext;
  readonly watch: string | null;
}

function inSentence(sentence: string, days: readonly Mention[], where: Where): FoundTalk[] {
  const people = peopleIn(sentence);
  if (people.length === 0)
    return NOBODY.test(sentence) ? days.map((day) => entry(day, [], sentence, where)) : [];
  // `Ana Bell was to speak on 3 May and has been moved to 7 June`: only the new day holds.
  const isMoved = /\b(?:moved|rescheduled|postponed|shifted)\b.*\bto\b/iu.test(sentence);
  const held = isMoved ? days.slice(-1) : days;
  return pairUp(people, held, sentence).flatMap(({ day, who, words }) => {
    const isKnown = who.length === 1 || (who.length > 1 && isJoint(who, sentence));
    return isKnown || (who.length === 0 && NOBODY.test(words)) ? [entry(day, who, words, where)] : [];
  });
}

interface Pair {
  readonly day: Mention;
  readonly who: readonly Mention[];
  /** The stretch of the sentence that is about them. */
  readonly words: string;
}

/** As many people as days go in order; else each day goes with those before it, or, where the sentence begins with a day, behind it. */
function pairUp(people: readonly Mention[], days: readonly Mention[], sentence: string): Pair[] {
  const isDayFirst = (days[0]?.from ?? 0) < (people[0]?.from ?? 0);
  return days.map((day, at) => {
    const [before, after] = [days[at - 1]?.to ?? 0, days[at + 1]?.from ?? sentence.length];
    const near = people.filter(({ from }) =>
      isDayFirst ? from > day.from && from < after : from >= before && from < day.from,
    );
    const who = people.length === days.length ? people.slice(at, at + 1) : near;
    if (days.length === 1) return { day, who, words: sentence };
    const begin = isDayFirst ? day.from : (who[0]?.from ?? before);
    const end = people.find(({ from }) => from > day.to)?.from ?? sentence.length;
    return { day, who, words: sentence.slice(begin, isDayFirst ? after : end) };
  });
}

/** `Ana Bell (MIT) and Ben Cole` */
function isJoint(people: readonly Mention[], sentence: string): boolean {
  return people.slice(1).every(({ from }, at) => {
    const between = plainText(sentence.slice(people[at]?.to ?? 0, from)).replace(/\([^()]*\)/g, '');
    return /^[\s,]*(?:and|&|en|und|et|,)?[\s]*$/iu.test(between);
  });
}

function entry(day: Mention, people: readonly Mention[], sentence: string, where: Where): FoundTalk {
  const { line, stretch, page, watch } = where;
  const sense = page.senseAt(line);
  const draft = emptyDraft(stretch.section);
  draft.lines.entry = line;
  takeWhen(draft, readWhen(day.text, sense), line);
  delete draft.lines.date;
  const [first] = people;
  if (first === undefined) return closeDraft(draft);
  draft.speaker = people.map(({ text }) => text).join(', ');
  draft.affiliation = affiliationBehind(plainText(sentence), first.text);
  const title =
    titleIn(sentence, first.text, sense) ?? /\([^()]*?[*_]([^*_()]{3,200})[*_]/u.exec(sentence)?.[1] ?? null;
  if (title !== null) takeTitle(draft, title);
  draft.watch = watchAmong(findLinks(sentence, page.references)) ?? watch;
  const isMoved = /\b(?:moved|rescheduled|postponed|shifted)\b.*\bto\b/iu.test(sentence);
  draft.status = isMoved ? draft.status : (calledOff(withoutTitles(sentence)) ?? draft.status);
  return closeDraft(draft);
}
