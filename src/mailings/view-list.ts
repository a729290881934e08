/** Views of the mails that go to the whole list. They greet nobody by name: only the two links differ per recipient. */
import type { MailingKind } from './mailing-kinds.ts';
import type { ColloquiumView, LinksView, LinkView, NextTalkView, TalkView } from './view.ts';

export interface ListMail {
  readonly colloquium: ColloquiumView;
  readonly links: LinksView;
  readonly talk: TalkView;
}

export interface ReminderView extends ListMail {
  /** How the day of the talk is called on the day the mail goes; null: it is further away. */
  readonly ahead: 'today' | 'tomorrow' | null;
  /** `19 November`, the day of the announcement; null where there was none. */
  readonly announcedOn: string | null;
}

export interface MovedView extends ListMail {
  /** What was said before; each is null unless it changed. `talk` holds what is true now. */
  readonly was: {
    /** `Tuesday 8 December 2026, 14:00 to 15:00 CET`. */
    readonly when: string | null;
    /** `8 December`: how the talk was known; the same as now where the day did not change. */
    readonly dayMonth: string;
    readonly where: string | null;
    readonly online: string | null;
    readonly title: string | null;
    readonly speaker: string | null;
  };
  /** The hosts' own words, by paragraph. */
  readonly reason: readonly string[];
}

export interface CancelledView extends ListMail {
  readonly reason: readonly string[];
  readonly next: NextTalkView | null;
}

export interface RecordingView extends ListMail {
  readonly recording: LinkView;
  /** `52 minutes, with the questions at the end`. */
  readonly note: string | null;
  readonly slides: LinkView | null;
  readonly next: NextTalkView | null;
}

/** A kind that is not named here tells of the talk and no more. */
export interface TellingMore {
  readonly reminder: ReminderView;
  readonly moved: MovedView;
  readonly cancelled: CancelledView;
  readonly recording: RecordingView;
}

export type ListViews = {
  readonly [Kind in MailingKind]: Kind extends keyof TellingMore ? TellingMore[Kind] : ListMail;
};
