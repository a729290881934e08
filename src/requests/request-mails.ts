/** The mails to somebody who asked to join: what they say, and when they may leave. Pure; links are added when composed. */
import type { Colloquium } from '../../config/schema.ts';
import { LANGUAGES, type Language } from '../calendar/format-date.ts';
import { dayMonthWords } from '../moderation/words.ts';
import type { RequestRow, SubscriberRow } from '../store/schema.ts';
import type { NewServiceMail } from '../store/service-mails.ts';
import type { Piece } from './next-step.ts';

/** Kinds that answer a stranger's mail: together they are capped per address and day (threat 3). */
export const answerKinds = [
  'acknowledged',
  'details-wanted',
  'confirm-address',
  'welcome',
  'farewell',
] as const;

/** The language our answer is written in: the applicant's where there is a translation, otherwise the colloquium's. */
export function answerLanguage(request: Pick<RequestRow, 'language'>, colloquium: Colloquium): Language {
  const theirs = request.language?.slice(0, 2) as Language;
  return LANGUAGES.includes(theirs) ? theirs : colloquium.language;
}

export function acknowledgedMail(
  request: RequestRow,
  colloquium: Colloquium,
  now: Temporal.Instant,
): NewServiceMail {
  const { name, affiliation, motivation } = request;
  return {
    ...answerTo(request, colloquium, 'acknowledged', now),
    facts: { ...personFacts(request), understood: { name, affiliation, motivation } },
  };
}

export function detailsWantedMail(
  request: RequestRow,
  colloquium: Colloquium,
  asked: {
    readonly missing: readonly Piece[];
    readonly question: string | null;
    readonly quoted: readonly string[];
  },
  now: Temporal.Instant,
): NewServiceMail {
  const round = asked.question === null ? '' : `/${now.epochMilliseconds}`;
  const closes = closingTime(request, colloquium);
  return {
    ...answerTo(request, colloquium, 'details-wanted', now),
    identity: `request:${request.id}/details-wanted${round}`,
    facts: {
      ...personFacts(request),
      ...asked,
      closesOn: dayMonthWords(closes, colloquium.zone, answerLanguage(request, colloquium)),
    },
  };
}

/** Says nothing of what the mail said: the address may be a stranger's (threat 3). */
export function confirmAddressMail(
  request: RequestRow,
  colloquium: Colloquium,
  now: Temporal.Instant,
): NewServiceMail {
  const ends = dayMonthWords(
    closingTime(request, colloquium),
    colloquium.zone,
    answerLanguage(request, colloquium),
  );
  return {
    ...answerTo(request, colloquium, 'confirm-address', now),
    facts: { person: { name: null, address: request.email }, endsOn: ends },
  };
}

/** Leaves when the undo window has passed. `subscriberId` owns the two links in it. */
export function welcomeMail(
  request: RequestRow,
  colloquium: Colloquium,
  subscriberId: number,
  effectiveAt: Temporal.Instant,
): NewServiceMail {
  const language = answerLanguage(request, colloquium);
  return {
    ...answerTo(request, colloquium, 'welcome', effectiveAt),
    identity: `request:${request.id}/welcome/${effectiveAt.epochMilliseconds}`,
    subscriberId,
    facts: {
      person: personFacts(request).person,
      askedOn: dayMonthWords(request.asked_at, colloquium.zone, language),
    },
  };
}

/** To somebody who is on the list and asks to be: where they stand, and their two links. */
export function welcomeAgainMail(
  subscriber: SubscriberRow,
  colloquium: Colloquium,
  now: Temporal.Instant,
): NewServiceMail {
  const language = answerLanguage(subscriber, colloquium);
  return {
    colloquium: colloquium.id,
    kind: 'welcome',
    identity: `subscriber:${subscriber.id}/welcome-again/${now.epochMilliseconds}`,
    to: { name: subscriber.name, email: subscriber.email },
    language,
    subscriberId: subscriber.id,
    facts: {
      person: { name: subscriber.name || null, address: subscriber.email },
      askedOn: dayMonthWords(now, colloquium.zone, language),
    },
    notBefore: now,
  };
}

export function declinedMail(
  request: RequestRow,
  colloquium: Colloquium,
  reason: string | null,
  effectiveAt: Temporal.Instant,
  deletedAfterDays: number,
): NewServiceMail {
  return {
    ...answerTo(request, colloquium, 'declined', effectiveAt),
    identity: `request:${request.id}/declined/${effectiveAt.epochMilliseconds}`,
    facts: { ...personFacts(request), reason: paragraphs(reason), deletedAfterDays },
  };
}

export function expiredMail(
  request: RequestRow,
  colloquium: Colloquium,
  now: Temporal.Instant,
  deletedAfterDays: number,
): NewServiceMail {
  const language = answerLanguage(request, colloquium);
  const waitedMs = now.epochMilliseconds - request.asked_at.epochMilliseconds;
  return {
    ...answerTo(request, colloquium, 'expired', now),
    facts: {
      ...personFacts(request),
      askedOn: dayMonthWords(request.asked_at, colloquium.zone, language),
      waitedDays: Math.round(waitedMs / 86_400_000),
      deletedAfterDays,
    },
  };
}

/** When an open request closes if nobody does anything. */
export function closingTime(request: Pick<RequestRow, 'asked_at'>, colloquium: Colloquium): Temporal.Instant {
  return request.asked_at.toZonedDateTimeISO(colloquium.zone).add(colloquium.requests.expire).toInstant();
}

function answerTo(
  request: RequestRow,
  colloquium: Colloquium,
  kind: NewServiceMail['kind'],
  notBefore: Temporal.Instant,
): Omit<NewServiceMail, 'facts'> {
  return {
    colloquium: colloquium.id,
    kind,
    identity: `request:${request.id}/${kind}`,
    to: { name: request.name ?? '', email: request.email },
    language: answerLanguage(request, colloquium),
    requestId: request.id,
    threadId: request.thread_id,
    notBefore,
  };
}

function personFacts(request: RequestRow) {
  return {
    person: { name: request.name, address: request.email },
    theirSubject: request.subject.replace(/^\s*((re|aw|antw|sv|fw|fwd)\s*:\s*)+/i, '').trim() || null,
  };
}

export function paragraphs(text: string | null): string[] {
  if (text === null) return [];
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}
