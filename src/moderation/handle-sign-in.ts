/** A host asks for a link, and enters with it. Whether an address is a host's is never told (threat 20). */
import type { Config } from '../../config/schema.ts';
import { anythingDue, deliveryQueue } from '../../queues/catalogue.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import { addressKey } from '../mail/address.ts';
import { writeAudit } from '../store/audit.ts';
import { loadHost } from '../store/hosts.ts';
import type { Store } from '../store/open-store.ts';
import type { HostRow } from '../store/schema.ts';
import { insertServiceMail } from '../store/service-mails.ts';
import { claimSignIn, countSignIns, hostsByEmail, insertSession, insertSignIn } from '../store/sessions.ts';
import { clockWords, momentWords } from './words.ts';

export interface SignInDeps {
  readonly store: Store;
  readonly config: Config;
  readonly bell: Bell;
}

const linkLife = { minutes: 15 };
const sessionLife = { hours: 30 * 24 };
const mostLinks = 5;

/** Mails a link to a host; does nothing for anybody else, and nothing after five links in a quarter of an hour. */
export async function mailSignInLink(
  deps: SignInDeps,
  address: string,
  now: Temporal.Instant,
): Promise<void> {
  const [host] = await hostsByEmail(deps.store.db, addressKey(address));
  const colloquium = deps.config.colloquia.find((each) => each.id === host?.colloquium);
  if (host === undefined || colloquium === undefined) return;
  const isMailed = await deps.store.transaction(async (tx) => {
    if ((await countSignIns(tx, host.id, now.subtract(linkLife))) >= mostLinks) return false;
    const until = now.add(linkLife);
    const signInId = await insertSignIn(tx, host.id, now, until);
    await insertServiceMail(
      tx,
      {
        colloquium: colloquium.id,
        kind: 'sign-in',
        identity: `sign-in:${signInId}`,
        to: { name: host.name, email: host.email },
        hostId: host.id,
        facts: {
          signInId,
          askedAt: momentWords(now, colloquium.zone),
          until: clockWords(until, colloquium.zone),
        },
        notBefore: now,
      },
      now,
    );
    return true;
  });
  if (isMailed) await deps.bell.ring(deliveryQueue, anythingDue);
}

/** The session of a link that is used for the first time; null where it was used, is old, or its host was removed. */
export async function enter(
  deps: Pick<SignInDeps, 'store'>,
  signInId: number,
  device: string,
  now: Temporal.Instant,
): Promise<{ readonly sessionId: number; readonly host: HostRow } | null> {
  return deps.store.transaction(async (tx) => {
    const hostId = await claimSignIn(tx, signInId, now);
    const host = hostId === null ? null : await loadHost(tx, hostId);
    if (host === null || host.removed_at !== null) return null;
    const sessionId = await insertSession(tx, {
      hostId: host.id,
      device,
      now,
      expiresAt: now.add(sessionLife),
    });
    await writeAudit(tx, {
      at: now,
      colloquium: host.colloquium,
      who: `host:${host.id}`,
      way: 'console',
      what: 'host.signed-in',
      subject: `host:${host.id}`,
      detail: { device },
    });
    return { sessionId, host };
  });
}
