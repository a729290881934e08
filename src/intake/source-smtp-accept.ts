/** What a client hears after the final dot: refused, come again, or safe. */
import { reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { countReceived } from './identity.ts';
import type { Receive } from './receive.ts';
import { type Mailbox, placeOf, placesOf } from './source-address.ts';
import type { ReceivedData } from './source-smtp-data.ts';

/** RFC 5321 §6.3: a simple count of Received fields finds loops; servers in use stop between 25 and 100. */
const MAX_RECEIVED = 50;

export interface Reply {
  /** 250, or an SMTP error code. */
  readonly code: number;
  /** With its enhanced status code (RFC 3463). */
  readonly text: string;
}

export interface AcceptDeps {
  readonly receive: Receive;
  readonly log: Log;
  readonly mailboxes: readonly Mailbox[];
  readonly storeMs: number;
}

export interface Transaction {
  readonly data: ReceivedData;
  /** Accepted RCPTs in order, at least one. */
  readonly recipients: readonly string[];
  readonly isLmtp: boolean;
  readonly envelopeFrom: string | null;
  readonly clientIp: string | null;
}

/** One reply per recipient for LMTP (RFC 2033 §4.2), one for SMTP. 250 means that the row is committed. Never rejects. */
export async function acceptMessage(deps: AcceptDeps, transaction: Transaction): Promise<Reply[]> {
  const { recipients, isLmtp } = transaction;
  const refusal = refuse(transaction.data);
  if (refusal !== null) return isLmtp ? recipients.map(() => refusal) : [refusal];
  const places = placesOf(recipients, deps.mailboxes);
  const stored = await Promise.all(places.map((place) => storeAt(deps, transaction, place)));
  const byColloquium = new Map(places.map((place, index) => [place.colloquium, stored[index] as Reply]));
  if (isLmtp)
    return recipients.map((recipient) => {
      const colloquium = placeOf(recipient, deps.mailboxes)?.colloquium ?? '';
      return byColloquium.get(colloquium) ?? comeAgain;
    });
  // One answer for all: the client repeats the whole mail, and what was stored is found again by its identity.
  return [stored.find((reply) => reply.code !== 250) ?? stored[0] ?? comeAgain];
}

const comeAgain: Reply = { code: 451, text: '4.3.0 the mail could not be stored, come again' };

function refuse(data: ReceivedData): Reply | null {
  if (data.kind === 'broken') return { code: 451, text: '4.4.2 the mail did not come to its end' };
  if (data.kind === 'too-large') return { code: 552, text: '5.3.4 the mail is larger than we take' };
  if (countReceived(data.raw) > MAX_RECEIVED)
    return { code: 554, text: '5.4.6 the mail has passed too many servers: a loop' };
  return null;
}

async function storeAt(
  deps: AcceptDeps,
  { data, isLmtp, envelopeFrom, clientIp }: Transaction,
  place: { colloquium: string; recipient: string },
): Promise<Reply> {
  if (data.kind !== 'whole') return comeAgain;
  try {
    const { id } = await inTime(
      deps.storeMs,
      deps.receive({
        ...place,
        raw: data.raw,
        size: data.raw.length,
        source: isLmtp ? 'lmtp' : 'smtp',
        envelopeFrom,
        clientIp,
      }),
    );
    return { code: 250, text: `2.0.0 stored as ${id}` };
  } catch (error) {
    deps.log.warn({ why: reasonOf(error) }, 'a mail was not stored; its sender keeps it');
    return comeAgain;
  }
}

/** Rejects when `work` takes too long. It may still succeed: the mail is then a duplicate when it comes again. */
async function inTime<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database took too long')), milliseconds);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
