/** The two mails of a change of address, to the old mailbox and to the new one. Pure. */
import type { Colloquium } from '../../config/schema.ts';
import { dayMonthWords } from '../moderation/words.ts';
import { answerLanguage } from '../requests/request-mails.ts';
import type { SubscriberRow } from '../store/schema.ts';
import type { NewServiceMail } from '../store/service-mails.ts';
import type { Side } from './decide-move.ts';
import { maskAddress } from './mask-address.ts';

/**
 * Neither names the person, and the new mailbox sees little of the old address: it may be a stranger's, by a slip of
 * the pen or on purpose.
 */
export function addressChangeMail(
  subscriber: SubscriberRow,
  colloquium: Colloquium,
  change: {
    readonly id: number;
    readonly to: string;
    readonly expiresAt: Temporal.Instant;
    /** A host answers for the old mailbox. */
    readonly isByHost?: boolean;
  },
  side: Side,
  now: Temporal.Instant,
): NewServiceMail {
  const language = answerLanguage(subscriber, colloquium);
  const address = side === 'old' ? subscriber.email : change.to;
  return {
    colloquium: colloquium.id,
    kind: 'address-change',
    identity: `address-change:${change.id}/${side}`,
    to: { name: '', email: address },
    language,
    subscriberId: subscriber.id,
    facts: {
      person: { name: null, address },
      side,
      changeId: change.id,
      oldAddress: side === 'old' ? subscriber.email : maskAddress(subscriber.email),
      newAddress: change.to,
      isByHost: change.isByHost === true,
      endsOn: dayMonthWords(change.expiresAt, colloquium.zone, language),
    },
    notBefore: now,
  };
}
