/**
 * Reads a colloquium's page (Markdown with HTML in it, or a whole HTML page): hide what visitors do not see,
 * find the sections, let each recogniser take what it knows, then look for what a host should correct.
 */

import type { PageTalk, Problem, Reading, ReadOptions, TalkSection } from '../reading.ts';
import { withAbstractsElsewhere } from './abstracts-elsewhere.ts';
import { guessDateOrder } from './date-words.ts';
import { datedEntries } from './dated-entries.ts';
import { detailBlocks } from './detail-blocks.ts';
import { settleDoubledNext } from './doubled-next.ts';
import { settleForms } from './entry-forms.ts';
import { frontMatterTalk } from './front-matter-talk.ts';
import { withJointNames } from './joint-names.ts';
import { isMonth } from './month-headings.ts';
import type { PageContext, Recogniser, Stretch } from './page-context.ts';
import { pageHabits, withHabits } from './page-habits.ts';
import {
  type PageSection,
  readHeadings,
  readSections,
  seasonsByLine,
  settleUpcoming,
} from './page-outline.ts';
import { type PageSource, readSource } from './page-source.ts';
import { looksLikeTitle } from './person-words.ts';
import { plainText } from './plain-text.ts';
import { problemsAcrossTalks } from './problems-across-talks.ts';
import { problemsInPage } from './problems-in-page.ts';
import { problemsInTalk } from './problems-in-talk.ts';
import { proseSchedule } from './prose-schedule.ts';
import { withWhatIsSaid } from './said-of-talks.ts';
import { isAside, isUpcoming } from './section-words.ts';
import { seriesNotices } from './series-notice.ts';
import { findSeason } from './settle-year.ts';
import { sortByDate, sortByDay } from './sort-by-date.ts';
import type { FoundTalk } from './talk-draft.ts';
import { talkTables } from './talk-tables.ts';
import { timedItems } from './timed-items.ts';
import { usualMeeting } from './usual-meeting.ts';

/** In this order; each leaves the lines it read to no one else. */
const RECOGNISERS: readonly Recogniser[] = [
  talkTables,
  timedItems,
  proseSchedule,
  datedEntries,
  detailBlocks,
];

export function readPage(text: string, options: ReadOptions): Reading {
  const source = readSource(text);
  const page = pageContext(source, options);
  const settled = settleUpcoming(readSections(page.headings, page.lines), page.lines);
  const { sections, doubled } = settleDoubledNext(withLead(settled, page), page);
  const read = new Set<number>();
  const listed = readSorted(sections, page, read);
  const sorted = listed === null ? null : settleForms(listed);
  const single = sorted === null ? frontMatterTalk(source, page, options) : null;
  const found =
    sorted ?? (single === null ? readUnsorted(page, options, read) : sortByDate([single], options));
  const talks = withWhatIsSaid(withJointNames(found), page, read).map((one) => one.talk);
  const usual = usualMeeting(talks, introduction(page, talks), options, sorted !== null);
  const problems = [
    ...doubled,
    ...found.flatMap((one) => one.signs),
    ...talks.flatMap((talk) => problemsInTalk(talk, usual, options)),
    ...problemsAcrossTalks(talks, usual, options),
    ...problemsInPage(source, sections, talks, page, sorted !== null),
    ...seriesNotices(page, read, talks),
  ];
  return { talks, problems: inOrder(problems) };
}

export function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => (a.where[0] ?? 0) - (b.where[0] ?? 0));
}

function pageContext(source: PageSource, options: ReadOptions): PageContext {
  const { lines } = source;
  const headings = readHeadings(lines, source.written);
  const title = /^title:\s*(.{1,200})$/m.exec(source.frontMatter?.text ?? '')?.[1] ?? pageTitle(lines);
  const seasons = seasonsByLine(headings, findSeason(title), lines.length);
  const order = guessDateOrder(lines.join('\n').slice(0, 400_000), options.zone);
  const today = options.at.toZonedDateTimeISO(options.zone).toPlainDate();
  return {
    lines,
    headings,
    references: source.references,
    headingLines: new Set(headings.map((heading) => heading.line)),
    senseAt: (line) => ({ order, today, season: seasons[line - 1] ?? null }),
  };
}

