/** A talk that a host adds by hand, and that no page has yet. Pure. */
import { addMinutes, type UsualTimes } from './diff/diff-merge.ts';
import type { FactName, Talk } from './talk.ts';
import { withWords } from './talk-deed.ts';
import { type Fault, faultInFacts, type GivenFacts, tidied } from './talk-given.ts';

/**
 * What was given are the host's words, so that a page which comes to speak of the talk is asked about, not obeyed; the
 * rest is as usual. A talk needs a day, and a speaker or a title.
 */
export function addTalk(
  given: GivenFacts,
  identity: Pick<Talk, 'id' | 'uid' | 'colloquium'>,
  usual: UsualTimes,
  { by, now }: { readonly by: string; readonly now: Temporal.Instant },
): { readonly talk: Talk } | { readonly fault: Fault } {
  const wanted = tidied(given);
  const start = wanted.start ?? usual.defaultTime;
  const date = wanted.date ?? null;
  if (date === null) return { fault: { why: 'A talk needs a day; write it as 2026-11-24.', field: 'date' } };
  if ((wanted.speaker ?? null) === null && (wanted.title ?? null) === null)
    return { fault: { why: 'A talk needs a speaker or a title.', field: 'speaker' } };
  const said = Object.entries(wanted).filter(([, value]) => value !== null);
  const fault = faultInFacts(Object.fromEntries(said));
  if (fault !== null) return { fault };
  const bare: Talk = {
    ...identity,
    date,
    start,
    end: wanted.end ?? addMinutes(start, usual.defaultDurationMinutes ?? 60),
    title: null,
    speaker: null,
    affiliation: null,
    abstract: null,
    bio: null,
    photo: null,
    place: usual.place ?? null,
    online: usual.online ?? null,
    watch: null,
    status: (wanted.speaker ?? null) === null ? 'tba' : 'scheduled',
    sequence: 0,
    problems: [],
    firstSeenAt: now,
    changedAt: now,
    withdrawnAt: null,
    told: null,
    toldAt: null,
    calledOffAt: null,
    hostWords: {},
    addedBy: by,
    reason: null,
  };
  const words = Object.fromEntries(said) as Partial<Record<FactName, string | null>>;
  return { talk: withWords(bare, words, { by, now, zone: usual.zone }) };
}
