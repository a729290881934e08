/** How long a mailing takes under the quotas of the provider, and whom it then reaches too late. Pure. */
import { startOf, type TalkFacts } from '../calendar/talk.ts';
import { type QuotaLimits, sendingMs, sentWithin } from '../delivery/quota.ts';
import { momentWords } from '../moderation/words.ts';
import { kindsWithoutEnd, type MailingKind } from './mailing-kinds.ts';

export interface SendingTime {
  /** When the last message leaves, as far as quotas decide it. */
  readonly doneAt: Temporal.Instant;
  /** How many leave before the talk begins; all where it does not matter. */
  readonly inTime: number;
}

export function sendingTime(
  mail: { readonly kind: MailingKind; readonly goesAt: Temporal.Instant; readonly talk: TalkFacts },
  audience: number,
  limits: QuotaLimits,
  zone: string,
): SendingTime {
  const { kind, goesAt, talk } = mail;
  const doneAt = goesAt.add({ milliseconds: sendingMs(limits, audience) });
  if (kindsWithoutEnd.includes(kind)) return { doneAt, inTime: audience };
  const untilStart = startOf(talk, zone).epochMilliseconds - goesAt.epochMilliseconds;
  return { doneAt, inTime: Math.min(audience, sentWithin(limits, untilStart)) };
}

/** Sooner than this a mailing is done at once, as far as a host cares. */
const worthSayingMs = 10 * 60_000;

/** `The last of 1,200 leaves on Thursday …: 500 a day may go.` Null where quotas change nothing that matters. */
export function sendingWords(
  { doneAt, inTime }: SendingTime,
  goesAt: Temporal.Instant,
  audience: number,
  limits: QuotaLimits,
  zone: string,
): string | null {
  const takes = doneAt.epochMilliseconds - goesAt.epochMilliseconds;
  if (takes < worthSayingMs && inTime >= audience) return null;
  const figure = (count: number) => count.toLocaleString('en');
  const most =
    limits.perDay > 0
      ? `${figure(limits.perDay)} a day`
      : limits.perHour > 0
        ? `${figure(limits.perHour)} an hour`
        : `${figure(limits.perSecond)} a second`;
  if (inTime >= audience)
    return `The last of ${figure(audience)} leaves on ${momentWords(doneAt, zone)}: ${most} may go.`;
  return `Only ${figure(inTime)} of ${figure(audience)} leave before the talk begins: ${most} may go. For the others it comes too late; an earlier time or a higher quota changes that.`;
}
