/** Which requests a colloquium's rules approve without a host; off unless a domain or a number is named (threats 1 and 4). Pure. */
import { domainOf } from '../mail/address.ts';
import { missingPieces, type Piece } from '../requests/next-step.ts';
import type { RequestRow, SubscriberRow } from '../store/schema.ts';
import type { Vouching } from '../store/vouches.ts';
import { mayVouch, type VouchRule, vouchState } from '../subscribers/decide-vouch.ts';

/** Beyond so many an hour hosts look themselves: a house whose mail server has been broken into writes many. */
export const mostByRulePerHour = 10;

export interface RuleCase {
  readonly request: Pick<
    RequestRow,
    | 'name'
    | 'affiliation'
    | 'motivation'
    | 'email_key'
    | 'asked_at'
    | 'confirmed_at'
    | 'question_at'
    | 'sender'
  >;
  readonly earlier: readonly Pick<RequestRow, 'decision'>[];
  /** The person as the list knows them; null for somebody new. */
  readonly subscriber: Pick<SubscriberRow, 'unsubscribed_at' | 'unsubscribed_by' | 'suppressed_at'> | null;
  /** The rule approved this very request before, and a host took it back. */
  readonly wasTakenBack: boolean;
  readonly approvedThisHour: number;
  /** The subscriber's link that the request carries. */
  readonly vouching: Vouching | null;
}

/** What decides instead of a host: the domain of the address, or a subscriber's word. */
export type Rule =
  | { readonly kind: 'domain'; readonly domain: string }
  | { readonly kind: 'vouch'; readonly vouching: Vouching };

/** The rule that approves; null: hosts decide. */
export function approvingRule(
  rules: { readonly domains: readonly string[]; readonly vouches: VouchRule },
  need: readonly Piece[],
  asked: RuleCase,
): Rule | null {
  const { request, earlier, subscriber, wasTakenBack, approvedThisHour } = asked;
  if (approvedThisHour >= mostByRulePerHour) return null;
  if (!isProven(request) || missingPieces(request, need).length > 0) return null;
  // A host who has looked at this person once decides about them from then on.
  if (request.question_at !== null || wasTakenBack) return null;
  if (earlier.some((each) => each.decision === 'decline')) return null;
  if (subscriber !== null && !leftByThemselves(subscriber)) return null;
  const domain = domainOf(request.email_key);
  if (rules.domains.includes(domain)) return { kind: 'domain', domain };
  return vouchRule(rules.vouches, asked);
}

/** A link counts for whoever wrote before it ended, as long as the subscriber who made it is on the list. */
function vouchRule({ people }: VouchRule, { vouching, request }: RuleCase): Rule | null {
  if (people === 0 || vouching === null) return null;
  const { vouch, voucher } = vouching;
  const isOpen = vouchState(vouch, request.asked_at) === 'open';
  return isOpen && mayVouch(voucher) && voucher.email_key !== request.email_key
    ? { kind: 'vouch', vouching }
    : null;
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
