/** A stored mail is read: with what our mail exchanger or our own look says about its sender. */
import type { Colloquium } from '../../config/schema.ts';
import { publicAddress } from '../private-address.ts';
import type { HostRow, InboundRow } from '../store/schema.ts';
import { decideVouching } from './decide-verify.ts';
import type { ReaderContext } from './parse-worker.ts';
import type { InboundDeps } from './read-mail.ts';

/** What reading a stored mail needs to know of us and of its sender. */
export async function contextOf(
  deps: Pick<InboundDeps, 'senders'>,
  colloquium: Colloquium,
  hosts: readonly HostRow[],
  row: Pick<InboundRow, 'client_ip' | 'envelope_from' | 'recipient'>,
  raw: Uint8Array,
): Promise<ReaderContext> {
  return {
    address: colloquium.address,
    listId: colloquium.list_id,
    recipient: row.recipient,
    hosts: hosts.map((host) => host.email),
    ...(await vouchedBy(deps, colloquium, row, raw)),
  };
}

/** Whose word about the sender counts, and what we found out ourselves. */
async function vouchedBy(
  { senders }: Pick<InboundDeps, 'senders'>,
  { authserv }: Colloquium,
  row: Pick<InboundRow, 'client_ip' | 'envelope_from'>,
  raw: Uint8Array,
): Promise<Pick<ReaderContext, 'authserv' | 'checked'>> {
  if (senders === null) return { authserv };
  const vouching = decideVouching(raw, publicAddress(row.client_ip) !== null, authserv);
  const client = { ip: row.client_ip, mailFrom: row.envelope_from };
  const checked = vouching.check ? await senders.check(raw, client) : null;
  return { authserv: vouching.authserv, checked };
}