function pageTitle(lines: readonly string[]): string {
  const tag = lines.slice(0, 60).find((line) => /<title>|<h1\b/i.test(line));
  return tag?.replace(/<[^<>]{0,300}>/g, '').trim() ?? '';
}

/** Sections as the page names them; null where it has no Next and nothing under Previous. */
function readSorted(
  sections: readonly PageSection[],
  page: PageContext,
  read: Set<number>,
): FoundTalk[] | null {
  const unnamed = new Set(sections.filter((section) => mayHoldTalks(section, page)).slice(0, MAX_UNNAMED));
  // One season's list is the schedule, even where it is over; of several, those that are over hold what has been.
  const seasons = sections.filter((section) => section.kind === 'schedule' && isSeason(section));
  const found = sections.flatMap((section) => {
    if (section.kind === 'schedule' && seasons.length > 1 && isSeason(section))
      return recogniseSeason(section, page, read);
    if (section.kind !== 'other') return recognise(section.kind, section, page, read);
    if (section.isDays === true) return recogniseDays(section, sections, page, read);
    if (isSeason(section)) return recogniseSeason(section, page, read);
    return unnamed.has(section) ? recogniseUnnamed(section, page, read) : [];
  });
  const kinds = new Set(sections.map((section) => section.kind));
  const hasHeld = kinds.has('previous') && found.some((one) => one.talk.section === 'previous');
  const named = kinds.has('next') || hasHeld;
  return named ? found : null;
}

/** The next talk written out above all sections, under its title or none: what says Upcoming below it is the list. */
function withLead(sections: readonly PageSection[], page: PageContext): readonly PageSection[] {
  const named = sections.findIndex(({ kind, isDays }) => kind !== 'other' || isDays === true);
  const isOpen = sections.every(({ kind, heading }) => kind !== 'next' || isUpcoming(heading?.text ?? ''));
  if (!isOpen || sections.length > MAX_UNNAMED) return sections;
  const leads = sections.map((section, at) => leadOf(section, at < named, page));
  // Several of them, each under a heading of its own, are told apart by their days.
  if (leads.filter((lead) => lead !== null).length > 1) return sections;
  const at = leads.findIndex((lead) => lead !== null);
  const lead = leads[at];
  if (lead == null || (named < 0 && !sections.some((one, index) => index !== at && isListed(one, page))))
    return sections;
  return sections.map((section, index) => {
    if (index === at) return lead;
    return section.kind === 'next' ? { ...section, kind: 'schedule' } : section;
  });
}

/**
 * Talks that are ahead, written out each with its day, name and title: `## Featured guest` over all of them, or (above the
 * sections that the page names) one under its own title.
 */
function leadOf(section: PageSection, isAbove: boolean, page: PageContext): PageSection | null {
  const { kind, heading, from, to, isDays } = section;
  if (kind !== 'other' || isDays === true || to - from > MAX_LEAD || isAside(heading?.text ?? ''))
    return null;
  const today = page.senseAt(from).today.toString();
  const isWhole = ({ talk, words }: FoundTalk): boolean =>
    words === undefined && talk.speaker !== null && talk.title !== null && (talk.date ?? '') >= today;
  const under: PageSection = { ...section, kind: 'next' };
  const below = heading === null ? [] : recognise('next', under, page, new Set());
  if (below.length > 0 && below.every((one) => isWhole(one))) return under;
  if (!isAbove) return null;
  const titled: PageSection = { kind: 'next', heading: null, from: heading?.line ?? from, to };
  const [only, ...others] = recognise('next', titled, page, new Set());
  const { speaker = null, title = null, date = null } = only?.talk ?? {};
  const isOne = others.length === 0 && speaker !== null && title !== null;
  if (!isOne || date === null || date < today) return null;
  // Name and day stand below a heading that may be the title or not: better no title than a wrong one.
  const isDoubtful =
    title === plainText(heading?.markup ?? '') &&
    !looksLikeTitle(title, 3) &&
    below[0]?.talk.speaker === speaker;
  return isDoubtful && below[0]?.talk.date === date ? under : titled;
}

/** A section without a known name that holds a list of days, or talks that have been. */
function isListed(section: PageSection, page: PageContext): boolean {
  return mayHoldTalks(section, page) && recogniseUnnamed(section, page, new Set()).length > 0;
}

