/** After a mailing the hosts get the true counts, with names and reasons (promise 12); a mailing that stopped is told at once. */
import type { Config } from '../../config/schema.ts';
import type { Clock } from '../clock.ts';
import type { Events } from '../events.ts';
import { messageIdOf } from '../links.ts';
import { books } from '../store/deliveries-control.ts';
import { activeHosts } from '../store/hosts.ts';
import { type LedgerRow, lastSettled, ledgerRows, mailingsToReport } from '../store/ledger-lines.ts';
import { loadMailingRow, updateMailing } from '../store/mailings.ts';
import type { Db, Store } from '../store/open-store.ts';
import type { MailingRow } from '../store/schema.ts';
import { deliveryOf, insertServiceMail } from '../store/service-mails.ts';
import { type LedgerLines, reportMail, sentence, stoppedMail } from './host-mails.ts';
import { colloquiumOf } from './mailing-parts.ts';

export interface ReportDeps {
  readonly store: Store;
  readonly config: Config;
  readonly clock: Clock;
  readonly events: Events;
}

const mostLines = 40;

/** A first report when everybody has been tried, a final one when nothing is open any more. Returns the mailings reported on. */
export async function reportMailings(deps: ReportDeps): Promise<number[]> {
  const reported: number[] = [];
  for (const id of await mailingsToReport(deps.store.db)) {
    if (await deps.store.transaction((tx) => report(tx, deps, id))) reported.push(id);
  }
  return reported;
}

async function report(tx: Db, deps: ReportDeps, id: number): Promise<boolean> {
  const mailing = await loadMailingRow(tx, id);
  const counts = await books(tx, id);
  if (mailing === null || counts === null) return false;
  const now = deps.clock.now();
  const colloquium = colloquiumOf(deps.config, mailing.colloquium);
  const unfinished = mailing.done_at === null;
  const account = {
    ...identity(mailing),
    books: counts,
    lines: await linesOf(tx, mailing),
    beganAt: mailing.frozen_at ?? now,
    endedAt: (await lastSettled(tx, id)) ?? now,
    unfinished,
  };
  let told = false;
  for (const host of await activeHosts(tx, colloquium.id)) {
    const proof = await deliveryOf(
      tx,
      `mailing:${id}/proof/${mailing.goes_at.epochMilliseconds}/host:${host.id}`,
    );
    const threadId = proof === null ? null : messageIdOf(deps.config, colloquium, proof);
    const mail = reportMail(host, colloquium, { ...account, threadId }, now);
    if ((await insertServiceMail(tx, mail, now)) !== null) told = true;
  }
  if (!unfinished) {
    await updateMailing(tx, id, { reported_at: now });
    const { submitted, failed } = counts.states;
    deps.events.done({ mailingId: id, submitted, failed, audience: counts.audience });
  }
  return told;
}

/** A mailing paused itself: what the next hop said, what it means, and that nobody was taken off the list for it. */
export async function tellStopped(deps: ReportDeps, mailingId: number, why: string): Promise<void> {
  deps.events.stopped({ mailingId, why });
  await deps.store.transaction(async (tx) => {
    const mailing = await loadMailingRow(tx, mailingId);
    const counts = await books(tx, mailingId);
    if (mailing === null || counts === null) return;
    const now = deps.clock.now();
    const colloquium = colloquiumOf(deps.config, mailing.colloquium);
    const stop = {
      ...identity(mailing),
      books: counts,
      why,
      at: mailing.paused_at ?? now,
    };
    for (const host of await activeHosts(tx, colloquium.id)) {
      await insertServiceMail(tx, stoppedMail(host, colloquium, stop, now), now);
    }
  });
}

function identity(mailing: MailingRow) {
  return {
    mailingId: mailing.id,
    talkId: mailing.talk_id,
    kind: mailing.kind,
    facts: mailing.facts,
  };
}

async function linesOf(tx: Db, mailing: MailingRow): Promise<LedgerLines> {
  const rows = await ledgerRows(
    tx,
    mailing.id,
    ['failed', 'deferred', 'uncertain', 'suppressed', 'skipped'],
    mostLines,
  );
  const of = (state: LedgerRow['state']) =>
    rows
      .filter((row) => row.state === state)
      .map((row) => ({
        name: row.name || null,
        address: row.email,
        why: sentence(row.reply ?? 'no reason given'),
      }));
  const leftOut = [...of('suppressed'), ...of('skipped')].map(
    ({ name, address, why }) => `${name ?? address}: ${why}`,
  );
  const excluded = Object.entries(mailing.excluded).map(
    ([reason, count]) => `${count} ${reason} before it began.`,
  );
  return {
    failed: of('failed'),
    deferred: of('deferred'),
    uncertain: of('uncertain'),
    leftOut: [...leftOut, ...excluded],
  };
}
