/** The mails by which hosts hear of requests and decisions. Pure; links and answer addresses are added when composed. */
import type { Colloquium } from '../../config/schema.ts';
import { quotedParagraphs } from '../mailings/view-quoted.ts';
import type { HostRow, RequestRow } from '../store/schema.ts';
import type { NewServiceMail } from '../store/service-mails.ts';
import { clockWords, dayMonthWords, firstName, momentWords, spanWords } from './words.ts';

/** A mail as hosts see it quoted; made of the parsed message. */
export interface OriginalMail {
  readonly from: string;
  readonly date: string | null;
  readonly subject: string | null;
  readonly text: string;
}

export function decisionRequestMail(
  request: RequestRow,
  host: HostRow,
  colloquium: Colloquium,
  story: {
    readonly original: OriginalMail | null;
    readonly earlier: readonly RequestRow[];
    readonly undoMinutes: number;
  },
  now: Temporal.Instant,
): NewServiceMail {
  const { name, affiliation, motivation } = request;
  return {
    ...toHost(request, host, colloquium, now),
    kind: 'decision-request',
    identity: `request:${request.id}/decision-request/host:${host.id}`,
    facts: {
      request: {
        number: request.id,
        name,
        address: request.email,
        affiliation,
        motivation,
        sender: senderSentence(request.sender),
        earlier: earlierSentence(story.earlier, colloquium.zone),
      },
      waited: null,
      quoted: quotedFacts(story.original),
      undoMinutes: story.undoMinutes,
    },
  };
}

/** To the other hosts, in the thread of their own question: somebody has decided. */
export function decidedMail(
  request: RequestRow,
  host: HostRow,
  colloquium: Colloquium,
  deed: {
    readonly by: string;
    /** Nobody to talk to. */
    readonly isRule: boolean;
    readonly deed: 'approved' | 'declined' | 'asked' | 'undid';
    readonly how: string;
    readonly now: string;
    readonly undoUntil: Temporal.Instant | null;
    readonly threadId: string | null;
    readonly askedAt: Temporal.Instant | null;
  },
  now: Temporal.Instant,
): NewServiceMail {
  return {
    ...toHost(request, host, colloquium, now),
    kind: 'decided',
    identity: `request:${request.id}/decided/${now.epochMilliseconds}/host:${host.id}`,
    threadId: deed.threadId,
    facts: {
      by: firstName(deed.by),
      isRule: deed.isRule,
      deed: deed.deed,
      name: personName(request),
      at: momentWords(now, colloquium.zone),
      how: deed.how,
      now: deed.now,
      undoUntil: deed.undoUntil === null ? null : clockWords(deed.undoUntil, colloquium.zone),
      askedOn: deed.askedAt === null ? null : `on ${dayMonthWords(deed.askedAt, colloquium.zone)}`,
    },
  };
}

/** One request in an echo: what was done about it, and what goes to the person. */
export interface EchoItem {
  readonly requestId: number;
  readonly name: string;
  readonly deed: 'approved' | 'declined' | 'asked' | 'undone' | 'nothing';
  readonly passedOn: string | null;
  /** Why nothing was done: `Elias approved it at 08:52`. */
  readonly already: string | null;
}

/** What was understood from a host's answer, back to that host. `requestId` is the one that the undo link is about. */
export function decisionEchoMail(
  host: HostRow,
  colloquium: Colloquium,
  echo: {
    readonly outcome: 'done' | 'late' | 'unclear';
    readonly words: string;
    readonly items: readonly EchoItem[];
    readonly undoUntil: Temporal.Instant | null;
    /** The host said the opposite before: what then was decided can be taken back. */
    readonly isContrary: boolean;
    readonly inboundId: number;
    readonly threadId: string | null;
    readonly requestId: number | null;
  },
  now: Temporal.Instant,
): NewServiceMail {
  return {
    colloquium: colloquium.id,
    to: { name: host.name, email: host.email },
    hostId: host.id,
    notBefore: now,
    ...(echo.requestId === null ? {} : { requestId: echo.requestId }),
    kind: 'decision-echo',
    identity: `inbound:${echo.inboundId}/decision-echo`,
    threadId: echo.threadId,
    facts: {
      about: 'request',
      outcome: echo.outcome,
      words: echo.words,
      items: echo.items,
      isContrary: echo.isContrary,
      undoUntil: echo.undoUntil === null ? null : clockWords(echo.undoUntil, colloquium.zone),
    },
  };
}

