/**
 * Views of the mails to a host. The desk writes them: what it saw, what it does next, and when. Moments are
 * words with their zone, made by the composing code.
 */

import type { ColloquiumView, LinkView } from './view.ts';
import type { ListViews } from './view-list.ts';
import type { QuotedMail } from './view-quoted.ts';

export interface HostView {
  /** How the host is addressed: `Noor`. */
  readonly name: string;
  /** The other hosts, the same way; empty where there is one host. */
  readonly others: readonly string[];
  readonly deskUrl: string;
  /** Where a host chooses which mails to get. */
  readonly mailsUrl: string;
}

interface HostMail {
  readonly colloquium: ColloquiumView;
  readonly host: HostView;
}

/** A finding about the sender of a mail: `Genuine: the mail was signed by delta-research.example …`. */
type SenderSentence = string;

export interface DecisionRequestView extends HostMail {
  readonly request: {
    readonly number: number;
    readonly name: string | null;
    readonly address: string;
    readonly affiliation: string | null;
    readonly motivation: string | null;
    readonly sender: SenderSentence;
    /** `No earlier request from this address.` */
    readonly earlier: string;
    readonly url: string;
  };
  /** `three days`: this is a second asking; null the first time. */
  readonly waited: string | null;
  readonly approveUrl: string;
  readonly declineUrl: string;
  readonly askUrl: string;
  readonly quoted: QuotedMail;
  readonly undoMinutes: number;
}

export interface DecidedView extends HostMail {
  readonly by: string;
  /** `by` is a rule of the colloquium, and nobody to talk to. */
  readonly isRule: boolean;
  readonly deed: 'approved' | 'declined' | 'asked' | 'undid';
  readonly name: string;
  /** `Tuesday 17 November 2026, 08:52`. */
  readonly at: string;
  /** `By answering the mail: “yes, welcome”`. */
  readonly how: string;
  /** What is true now: `Samir Haddad is on the list, the 412th subscriber, and gets the welcome.` */
  readonly now: string;
  /** `09:02`; null once it can only be reversed. */
  readonly undoUntil: string | null;
  readonly requestUrl: string;
  /** `on Monday`: when this host was asked; null if never. */
  readonly askedOn: string | null;
}

/** What was understood from a host's answer. */
export interface DecisionEchoView extends HostMail {
  readonly about: 'request' | 'mailing';
  readonly outcome: 'done' | 'late' | 'unclear';
  /** With outcome `late`: this very host had decided the opposite. */
  readonly isContrary: boolean;
  /** The host's own words, one line. */
  readonly words: string;
  /** One per request or mailing; a digest's answer has several. */
  readonly items: readonly {
    readonly name: string;
    /** The last four are of mailings. */
    readonly deed:
      | ('approved' | 'declined' | 'asked' | 'undone' | 'nothing')
      | ('held' | 'released' | 'sending' | 'skipped');
    /** What goes to the person: the reason or the question. */
    readonly passedOn: string | null;
    /** With outcome `late`: `Elias approved it at 08:52`. */
    readonly already: string | null;
    readonly requestUrl: string;
  }[];
  readonly undoUrl: string | null;
  readonly undoUntil: string | null;
}

export interface DigestView extends HostMail {
  readonly items: readonly {
    /** `Greta Lindholm`, or `A mail we could not read`. */
    readonly who: string;
    /** `six days`, `since yesterday`. */
    readonly waited: string;
    readonly lines: readonly string[];
    readonly link: { readonly url: string; readonly label: string };
  }[];
  /** How many wait in all; more than the items where the list was cut. */
  readonly waiting: number;
  readonly oldestWaited: string;
  /** When the first one expires, and whose it is. */
  readonly firstEnds: { readonly on: string; readonly name: string } | null;
  readonly allUrl: string;
  /** `08:30`. */
  readonly sentAt: string;
}

export interface QuestionForwardedView extends HostMail {
  readonly from: { readonly name: string | null; readonly address: string; readonly isSubscriber: boolean };
  readonly sender: SenderSentence;
  /** `the announcement for 24 November, “What a glacier remembers”`: the mail of ours that is answered; null where it is none. */
  readonly about: string | null;
  readonly quoted: QuotedMail;
  readonly messageUrl: string;
}

/** The mail shown inside a proof: its kind and its view, without the two links. */
type ProofOf = {
  [K in keyof ListViews]: { readonly kind: K } & Omit<ListViews[K], 'links' | 'colloquium'>;
}[keyof ListViews];

export type ProofView = AboutProof & ProofOf;

