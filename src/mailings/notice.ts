/** The nouns of the planner: notice rules (configuration) and mailings (what became of them). */
import type { TalkFacts, ToldFacts } from '../calendar/talk.ts';
import type { MailingKind, RuleKind } from './mailing-kinds.ts';

/** The pieces of a talk that a rule can ask for. */
export type TalkPiece = 'title' | 'speaker' | 'affiliation' | 'abstract' | 'place' | 'watch';

/** Which mail goes when: one entry of `notices:` in a colloquium's configuration. */
export interface NoticeRule {
  /** Unique within the colloquium; part of a mailing's identity (promise 5). */
  readonly name: string;
  readonly kind: RuleKind;
  /** Cron expression in the colloquium's zone: the minutes at which such a mail may go out. */
  readonly cron: string;
  /** The window, as durations before the start (negative: after it). Opens first, closes later. */
  readonly opensBefore: Temporal.Duration;
  readonly closesBefore: Temporal.Duration;
  readonly needs: readonly TalkPiece[];
  /** How long after its slot the mail may still go; later it is marked missed. */
  readonly lateness: Temporal.Duration;
  /** At least this long after the previous mail about the same talk. */
  readonly apart: Temporal.Duration;
  /** How long the hosts have the proof before it goes. */
  readonly proof: Temporal.Duration;
  /**
   * An announcement of what stands, with "title to be announced", where the ordinary one never became possible.
   * Only with a time that the page itself gives, and never with a doubtful title.
   */
  readonly lastCall?: boolean | undefined;
}

/** One mail to one frozen audience. Its state is a set of dates; `mailing-state.ts` names it. */
export interface Mailing {
  readonly id: number;
  readonly colloquium: string;
  readonly talkId: number;
  readonly kind: MailingKind;
  /** The rule's name, or the kind for mails that follow a change. */
  readonly rule: string;
  /**
   * 0 for a rule's first mail about a talk; 1, 2, … where the talk got another day and the mail is due again.
   * For moved and cancelled: the SEQUENCE that goes out with it.
   */
  readonly revision: number;
  /** What the hosts' proof says, and after the freeze what the recipients were told. */
  readonly facts: TalkFacts;
  readonly slotAt: Temporal.Instant;
  readonly goesAt: Temporal.Instant;
  readonly plannedAt: Temporal.Instant;
  readonly heldAt: Temporal.Instant | null;
  readonly heldBy: string | null;
  readonly frozenAt: Temporal.Instant | null;
  readonly pausedAt: Temporal.Instant | null;
  readonly pausedWhy: string | null;
  readonly cancelledAt: Temporal.Instant | null;
  /** `rule` where the planner dropped it because there was nothing left to tell; otherwise who cancelled it. */
  readonly cancelledBy: string | null;
  readonly missedAt: Temporal.Instant | null;
  readonly missedWhy: string | null;
  readonly doneAt: Temporal.Instant | null;
}

/** What is frozen with a mailing: the talk, and for a change what had been told before. */
export interface MailingFacts extends TalkFacts {
  readonly was?: ToldFacts | null;
  /** Why, in a host's words; only with a move or a cancellation. */
  readonly reason?: string | null;
  /** The SEQUENCE that its invitation carries. */
  readonly sequence?: number;
  /** What else the copies say and time may change: a second try must be the same mail (promise 6). */
  readonly surroundings?: Surroundings;
}

export interface Surroundings {
  /** The hosts' names as they sign. */
  readonly hosts: readonly string[];
  /** The talk after this one, for a cancellation or a recording. */
  readonly next: TalkFacts | null;
  /** When the talk was announced, an ISO instant. */
  readonly announcedAt: string | null;
  /** The number of the speaker's photo, as it was fetched. */
  readonly photo?: number | null;
}
