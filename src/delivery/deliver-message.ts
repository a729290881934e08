/** The message of one delivery, out of its mailing's template or its service mail; made at the last moment. */
import { OperatorError, PermanentError, reasonOf } from '../errors.ts';
import { parseAddress } from '../mail/address.ts';
import type { CanonicalMessage } from '../mail/dkim-fields.ts';
import { fillSlots, type Recipient, type StampTemplate, stampValues } from '../mailings/stamp.ts';
import { type CanonicalTemplate, canonicalCopy, canonicalTemplate } from '../mailings/stamp-canonical.ts';
import type { ClaimedDelivery } from '../store/deliveries.ts';
import type { Signer } from './dkim-sign.ts';
import { openMessageRoom } from './message-room.ts';
import type { Envelope, Outcome } from './transport.ts';

/** A mailing that is being sent: built once, kept while it is needed. */
export interface OpenMailing {
  readonly template: StampTemplate;
  /** The envelope sender: VERP, or the plain address where the provider rewrites it. */
  returnPath(deliveryId: number): string;
  /** `earlierId`: the same person's delivery of the announcement; null for people who did not get it. */
  tokens(delivery: { id: number; subscriberId: number; earlierId: number | null }): Recipient['tokens'];
}

export interface OpenMessage {
  readonly envelope: Envelope;
  readonly wire: Buffer;
}

export type Making =
  | { readonly kind: 'message'; readonly message: OpenMessage }
  /** It is no longer wanted. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unusable-address' };

export interface MessageMaker {
  /** At once where the mailing is open and nothing is to be signed. Throws PermanentError when it cannot be composed. */
  make(delivery: ClaimedDelivery): Making | Promise<Making>;
  /** The server has answered for this message: its memory may be used again. */
  done(wire: Buffer): void;
}

export interface MakerDeps {
  openMailing(mailingId: number): Promise<OpenMailing>;
  /** Null when there is nothing to say any more. */
  composeService(serviceMailId: number): Promise<{ envelope: Envelope; raw: Buffer } | null>;
  /** Adds a signature to a message in wire form; left out when the relay signs. */
  sign?: Signer;
}

/** A mailing that cannot be composed is shown to the hosts, not tried five thousand times. */
export function judgeMakeFailure(
  delivery: ClaimedDelivery,
  error: unknown,
): { outcome: Outcome; pause: boolean } {
  const reply = reasonOf(error);
  if (!(error instanceof PermanentError || error instanceof OperatorError)) {
    return { outcome: { kind: 'temporary', reply }, pause: false };
  }
  if (delivery.mailing_id === null) {
    return { outcome: { kind: 'permanent', reply, countsAs: 'none' }, pause: false };
  }
  return { outcome: { kind: 'policy', reply, permanent: false }, pause: true };
}

const mailingsKept = 8;

interface Kept {
  readonly mailing: OpenMailing;
  /** Null where the relay signs. */
  readonly canonical: CanonicalTemplate | null;
}

export function openMessageMaker(deps: MakerDeps): MessageMaker {
  const open = new Map<number, Kept>();
  const opening = new Map<number, Promise<OpenMailing>>();
  const room = openMessageRoom();

  function openMailing(id: number): Promise<Kept> {
    const under = opening.get(id) ?? deps.openMailing(id);
    opening.set(id, under);
    return under
      .then((mailing) => {
        const canonical = deps.sign === undefined ? null : canonicalTemplate(mailing.template);
        const kept = { mailing, canonical };
        open.set(id, kept);
        if (open.size > mailingsKept) open.delete(open.keys().next().value!);
        return kept;
      })
      .finally(() => opening.delete(id)); // A failure is not remembered: the next attempt may find the template mended.
  }

  async function makeServiceMail(id: number): Promise<Making> {
    const mail = await deps.composeService(id);
    if (mail === null) return { kind: 'nothing' };
    const wire = deps.sign === undefined ? mail.raw : await deps.sign(mail.raw);
    return { kind: 'message', message: { envelope: mail.envelope, wire } };
  }

  function makeCopy({ mailing, canonical }: Kept, delivery: ClaimedDelivery): Making | Promise<Making> {
    const address = parseAddress(delivery.email);
    if (address === null) return { kind: 'unusable-address' };
    const tokens = mailing.tokens({
      id: delivery.id,
      subscriberId: delivery.subscriber_id!,
      earlierId: delivery.earlier_id,
    });
    const recipient = { name: delivery.name, address: address.text, tokens };
    const values = stampValues(mailing.template, recipient);
    const wire = fillSlots(mailing.template, values, room.take);
    const envelope = { from: mailing.returnPath(delivery.id), to: address.text };
    if (deps.sign === undefined || canonical === null)
      return { kind: 'message', message: { envelope, wire } };
    return signCopy(deps.sign, wire, canonicalCopy(canonical, values, room.take)).then((signed) => ({
      kind: 'message',
      message: { envelope, wire: signed },
    }));
  }

  async function signCopy(sign: Signer, wire: Buffer, canonical: CanonicalMessage): Promise<Buffer> {
    const signing = sign(wire, { room: room.take, canonical });
    room.giveBack(canonical.body);
    const signed = await signing;
    room.giveBack(wire);
    return signed;
  }

  return {
    make(delivery) {
      const { mailing_id, service_mail_id } = delivery;
      if (mailing_id === null) return makeServiceMail(service_mail_id!);
      const mailing = open.get(mailing_id);
      if (mailing !== undefined) return makeCopy(mailing, delivery);
      return openMailing(mailing_id).then((opened) => makeCopy(opened, delivery));
    },
    done: room.giveBack,
  };
}
