/** The bell rang: everything in the ledger that is due is sent, refusals are counted, and finished mailings reported. */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { recordBounce } from '../bounces/record-bounce.ts';
import type { Clock } from '../clock.ts';
import { reasonOf } from '../errors.ts';
import type { Events } from '../events.ts';
import type { Log } from '../log.ts';
import { formatReturnPath } from '../mail/return-path.ts';
import { composeServiceMailById } from '../mailings/handle-compose.ts';
import { reportMailings, tellStopped } from '../mailings/handle-report.ts';
import { colloquiumOf, composeMailingById } from '../mailings/mailing-parts.ts';
import type { Renderer } from '../mailings/render.ts';
import { recipientTokens } from '../mailings/stamp-tokens.ts';
import { signToken } from '../signed-token.ts';
import { loadDeliveryStory } from '../store/delivery-story.ts';
import { loadRestored } from '../store/facts.ts';
import { loadMailingRow } from '../store/mailings.ts';
import type { Store } from '../store/open-store.ts';
import { type DeliverDeps, defaultSettings, deliverDue, type Refusal, type Summary } from './deliver-due.ts';
import type { Signer } from './dkim-sign.ts';
import { sendHostNotes } from './handle-host-notes.ts';
import { quotaLimits } from './quota.ts';
import type { Transport } from './transport.ts';

export interface DeliveryDeps {
  readonly store: Store;
  readonly config: Config;
  readonly clock: Clock;
  readonly events: Events;
  readonly log: Log;
  readonly renderer: Renderer;
  readonly transport: Transport;
  /** Null where the relay signs. */
  readonly sign: Signer | null;
  readonly signal?: AbortSignal;
}

/** A restored copy waits for its hosts: nothing is claimed until one of them releases it. */
const nothingSent: Summary = {
  submitted: 0,
  deferred: 0,
  failed: 0,
  uncertain: 0,
  withdrawn: 0,
  paused: [],
  done: [],
  stopped: null,
  restMs: 0,
};

/** One name per process: a lease belongs to it. */
const owner = `${hostname()}/${process.pid}/${randomBytes(4).toString('hex')}`;

export async function sendWhatIsDue(deps: DeliveryDeps): Promise<Summary> {
  try {
    const restored = await loadRestored(deps.store.db);
    if (restored !== null) return { ...nothingSent, submitted: await sendHostNotes(deps, owner, restored) };
  } catch (error) {
    deps.log.error({ why: reasonOf(error) }, 'nothing is sent while the database does not answer');
    return { ...nothingSent, stopped: 'database' };
  }
  const summary = await deliverDue(engineDeps(deps));
  if (summary.stopped !== null) return summary;
  // A report is a mail itself, and so is the news that a mailing stopped: due as soon as they are written.
  const reported = await reportMailings(deps);
  return reported.length + summary.paused.length === 0 ? summary : deliverDue(engineDeps(deps));
}

function engineDeps(deps: DeliveryDeps): DeliverDeps {
  const { config, store, clock, transport, log } = deps;
  const { delivery } = config.service;
  return {
    store,
    clock,
    transport,
    owner,
    settings: {
      ...defaultSettings,
      giveUpSeconds: delivery.give_up.total('seconds'),
      quotas: quotaLimits(delivery),
    },
    journalFolder: join(config.dataDir, 'journal'),
    ...(deps.signal === undefined ? {} : { signal: deps.signal }),
    ...(deps.sign === null ? {} : { sign: deps.sign }),
    async openMailing(mailingId) {
      const template = await composeMailingById(deps, mailingId);
      const row = await loadMailingRow(store.db, mailingId);
      const { address } = colloquiumOf(config, row?.colloquium ?? '');
      return {
        template,
        returnPath: (deliveryId) => returnPath(config, address, deliveryId),
        tokens: ({ id, subscriberId, earlierId }) =>
          recipientTokens(config.secret, {
            deliveryId: id,
            subscriberId,
            earlierId,
            talkId: row?.talk_id ?? 0,
          }),
      };
    },
    async composeService(serviceMailId) {
      const mail = await composeServiceMailById(deps, serviceMailId);
      if (mail === null) return null;
      // RFC 3834 §4: an automatic answer has the null return path, so that it is never answered by a bounce;
      // a mail whose bounce says something about a subscriber has its own.
      const from = mail.wantsBounce ? returnPath(config, mail.colloquium.address, mail.deliveryId) : '';
      return { envelope: { from, to: mail.to }, raw: mail.wire };
    },
    onRefusals: (refusals) => countRefusals(deps, refusals),
    onPaused: (mailingId, why) => tellStopped(deps, mailingId, why),
    onFrozen: (mailingId, audience) => deps.events.frozen({ mailingId, audience }),
    onTrouble: (what, error) => log.error({ what, why: reasonOf(error) }, 'delivery trouble'),
  };
}

function returnPath(config: Config, mailbox: string, deliveryId: number): string {
  if (config.service.delivery.return_path === 'plain') return mailbox;
  const token = signToken(config.secret, 'return-path', deliveryId);
  const path = formatReturnPath({ mailbox, deliveryToken: token });
  return path.ok ? path.address : mailbox;
}

async function countRefusals(deps: DeliveryDeps, refusals: readonly Refusal[]): Promise<void> {
  for (const refusal of refusals) {
    await deps.store.transaction(async (tx) => {
      const story = refusal.subscriberId === null ? await loadDeliveryStory(tx, refusal.deliveryId) : refusal;
      await recordBounce(tx, deps, {
        deliveryId: refusal.deliveryId,
        subscriberId: story?.subscriberId ?? null,
        inboundId: null,
        countsAs: refusal.countsAs,
        status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(refusal.reply)?.[0] ?? null,
        diagnostic: refusal.reply,
        at: deps.clock.now(),
        isForwarded: false,
      });
    });
  }
}
