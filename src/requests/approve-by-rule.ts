/** A complete, proven request that a colloquium's rule names is approved, with everything that a host's yes brings about. */
import type { Colloquium, Config } from '../../config/schema.ts';
import type { Events } from '../events.ts';
import { approvingDomain } from '../moderation/approve-rule.ts';
import { actInside } from '../moderation/handle-decision.ts';
import { countDeeds, countDeedsByWay } from '../store/audit.ts';
import type { Db } from '../store/open-store.ts';
import { earlierRequests } from '../store/requests.ts';
import type { RequestRow } from '../store/schema.ts';
import { lockCap } from '../store/service-mails.ts';
import { findSubscriber } from '../store/subscribers.ts';

/** Inside the transaction that holds the request. False: hosts decide. */
export async function approveByRule(
  tx: Db,
  deps: { readonly config: Config; readonly events: Events },
  colloquium: Colloquium,
  request: RequestRow,
  now: Temporal.Instant,
): Promise<boolean> {
  const { approve, need } = colloquium.requests;
  if (approve.domains.length === 0) return false;
  await lockCap(tx, `approve-by-rule/${colloquium.id}`);
  const started = Temporal.Instant.fromEpochMilliseconds(0);
  const hour = now.subtract({ hours: 1 });
  const domain = approvingDomain(approve, need, {
    request,
    earlier: await earlierRequests(tx, colloquium.id, request.email_key, request.id),
    subscriber: await findSubscriber(tx, colloquium.id, request.email_key),
    wasTakenBack: (await countDeeds(tx, `request:${request.id}`, 'request.approved', started)) > 0,
    approvedThisHour: await countDeedsByWay(tx, colloquium.id, 'rule', 'request.approved', hour),
  });
  if (domain === null) return false;
  const outcome = await actInside(tx, deps, {
    requestId: request.id,
    action: { kind: 'approve' },
    host: null,
    rule: domain,
    way: 'rule',
    how: `By the rule for addresses at ${domain}`,
    now,
  });
  return outcome.kind === 'decide';
}
