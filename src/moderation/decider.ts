/** Who decided: a host, the operator at the command line, or a rule. Pure. */
import type { HostRow } from '../store/schema.ts';

interface Decider {
  readonly host: Pick<HostRow, 'id' | 'name'> | null;
  /** The domain of the rule. */
  readonly rule?: string;
}

/** As hosts read it. */
export function deciderOf({ host, rule }: Decider): string {
  return rule === undefined ? (host?.name ?? 'the operator') : `the rule for ${rule}`;
}

/** As the audit has it. */
export function actorOf({ host, rule }: Decider): string {
  if (rule !== undefined) return `rule:${rule}`;
  return host === null ? 'command' : `host:${host.id}`;
}
