/** The planner's tick for one colloquium: load what is known, ask what is due, do it in one transaction, tell. */
import type { Colloquium, Config } from '../../config/schema.ts';
import { anythingDue, deliveryQueue } from '../../queues/catalogue.ts';
import { attendanceWords } from '../calendar/attendance.ts';
import type { Talk } from '../calendar/talk.ts';
import { type Clock, mostDriftMs } from '../clock.ts';
import { type QuotaLimits, quotaLimits } from '../delivery/quota.ts';
import type { Events } from '../events.ts';
import type { Bell } from '../jobs/open-jobs.ts';
import { freezeAudience } from '../store/deliveries-freeze.ts';
import { loadRestored, type Restored } from '../store/facts.ts';
import { activeHosts } from '../store/hosts.ts';
import {
  insertMailing,
  lastTick,
  loadMailings,
  loadNotes,
  lockPlanner,
  saveTick,
  updateOpenMailing,
} from '../store/mailings.ts';
import type { Db, Store } from '../store/open-store.ts';
import { attendanceOf } from '../store/rsvps.ts';
import type { HostRow } from '../store/schema.ts';
import { serverTime } from '../store/server-time.ts';
import { insertServiceMail } from '../store/service-mails.ts';
import { countReachable } from '../store/subscribers.ts';
import { loadSource, loadTalks, markTold } from '../store/talks.ts';
import { heldMail, pageWords, proofMail } from './host-mails.ts';
import { isAfterwards, type MailingKind } from './mailing-kinds.ts';
import { surroundingsOf } from './mailing-parts.ts';
import { noteWords } from './note-words.ts';
import type { MailingFacts } from './notice.ts';
import { due } from './planner.ts';
import type { PlannerAction, PlannerSettings } from './planner-actions.ts';
import { restoredMail } from './restored-mail.ts';
import { sendingTime, sendingWords } from './sending-time.ts';

export interface PlanDeps {
  readonly store: Store;
  readonly config: Config;
  readonly clock: Clock;
  readonly bell: Bell;
  readonly events: Events;
}

export function plannerSettings(colloquium: Colloquium): PlannerSettings {
  return {
    zone: colloquium.zone,
    settle: colloquium.calendar.settle,
    changeProof: colloquium.changes.proof,
    ask: { cron: colloquium.ask.cron, daysBefore: colloquium.ask.days_before },
  };
}

/** Safe to run twice at once and at any time: the lock lets one look, unique keys hold everything else. */
export async function planColloquium(
  deps: PlanDeps,
  colloquium: Colloquium,
): Promise<readonly PlannerAction[]> {
  const now = deps.clock.now();
  if (!(await isClockBelieved(deps, colloquium, now))) return [];
  const actions = await deps.store.transaction(async (tx) => {
    if (!(await lockPlanner(tx, colloquium.id))) return [];
    const state = {
      talks: await loadTalks(tx, colloquium.id),
      mailings: await loadMailings(tx, colloquium.id),
      notes: await loadNotes(tx, colloquium.id),
    };
    const from = (await lastTick(tx, colloquium.id)) ?? now;
    const found = due(state, from, now, colloquium.notices, plannerSettings(colloquium));
    const scene: Scene = {
      tx,
      limits: quotaLimits(deps.config.service.delivery),
      colloquium,
      hosts: await activeHosts(tx, colloquium.id),
      now,
      events: deps.events,
    };
    const restored = await loadRestored(tx);
    for (const action of found) if (restored === null || action.act !== 'freeze') await apply(scene, action);
    if (restored !== null) await tellRestored(scene, restored);
    // A clock that went back does not make the planner look at the same slots again.
    if (Temporal.Instant.compare(now, from) >= 0) await saveTick(tx, colloquium.id, now);
    return found;
  });
  if (actions.length > 0) await deps.bell.ring(deliveryQueue, anythingDue);
  return actions;
}

/** A mail that goes by a wrong clock goes at a wrong time, or is given up as too late: better none, and an alarm. */
async function isClockBelieved(deps: PlanDeps, { id }: Colloquium, now: Temporal.Instant): Promise<boolean> {
  if (deps.clock.isOfTheWorld !== true) return true;
  const drift = now.epochMilliseconds - (await serverTime(deps.store.db)).epochMilliseconds;
  if (Math.abs(drift) <= mostDriftMs) return true;
  deps.events.clocksDiffer({ colloquium: id, seconds: Math.round(drift / 1000) });
  return false;
}

interface Scene {
  readonly tx: Db;
  readonly limits: QuotaLimits;
  readonly colloquium: Colloquium;
  readonly hosts: readonly HostRow[];
  readonly now: Temporal.Instant;
  readonly events: Events;
}

