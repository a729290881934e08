/**
 * A mailing as it is now, really sent to a few addresses. Straight to the relay, past the ledger: the ledger keeps what
 * people are owed and repeats it until it arrives; a test is owed to nobody, must not wait behind a mailing, and its
 * answer belongs before whoever asked for it. The audit remembers it.
 */
import type { Clock } from '../clock.ts';
import type { Transport } from '../delivery/transport.ts';
import type { Address } from '../mail/address.ts';
import { writeAudit } from '../store/audit.ts';
import type { MailingRow } from '../store/schema.ts';
import { type ComposeDeps, colloquiumOf } from './mailing-parts.ts';
import { previewCopy } from './preview-copy.ts';

export interface TestDeps extends ComposeDeps {
  readonly clock: Clock;
  readonly transport: Transport;
  readonly sign: ((wire: Buffer) => Promise<Buffer>) | null;
}

export interface TestResult {
  readonly to: string;
  /** As in the ledger: `submitted`, or why not. */
  readonly outcome: string;
  /** What the next mail server said. */
  readonly reply: string;
}

export async function sendTest(
  deps: TestDeps,
  mailing: MailingRow,
  addresses: readonly Address[],
  by: { readonly who: string; readonly way: 'command' | 'console' },
): Promise<TestResult[]> {
  const colloquium = colloquiumOf(deps.config, mailing.colloquium);
  const results: TestResult[] = [];
  for (const address of addresses) {
    const mail = await previewCopy(deps, mailing, address);
    const wire = deps.sign === null ? mail.wire : await deps.sign(mail.wire);
    const { kind, reply } = await deps.transport.send({ from: colloquium.address, to: mail.to }, wire);
    results.push({ to: mail.to, outcome: kind, reply });
  }
  await writeAudit(deps.store.db, {
    at: deps.clock.now(),
    colloquium: mailing.colloquium,
    ...by,
    what: 'mailing.tested',
    subject: mailing.id === 0 ? `talk:${mailing.talk_id}` : `mailing:${mailing.id}`,
    detail: { kind: mailing.kind, copies: results.length },
  });
  return results;
}
