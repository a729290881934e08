/** Every kind of mail that goes to a list, one entry each, with all that tells it from the others. Pure. */

/** What a subscriber can do without. */
export type MailChoice = 'announcement' | 'reminder' | 'recording';

/** When a kind comes. All but the changes are sent by rules of the configuration. */
type Comes = 'first' | 'before the talk' | 'after the talk' | 'on a change';

interface KindOfMailing {
  readonly comes: Comes;
  /** In a sentence of ours to a host: `the last reminder for 24 November`. */
  readonly words: string;
  /** In a sentence to a subscriber: `one invitation`, `two invitations`. */
  readonly memberWords: string;
  /** What it does to the reader's calendar (RFC 5546 §3.2.2, §3.2.5); null: it brings no calendar part. */
  readonly method: 'REQUEST' | 'CANCEL' | null;
  /** The choice of a subscriber that covers it. A change also reaches whoever was told of the talk, whatever they chose since. */
  readonly choice: MailChoice;
  /** Its name in the output of `simulate`, which is fixed. */
  readonly simulatedAs: 'announcement' | 'reminder' | 'update' | 'cancellation' | 'recording';
}

const kinds = {
  announcement: {
    comes: 'first',
    words: 'announcement',
    memberWords: 'invitation',
    method: 'REQUEST',
    choice: 'announcement',
    simulatedAs: 'announcement',
  },
  reminder: {
    comes: 'before the talk',
    words: 'reminder',
    memberWords: 'reminder',
    method: null,
    choice: 'reminder',
    simulatedAs: 'reminder',
  },
  'starting-soon': {
    comes: 'before the talk',
    words: 'last reminder',
    memberWords: 'last reminder',
    method: null,
    choice: 'reminder',
    simulatedAs: 'reminder',
  },
  moved: {
    comes: 'on a change',
    words: 'change',
    memberWords: 'change of a talk',
    method: 'REQUEST',
    choice: 'announcement',
    simulatedAs: 'update',
  },
  cancelled: {
    comes: 'on a change',
    words: 'cancellation',
    memberWords: 'cancellation',
    method: 'CANCEL',
    choice: 'announcement',
    simulatedAs: 'cancellation',
  },
  recording: {
    comes: 'after the talk',
    words: 'recording',
    memberWords: 'recording',
    method: null,
    choice: 'recording',
    simulatedAs: 'recording',
  },
} as const satisfies Readonly<Record<string, KindOfMailing>>;

export type MailingKind = keyof typeof kinds;

/** The kinds that a rule can send. */
export type RuleKind = {
  [Kind in MailingKind]: (typeof kinds)[Kind]['comes'] extends 'on a change' ? never : Kind;
}[MailingKind];

/** The kinds that follow a change. */
export type ChangeKind = Exclude<MailingKind, RuleKind>;

export const kindsOfMailing: Readonly<Record<MailingKind, KindOfMailing>> = kinds;

/** In the order in which a list meets them. */
export const mailingKinds = Object.keys(kinds) as readonly MailingKind[];

export const ruleKinds = mailingKinds.filter((kind): kind is RuleKind => !isChange(kind));

/** Whether it is sent when the talk is over; what a page then tidies no longer matters to it. */
export function isAfterwards(kind: MailingKind): boolean {
  return kindsOfMailing[kind].comes === 'after the talk';
}

/** Whether it follows a change of what people were told (promise 11). */
export function isChange(kind: MailingKind): kind is ChangeKind {
  return kindsOfMailing[kind].comes === 'on a change';
}

/** Kinds that are still true and worth sending when the talk is over; none of them invites. */
export const kindsWithoutEnd = mailingKinds.filter(
  (kind) => isAfterwards(kind) || kindsOfMailing[kind].method === 'CANCEL',
);

export function isMailingKind(kind: string): kind is MailingKind {
  return Object.hasOwn(kinds, kind);
}
