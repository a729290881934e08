/**
 * Which talk of ours is it that the page speaks of? Pages have no identifiers: a talk is recognised by its day, its
 * speaker and its title, of which a host may change any one (a moved date, a corrected name, a new title), and of a
 * coming talk even two, as long as the speaker stays.
 */
import { isOver, type PageEntry, type UsualTimes } from './diff-merge.ts';
import { isSameName, isSameText, isSharedText } from './match-names.ts';
import type { Talk } from './talk.ts';

/** How far apart two dates of one talk may lie, in days, where the talk is already over. */
const nearDays = 30;
const farDays = 120;

interface Match {
  readonly entry: PageEntry;
  readonly talk: Talk;
  readonly now: Temporal.Instant;
  readonly usual: UsualTimes;
}

/** In order: the surest sign first. Within one way the nearest date wins, and each talk is taken once. */
const waysToRecognise: readonly ((match: Match) => boolean)[] = [
  ({ entry, talk }) =>
    entry.date === talk.date && isSameName(entry.speaker, talk.speaker) && startsTogether(entry, talk),
  ({ entry, talk }) => entry.date === talk.date && isSameName(entry.speaker, talk.speaker),
  (match) => isSameName(match.entry.speaker, match.talk.speaker) && mayHaveMoved(match),
  ({ entry, talk }) => entry.date === talk.date && isOneUnnamed(entry, talk) && isTitleOpen(entry, talk),
  ({ entry, talk }) => entry.date === talk.date && isSameTitle(entry, talk),
  (match) =>
    isSameTitle(match.entry, match.talk) && isOneUnnamed(match.entry, match.talk) && mayHaveMoved(match),
];

/** Each entry with the talk it speaks of; an entry that is not in the map is a new talk. */
export function matchTalks(
  entries: readonly PageEntry[],
  known: readonly Talk[],
  now: Temporal.Instant,
  usual: UsualTimes,
): ReadonlyMap<PageEntry, Talk> {
  const found = new Map<PageEntry, Talk>();
  const free = new Set(known);
  for (const recognises of waysToRecognise) {
    for (const entry of entries) {
      if (found.has(entry)) continue;
      const candidates = [...free].filter((talk) => recognises({ entry, talk, now, usual }));
      const talk = candidates.toSorted((a, b) => daysApart(entry, a) - daysApart(entry, b) || a.id - b.id)[0];
      if (talk === undefined) continue;
      found.set(entry, talk);
      free.delete(talk);
    }
  }
  return found;
}

/** A coming talk moves freely; one whose day has passed only if nobody was told, or with its own title, and not far. */
function mayHaveMoved({ entry, talk, now, usual }: Match): boolean {
  const isTalkOver = isOver(talk, now, usual);
  const days = daysApart(entry, talk);
  if (entry.section === 'previous') {
    return isTalkOver
      ? days <= farDays && (isSameTitle(entry, talk) || days <= nearDays)
      : isSameTitle(entry, talk) && days <= nearDays;
  }
  if (!isTalkOver) return true;
  if (isSameTitle(entry, talk)) return days <= farDays;
  return talk.told === null && talk.title === null && days <= farDays;
}

function startsTogether(entry: PageEntry, talk: Talk): boolean {
  return entry.start === null || entry.start === talk.start;
}

function isOneUnnamed(entry: PageEntry, talk: Talk): boolean {
  return entry.speaker === null || talk.speaker === null;
}

function isTitleOpen(entry: PageEntry, talk: Talk): boolean {
  return entry.title === null || talk.title === null || isSameText(entry.title, talk.title);
}

function isSameTitle(entry: PageEntry, talk: Talk): boolean {
  return isSharedText(entry.title, talk.title);
}

/** 0 where the page gives no date. */
function daysApart(entry: PageEntry, talk: Talk): number {
  if (entry.date === null) return 0;
  return Math.abs(Temporal.PlainDate.from(entry.date).until(talk.date, { largestUnit: 'day' }).days);
}
