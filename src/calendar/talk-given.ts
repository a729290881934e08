/** Facts of a talk as a host types them: made tidy, and what in them cannot be. */
import { isMeetingLink } from './reader/page-links.ts';
import { endOf, type FactName, startOf, type Talk, type TalkFacts } from './talk.ts';

/** What a host can give; the state is changed by calling off and restoring. */
export type GivenFacts = Readonly<Partial<Record<Exclude<FactName, 'status'>, string | null>>>;

/** The longest that is taken, in characters; what runs over several lines is marked. */
const longest: Readonly<Record<keyof GivenFacts, { readonly chars: number; readonly lines?: true }>> = {
  date: { chars: 10 },
  start: { chars: 5 },
  end: { chars: 5 },
  title: { chars: 300 },
  speaker: { chars: 200 },
  affiliation: { chars: 300 },
  abstract: { chars: 20_000, lines: true },
  bio: { chars: 10_000, lines: true },
  photo: { chars: 1_000 },
  place: { chars: 200 },
  online: { chars: 1_000 },
  watch: { chars: 1_000 },
};

/** In the order in which a form asks for them. */
export const givenFields = Object.keys(longest) as readonly (keyof GivenFacts)[];

/** White space collapsed, paragraphs kept, control characters gone; an empty text is none. */
export function tidied(given: GivenFacts): GivenFacts {
  const fields = givenFields.filter((field) => given[field] !== undefined);
  return Object.fromEntries(fields.map((field) => [field, tidy(given[field] ?? '', field)]));
}

function tidy(text: string, field: keyof GivenFacts): string | null {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\u2028\u2029]/gu, (sign) => (sign === '\n' ? sign : ' '));
  const paragraphs = longest[field].lines === true ? clean.split(/\n\s*\n/) : [clean];
  const whole = paragraphs.map((part) => part.replace(/\s+/g, ' ').trim()).filter((part) => part !== '');
  return whole.length === 0 ? null : whole.join('\n\n');
}

export interface Fault {
  readonly why: string;
  readonly field: FactName | null;
}

/** The first fact that cannot be by itself, or null. `given` is tidied. */
export function faultInFacts(given: GivenFacts): Fault | null {
  for (const field of givenFields) {
    const why = faultIn(field, given[field]);
    if (why !== null) return { why, field };
  }
  const isEmpty = given.start != null && given.start === given.end;
  return isEmpty ? { why: `The talk cannot end when it begins, at ${given.start}.`, field: 'end' } : null;
}

/** The first thing that cannot be of this talk, or null: a talk to come is not moved into the past. */
export function faultOf(
  talk: Pick<TalkFacts, 'date' | 'start' | 'end'> & Pick<Talk, 'told'>,
  given: GivenFacts,
  { now, zone }: { readonly now: Temporal.Instant; readonly zone: string },
): Fault | null {
  const fault = faultInFacts(given);
  if (fault !== null) return fault;
  const { date = talk.date, start = talk.start, end = talk.end } = given as Partial<TalkFacts>;
  if (start === end) return { why: `The talk cannot end when it begins, at ${start}.`, field: 'end' };
  const isMoved = date !== talk.date || start !== talk.start;
  const wasToCome = Temporal.Instant.compare(startOf(talk, zone), now) > 0;
  const isOver = Temporal.Instant.compare(endOf({ date, start, end }, zone), now) <= 0;
  if (isMoved && isOver && (wasToCome || talk.told !== null))
    return { why: `${date}, ${start} is over: give a day that is to come.`, field: 'date' };
  return null;
}

function faultIn(field: keyof GivenFacts, value: string | null | undefined): string | null {
  if (value === undefined) return null;
  if (value === null) {
    const isNeeded = field === 'date' || field === 'start' || field === 'end';
    return isNeeded ? `A talk needs a ${field === 'date' ? 'day' : field}.` : null;
  }
  const { chars } = longest[field];
  if (value.length > chars) return `The ${field} is longer than ${chars} characters; shorten it.`;
  switch (field) {
    case 'date':
      return isDay(value) ? null : `“${value}” is not a day; write it as 2026-11-24.`;
    case 'start':
    case 'end':
      return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value)
        ? null
        : `“${value}” is not a time; write it as 14:00.`;
    case 'watch':
      return watchFault(value);
    default:
      return null;
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** A link to join a meeting must never go out as a recording: whoever follows it bursts into the next talk. */
function watchFault(value: string): string | null {
  if (!/^https:\/\/[^\s<>"]+$/.test(value) || !URL.canParse(value))
    return 'The recording link must be an https:// address.';
  return isMeetingLink(value) ? 'This link joins a meeting; it is not a recording.' : null;
}
