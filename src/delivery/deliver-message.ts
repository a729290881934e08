/** The message of one delivery, out of its mailing's template or its service mail; made at the last moment. */
import { OperatorError, PermanentError, reasonOf } from '../errors.ts';
import { parseAddress } from '../mail/address.ts';
import { type Recipient, type StampTemplate, stamp } from '../mailings/stamp.ts';
import type { ClaimedDelivery } from '../store/deliveries.ts';
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
  /** Throws PermanentError when the mailing or mail cannot be composed. */
  make(delivery: ClaimedDelivery): Promise<Making>;
  /** The server has answered for this message: its memory may be used again. */
  done(wire: Buffer): void;
}

export interface MakerDeps {
  openMailing(mailingId: number): Promise<OpenMailing>;
  /** Null when there is nothing to say any more. */
  composeService(serviceMailId: number): Promise<{ envelope: Envelope; raw: Buffer } | null>;
  /** Adds a signature to a message in wire form; left out when the relay signs. */
  sign?: (wire: Buffer) => Promise<Buffer>;
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
  const open = new Map<number, Promise<OpenMailing>>();
  const room = openMessageRoom();

  function openMailing(id: number): Promise<OpenMailing> {
    let mailing = open.get(id);
    if (mailing === undefined) {
      mailing = deps.openMailing(id);
      open.set(id, mailing);
      // A failure is not remembered: the next attempt may find the template mended.
      mailing.catch(() => open.delete(id));
      if (open.size > mailingsKept) open.delete(open.keys().next().value!);
    }
    return mailing;
  }

  async function make(delivery: ClaimedDelivery): Promise<Making> {
    const { mailing_id, subscriber_id, service_mail_id } = delivery;
    if (mailing_id === null || subscriber_id === null) {
      const mail = await deps.composeService(service_mail_id!);
      return mail === null
        ? { kind: 'nothing' }
        : { kind: 'message', message: { envelope: mail.envelope, wire: mail.raw } };
    }
    const address = parseAddress(delivery.email);
    if (address === null) return { kind: 'unusable-address' };
    const mailing = await openMailing(mailing_id);
    const tokens = mailing.tokens({
      id: delivery.id,
      subscriberId: subscriber_id,
      earlierId: delivery.earlier_id,
    });
    const wire = stamp(mailing.template, { name: delivery.name, address: address.text, tokens }, room.take);
    return {
      kind: 'message',
      message: { envelope: { from: mailing.returnPath(delivery.id), to: address.text }, wire },
    };
  }

  return {
    async make(delivery) {
      const making = await make(delivery);
      if (making.kind !== 'message' || deps.sign === undefined) return making;
      const { envelope, wire } = making.message;
      const signed = await deps.sign(wire);
      room.giveBack(wire);
      return { kind: 'message', message: { envelope, wire: signed } };
    },
    done: room.giveBack,
  };
}