/** `## 7 October: Ana Bell` and `## 21 October` beside Previous: the first of them ahead is Next, where no other section is. */
function recogniseDays(
  section: PageSection,
  sections: readonly PageSection[],
  page: PageContext,
  read: Set<number>,
): FoundTalk[] {
  const today = page.senseAt(section.from).today.toString();
  const sorted = sortByDay(recognise('schedule', section, page, read), today);
  const hasNext = sections.some(({ kind }) => kind === 'next');
  return sorted.map((one) =>
    hasNext && one.talk.section === 'next' ? { ...one, talk: { ...one.talk, section: 'schedule' } } : one,
  );
}

/** `## Spring 2026` beside Next: the list of the season; one that is over holds what has been. */
function isSeason({ heading }: PageSection): boolean {
  const text = heading?.text ?? '';
  return text.length < 50 && (findSeason(text) !== null || isMonth(text));
}

function recogniseSeason(section: PageSection, page: PageContext, read: Set<number>): FoundTalk[] {
  const today = page.senseAt(section.from).today.toString();
  const found = recognise('schedule', section, page, read);
  const isOver = found.every(({ talk }) => talk.date !== null && talk.date < today);
  return isOver ? recognise('previous', section, page, read) : found;
}

/** A page that does not sort its talks: the date does, and what the page says once holds for all of them. */
function readUnsorted(page: PageContext, options: ReadOptions, read: Set<number>): FoundTalk[] {
  const whole: PageSection = { kind: 'schedule', heading: null, from: 1, to: page.lines.length };
  const found = settleForms(recognise('schedule', whole, page, read));
  const first = found[0] === undefined ? 1 : firstLine(found[0].talk);
  const habits = pageHabits(page, first);
  const talks = withAbstractsElsewhere(
    found.map((one) => withHabits(one.talk, habits, options.defaultTime)),
    page,
    read,
  );
  return sortByDate(
    found.map((one, index) => ({ ...one, talk: talks[index] ?? one.talk })),
    options,
  );
}

/**
 * A heading that says nothing known ("In the coming months", "Bygones"): what stands below it does. A list of days with
 * names is the schedule, or what has been; a single talk counts only where it is over, ahead it may be any event.
 */
function recogniseUnnamed(section: PageSection, page: PageContext, read: Set<number>): FoundTalk[] {
  const found = recogniseSeason(section, page, read);
  const today = page.senseAt(section.from).today.toString();
  const named = found.filter(({ talk }) => talk.speaker !== null && talk.date !== null);
  const isOver = found.every(({ talk }) => talk.date !== null && talk.date < today);
  if (isOver) return named.length === found.length ? found : [];
  // `18 November: tba`, `2 December: cancelled` say nothing against a list of names.
  const events = found.filter(({ talk }) => talk.speaker === null && talk.title !== null);
  return found.length >= MIN_LISTED && named.length > events.length ? found : [];
}

const MIN_LISTED = 2;
const MAX_LEAD = 80;
const MAX_UNNAMED = 40;

function mayHoldTalks({ kind, heading, from, to }: PageSection, page: PageContext): boolean {
  if (kind !== 'other' || heading === null || isAside(heading.text)) return false;
  return page.lines.slice(from - 1, Math.min(to, from + 200)).some((line) => /\d/.test(line.slice(0, 400)));
}

function recognise(
  section: TalkSection,
  source: PageSection,
  page: PageContext,
  read: Set<number>,
): FoundTalk[] {
  const found: FoundTalk[] = [];
  const taken = new Set<number>();
  for (const recogniser of RECOGNISERS) {
    const stretch: Stretch = { section, source, taken };
    const recognised = recogniser(stretch, page);
    found.push(...recognised.talks);
    for (const line of recognised.taken) taken.add(line);
    for (const line of recognised.taken) read.add(line);
  }
  return found.sort((a, b) => firstLine(a.talk) - firstLine(b.talk));
}

function firstLine(talk: PageTalk): number {
  return Math.min(...Object.values(talk.lines));
}

/** The text before the first talk, where pages say when they meet. */
function introduction(page: PageContext, talks: readonly PageTalk[]): string {
  const until = talks.length === 0 ? 60 : Math.max(firstLine(talks[0] as PageTalk) - 1, 1);
  return page.lines.slice(0, Math.min(until, 200)).join('\n').slice(0, 5000);
}
