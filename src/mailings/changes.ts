/** What changed since subscribers were told: what they must hear of, and what is only a typo. */
import { isOtherTitle, isSameName, isSameText } from '../calendar/match-names.ts';
import { startOf, type Talk, type ToldFacts } from '../calendar/talk.ts';

/**
 * `moved`: their calendar entry is wrong in day, time, place or link, or it is another talk: somebody else speaks, or
 * about something else. A place, link or title that is new where none was told moves nobody (the reminder says it), nor
 * does a corrected title, name or spelling. `called-off`: cancelled, or postponed without a new day.
 */
export type ChangeSinceTold =
  | { readonly what: 'none' }
  | { readonly what: 'moved'; readonly changed: readonly (keyof ToldFacts)[] }
  | { readonly what: 'called-off' };

/** `none` where nobody was told, or where they were told that it is off. */
export function changeSinceTold(talk: Talk): ChangeSinceTold {
  const { told } = talk;
  if (told === null || !isAnnounced(talk)) return { what: 'none' };
  if (talk.status === 'cancelled' || talk.status === 'postponed') return { what: 'called-off' };
  const keys = ['date', 'start', 'end', 'place', 'online', 'title', 'speaker'] as const;
  const changed = keys.filter((key) => {
    const was = told[key];
    const is = talk[key];
    return was !== null && is !== null && isToldOtherwise(key, was, is);
  });
  return changed.length === 0 ? { what: 'none' } : { what: 'moved', changed };
}

/** True where it is news to whoever was told `was`. */
export function isToldOtherwise(key: keyof ToldFacts, was: string, is: string): boolean {
  // What compares words finds none in “?”, and nothing is like nothing.
  return was !== is && isOther[key](was, is);
}

/** What is a change to whoever was told, and not another way to write the same. */
const isOther: Readonly<Record<keyof ToldFacts, (was: string, is: string) => boolean>> = {
  date: (was, is) => was !== is,
  start: (was, is) => was !== is,
  end: (was, is) => was !== is,
  online: (was, is) => was !== is,
  place: (was, is) => !isSameText(was, is),
  speaker: (was, is) => !isSameName(was, is),
  title: (was, is) => isOtherTitle(was, is),
};

/** Subscribers count on this talk: it was told, and not called off since. */
export function isAnnounced(talk: Talk): boolean {
  if (talk.told === null || talk.toldAt === null) return false;
  return talk.calledOffAt === null || Temporal.Instant.compare(talk.toldAt, talk.calledOffAt) > 0;
}

/** The start that subscribers have in their calendars; the talk's own where nobody was told. */
export function toldStart(talk: Talk, zone: string): Temporal.Instant {
  return startOf(talk.told ?? talk, zone);
}
