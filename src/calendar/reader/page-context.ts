/** What every recogniser of a page needs: the visible lines, the headings, and how dates are meant here. */

import type { TalkSection } from '../reading.ts';
import type { PageHeading, PageSection } from './page-outline.ts';
import type { FoundTalk } from './talk-draft.ts';
import type { DateSense } from './when-line.ts';

/** Talks that one recogniser takes from one section; a page with more is no colloquium's. */
export const MAX_TALKS = 600;

export interface PageContext {
  /** `lines[0]` is line 1. */
  readonly lines: readonly string[];
  readonly headings: readonly PageHeading[];
  readonly headingLines: ReadonlySet<number>;
  readonly references: ReadonlyMap<string, string>;
  /** How a date on this line is read (1-based): order, season, today. */
  readonly senseAt: (line: number) => DateSense;
}

/** A stretch of the page in which talks are looked for. */
export interface Stretch {
  readonly section: TalkSection;
  readonly source: PageSection;
  /** Lines another recogniser has already read. */
  readonly taken: ReadonlySet<number>;
}

export interface Recognised {
  readonly talks: readonly FoundTalk[];
  /** The lines that were read, so that the next recogniser leaves them alone. */
  readonly taken: readonly number[];
}

/** One way in which hosts write talks. New ways are added to the list in `read-page.ts`. */
export type Recogniser = (stretch: Stretch, page: PageContext) => Recognised;
