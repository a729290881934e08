/**
 * A schedule told in sentences: `After the summer we have **Ana Bell** (MIT) on 7 September and **Ben Cole** on the 21st of
 * September. The speaker of 5 October is not known yet.` Each marked name goes with one day; a day without a name counts only
 * where the sentence says that nobody is known.
 */
import { affiliationBehind } from './announcement-sentence.ts';
import { findDate } from './date-words.ts';
import { readLabel } from './field-label.ts';
import type { PageContext, Recognised, Stretch } from './page-context.ts';
import { isFullName } from './person-words.ts';
import { plainText } from './plain-text.ts';
import { closeDraft, emptyDraft, type FoundTalk, takeWhen } from './talk-draft.ts';
import { calledOff } from './talk-state.ts';
import { readWhen } from './when-line.ts';

const MARKED =
  /(?:\*\*|__)([^*_]{3,80})(?:\*\*|__)|<(?:b|strong)>([^<>]{3,80})<\/(?:b|strong)>|\[([^[\]]{3,80})\]\([^()]{0,500}\)/gu;
const NOBODY =
  /\b(?:not\s+(?:yet\s+)?(?:known|announced|fixed|decided|confirmed)|to\s+be\s+(?:announced|confirmed|decided)|t\.?b\.?[acd]\b|still\s+(?:open|free|vacant|unknown)|is\s+open|nog\s+(?:niet\s+bekend|open))/iu;
const MAX_PARAGRAPH = 2000;
const MAX_DATES = 20;

interface Mention {
  readonly from: number;
  readonly to: number;
}
interface Day extends Mention {
  readonly markup: string;
}
interface Person extends Mention {
  readonly name: string;
}

export function proseSchedule(stretch: Stretch, page: PageContext): Recognised {
  const talks: FoundTalk[] = [];
  const taken: number[] = [];
  if (stretch.section !== 'schedule' || stretch.source.heading === null) return { talks, taken };
  for (let line = stretch.source.from; line <= stretch.source.to; line += 1) {
    const raw = page.lines[line - 1] ?? '';
    if (stretch.taken.has(line) || page.headingLines.has(line) || !isSentence(raw)) continue;
    const found = inSentences(raw, line, page);
    talks.push(...found);
    if (found.length > 0) taken.push(line);
  }
  return { talks, taken };
}

function isSentence(raw: string): boolean {
  return (
    raw.length <= MAX_PARAGRAPH &&
    /\p{L}/u.test(raw[0] ?? '') &&
    raw.split(' ').length >= 6 &&
    readLabel(raw) === null
  );
}

function inSentences(raw: string, line: number, page: PageContext): FoundTalk[] {
  const talks: FoundTalk[] = [];
  for (const sentence of raw.split(/(?<=\p{Ll}[.!?)])\s+(?=[\p{Lu}*_[])|;\s+/u)) {
    const days = daysIn(sentence, line, page);
    const people = peopleIn(sentence);
    if (days.length === 0) continue;
    if (people.length === 0 && NOBODY.test(sentence))
      talks.push(...days.map((day) => entry(day, null, sentence, line, page)));
    if (people.length !== days.length) continue;
    for (const [at, day] of days.entries()) talks.push(entry(day, people[at] ?? null, sentence, line, page));
  }
  return talks;
}

function daysIn(sentence: string, line: number, page: PageContext): Day[] {
  const days: Day[] = [];
  let at = 0;
  while (days.length < MAX_DATES) {
    const found = findDate(sentence.slice(at), page.senseAt(line).order);
    if (found === null) return days;
    days.push({
      from: at + found.from,
      to: at + found.to,
      markup: sentence.slice(at + found.from, at + found.to),
    });
    at += found.to;
  }
  return days;
}

function peopleIn(sentence: string): Person[] {
  return [...sentence.matchAll(MARKED)].flatMap((match) => {
    const name = plainText(match[1] ?? match[2] ?? match[3] ?? '');
    return isFullName(name) ? [{ name, from: match.index, to: match.index + match[0].length }] : [];
  });
}

function entry(
  day: Day,
  person: Person | null,
  sentence: string,
  line: number,
  page: PageContext,
): FoundTalk {
  const draft = emptyDraft('schedule');
  draft.lines.entry = line;
  takeWhen(draft, readWhen(day.markup, page.senseAt(line)), line);
  delete draft.lines.date;
  if (person === null) return closeDraft(draft);
  draft.speaker = person.name;
  draft.affiliation = affiliationBehind(plainText(sentence), person.name);
  draft.status = calledOff(sentence) ?? draft.status;
  return closeDraft(draft);
}
