/** One person is put on the list by the operator or a host, who vouches for their consent. */
import type { Colloquium, Config } from '../../config/schema.ts';
import { anythingDue, deliveryQueue } from '../../queues/catalogue.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import { type Address, addressKey } from '../mail/address.ts';
import { welcomeAgainMail } from '../requests/request-mails.ts';
import { writeAudit } from '../store/audit.ts';
import { forgetErasure, isErased } from '../store/import-subscribers.ts';
import type { Db, Store } from '../store/open-store.ts';
import { insertServiceMail } from '../store/service-mails.ts';
import { admitSubscriber, erasureKey, findSubscriber, loadSubscriber } from '../store/subscribers.ts';

export interface AddDeps {
  readonly store: Store;
  readonly config: Config;
  readonly bell: Bell;
}

export interface Addition {
  readonly address: Address;
  readonly name: string;
  readonly affiliation: string | null;
  readonly language: string | null;
  /** Whether the person gets a mail with their two links. */
  readonly welcome: boolean;
  /** The person has asked again after leaving, after bounces, or after having been erased. */
  readonly resubscribe: boolean;
  /** `command`, `host:2`. */
  readonly who: string;
  readonly way: 'command' | 'console';
  readonly now: Temporal.Instant;
}

/** Everything but `added` has changed nothing. */
export type AddOutcome =
  | { readonly kind: 'added'; readonly subscriberId: number }
  | { readonly kind: 'already' | 'unsubscribed' | 'suppressed' | 'erased' };

export async function addSubscriber(
  deps: AddDeps,
  colloquium: Colloquium,
  person: Addition,
): Promise<AddOutcome> {
  const outcome = await deps.store.transaction((tx) => addInside(tx, deps.config, colloquium, person));
  if (outcome.kind === 'added' && person.welcome) await deps.bell.ring(deliveryQueue, anythingDue);
  return outcome;
}

async function addInside(
  tx: Db,
  config: Config,
  colloquium: Colloquium,
  person: Addition,
): Promise<AddOutcome> {
  const { address, name, affiliation, language, now } = person;
  const emailKey = addressKey(address);
  const known = await findSubscriber(tx, colloquium.id, emailKey);
  const hash = erasureKey(config.secret, emailKey);
  if (known !== null && known.unsubscribed_at === null && known.suppressed_at === null)
    return { kind: 'already' };
  if (!person.resubscribe) {
    if (known !== null) return { kind: known.unsubscribed_at === null ? 'suppressed' : 'unsubscribed' };
    if (await isErased(tx, hash)) return { kind: 'erased' };
  }
  await forgetErasure(tx, hash);
  const { id } = await admitSubscriber(
    tx,
    {
      colloquium: colloquium.id,
      email: address.text,
      emailKey,
      name,
      affiliation,
      language,
      joinedBy: person.who,
    },
    now,
  );
  await writeAudit(tx, {
    at: now,
    colloquium: colloquium.id,
    who: person.who,
    way: person.way,
    what: known === null ? 'subscriber.added' : 'subscriber.added-again',
    subject: `subscriber:${id}`,
  });
  const row = person.welcome ? await loadSubscriber(tx, id) : null;
  if (row !== null) await insertServiceMail(tx, welcomeAgainMail(row, colloquium, now), now);
  return { kind: 'added', subscriberId: id };
}
