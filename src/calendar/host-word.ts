/**
 * What hosts said of a talk in the console or by command, beside what the calendar says of it.
 *
 * The rule, for each fact by itself: a host's word stands as long as the calendar says what it said when the host
 * spoke. When the calendar comes to say the same, the word is spent and the calendar is followed again. When it says
 * something new, the word still stands and the hosts are asked: no mail about the talk leaves where the two disagree
 * on day, time, speaker, title or state, until a host keeps the word or follows the calendar.
 */
import type { Problem } from './reading.ts';
import type { FactName, Talk, TalkFacts } from './talk.ts';

/** One fact as a host gave it. Null: the host said that there is none. */
export interface HostWord {
  readonly said: string | null;
  /** What the calendar said when the host spoke. The same as `said` where the host holds the fact as it was. */
  readonly over: string | null;
  /** What the calendar said when it was last read. */
  readonly page: string | null;
  readonly by: string;
  /** An ISO instant. */
  readonly at: string;
}

export type HostWords = Readonly<Partial<Record<FactName, HostWord>>>;

type Spoken = Pick<Talk, 'hostWords'>;

/** Mail waits where these disagree; a differing abstract or picture is only worth a look. */
const weighty: ReadonlySet<FactName> = new Set(['date', 'start', 'end', 'title', 'speaker', 'status']);

const factNames: Readonly<Record<FactName, string>> = {
  date: 'day',
  start: 'start',
  end: 'end',
  title: 'title',
  speaker: 'speaker',
  affiliation: 'affiliation',
  abstract: 'abstract',
  bio: 'biography',
  photo: 'photo',
  place: 'place',
  online: 'link to join',
  watch: 'recording link',
  status: 'state',
};

/** How a fact is called in a sentence. */
export function factName(field: FactName): string {
  return factNames[field];
}

export function wordsOf({ hostWords }: Spoken): readonly (readonly [FactName, HostWord])[] {
  return Object.entries(hostWords) as [FactName, HostWord][];
}

/** The talk as the calendar alone would have it: what a new version of the page is compared with. */
export function asOnPage(talk: Talk): Talk {
  const facts: Partial<Record<FactName, string | null>> = {};
  for (const [field, word] of wordsOf(talk)) {
    // Every talk has a day and hours and a state, even where the calendar gives none.
    const isNeeded = field === 'date' || field === 'start' || field === 'end' || field === 'status';
    facts[field] = isNeeded ? (word.page ?? talk[field]) : word.page;
  }
  return { ...talk, ...(facts as Partial<TalkFacts>) };
}

/** The calendar's facts with the words that still stand, and these words with what the calendar now says. */
export function withHostWords(
  talk: Spoken | null,
  page: TalkFacts,
): { readonly facts: TalkFacts; readonly hostWords: HostWords } {
  const facts: Record<FactName, string | null> = { ...page };
  const hostWords: Partial<Record<FactName, HostWord>> = {};
  for (const [field, word] of talk === null ? [] : wordsOf(talk)) {
    const isHeldAsItWas = word.said === word.over;
    if (page[field] === word.said && !isHeldAsItWas) continue;
    facts[field] = word.said;
    hostWords[field] = { ...word, page: page[field] };
  }
  // Nobody was named on the page, and a host has named somebody.
  if (facts.status === 'tba' && facts.speaker !== null) facts.status = 'scheduled';
  return { facts: facts as unknown as TalkFacts, hostWords };
}

/** A host called it off: that it then leaves the page is no riddle. */
export function isCalledOffByHost({ hostWords }: Spoken): boolean {
  return hostWords.status?.said === 'cancelled' || hostWords.status?.said === 'postponed';
}

/** The facts on which the calendar has come to say something that no host has seen. */
export function conflictsOf(talk: Spoken): readonly (readonly [FactName, HostWord])[] {
  return wordsOf(talk).filter(([, { said, over, page }]) => page !== over && page !== said);
}

export function conflictProblems(talk: Spoken): readonly Problem[] {
  return conflictsOf(talk).map(([field, { said, page, by }]) => ({
    kind: conflictKind,
    where: [],
    text: `${by} gave the ${factName(field)} as ${quoted(said)}, and the calendar now says ${quoted(page)}: keep one of the two on the page of the talk.`,
    blocking: weighty.has(field),
  }));
}

export const conflictKind = 'host-and-page-differ';

function quoted(text: string | null): string {
  if (text === null) return 'nothing';
  return `“${text.length > 80 ? `${text.slice(0, 77)}…` : text}”`;
}

/** What a problem of the page is about; one that a host has answered in the console is no problem any more. */
const about: readonly (readonly [RegExp, readonly FactName[]])[] = [
  [/^(?:stale|missing)-title$/, ['title']],
  [/^(?:missing-speaker|speaker-run-together|name-variant|unclosed-markup)$/, ['speaker']],
  [/^(?:stale|missing|quoted)-affiliation$/, ['affiliation']],
  [/^(?:stale|missing)-abstract$/, ['abstract']],
  [/^(?:stale-watch-link|commented-out-watch)$/, ['watch']],
  [/^photo-/, ['photo']],
  [/^(?:time-|unusual-time|unusual-duration)/, ['start', 'end']],
  [
    /^(?:missing-date|past-in-next|future-in-previous|year-typo|weekday-contradicts-date|not-|zone-label)/,
    ['date'],
  ],
  [/^schedule-detail-mismatch$/, ['date', 'title', 'start', 'speaker']],
];

export function isAnsweredByHost(kind: string, hostWords: HostWords): boolean {
  const fields = about.find(([pattern]) => pattern.test(kind))?.[1] ?? [];
  return fields.some((field) => hostWords[field] !== undefined);
}
