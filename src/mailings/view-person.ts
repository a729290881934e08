/** Views of the mails to one person: who asks to join, and who leaves. Dates are words in the language of the mail. */
import type { ColloquiumView, LinksView, TalkView } from './view.ts';

export interface PersonView {
  /** The whole name; null where nobody gave one. A program does not know which word of it is the given name. */
  readonly name: string | null;
  readonly address: string;
}

interface PersonMail {
  readonly colloquium: ColloquiumView;
  readonly person: PersonView;
}

/** An answer in the person's thread: their own subject without `Re:`; null where the mail had none. */
interface Answer extends PersonMail {
  readonly theirSubject: string | null;
}

export interface AcknowledgedView extends Answer {
  readonly understood: {
    readonly name: string | null;
    readonly affiliation: string | null;
    readonly motivation: string | null;
  };
}

export interface DetailsWantedView extends Answer {
  /** What is missing, in the order asked. Empty where a host asks a question of their own. */
  readonly missing: readonly ('name' | 'affiliation' | 'motivation')[];
  /** A host's own question; the mail then asks only this. */
  readonly question: string | null;
  /** The person's own words, by paragraph. */
  readonly quoted: readonly string[];
  readonly closesOn: string;
}

/** Never repeats a word of the mail that caused it: the address may be a stranger's. */
export interface ConfirmAddressView extends PersonMail {
  readonly confirmUrl: string;
  readonly endsOn: string;
}

/** To the old address and to the new one: both must agree. Names nobody: the new one may be a stranger's. */
export interface AddressChangeView extends PersonMail {
  readonly moveUrl: string;
  /** In part, where the mail goes to the new address. */
  readonly oldAddress: string;
  readonly newAddress: string;
  /** A host answers for the old mailbox: the new one decides alone. */
  readonly isByHost: boolean;
  readonly endsOn: string;
}

export interface WelcomeView extends PersonMail {
  readonly links: LinksView;
  readonly askedOn: string;
  /** The next talk if it has been announced. */
  readonly talk: TalkView | null;
}

export interface DeclinedView extends Answer {
  /** The host's reason, only what was meant to be passed on; may be empty. */
  readonly reason: readonly string[];
  readonly deletedAfterDays: number;
}

export interface ExpiredView extends Answer {
  readonly askedOn: string;
  readonly waitedDays: number;
  readonly deletedAfterDays: number;
}

export interface FarewellView extends PersonMail {
  /** The day of the mail that asked to leave. */
  readonly askedOn: string;
  /** Where one button joins again; null after the erasure of everything. */
  readonly returnUrl: string | null;
  readonly returnUntil: string | null;
}

/** Says that earlier mails came back, and asks nothing: its own bounce is the answer. */
export interface ProbeView extends PersonMail {
  /** On how many days mail could not be delivered. */
  readonly days: number;
  readonly preferencesUrl: string;
}

export interface PersonViews {
  readonly acknowledged: AcknowledgedView;
  readonly 'details-wanted': DetailsWantedView;
  readonly 'confirm-address': ConfirmAddressView;
  readonly welcome: WelcomeView;
  readonly declined: DeclinedView;
  readonly expired: ExpiredView;
  readonly farewell: FarewellView;
  readonly 'address-change': AddressChangeView;
  readonly probe: ProbeView;
}
