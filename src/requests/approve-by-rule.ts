/** A complete, proven request that a colloquium's rule names is approved, with everything that a host's yes brings about. */
import type { Colloquium, Config } from '../../config/schema.ts';
import type { Events } from '../events.ts';
import { approvingRule, type Rule } from '../moderation/approve-rule.ts';
import { actInside } from '../moderation/handle-decision.ts';
import { countDeeds, countDeedsByWay } from '../store/audit.ts';
import type { Db } from '../store/open-store.ts';
import { earlierRequests } from '../store/requests.ts';
import type { RequestRow } from '../store/schema.ts';
import { lockCap } from '../store/service-mails.ts';
import { findSubscriber } from '../store/subscribers.ts';
import { loadVouching, useVouch } from '../store/vouches.ts';

/** Inside the transaction that holds the request. False: hosts decide. */
export async function approveByRule(
  tx: Db,
  deps: { readonly config: Config; readonly events: Events },
  colloquium: Colloquium,
  request: RequestRow,
  now: Temporal.Instant,
): Promise<boolean> {
  const { approve, need } = colloquium.requests;
  const isVouched = approve.vouches.people > 0 && request.vouch_id !== null;
  if (approve.domains.length === 0 && !isVouched) return false;
  await lockCap(tx, `approve-by-rule/${colloquium.id}`);
  const started = Temporal.Instant.fromEpochMilliseconds(0);
  const hour = now.subtract({ hours: 1 });
  const rule = approvingRule(approve, need, {
    request,
    earlier: await earlierRequests(tx, colloquium.id, request.email_key, request.id),
    subscriber: await findSubscriber(tx, colloquium.id, request.email_key),
    wasTakenBack: (await countDeeds(tx, `request:${request.id}`, 'request.approved', started)) > 0,
    approvedThisHour: await countDeedsByWay(tx, colloquium.id, 'rule', 'request.approved', hour),
    vouching: request.vouch_id === null ? null : await loadVouching(tx, request.vouch_id),
  });
  if (rule === null) return false;
  // Two people with one link at the same moment: the second waits for a host.
  if (rule.kind === 'vouch' && !(await useVouch(tx, rule.vouching.vouch.id, now))) return false;
  const outcome = await actInside(tx, deps, {
    requestId: request.id,
    action: { kind: 'approve' },
    host: null,
    rule,
    way: 'rule',
    how: howWords(rule),
    now,
  });
  return outcome.kind === 'decide';
}

function howWords(rule: Rule): string {
  if (rule.kind === 'domain') return `By the rule for addresses at ${rule.domain}`;
  const { name, email } = rule.vouching.voucher;
  return `${name === '' ? email : `${name} (${email})`}, who is on the list, vouched for them with a link`;
}
