/** The next step of a request is taken: confirm, ask once, or tell the hosts. Asked again by the clock where a cap held it back. */
import type { Colloquium, Config } from '../../config/schema.ts';
import type { Events } from '../events.ts';
import type { Reader } from '../intake/parse-worker.ts';
import { hostsOnDuty } from '../moderation/duty.ts';
import { decisionRequestMail, type OriginalMail } from '../moderation/host-mails.ts';
import { activeHosts } from '../store/hosts.ts';
import { loadInbound } from '../store/inbound.ts';
import type { Db } from '../store/open-store.ts';
import { earlierRequests, grantDecisionLink, updateRequest } from '../store/requests.ts';
import type { HostRow, RequestRow } from '../store/schema.ts';
import { countMailsOfKinds, countMailsTo, insertServiceMail, lockCap } from '../store/service-mails.ts';
import { approveByRule } from './approve-by-rule.ts';
import { nextStep } from './next-step.ts';
import { originalOf } from './original.ts';
import { acknowledgedMail, answerKinds, confirmAddressMail, detailsWantedMail } from './request-mails.ts';

export interface AdvanceDeps {
  readonly config: Config;
  readonly reader: Reader;
  readonly events: Events;
}

/** What the caller has read already; the rest is loaded. */
interface AtHand {
  readonly hosts?: readonly HostRow[];
  /** The mail that brought this very request. */
  readonly original?: OriginalMail | null;
}

/** How long a host's link to a request works. */
export const linkLife = Temporal.Duration.from({ hours: 14 * 24 });
/** Beyond so many decision mails an hour a host gets the digest instead (threat 3, list bombing). */
const mostDecisionMailsPerHour = 20;

export async function advanceRequest(
  tx: Db,
  deps: AdvanceDeps,
  colloquium: Colloquium,
  request: RequestRow,
  now: Temporal.Instant,
  atHand: AtHand = {},
): Promise<void> {
  const step = nextStep(request, colloquium.requests.need, now);
  switch (step.kind) {
    case 'wait':
      return;
    case 'confirm':
      if (await mayWrite(tx, colloquium, request, now)) {
        await insertServiceMail(tx, confirmAddressMail(request, colloquium, now), now);
      }
      return;
    case 'want-details': {
      if (!(await mayWrite(tx, colloquium, request, now))) return;
      const original = atHand.original ?? (await loadOriginal(tx, deps, colloquium, request));
      const quoted = (original?.text ?? '')
        .split(/\n\s*\n/)
        .map((part) => part.replace(/\s+/g, ' ').trim())
        .filter(Boolean)
        .slice(0, 12);
      await insertServiceMail(
        tx,
        detailsWantedMail(request, colloquium, { missing: step.missing, question: null, quoted }, now),
        now,
      );
      await updateRequest(tx, request.id, { details_wanted_at: now });
      return;
    }
    case 'tell-hosts':
      if (await approveByRule(tx, deps, colloquium, request, now)) return;
      return tellHosts(tx, deps, colloquium, request, now, atHand);
  }
}

/** At most one mail per address and day to somebody who asked, and so many an hour to all of them. */
async function mayWrite(
  tx: Db,
  colloquium: Colloquium,
  request: RequestRow,
  now: Temporal.Instant,
): Promise<boolean> {
  if ((await countMailsTo(tx, request.email, now.subtract({ hours: 24 }), answerKinds)) > 0)
    return isAnswering(request);
  // Strangers' addresses have their own cap: a flood of forged requests takes nothing from people who are who they say.
  const kinds = answerKinds.filter(
    (kind) => (kind === 'confirm-address') === (request.confirmed_at === null),
  );
  const written = await countMailsOfKinds(tx, colloquium.id, now.subtract({ hours: 1 }), kinds);
  return written < colloquium.requests.max_per_hour;
}

/** Somebody who has proved the address answers us; the next question is part of the conversation. */
function isAnswering(request: RequestRow): boolean {
  return (request.sender as { verdict?: string }).verdict === 'confirmed';
}

/** Near the cap the mails that are read at the same time count one after the other, so that none passes it. */
async function mayTell(
  tx: Db,
  colloquium: Colloquium,
  hosts: number,
  now: Temporal.Instant,
): Promise<boolean> {
  const since = now.subtract({ hours: 1 });
  const count = () => countMailsOfKinds(tx, colloquium.id, since, ['decision-request']);
  const left = mostDecisionMailsPerHour * hosts - (await count());
  if (left <= 0 || left > 10 * hosts) return left > 0;
  await lockCap(tx, `decision-request/${colloquium.id}`);
  return (await count()) < mostDecisionMailsPerHour * hosts;
}

async function tellHosts(
  tx: Db,
  deps: AdvanceDeps,
  colloquium: Colloquium,
  request: RequestRow,
  now: Temporal.Instant,
  atHand: AtHand,
) {
  const hosts = hostsOnDuty(atHand.hosts ?? (await activeHosts(tx, colloquium.id)), now);
  if (!(await mayTell(tx, colloquium, hosts.length, now))) return;
  const original = atHand.original ?? (await loadOriginal(tx, deps, colloquium, request));
  const earlier = await earlierRequests(tx, colloquium.id, request.email_key, request.id);
  const undoMinutes = Math.round(colloquium.requests.undo.total('minutes'));
  for (const host of hosts) {
    await grantDecisionLink(tx, {
      request_id: request.id,
      host_id: host.id,
      made_at: now,
      expires_at: now.add(linkLife),
    });
    await insertServiceMail(
      tx,
      decisionRequestMail(request, host, colloquium, { original, earlier, undoMinutes }, now),
      now,
    );
  }
  await updateRequest(tx, request.id, { hosts_told_at: now });
  // Who was asked for a missing piece knows already that we have the mail.
  if (request.details_wanted_at === null && (await mayWrite(tx, colloquium, request, now))) {
    await insertServiceMail(tx, acknowledgedMail(request, colloquium, now), now);
  }
}

/** The mail that brought the request, as hosts see it quoted; null when its bytes have expired. */
export async function loadOriginal(
  tx: Db,
  deps: Pick<AdvanceDeps, 'reader'>,
  colloquium: Colloquium,
  request: Pick<RequestRow, 'inbound_id'>,
): Promise<OriginalMail | null> {
  const row = request.inbound_id === null ? undefined : await loadInbound(tx, request.inbound_id);
  if (row?.raw == null) return null;
  const context = {
    address: colloquium.address,
    authserv: colloquium.authserv,
    listId: colloquium.list_id,
    hosts: null,
  };
  const { message } = await deps.reader.read(row.raw, { ...context, recipient: row.recipient });
  return message === null ? null : originalOf(message);
}