interface AboutProof extends HostMail {
  /** `announcement`, `reminder`: the kind as a sentence calls it. */
  readonly mailWord: string;
  /** `tomorrow at 10:00`, `today at 16:00`, `on Monday 23 November at 10:00`: completes `goes out …`. */
  readonly goes: string;
  /** `Thursday 19 November 2026, 10:00 CET`. */
  readonly when: string;
  readonly audience: number;
  /** `subscribers who want announcements`. */
  readonly audienceWords: string;
  /** The subject of that mail, as its renderer shortened it. */
  readonly subjectOfMail: string;
  /** `Read today at 15:58, unchanged for five hours, no problems`. */
  readonly page: string;
  /** `The last of 1,200 leaves on Thursday …: 500 a day may go.` Null where quotas change nothing. */
  readonly pace: string | null;
  /** `24 expected: 22 come, 4 perhaps, 7 do not; 379 have not answered`; null before anybody was invited. */
  readonly answers: string | null;
  readonly holdUrl: string;
  readonly sendUrl: string;
  readonly editUrl: string;
  readonly mailing: { readonly number: number; readonly url: string };
}

export interface HeldView extends HostMail {
  /** `The talk on 24 November has no title yet`: the finding, also in the subject. */
  readonly finding: string;
  /** `announcement`. */
  readonly mailWord: string;
  /** One row per piece: label of at most eight letters, state in words. */
  readonly pieces: readonly { readonly label: string; readonly words: string }[];
  /** Where it can be mended, and the name of the button: `Open the page`. */
  readonly source: { readonly url: string; readonly label: string };
  /** What to do and what happens then, by paragraph. */
  readonly advice: readonly string[];
  /** `We ask again tomorrow at 09:00 if the title is still missing.` */
  readonly again: string;
}

/** A person in a report: who, and why in words. */
export interface LedgerLine {
  readonly name: string | null;
  readonly address: string;
  readonly why: string;
}

/** The books of a mailing (promise 7): they add up to the audience. */
export interface BooksView {
  readonly rows: readonly { readonly name: string; readonly count: number; readonly note: string | null }[];
  readonly audience: number;
  readonly submitted: number;
}

interface MailingReport extends HostMail {
  /** `announcement`, and the day of the talk: `24 November`. */
  readonly mailWord: string;
  readonly dayMonth: string;
  readonly title: string;
  readonly books: BooksView;
  readonly mailing: { readonly number: number; readonly url: string };
}

export interface ReportView extends MailingReport {
  /** `on Thursday 19 November 2026, from 10:00 to 10:04 CET`. */
  readonly went: string;
  readonly failed: readonly LedgerLine[];
  readonly deferred: readonly LedgerLine[];
  readonly uncertain: readonly LedgerLine[];
  /** Suppressed and skipped, a sentence each. */
  readonly leftOut: readonly string[];
  readonly retryUrl: string | null;
  /** Deliveries are still open, so another report follows. */
  readonly unfinished: boolean;
}

export interface StoppedView extends MailingReport {
  /** `10:00`. */
  readonly at: string;
  /** Goes on after `At 10:00`. */
  readonly happened: string;
  /** Whose words, and the words: `What the receiver said`. */
  readonly saidBy: string;
  readonly said: string;
  readonly meaning: string;
  readonly left: number;
  /** `Tuesday 24 November at 10:00`; null where there is no limit. */
  readonly lastSlot: string | null;
}

export interface CalendarProblemView extends HostMail {
  readonly finding: string;
  /** `Wednesday 18 November 2026 at 09:40`. */
  readonly readAt: string;
  readonly problems: readonly {
    readonly line: number | null;
    readonly blocks: boolean;
    /** The line as it stands on the page. */
    readonly source: string | null;
    readonly text: string;
    readonly advice: string | null;
  }[];
  readonly source: { readonly url: string; readonly label: string };
  readonly calendar: LinkView;
  /** `every ten minutes`. */
  readonly readEvery: string;
}

/** Something happened that needs no answer: complaints, an answer to an invitation. */
export interface NoteView extends HostMail {
  /** `two readers marked the announcement for 24 November as spam`: also the subject. */
  readonly finding: string;
  /** Somebody's own words, one line, and whose: `Ada Nowak writes`; null where nobody said anything. */
  readonly said: string | null;
  readonly saidBy: string;
  readonly paragraphs: readonly string[];
  readonly page: { readonly url: string; readonly label: string };
  /** `You hear of this mailing again only if many complain.` */
  readonly again: string;
}

export interface SignInView extends HostMail {
  readonly askedAt: string;
  readonly until: string;
  readonly enterUrl: string;
}

export interface HostViews {
  readonly 'decision-request': DecisionRequestView;
  readonly decided: DecidedView;
  readonly 'decision-echo': DecisionEchoView;
  readonly digest: DigestView;
  readonly 'question-forwarded': QuestionForwardedView;
  readonly proof: ProofView;
  readonly held: HeldView;
  readonly report: ReportView;
  readonly stopped: StoppedView;
  readonly 'calendar-problem': CalendarProblemView;
  readonly note: NoteView;
  readonly 'sign-in': SignInView;
}
