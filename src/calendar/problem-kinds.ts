/** The kinds of problems a calendar can have, and which of them forbid announcing the talk as it stands. */
import type { Problem } from './reading.ts';

/** true: an announcement would be false or incomplete. false: worth correcting, harmless. */
const KINDS = {
  // Facts that are missing or cannot be right.
  'missing-title': true,
  'missing-speaker': true,
  'speaker-unconfirmed': true,
  'missing-date': true,
  'missing-abstract': false,
  'missing-affiliation': false,
  'stale-title': true,
  'stale-affiliation': false,
  'stale-watch-link': false,
  'past-in-next': true,
  'ended-in-next': true,
  'past-in-schedule': false,
  'year-typo': true,
  'weekday-contradicts-date': true,
  'schedule-detail-mismatch': true,
  'name-variant': false,
  duplicate: false,
  'placeholder-text': true,
  // Times.
  'time-malformed': false,
  'time-backwards': true,
  'unusual-time': false,
  'unusual-duration': false,
  'not-usual-weekday': false,
  'zone-label-contradicts-date': false,
  // Writing.
  'speaker-run-together': false,
  'quoted-affiliation': false,
  'unclosed-markup': false,
  'photo-path-odd': false,
  'heading-glued': false,
  'front-matter-invalid': false,
  // Hidden or missing parts of the page.
  'commented-out-talk': false,
  'commented-out-speaker': false,
  'commented-out-watch': false,
  'comment-leaks-in-render': false,
  'no-next-section': false,
  'next-empty': false,
  'duplicate-next-heading': false,
  'series-break-notice': false,
  // The file itself.
  'no-talks': true,
  'file-too-large': true,
  'not-readable': true,
} as const satisfies Record<string, boolean>;

export type ProblemKind = keyof typeof KINDS;

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** One problem; `blocking` only overrides the kind's rule where the talk can no longer be announced anyway. */
export function problem(
  kind: ProblemKind,
  where: readonly number[],
  text: string,
  blocking: boolean = KINDS[kind],
): Problem {
  return { kind, where, text, blocking };
}

/** `not-tuesday` for a series that meets on Tuesdays (weekday 2). */
export function notUsualWeekday(usual: number, where: readonly number[], text: string): Problem {
  return {
    kind: `not-${WEEKDAYS[usual - 1] ?? 'usual-weekday'}`,
    where,
    text,
    blocking: KINDS['not-usual-weekday'],
  };
}
