/** Who decided: a host, the operator at the command line, or a rule. Pure. */
import type { HostRow } from '../store/schema.ts';
import type { Rule } from './approve-rule.ts';

interface Decider {
  readonly host: Pick<HostRow, 'id' | 'name'> | null;
  readonly rule?: Rule;
}

/** As hosts read it. */
export function deciderOf({ host, rule }: Decider): string {
  if (rule === undefined) return host?.name ?? 'the operator';
  return rule.kind === 'domain' ? `the rule for ${rule.domain}` : 'the word of a subscriber';
}

/** As the audit has it. */
export function actorOf({ host, rule }: Decider): string {
  if (rule?.kind === 'domain') return `rule:${rule.domain}`;
  if (rule?.kind === 'vouch') return `subscriber:${rule.vouching.voucher.id}`;
  return host === null ? 'command' : `host:${host.id}`;
}
