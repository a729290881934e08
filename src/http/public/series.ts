/** The talks of a colloquium as its page shows them: which comes next, which are ahead, which are over. Pure. */
import { endOf, type Talk } from '../../calendar/talk.ts';

export interface Series {
  readonly next: Talk | null;
  /** In order of date, without `next`. */
  readonly ahead: readonly Talk[];
  /** Newest first. */
  readonly past: readonly Talk[];
}

/** Talks that left the calendar are not shown, except that a talk people were told of stays as cancelled. */
export function seriesOf(talks: readonly Talk[], now: Temporal.Instant, zone: string): Series {
  const shown = talks.filter((talk) => talk.withdrawnAt === null);
  const isOver = (talk: Talk) => Temporal.Instant.compare(endOf(talk, zone), now) <= 0;
  const coming = shown.filter((talk) => !isOver(talk));
  const next = coming.find((talk) => talk.status === 'scheduled' || talk.status === 'tba') ?? null;
  return {
    next,
    ahead: coming.filter((talk) => talk !== next),
    past: shown.filter((talk) => isOver(talk) && talk.status === 'scheduled').toReversed(),
  };
}

/** What a list calls a talk, and whether it is a plain title. */
export function headingOf(talk: Talk): { readonly text: string; readonly look: 'title' | 'none' | 'off' } {
  if (talk.status === 'cancelled')
    return { text: talk.title ?? 'No colloquium', look: talk.title === null ? 'none' : 'off' };
  if (talk.title !== null) return { text: talk.title, look: talk.status === 'postponed' ? 'off' : 'title' };
  return { text: talk.speaker === null ? 'Speaker to be announced' : 'Title to be announced', look: 'none' };
}

export function whoOf(talk: Pick<Talk, 'speaker' | 'affiliation'>): string | null {
  return talk.speaker === null
    ? null
    : [talk.speaker, talk.affiliation].filter((part) => part !== null).join(', ');
}