async function apply(scene: Scene, action: PlannerAction): Promise<void> {
  const { tx, now, events } = scene;
  switch (action.act) {
    case 'plan':
    case 'move':
    case 'call-off': {
      const id = await insertMailing(tx, action.mailing, now);
      if (id === null) return;
      events.planned({
        mailingId: id,
        kind: action.mailing.kind,
        talkId: action.talk.id,
        goesAt: action.mailing.goesAt.toString(),
      });
      return sendProofs(scene, id, action.mailing, action.talk);
    }
    case 'refresh': {
      const { mailing, facts, slotAt, goesAt } = action;
      const change = { facts: JSON.stringify(facts), slot_at: slotAt, goes_at: goesAt };
      if (!(await updateOpenMailing(tx, mailing.id, change))) return;
      return sendProofs(scene, mailing.id, { ...mailing, facts, goesAt }, action.talk);
    }
    case 'freeze':
      return freeze(scene, action);
    case 'drop':
      await updateOpenMailing(tx, action.mailing.id, { cancelled_at: now, cancelled_by: 'rule' });
      return;
    case 'miss':
      if (action.mailing !== null)
        await updateOpenMailing(tx, action.mailing.id, { missed_at: now, missed_why: action.why });
      events.missed({ talkId: action.talk.id, rule: action.rule, why: action.why });
      return tellHosts(scene, action);
    case 'hold':
    case 'ask-hosts':
    case 'ask-withdrawn':
      return tellHosts(scene, action);
  }
}

/** The audience, the facts, and what subscribers now know of the talk, in the one transaction of the tick. */
async function freeze(scene: Scene, action: Extract<PlannerAction, { act: 'freeze' }>): Promise<void> {
  const { tx, now, events } = scene;
  const { mailing, talk, told, sequence } = action;
  const surroundings = await surroundingsOf(tx, talk);
  const facts: MailingFacts = {
    ...mailing.facts,
    was: talk.told,
    reason: talk.reason,
    sequence,
    surroundings,
  };
  if (!(await updateOpenMailing(tx, mailing.id, { facts: JSON.stringify(facts) }))) return;
  const outcome = await freezeAudience(tx, mailing.id, now);
  if (outcome.kind !== 'frozen' || !outcome.now) return;
  if (!isAfterwards(mailing.kind))
    await markTold(tx, talk.id, told, sequence, mailing.kind === 'cancelled', now);
  if (outcome.complete) events.frozen({ mailingId: mailing.id, audience: outcome.audience });
}

/** No proof where it would leave at once: there is nothing to decide. */
async function sendProofs(
  scene: Scene,
  mailingId: number,
  mailing: { readonly kind: MailingKind; readonly goesAt: Temporal.Instant; readonly facts: MailingFacts },
  talk: Parameters<typeof pageWords>[0] & Pick<Talk, 'id' | 'told' | 'reason' | 'sequence'>,
): Promise<void> {
  const { tx, colloquium, hosts, limits, now } = scene;
  if (Temporal.Instant.compare(mailing.goesAt, now) <= 0) return;
  const audience = await countReachable(tx, colloquium.id, now);
  const source = await loadSource(tx, colloquium.id);
  const page = pageWords(talk, source?.read_at ?? null, now, colloquium.zone);
  const facts = { ...mailing.facts, was: talk.told, reason: talk.reason };
  const answers = talk.told === null ? null : attendanceWords(await attendanceOf(tx, talk));
  const time = sendingTime({ ...mailing, talk: mailing.facts }, audience, limits, colloquium.zone);
  const pace = sendingWords(time, mailing.goesAt, audience, limits, colloquium.zone);
  for (const host of hosts) {
    const proof = { ...mailing, id: mailingId, talkId: talk.id, facts, audience, page, pace, answers };
    await insertServiceMail(tx, proofMail(host, colloquium, proof, now), now);
  }
}

/** A copy that came out of a backup freezes nothing until a host releases it; each host hears of it once. */
async function tellRestored({ tx, colloquium, hosts, now }: Scene, restored: Restored): Promise<void> {
  for (const host of hosts) await insertServiceMail(tx, restoredMail(host, colloquium, restored, now), now);
}

async function tellHosts(
  { tx, colloquium, hosts, now }: Scene,
  action: Extract<PlannerAction, { act: 'hold' | 'miss' | 'ask-hosts' | 'ask-withdrawn' }>,
): Promise<void> {
  const words = noteWords(action);
  for (const host of hosts) {
    const mail = heldMail(host, colloquium, { ...words, note: action.note.identity, talk: action.talk }, now);
    await insertServiceMail(tx, mail, now);
  }
}
