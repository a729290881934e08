/**
 * The nouns of reading a calendar: what a page, a YAML file or a feed says of each talk, literally, and
 * what in it a host should correct. Nothing here knows how it was read.
 */

/** `next`: the block about the coming talk; `schedule`: one line of a list; `previous`: already held. */
export type TalkSection = 'next' | 'schedule' | 'previous';

/** `tba`: nobody is named yet. A talk under Previous stays `scheduled`. */
export type TalkStatus = 'scheduled' | 'postponed' | 'cancelled' | 'tba';

/** Where a fact of the talk stands. `entry`: the whole talk is one line, row or item. */
export type TalkPart =
  | 'entry'
  | 'title'
  | 'date'
  | 'time'
  | 'speaker'
  | 'affiliation'
  | 'abstract'
  | 'bio'
  | 'photo'
  | 'place'
  | 'watch'
  | 'online';

/** 1-based lines in the file, for the parts that were found. */
type TalkLines = Readonly<Partial<Record<TalkPart, number>>>;

/**
 * One talk as the calendar says it. Texts are plain (no markup) with white space collapsed; `abstract` and
 * `bio` keep their paragraphs, divided by an empty line. "To be announced" in any wording is null.
 */
export interface PageTalk {
  readonly section: TalkSection;
  /** Wall-clock day, YYYY-MM-DD, as written, even where it cannot be right. */
  readonly date: string | null;
  /** Wall-clock HH:MM in the colloquium's zone, whatever the zone label says. */
  readonly start: string | null;
  readonly end: string | null;
  readonly title: string | null;
  readonly speaker: string | null;
  readonly affiliation: string | null;
  readonly abstract: string | null;
  readonly bio: string | null;
  /** The literal `src` of the picture. */
  readonly photo: string | null;
  readonly place: string | null;
  /** Where to join from afar. */
  readonly online: string | null;
  /** Where the recording is. */
  readonly watch: string | null;
  readonly status: TalkStatus;
  /** The literal words behind the time: `Central European Summer time`, `CET`. */
  readonly zoneLabel: string | null;
  readonly lines: TalkLines;
}

/** Something a host should look at. `text` is one sentence for a person, with what to do. */
export interface Problem {
  /** `time-malformed`, `stale-title`, `past-in-next`, …: see `docs` of the kinds in `problem-kinds.ts`. */
  readonly kind: string;
  /** 1-based lines; a range of lines for what stands in a comment. */
  readonly where: readonly number[];
  readonly text: string;
  /** True where announcing the talk as it stands would be false or incomplete. */
  readonly blocking: boolean;
}

export interface Reading {
  readonly talks: readonly PageTalk[];
  readonly problems: readonly Problem[];
}

/** `page`: Markdown with HTML in it; `html`: a whole HTML page (read by the same rules). */
export type CalendarFormat = 'page' | 'html' | 'yaml' | 'ics';

export interface ReadOptions {
  readonly format: CalendarFormat;
  /** The instant the calendar is read at: decides what is past, and the year where none is printed. */
  readonly at: Temporal.Instant;
  /** IANA zone of the colloquium. */
  readonly zone: string;
  /** The usual start, HH:MM. */
  readonly defaultTime: string;
  /** The usual length in minutes; 60 where not given. */
  readonly defaultDurationMinutes?: number;
  readonly fileName?: string;
}
