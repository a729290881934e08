/** The message of one delivery, out of its mailing's template or its service mail; made at the last moment. */
import { OperatorError, PermanentError, reasonOf } from '../errors.ts';
import { parseAddress } from '../mail/address.ts';
import { type Recipient, type StampTemplate, stamp } from '../mailings/stamp.ts';
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

export function openMessageMaker(deps: MakerDeps): MessageMaker {
  const open = new Map<number, OpenMailing>();
  const opening = new Map<number, Promise<OpenMailing>>();
  const room = openMessageRoom();

  function openMailing(id: number): Promise<OpenMailing> {
    const under = opening.get(id) ?? deps.openMailing(id);
    opening.set(id, under);
    return under
      .then((mailing) => {
        open.set(id, mailing);
        if (open.size > mailingsKept) open.delete(open.keys().next().value!);
        return mailing;
      })
      .finally(() => opening.delete(id)); // A failure is not remembered: the next attempt may find the template mended.
  }

  async function makeServiceMail(id: number): Promise<Making> {
    const mail = await deps.composeService(id);
    if (mail === null) return { kind: 'nothing' };
    return signed({ kind: 'message', message: { envelope: mail.envelope, wire: mail.raw } });
  }

  function stampFor(mailing: OpenMailing, delivery: ClaimedDelivery): Making {
    const address = parseAddress(delivery.email);
    if (address === null) return { kind: 'unusable-address' };
    const tokens = mailing.tokens({
      id: delivery.id,
      subscriberId: delivery.subscriber_id!,
      earlierId: delivery.earlier_id,
    });
    const wire = stamp(mailing.template, { name: delivery.name, address: address.text, tokens }, room.take);
    const envelope = { from: mailing.returnPath(delivery.id), to: address.text };
    return { kind: 'message', message: { envelope, wire } };
  }

  function signed(making: Making): Making | Promise<Making> {
    if (making.kind !== 'message' || deps.sign === undefined) return making;
    const { envelope, wire } = making.message;
    return deps.sign(wire, room.take).then((both) => {
      room.giveBack(wire);
      return { kind: 'message', message: { envelope, wire: both } };
    });
  }

  return {
    make(delivery) {
      const { mailing_id, service_mail_id } = delivery;
      if (mailing_id === null) return makeServiceMail(service_mail_id!);
      const mailing = open.get(mailing_id);
      if (mailing !== undefined) return signed(stampFor(mailing, delivery));
      return openMailing(mailing_id).then((opened) => signed(stampFor(opened, delivery)));
    },
    done: room.giveBack,
  };
}
