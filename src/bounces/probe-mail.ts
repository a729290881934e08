/** The short mail that asks an address whether mail still arrives, before it is given up on soft evidence. Pure. */
import type { Colloquium } from '../../config/schema.ts';
import { answerLanguage } from '../requests/request-mails.ts';
import type { SubscriberRow } from '../store/schema.ts';
import type { NewServiceMail } from '../store/service-mails.ts';

/** Its own bounce is the answer; silence means that it arrived. */
export function probeMail(
  subscriber: SubscriberRow,
  colloquium: Colloquium,
  days: number,
  now: Temporal.Instant,
): NewServiceMail {
  return {
    colloquium: colloquium.id,
    kind: 'probe',
    identity: `subscriber:${subscriber.id}/probe/${now.epochMilliseconds}`,
    to: { name: subscriber.name, email: subscriber.email },
    language: answerLanguage(subscriber, colloquium),
    subscriberId: subscriber.id,
    facts: { person: { name: subscriber.name || null, address: subscriber.email }, days },
    notBefore: now,
  };
}
