/** What a host may do with a talk, and what becomes of it. Pure; `handle-talk-deed.ts` does it. */
import { asOnPage, conflictKind, conflictProblems, type HostWords, isAnsweredByHost } from './host-word.ts';
import { type FactName, startOf, type Talk, type TalkFacts } from './talk.ts';
import { faultOf, type GivenFacts, tidied } from './talk-given.ts';

export type TalkDeed =
  /** Facts as they shall be; null takes one away. `reason` is told to the subscribers where they must hear of it. */
  | { readonly kind: 'edit'; readonly facts: GivenFacts; readonly reason: string | null }
  | { readonly kind: 'cancel'; readonly reason: string | null }
  /** Called off without a new day. */
  | { readonly kind: 'postpone'; readonly reason: string | null }
  /** It takes place after all: called off by mistake, or gone from the page by mistake. */
  | { readonly kind: 'restore' }
  /** Host and calendar differ: the host's word stands, or the calendar is followed. */
  | { readonly kind: 'keep'; readonly fields: readonly FactName[] }
  | { readonly kind: 'follow'; readonly fields: readonly FactName[] };

export type TalkDecision =
  | { readonly kind: 'do'; readonly talk: Talk; readonly changed: readonly FactName[] }
  /** It is so already. */
  | { readonly kind: 'already' }
  /** `why`: one sentence for a host. */
  | { readonly kind: 'refused'; readonly why: string; readonly field: FactName | null };

export interface Speaking {
  /** The host's name. */
  readonly by: string;
  readonly now: Temporal.Instant;
  readonly zone: string;
}

/** What a host says stands at once: it is not waited for as a page is that is still being edited. */
export function decideTalkDeed(talk: Talk, deed: TalkDeed, speaking: Speaking): TalkDecision {
  switch (deed.kind) {
    case 'edit':
      return edited(talk, deed.facts, deed.reason, speaking);
    case 'cancel':
      return calledOff(talk, 'cancelled', deed.reason, speaking);
    case 'postpone':
      return calledOff(talk, 'postponed', deed.reason, speaking);
    case 'restore':
      return restored(talk, speaking);
    case 'keep':
      return settled(talk, deed.fields, (word) => ({ ...word, over: word.page }));
    case 'follow':
      return settled(talk, deed.fields, () => null);
  }
}

function edited(talk: Talk, given: GivenFacts, reason: string | null, speaking: Speaking): TalkDecision {
  const wanted = keepingLength(talk, tidied(given));
  const fault = faultOf(talk, wanted, speaking);
  if (fault !== null) return { kind: 'refused', ...fault };
  const fields = (Object.keys(wanted) as (keyof GivenFacts)[]).filter((key) => wanted[key] !== talk[key]);
  if (fields.length === 0) return { kind: 'already' };
  const said = Object.fromEntries(fields.map((field) => [field, wanted[field] ?? null]));
  const spoken = withWords(talk, said, speaking);
  const isNamed = spoken.speaker !== null && spoken.status === 'tba';
  return done(talk, { ...spoken, status: isNamed ? 'scheduled' : spoken.status, reason: told(reason) });
}

/** A talk that begins an hour later ends an hour later, unless a new end is given. */
function keepingLength(talk: Talk, given: GivenFacts): GivenFacts {
  if (given.start == null || given.end != null || given.start === talk.start) return given;
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(given.start)) return given;
  const length = Temporal.PlainTime.from(talk.start).until(talk.end);
  const end = Temporal.PlainTime.from(given.start).add(length).toString({ smallestUnit: 'minute' });
  return { ...given, end };
}

function calledOff(
  talk: Talk,
  status: 'cancelled' | 'postponed',
  reason: string | null,
  speaking: Speaking,
): TalkDecision {
  if (talk.status === status && talk.withdrawnAt === null && told(reason) === talk.reason)
    return { kind: 'already' };
  if (Temporal.Instant.compare(startOf(talk, speaking.zone), speaking.now) <= 0)
    return {
      kind: 'refused',
      why: 'The talk has begun already; it can no longer be called off.',
      field: null,
    };
  // The day is held with it: a new day on the page is then a question, not a silent return.
  const { date, start, end } = talk;
  const spoken = withWords(talk, { status, date, start, end }, speaking);
  return done(talk, { ...kept(spoken, speaking), reason: told(reason) });
}