/** What was understood from a host's answer to a proof. */
export function proofEchoMail(
  host: HostRow,
  colloquium: Colloquium,
  echo: {
    readonly outcome: 'done' | 'late' | 'unclear';
    readonly words: string;
    readonly mailingId: number;
    /** `the announcement for 24 November`. */
    readonly name: string;
    readonly deed: 'held' | 'released' | 'sending' | 'skipped' | 'nothing';
    readonly already: string | null;
    readonly inboundId: number;
    readonly threadId: string | null;
  },
  now: Temporal.Instant,
): NewServiceMail {
  const { outcome, words, mailingId, name, deed, already } = echo;
  return {
    colloquium: colloquium.id,
    to: { name: host.name, email: host.email },
    hostId: host.id,
    mailingId,
    notBefore: now,
    kind: 'decision-echo',
    identity: `inbound:${echo.inboundId}/decision-echo`,
    threadId: echo.threadId,
    facts: {
      about: 'mailing',
      outcome,
      words,
      items: [{ name, deed, passedOn: null, already }],
      isContrary: false,
      undoUntil: null,
    },
  };
}

export function questionForwardedMail(
  host: HostRow,
  colloquium: Colloquium,
  question: {
    readonly inboundId: number;
    readonly from: { readonly name: string | null; readonly address: string; readonly isSubscriber: boolean };
    readonly sender: unknown;
    /** The mail of ours that it answers, in words; null where it answers none to the list. */
    readonly about: string | null;
    readonly original: OriginalMail;
  },
  now: Temporal.Instant,
): NewServiceMail {
  return {
    colloquium: colloquium.id,
    kind: 'question-forwarded',
    identity: `inbound:${question.inboundId}/question-forwarded/host:${host.id}`,
    to: { name: host.name, email: host.email },
    hostId: host.id,
    facts: {
      from: question.from,
      sender: senderSentence(question.sender),
      about: question.about,
      quoted: quotedFacts(question.original),
      inboundId: question.inboundId,
    },
    notBefore: now,
  };
}

/** What waits, in one mail to one host; `day` makes it exist once a day. */
export function digestMail(
  host: HostRow,
  colloquium: Colloquium,
  waiting: {
    readonly requests: readonly RequestRow[];
    readonly held: number;
    readonly closes: Temporal.Instant | null;
  },
  now: Temporal.Instant,
): NewServiceMail {
  const day = now.toZonedDateTimeISO(colloquium.zone).toPlainDate().toString();
  const oldest = waiting.requests[0];
  return {
    colloquium: colloquium.id,
    kind: 'digest',
    identity: `digest:${colloquium.id}/${day}/host:${host.id}`,
    to: { name: host.name, email: host.email },
    hostId: host.id,
    facts: {
      items: waiting.requests.slice(0, 12).map((request) => ({
        who: personName(request),
        waited: spanWords(request.asked_at, now),
        lines: [request.affiliation, request.motivation].filter((line) => line !== null),
        requestId: request.id,
      })),
      waiting: waiting.requests.length + waiting.held,
      oldestWaited: oldest === undefined ? 'a day' : spanWords(oldest.asked_at, now),
      firstEnds:
        oldest === undefined || waiting.closes === null
          ? null
          : { on: dayMonthWords(waiting.closes, colloquium.zone), name: personName(oldest) },
      sentAt: clockWords(now, colloquium.zone),
    },
    notBefore: now,
  };
}

export function personName(request: Pick<RequestRow, 'name' | 'email'>): string {
  return request.name ?? request.email;
}

/** What is known about the sender, in a sentence a host understands. */
export function senderSentence(verdict: unknown): string {
  const {
    verdict: word,
    domain,
    dmarc,
  } = (verdict ?? {}) as {
    verdict?: string;
    domain?: string | null;
    dmarc?: string;
  };
  if (word === 'authenticated' && domain) return `Genuine: the mail really comes from ${domain}.`;
  if (word === 'confirmed') return 'Genuine: the address answered our question.';
  if (word === 'unchecked') return 'Not checked: nothing is known about who sent it.';
  if (dmarc === 'fail') return 'Not proven: the mail may be forged; the domain it names disowns it.';
  return 'Not proven: the mail may be forged.';
}

function earlierSentence(earlier: readonly RequestRow[], zone: string): string {
  const last = earlier[0];
  if (last === undefined) return 'No earlier request from this address.';
  const what =
    last.decision === 'approve' ? 'approved' : last.decision === 'decline' ? 'declined' : 'not decided';
  const count = earlier.length === 1 ? 'One earlier request' : `${earlier.length} earlier requests`;
  return `${count} from this address, the last on ${dayMonthWords(last.asked_at, zone)}, ${what}.`;
}

function quotedFacts(original: OriginalMail | null) {
  if (original === null) return { from: '', date: null, subject: null, paragraphs: [], whole: true };
  const { text, ...head } = original;
  return { ...head, ...quotedParagraphs(text) };
}

function toHost(request: RequestRow, host: HostRow, colloquium: Colloquium, now: Temporal.Instant) {
  return {
    colloquium: colloquium.id,
    to: { name: host.name, email: host.email },
    requestId: request.id,
    hostId: host.id,
    notBefore: now,
  };
}
