/** DNS for a story: a table of records, and names that never answer. */
import type { ResolveName } from '../../src/intake/verify-sender.ts';

export interface DnsTable {
  readonly resolve: ResolveName;
  /** How many questions were asked. */
  readonly asked: readonly string[];
  /** From now on no question is answered. */
  goSilent(): void;
}

/** @param records `TXT lab.example` → its values */
export function openDnsTable(records: Readonly<Record<string, readonly string[]>>): DnsTable {
  const asked: string[] = [];
  let isSilent = false;
  return {
    asked,
    goSilent() {
      isSilent = true;
    },
    resolve(name, type) {
      const question = `${type} ${name.toLowerCase().replace(/\.$/, '')}`;
      asked.push(question);
      if (isSilent) return new Promise(() => undefined);
      const values = records[question];
      if (values === undefined)
        return Promise.reject(Object.assign(new Error(question), { code: 'ENOTFOUND' }));
      return Promise.resolve(type === 'TXT' ? values.map((value) => [value]) : [...values]);
    },
  };
}
