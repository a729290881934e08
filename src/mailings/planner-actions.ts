/** What the planner knows, and what it can decide. */
import type { Talk, TalkFacts, ToldFacts } from '../calendar/talk.ts';
import type { Obstacle } from './announceable.ts';
import type { MailingKind } from './mailing-kinds.ts';
import type { Mailing, NoticeRule, TalkPiece } from './notice.ts';

type Instant = Temporal.Instant;

/** That the hosts were told something about a talk. The identity exists once (`service_mail.identity`). */
export interface HostNote {
  readonly identity: string;
  readonly talkId: number;
  readonly at: Instant;
}

/** Talks that are long over may be left out; mailings and notes of the given talks may not. */
export interface PlannerState {
  readonly talks: readonly Talk[];
  readonly mailings: readonly Mailing[];
  readonly notes: readonly HostNote[];
}

export interface PlannerSettings {
  /** IANA; the zone of the cron expressions and of all dates. */
  readonly zone: string;
  /** A talk must have been unchanged this long before it triggers mail. */
  readonly settle: Temporal.Duration;
  /** How long the hosts have the proof of a moved or cancelled mail. */
  readonly changeProof: Temporal.Duration;
  /** When hosts are asked for what is missing, and from how many days before the talk. */
  readonly ask: { readonly cron: string; readonly daysBefore: number };
}

/** A mailing that does not exist yet. It exists once per (talkId, rule, revision): promise 5. */
export type MailingDraft = Pick<
  Mailing,
  'talkId' | 'colloquium' | 'kind' | 'rule' | 'revision' | 'slotAt' | 'goesAt' | 'facts'
> & { readonly kind: MailingKind };

/**
 * - `plan`, `move`, `call-off`: insert the mailing (nothing where it exists) and send the hosts its proof.
 * - `refresh`: the open mailing gets these facts and times, and the hosts a new proof.
 * - `freeze`: it leaves now, to an audience taken now. `told` and `sequence` become the talk's; a call-off also sets `calledOffAt`.
 * - `drop`: there is nothing left to tell (cancelled by `rule`).
 * - `hold`, `miss`, `ask-hosts`, `ask-withdrawn`: a mail to the hosts, once per `note.identity`; `miss` also marks the
 *   mailing where there is one.
 */
export type PlannerAction =
  | { readonly act: 'plan'; readonly talk: Talk; readonly mailing: MailingDraft }
  | {
      readonly act: 'move';
      readonly talk: Talk;
      readonly mailing: MailingDraft;
      readonly changed: readonly (keyof ToldFacts)[];
    }
  | { readonly act: 'call-off'; readonly talk: Talk; readonly mailing: MailingDraft }
  | {
      readonly act: 'refresh';
      readonly talk: Talk;
      readonly mailing: Mailing;
      readonly facts: TalkFacts;
      readonly slotAt: Instant;
      readonly goesAt: Instant;
    }
  | {
      readonly act: 'freeze';
      readonly talk: Talk;
      readonly mailing: Mailing;
      readonly told: ToldFacts;
      readonly sequence: number;
    }
  | { readonly act: 'drop'; readonly talk: Talk; readonly mailing: Mailing; readonly why: string }
  | {
      readonly act: 'hold';
      readonly talk: Talk;
      readonly mailing: Mailing | null;
      readonly rule: string;
      readonly obstacles: readonly Obstacle[];
      readonly note: HostNote;
    }
  | {
      readonly act: 'miss';
      readonly talk: Talk;
      readonly mailing: Mailing | null;
      readonly rule: string;
      readonly why: string;
      readonly note: HostNote;
    }
  | {
      readonly act: 'ask-hosts';
      readonly talk: Talk;
      readonly missing: readonly TalkPiece[];
      readonly note: HostNote;
    }
  | { readonly act: 'ask-withdrawn'; readonly talk: Talk; readonly note: HostNote };

/** One look of the planner at one talk. */
export interface Look {
  readonly talk: Talk;
  readonly mailings: readonly Mailing[];
  readonly isNoted: (identity: string) => boolean;
  /** Now. */
  readonly to: Instant;
  readonly rules: readonly NoticeRule[];
  /** By a rule's name: its slots that passed since the last look. Under `askSlots`: the times to ask the hosts. */
  readonly slots: ReadonlyMap<string, readonly Instant[]>;
  readonly settings: PlannerSettings;
}

/** A talk stays in sight this long after its day: recordings come late. */
export const sightDays = 100;

/** No rule can be called this: names are lower case. */
export const askSlots = 'ASK';

/** Only the facts, of a talk that carries more. */
export function factsOnly(talk: TalkFacts): TalkFacts {
  const {
    date,
    start,
    end,
    title,
    speaker,
    affiliation,
    abstract,
    bio,
    photo,
    place,
    online,
    watch,
    status,
  } = talk;
  return {
    date,
    start,
    end,
    title,
    speaker,
    affiliation,
    abstract,
    bio,
    photo,
    place,
    online,
    watch,
    status,
  };
}

export function toldOf({ date, start, end, title, speaker, place, online }: TalkFacts): ToldFacts {
  return { date, start, end, title, speaker, place, online };
}
