/**
 * The one door for mail, whatever the source: stored, then rung for. When this returns the mail is safe and the
 * source may say so; when it throws nothing may be said, and the sender's server keeps the mail.
 */
import { intakeQueue } from '../../queues/catalogue.ts';
import type { Clock } from '../clock.ts';
import type { Events } from '../events.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import { type MailSource, type NewInbound, storeInbound } from '../store/inbound.ts';
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

/** Beyond so much at once a statement is no faster, and holds memory. */
const mostTogether = { mails: 50, bytes: 4 * 1024 * 1024 };

interface Waiting {
  readonly mail: IncomingMail;
  readonly row: NewInbound;
  readonly done: (stored: Received) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * The door: what it returns stores and rings, and rejects when the database does not take the mail; the same call may be
 * made again at any time. Mails that come while others are being written are written together.
 */
export function openReceive(deps: ReceiveDeps): Receive {
  const waiting: Waiting[] = [];
  let isWriting = false;

  async function write(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const some = takeSome(waiting);
      try {
        await store(deps, some);
      } catch (error) {
        // One that cannot be stored must not be the end of its neighbours.
        if (some.length === 1) some[0]?.failed(error);
        else await Promise.all(some.map((each) => storeAlone(deps, each)));
      }
    }
    isWriting = false;
  }

  return (mail) =>
    new Promise((done, failed) => {
      const row = { ...mail, identity: identityOf(mail.raw, mail.colloquium), receivedAt: deps.clock.now() };
      waiting.push({ mail, row, done, failed });
      if (!isWriting) void write();
    });
}

/** One mail by itself. */
export function receiveMail(deps: ReceiveDeps, mail: IncomingMail): Promise<Received> {
  return openReceive(deps)(mail);
}

function takeSome(waiting: Waiting[]): Waiting[] {
  let bytes = 0;
  const end = waiting.findIndex(({ mail }, index) => {
    bytes += mail.raw.length;
    return index >= mostTogether.mails || (index > 0 && bytes > mostTogether.bytes);
  });
  return waiting.splice(0, end === -1 ? waiting.length : end);
}

async function store(deps: ReceiveDeps, some: readonly Waiting[]): Promise<void> {
  const stored = await storeInbound(
    deps.store.db,
    some.map(({ row }) => row),
  );
  for (const [index, { mail, done, failed }] of some.entries()) {
    const { id = 0, isNew = false } = stored[index] ?? {};
    if (isNew) deps.events.stored({ inboundId: id, source: mail.source, size: mail.size });
    const rung = isNew ? deps.bell.ring(intakeQueue, { inboundIds: [id] }) : Promise.resolve();
    rung.then(() => done({ id, isNew }), failed);
  }
}

async function storeAlone(deps: ReceiveDeps, each: Waiting): Promise<void> {
  await store(deps, [each]).catch(each.failed);
}
