/**
 * Which talk of ours is it that the page speaks of? Pages have no identifiers: a talk is recognised by its day, its
 * speaker and its title, of which a host may change any one (a moved date, a corrected name, a new title), and of a
 * coming talk even two, as long as the speaker stays.
 */

import { asOnPage, wordsOf } from '../host-word.ts';
import { isSameName, isSameText, isSharedText } from '../match-names.ts';
import type { Talk } from '../talk.ts';
import { isOver, type PageEntry, type UsualTimes } from './diff-merge.ts';

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
  takesItsPlace,
];

/** Each entry with the talk it speaks of; an entry that is not in the map is a new talk. */
export function matchTalks(
  entries: readonly PageEntry[],
  known: readonly Talk[],
  now: Temporal.Instant,
  usual: UsualTimes,
): ReadonlyMap<PageEntry, Talk> {
  const found = new Map<PageEntry, Talk>();
  // A talk that a host has changed here is still called on the page what it was called, until the page catches up.
  let free = new Map(known.map((talk) => [talk, asOnPage(talk)]));
  const look = (recognises: (match: Match) => boolean) => {
    for (const entry of entries) {
      if (found.has(entry)) continue;
      const talk = nearestTalk(entry, free, (known) => recognises({ entry, talk: known, now, usual }));
      if (talk === null) continue;
      found.set(entry, talk);
      free.delete(talk);
    }
  };
  waysToRecognise.forEach(look);
  const changed = [...free.keys()].filter((talk) => wordsOf(talk).length > 0);
  free = new Map(changed.map((talk) => [talk, talk]));
  if (free.size > 0) waysToRecognise.forEach(look);
  return found;
}

/** By the day it has here, or had on the page: `free` says which of the two counts. */
function nearestTalk(
  entry: PageEntry,
  free: ReadonlyMap<Talk, Talk>,
  isThis: (talk: Talk) => boolean,
): Talk | null {
  const candidates = [...free].filter(([, seen]) => isThis(seen));
  const apart = ([, seen]: readonly [Talk, Talk]) => daysApart(entry, seen);
  return candidates.toSorted((a, b) => apart(a) - apart(b) || a[0].id - b[0].id)[0]?.[0] ?? null;
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

/** Somebody else speaks, about something else, in the hour that subscribers have in their calendars: one entry, changed. */
function takesItsPlace({ entry, talk, now, usual }: Match): boolean {
  if (talk.told === null || entry.section === 'previous' || isOver(talk, now, usual)) return false;
  return entry.date === talk.date && startsTogether(entry, talk);
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
