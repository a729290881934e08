/**
 * Reads an iCalendar feed (RFC 5545): each event is a talk. Facts come from labelled lines of the description
 * ("Speaker: …"), else from the summary ("Ana Bell (MIT): Title").
 */

import { problem } from '../problem-kinds.ts';
import type { Reading, ReadOptions } from '../reading.ts';
import { takeEntry } from './entry-text.ts';
import { readLabel } from './field-label.ts';
import { type IcsOccurrence, readIcsEvents } from './ics-events.ts';
import type { PageContext } from './page-context.ts';
import { findLinks, joinAmong } from './page-links.ts';
import { problemsAcrossTalks } from './problems-across-talks.ts';
import { problemsInTalk } from './problems-in-talk.ts';
import { readProse } from './prose.ts';
import { inOrder } from './read-page.ts';
import { sortByDate } from './sort-by-date.ts';
import { BlockReader } from './talk-block.ts';
import { closeDraft, emptyDraft, type FoundTalk, type TalkDraft } from './talk-draft.ts';
import { calledOff, isNoMeeting, known, withoutCallOff } from './talk-state.ts';
import { usualMeeting } from './usual-meeting.ts';

const NO_REFERENCES: ReadonlyMap<string, string> = new Map();
const SERIES_PREFIX =
  /^[^:|–—]{0,60}\b(?:colloqui\w+|seminars?|lectures?|talks?|series|kolloquium|séminaire)\b[^:|–—]{0,20}\s*[:|–—]\s+/iu;

export function readIcs(text: string, options: ReadOptions): Reading {
  const { occurrences, faults } = readIcsEvents(text, options.at, options.zone);
  const read = occurrences.map((one) => talkOf(one, options)).filter((one) => one !== null);
  read.sort((a, b) => `${a.talk.date} ${a.talk.start}`.localeCompare(`${b.talk.date} ${b.talk.start}`));
  const found = sortByDate(read, options);
  const talks = found.map((one) => one.talk);
  const usual = usualMeeting(talks, '', options, false);
  const problems = [
    ...faults.map((fault) => problem('not-readable', [Number(/^Line (\d+)/.exec(fault)?.[1] ?? 1)], fault)),
    ...found.flatMap((one) => one.signs),
    ...talks.flatMap((talk) => problemsInTalk(talk, usual, options)),
    ...problemsAcrossTalks(talks, usual, options),
  ];
  return { talks, problems: inOrder(problems) };
}

function talkOf(event: IcsOccurrence, options: ReadOptions): FoundTalk | null {
  const summary = event.summary.trim();
  if (isNoMeeting(summary)) return null;
  const draft = emptyDraft('schedule');
  draft.date = event.date;
  draft.start = event.start;
  draft.end = event.end;
  draft.lines = { title: event.line, date: event.line };
  takeDescription(draft, event, options);
  if (draft.title === null || draft.speaker === null) takeSummary(draft, summary, event.line);
  draft.place ??= known(
    /^https?:\/\/\S+$/.test(event.location.trim()) ? null : event.location.trim() || null,
  );
  const links = findLinks(
    `${event.location} ${event.url} ${event.description}`.slice(0, 20_000),
    NO_REFERENCES,
  );
  draft.online ??= joinAmong(links);
  if (event.cancelled) draft.status = 'cancelled';
  return closeDraft(draft);
}

function takeSummary(draft: TalkDraft, summary: string, line: number): void {
  const off = calledOff(summary);
  const words = (off === null ? summary : withoutCallOff(summary)).replace(SERIES_PREFIX, '');
  if (off !== null) draft.status = off;
  const read = emptyDraft('schedule');
  if (words !== '') takeEntry(read, words, line, NO_REFERENCES);
  draft.speaker ??= read.speaker;
  draft.affiliation ??= read.affiliation;
  // With the speaker known from the description, the summary is the title, whatever it looks like.
  draft.title ??= read.title ?? (read.speaker === draft.speaker ? null : known(words));
}

/** Labelled lines as on a page; without any label the description is the abstract. */
function takeDescription(draft: TalkDraft, event: IcsOccurrence, options: ReadOptions): void {
  const lines = event.description
    .slice(0, 50_000)
    .replace(/<br\s*\/?>|<\/p>/gi, '\n')
    .split('\n');
  const today = options.at.toZonedDateTimeISO(options.zone).toPlainDate();
  const page: PageContext = {
    lines,
    headings: [],
    headingLines: new Set(),
    references: NO_REFERENCES,
    senseAt: () => ({ order: 'day-first', season: null, today }),
  };
  if (!lines.some((line) => isFact(readLabel(line)?.field))) {
    draft.abstract = readProse(lines.filter((line) => joinAmong(findLinks(line, NO_REFERENCES)) === null));
    return;
  }
  const block = new BlockReader('next', page);
  block.takeLabel({ field: 'date', value: event.date, marked: true }, event.date, event.line);
  for (const line of lines) {
    const label = readLabel(line);
    if (label === null) block.takeLine(line, event.line);
    else if (label.field !== 'date' && label.field !== 'time') block.takeLabel(label, line, event.line);
  }
  const found = block.close();
  if (found === null) return;
  const { title, speaker, affiliation, abstract, bio, photo, place, online, watch, lines: at } = found.talk;
  Object.assign(draft, { title, speaker, affiliation, abstract, bio, photo, place, online, watch });
  draft.lines = { ...at, ...draft.lines };
  draft.signs.push(...found.signs);
}

function isFact(field: string | undefined): boolean {
  return field === 'speaker' || field === 'title' || field === 'abstract' || field === 'affiliation';
}
