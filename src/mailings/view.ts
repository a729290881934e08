/**
 * What a mail is filled with. A view is plain data: strings that are ready to be printed (dates already in
 * words), lists of them, and null where there is nothing to say; a template then leaves out the whole block.
 *
 * Every string is one line. What has paragraphs is a list of strings. Whatever stands in them is escaped,
 * stripped of control characters and shortened by the renderer, so a view may carry strangers' words as they came.
 * Names ending in `Url` and the field `url` must be https addresses.
 */
import { mailingKinds } from './mailing-kinds.ts';
import type { HostViews } from './view-host.ts';
import type { ListViews } from './view-list.ts';
import type { PersonViews } from './view-person.ts';

/** The view of each kind of mail. Adding a mail: a template folder, a view type, a line in one of the three maps. */
export type Views = ListViews & PersonViews & HostViews;

export type MailKind = keyof Views;

/** In the order in which a list, its members and its hosts meet them. */
export const mailKinds: readonly MailKind[] = [
  ...mailingKinds,
  'acknowledged',
  'details-wanted',
  'confirm-address',
  'welcome',
  'declined',
  'expired',
  'farewell',
  'address-change',
  'probe',
  'decision-request',
  'decided',
  'decision-echo',
  'digest',
  'question-forwarded',
  'proof',
  'held',
  'report',
  'stopped',
  'calendar-problem',
  'note',
  'sign-in',
];

/** Who writes. Once per colloquium, from its configuration. */
export interface ColloquiumView {
  /** `AI4Science Colloquium`, without an article. */
  readonly name: string;
  /** The public page. */
  readonly url: string;
  /** The postal line of the foot: `Zuiderlaan 40, 1098 XE Amsterdam`; null leaves the name alone. */
  readonly addressLine: string | null;
  /** The hosts' full names, in signing order; at least one. */
  readonly hosts: readonly string[];
  /** One or two sentences of the hosts about the series, for the welcome. In the language of the mail, or null. */
  readonly about: string | null;
  /** `#rrggbb` on white and on near-black; checked for contrast when the configuration is loaded. */
  readonly accent: { readonly light: string; readonly dark: string };
}

/** When a talk is, in every length a mail needs; made by `talkView`. */
export interface WhenView {
  /** `Tuesday 24 November 2026`. */
  readonly date: string;
  /** `24 November`. */
  readonly dayMonth: string;
  readonly weekday: string;
  /** `Tuesday 24 November`. */
  readonly weekdayDayMonth: string;
  /** `14:00 to 15:00`. */
  readonly hours: string;
  readonly start: string;
  readonly end: string | null;
  /** `Central European Time (CET)`. */
  readonly zone: string;
  /** `CET`. */
  readonly zoneShort: string;
  /** `13:00 to 14:00 UTC`, with the day where it is another one; null where the zone is UTC itself. */
  readonly utc: string | null;
  /** `13:00 UTC`. */
  readonly utcStart: string | null;
  /** `Tuesday 24 November 2026, 14:00 to 15:00 CET`: one line, for what was and what will be next. */
  readonly line: string;
}

/** Something to open, with the words to show: the address without its scheme. */
export interface LinkView {
  readonly url: string;
  readonly shown: string;
}

/** A place to be online: a link, or words where the page gives no https address. */
export interface OnlineView {
  readonly link: LinkView | null;
  readonly words: string | null;
}

export interface TalkView {
  readonly title: string;
  readonly speaker: string;
  readonly affiliation: string | null;
  /** Content-ID of the portrait (RFC 2392), without `cid:`; null where there is none. */
  readonly photoCid: string | null;
  readonly abstract: readonly string[];
  readonly bio: readonly string[];
  readonly when: WhenView;
  readonly where: string | null;
  readonly online: OnlineView | null;
  readonly pageUrl: string;
  /** The mail carries a calendar part, and says what it does. */
  readonly calendarNote: boolean;
}

/** The next talk in one sentence, below a cancellation or a recording. */
export interface NextTalkView {
  /** `Tuesday 8 December 2026, 14:00 CET (13:00 UTC)`. */
  readonly when: string;
  /** `Tomás Arrieta, Institute for Structural Inference, Zaragoza`; null while nobody is named. */
  readonly who: string | null;
  readonly title: string | null;
}

/** The two addresses of a subscriber; stamped per recipient, so all copies have one size. */
export interface LinksView {
  readonly preferencesUrl: string;
  readonly unsubscribeUrl: string;
}
