/**
 * The one door for mail, whatever the source: stored, then rung for. When this returns the mail is safe and the
 * source may say so; when it throws nothing may be said, and the sender's server keeps the mail.
 */
import { intakeQueue } from '../../queues/catalogue.ts';
import type { Clock } from '../clock.ts';
import type { Events } from '../events.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import { type MailSource, storeInbound } from '../store/inbound.ts';
import type { Store } from '../store/open-store.ts';
import { identityOf } from './identity.ts';

export interface IncomingMail {
  readonly colloquium: string;
  /** The address of ours that it came to, sub-address included, as written. */
  readonly recipient: string;
  readonly raw: Uint8Array;
  /** Bytes of the whole mail; more than `raw` has when the source cut it at the limit. */
  readonly size: number;
  readonly source: MailSource;
  /** '' is the null sender, null is not known. */
  readonly envelopeFrom: string | null;
  readonly clientIp: string | null;
}

export interface Received {
  readonly id: number;
  /** False: this mail was here already. */
  readonly isNew: boolean;
}

export interface ReceiveDeps {
  readonly store: Pick<Store, 'db'>;
  readonly bell: Bell;
  readonly events: Pick<Events, 'stored'>;
  readonly clock: Clock;
}

/** What a source calls with each mail. */
export type Receive = (mail: IncomingMail) => Promise<Received>;

/** Stores and rings. Rejects when the database does not take the mail; the same call may be made again at any time. */
export async function receiveMail(deps: ReceiveDeps, mail: IncomingMail): Promise<Received> {
  const stored = await storeInbound(deps.store.db, {
    ...mail,
    identity: identityOf(mail.raw, mail.colloquium),
    receivedAt: deps.clock.now(),
  });
  if (!stored.isNew) return stored;
  deps.events.stored({ inboundId: stored.id, source: mail.source, size: mail.size });
  await deps.bell.ring(intakeQueue, { inboundIds: [stored.id] });
  return stored;
}
