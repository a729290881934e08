/** Which colloquium an address belongs to. */
import { subAddress } from '../mail/address.ts';

/** What a source needs to know of a colloquium. */
export interface Mailbox {
  readonly id: string;
  readonly address: string;
}

/** A mailbox of ours and the address, as written, under which it was reached. */
export interface Place {
  readonly colloquium: string;
  readonly recipient: string;
}

/** Local parts are compared without case, as every mail system in use does; `name+anything` is `name` (RFC 5233). */
export function placeOf(address: string, mailboxes: readonly Mailbox[]): Place | null {
  const found = match(address, mailboxes);
  return found === null ? null : { colloquium: found.colloquium, recipient: found.recipient };
}

/**
 * One place per colloquium among the addresses, the most telling first: a sub-address says more than the mailbox
 * itself (it may carry a token), and an earlier address more than a later one.
 */
export function placesOf(addresses: readonly string[], mailboxes: readonly Mailbox[]): Place[] {
  const chosen = new Map<string, Match>();
  for (const address of addresses) {
    const found = match(address, mailboxes);
    if (found === null) continue;
    const earlier = chosen.get(found.colloquium);
    if (earlier === undefined || (earlier.sub === '' && found.sub !== ''))
      chosen.set(found.colloquium, found);
  }
  return [...chosen.values()].map(({ colloquium, recipient }) => ({ colloquium, recipient }));
}

interface Match extends Place {
  readonly sub: string;
}

/** Of two mailboxes `lab@…` and `lab+physics@…` the longer one takes `lab+physics+leave@…`. */
function match(address: string, mailboxes: readonly Mailbox[]): Match | null {
  let best: { length: number; match: Match } | null = null;
  for (const mailbox of mailboxes) {
    const sub = subAddress(address, mailbox.address);
    if (sub === null || (best !== null && best.length >= mailbox.address.length)) continue;
    best = {
      length: mailbox.address.length,
      match: { colloquium: mailbox.id, recipient: address.trim(), sub },
    };
  }
  return best?.match ?? null;
}
