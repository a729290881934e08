/** Which requests a colloquium's rule approves without a host; off unless a domain is named (threats 1 and 4). Pure. */
import { domainOf } from '../mail/address.ts';
import { missingPieces, type Piece } from '../requests/next-step.ts';
import type { RequestRow, SubscriberRow } from '../store/schema.ts';

/** Beyond so many an hour hosts look themselves: a house whose mail server has been broken into writes many. */
export const mostByRulePerHour = 10;

export interface RuleCase {
  readonly request: Pick<
    RequestRow,
    'name' | 'affiliation' | 'motivation' | 'email_key' | 'confirmed_at' | 'question_at' | 'sender'
  >;
  readonly earlier: readonly Pick<RequestRow, 'decision'>[];
  /** The person as the list knows them; null for somebody new. */
  readonly subscriber: Pick<SubscriberRow, 'unsubscribed_at' | 'unsubscribed_by' | 'suppressed_at'> | null;
  /** The rule approved this very request before, and a host took it back. */
  readonly wasTakenBack: boolean;
  readonly approvedThisHour: number;
}

/** The domain whose rule approves; null: hosts decide. */
export function approvingDomain(
  rule: { readonly domains: readonly string[] },
  need: readonly Piece[],
  { request, earlier, subscriber, wasTakenBack, approvedThisHour }: RuleCase,
): string | null {
  const domain = domainOf(request.email_key);
  if (!rule.domains.includes(domain) || approvedThisHour >= mostByRulePerHour) return null;
  if (!isProven(request) || missingPieces(request, need).length > 0) return null;
  // A host who has looked at this person once decides about them from then on.
  if (request.question_at !== null || wasTakenBack) return null;
  if (earlier.some((each) => each.decision === 'decline')) return null;
  return subscriber === null || leftByThemselves(subscriber) ? domain : null;
}

/** `confirmed_at` alone is not enough: with `confirm: never` it says nothing about who wrote. */
function isProven({ confirmed_at, sender }: RuleCase['request']): boolean {
  const { verdict } = (sender ?? {}) as { verdict?: string };
  return confirmed_at !== null && (verdict === 'authenticated' || verdict === 'confirmed');
}

function leftByThemselves({
  unsubscribed_at,
  unsubscribed_by,
  suppressed_at,
}: NonNullable<RuleCase['subscriber']>): boolean {
  if (suppressed_at !== null) return false;
  return unsubscribed_at === null || ['page', 'one-click', 'mail'].includes(unsubscribed_by ?? '');
}