function restored(talk: Talk, speaking: Speaking): TalkDecision {
  const isOff = talk.status === 'cancelled' || talk.status === 'postponed';
  if (!isOff && talk.withdrawnAt === null) return { kind: 'already' };
  const status = talk.speaker === null ? 'tba' : 'scheduled';
  const spoken = isOff ? withWords(talk, { status }, speaking) : talk;
  // What was only held with the cancellation is let go, unless the page has come to say something else meanwhile.
  const held = Object.entries(spoken.hostWords).filter(
    ([, { said, over, page }]) => said !== over || page !== said,
  );
  const next: Talk = { ...spoken, hostWords: Object.fromEntries(held) as HostWords, reason: null };
  return done(talk, kept(next, speaking));
}

/** What left the page stays in the calendar because a host says so. */
function kept(talk: Talk, { by }: Speaking): Talk {
  return talk.withdrawnAt === null ? talk : { ...talk, withdrawnAt: null, addedBy: by };
}

type Word = NonNullable<HostWords[FactName]>;

function settled(talk: Talk, fields: readonly FactName[], settle: (word: Word) => Word | null): TalkDecision {
  const hostWords: Partial<Record<FactName, Word>> = { ...talk.hostWords };
  const facts: Partial<Record<FactName, string | null>> = {};
  for (const field of fields) {
    const word = talk.hostWords[field];
    const after = word === undefined ? null : settle(word);
    delete hostWords[field];
    if (after !== null) hostWords[field] = after;
    if (word !== undefined && after === null) facts[field] = asOnPage(talk)[field];
  }
  if (JSON.stringify(hostWords) === JSON.stringify(talk.hostWords)) return { kind: 'already' };
  return done(talk, { ...talk, ...(facts as Partial<TalkFacts>), hostWords });
}

/** Each fact with the host's word for it; where the calendar says the same, no word is needed. */
export function withWords(
  talk: Talk,
  said: Readonly<Partial<Record<FactName, string | null>>>,
  { by, now }: Speaking,
): Talk {
  const page = asOnPage(talk);
  const hostWords: Partial<Record<FactName, Word>> = { ...talk.hostWords };
  for (const [field, value] of Object.entries(said) as [FactName, string | null][]) {
    const known = talk.hostWords[field];
    const isHeld = known === undefined && value === talk[field];
    // A day that is only held with a cancellation does not overrule what a host said of it before.
    if (known !== undefined && value === known.said) continue;
    if (!isHeld && talk.addedBy === null && value === page[field]) delete hostWords[field];
    else {
      const over = known === undefined && talk.addedBy !== null ? null : page[field];
      hostWords[field] = { said: value, over, page: over, by, at: now.toString() };
    }
  }
  return { ...talk, ...(said as Partial<TalkFacts>), hostWords };
}

function done(before: Talk, after: Talk): TalkDecision {
  const fields = Object.keys(after) as (keyof Talk)[];
  const changed = fields.filter((field) => isFact(field) && before[field] !== after[field]) as FactName[];
  const problems = before.problems.filter(
    ({ kind }) => kind !== conflictKind && !isAnsweredByHost(kind, after.hostWords),
  );
  return { kind: 'do', changed, talk: { ...after, problems: [...problems, ...conflictProblems(after)] } };
}

const facts: ReadonlySet<string> = new Set<FactName>([
  'date',
  'start',
  'end',
  'title',
  'speaker',
  'affiliation',
  'abstract',
  'bio',
  'photo',
  'place',
  'online',
  'watch',
  'status',
]);

function isFact(field: string): field is FactName {
  return facts.has(field);
}

function told(reason: string | null): string | null {
  const text = reason?.trim() ?? '';
  return text === '' ? null : text.slice(0, 2000);
}
