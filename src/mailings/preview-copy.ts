/** One copy of a mail to the list, stamped for one person by the code that stamps them all; nothing is stored. */

import type { Colloquium } from '../../config/schema.ts';
import { startOf, type Talk } from '../calendar/talk.ts';
import { OperatorError } from '../errors.ts';
import { type Address, addressKey } from '../mail/address.ts';
import { fromWire } from '../mail/mime-wire.ts';
import type { MailingRow } from '../store/schema.ts';
import { findSubscriber } from '../store/subscribers.ts';
import { loadTalks } from '../store/talks.ts';
import { isAfterwards, type MailingKind } from './mailing-kinds.ts';
import { type ComposeDeps, mailingParts } from './mailing-parts.ts';
import { factsOnly } from './planner-actions.ts';
import { stamp } from './stamp.ts';
import { recipientTokens } from './stamp-tokens.ts';

export interface PreviewedMail {
  readonly to: string;
  /** Message bytes as they would arrive (RFC 5322). */
  readonly raw: Buffer;
  /** Wire form, to hand over. */
  readonly wire: Buffer;
}

/** Stands for somebody who is on no list: no row has this number, so the links of the copy act on nobody. */
const nobody = 0;

const anybody = { text: 'subscriber@mail.example', local: 'subscriber', domain: 'mail.example' };

/** `to` is a subscriber's address (their own links stand in the copy then), anybody else's, or null. */
export async function previewCopy(
  deps: ComposeDeps,
  mailing: MailingRow,
  to: Address | null,
): Promise<PreviewedMail> {
  const address = to ?? anybody;
  const subscriber = await findSubscriber(deps.store.db, mailing.colloquium, addressKey(address));
  const delivery =
    subscriber === null || mailing.id === nobody
      ? undefined
      : await deps.store.db
          .selectFrom('delivery')
          .select('id')
          .where('mailing_id', '=', mailing.id)
          .where('subscriber_id', '=', subscriber.id)
          .executeTakeFirst();
  const tokens = recipientTokens(deps.config.secret, {
    deliveryId: delivery?.id ?? nobody,
    subscriberId: subscriber?.id ?? nobody,
    earlierId: null,
    talkId: mailing.talk_id,
  });
  const template = await (await mailingParts(deps, mailing)).template();
  const wire = stamp(template, { name: subscriber?.name ?? '', address: address.text, tokens });
  return { to: address.text, raw: fromWire(wire), wire };
}

/** A mailing as it would be planned now about a talk: the named one, the next, or for a recording the last. */
export async function imaginedMailing(
  { store }: ComposeDeps,
  colloquium: Colloquium,
  kind: MailingKind,
  talkId: number | null,
  now: Temporal.Instant,
): Promise<MailingRow> {
  const talk = pickTalk(await loadTalks(store.db, colloquium.id), kind, talkId, colloquium.zone, now);
  const isChange = kind === 'moved' || kind === 'cancelled';
  return {
    id: nobody,
    colloquium: colloquium.id,
    talk_id: talk.id,
    kind,
    rule: kind,
    revision: 0,
    slot_at: now,
    goes_at: now,
    planned_at: now,
    facts: { ...factsOnly(talk), was: talk.told, sequence: talk.sequence + (isChange ? 1 : 0) },
    held_at: null,
    held_by: null,
    frozen_at: null,
    frozen_upto: null,
    paused_at: null,
    paused_why: null,
    cancelled_at: null,
    cancelled_by: null,
    missed_at: null,
    missed_why: null,
    done_at: null,
    audience: null,
    excluded: {},
    reported_at: null,
  };
}

export function pickTalk(
  talks: readonly Talk[],
  kind: MailingKind,
  talkId: number | null,
  zone: string,
  now: Temporal.Instant,
): Talk {
  if (talkId !== null) {
    const named = talks.find((talk) => talk.id === talkId);
    if (named === undefined)
      throw new OperatorError(`There is no talk ${talkId}; ./convoke calendar list shows them.`);
    return named;
  }
  const isAhead = (talk: Talk) => Temporal.Instant.compare(startOf(talk, zone), now) > 0;
  const next = talks.find((talk) => isAhead(talk) && talk.withdrawnAt === null);
  const last = talks.findLast((talk) => !isAhead(talk) && talk.withdrawnAt === null);
  const picked = isAfterwards(kind) ? (last ?? next) : (next ?? last);
  if (picked === undefined)
    throw new OperatorError('No talk is known yet. Run ./convoke calendar sync first.');
  return picked;
}
