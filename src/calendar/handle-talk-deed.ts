/** A host changes, adds, calls off or restores a talk, by console or command: all through here, with its audit in one transaction. */
import type { Colloquium } from '../../config/schema.ts';
import { plannerQueue } from '../../queues/catalogue.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import { type Way, writeAudit } from '../store/audit.ts';
import type { Db, Store } from '../store/open-store.ts';
import type { HostRow } from '../store/schema.ts';
import { lockTalk, reserveTalkIds, saveTalk } from '../store/talks.ts';
import type { FactName, Talk } from './talk.ts';
import { addTalk } from './talk-added.ts';
import { decideTalkDeed, type TalkDecision, type TalkDeed } from './talk-deed.ts';
import type { Fault, GivenFacts } from './talk-given.ts';
import { talkUid, usualTimes } from './usual-times.ts';

export interface TalkDeedDeps {
  readonly store: Store;
  readonly bell: Bell;
}

/** Who does it, how, and when. `host` null: the operator at the command line. */
export interface Doer {
  readonly colloquium: Colloquium;
  readonly host: Pick<HostRow, 'id' | 'name'> | null;
  readonly way: Way;
  readonly now: Temporal.Instant;
}

export type TalkDeedOutcome = TalkDecision | { readonly kind: 'missing' };

/** `missing`: there is no such talk in this colloquium. The planner looks at once. */
export async function actOnTalk(
  deps: TalkDeedDeps,
  talkId: number,
  deed: TalkDeed,
  doer: Doer,
): Promise<TalkDeedOutcome> {
  const { colloquium, now } = doer;
  const outcome = await deps.store.transaction(async (tx): Promise<TalkDeedOutcome> => {
    const talk = await lockTalk(tx, talkId);
    if (talk === null || talk.colloquium !== colloquium.id) return { kind: 'missing' };
    const speaking = { by: nameOf(doer), now, zone: colloquium.zone };
    const decision = decideTalkDeed(talk, deed, speaking);
    if (decision.kind !== 'do') return decision;
    await saveTalk(tx, decision.talk, colloquium.zone);
    await remember(tx, decision.talk, pastOf[deed.kind], decision.changed, doer);
    return decision;
  });
  if (outcome.kind === 'do') await deps.bell.ring(plannerQueue, { colloquium: colloquium.id });
  return outcome;
}

export async function addTalkByHand(
  deps: TalkDeedDeps,
  given: GivenFacts,
  doer: Doer,
): Promise<{ readonly talk: Talk } | { readonly fault: Fault }> {
  const { colloquium, now } = doer;
  const added = await deps.store.transaction(async (tx) => {
    const id = (await reserveTalkIds(tx, 1))[0] ?? 0;
    const identity = { id, uid: talkUid(id, colloquium), colloquium: colloquium.id };
    const outcome = addTalk(given, identity, usualTimes(colloquium), { by: nameOf(doer), now });
    if ('fault' in outcome) return outcome;
    await saveTalk(tx, outcome.talk, colloquium.zone);
    await remember(tx, outcome.talk, 'added', [], doer);
    return outcome;
  });
  if ('talk' in added) await deps.bell.ring(plannerQueue, { colloquium: colloquium.id });
  return added;
}

function nameOf({ host }: Doer): string {
  return host?.name ?? 'the operator';
}

const pastOf: Readonly<Record<TalkDeed['kind'], string>> = {
  edit: 'edited',
  cancel: 'cancelled',
  postpone: 'postponed',
  restore: 'restored',
  keep: 'kept',
  follow: 'followed',
};

/** The names of what changed, never the words. */
async function remember(
  tx: Db,
  talk: Talk,
  what: string,
  changed: readonly FactName[],
  { host, way, now }: Doer,
): Promise<void> {
  await writeAudit(tx, {
    at: now,
    colloquium: talk.colloquium,
    who: host === null ? 'command' : `host:${host.id}`,
    way,
    what: `talk.${what}`,
    subject: `talk:${talk.id}`,
    detail: changed.length === 0 ? {} : { fields: changed },
  });
}
