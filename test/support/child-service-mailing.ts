/** A mailing of a stage's colloquium that waits in the ledger for the program to send it, and who got what. */
import { loadConfig } from '../../config/load-config.ts';
import { syncCalendar } from '../../src/calendar/handle-sync.ts';
import { openPageReader } from '../../src/calendar/source-reader.ts';
import { openVirtualClock } from '../../src/clock.ts';
import { openEvents } from '../../src/events.ts';
import { openLog } from '../../src/log.ts';
import { planColloquium } from '../../src/mailings/handle-plan.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { Store } from '../../src/store/open-store.ts';
import { insertSubscribers } from './audience.ts';
import { type ChildStage, projectRoot } from './child-service.ts';
import type { SunkMessage } from './smtp-sink.ts';

/** Mail may go every minute and is not held back for anything. */
export const everyMinute = {
  calendar: { settle: '0 minutes' },
  notices: [
    {
      name: 'announcement',
      kind: 'announcement',
      cron: '* * * * *',
      opens: '30 days',
      closes: '1 hour',
      needs: ['title', 'speaker'],
      proof: '0 minutes',
    },
  ],
};

export const colloquiumId = 'ai4science';

/**
 * Reads the sample page of the stage and lets the planner freeze its announcement to `people`, in this process, so that
 * the program finds it due when it starts. Returns the mailing's number.
 */
export async function freezeAnnouncement(stage: ChildStage, store: Store, people: number): Promise<number> {
  stage.configure('colloquium', everyMinute);
  const outcome = loadConfig(stage.env, projectRoot);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  const colloquium = outcome.config.colloquia[0]!;
  await migrate(store.db);
  const events = openEvents(openLog('silent'));
  const bell = { ring: async () => undefined };
  // The page was read some minutes ago, and the planner has looked every minute since.
  const clock = openVirtualClock(Temporal.Now.instant().subtract({ minutes: 6 }));
  await insertSubscribers(store, people, { colloquium: colloquium.id, at: clock.now() });
  const pages = openPageReader();
  const deps = { store, config: outcome.config, clock, bell, events, pages };
  await syncCalendar(deps, colloquium).finally(() => pages.close());
  for (let minute = 0; minute < 5; minute++) {
    await planColloquium(deps, colloquium);
    const mailing = await store.db
      .selectFrom('mailing')
      .select('id')
      .where('frozen_at', 'is not', null)
      .executeTakeFirst();
    if (mailing !== undefined) return mailing.id;
    clock.moveTo(clock.now().add({ minutes: 1 }));
  }
  throw new Error('the announcement was not frozen');
}

export async function isDone(store: Store, mailingId: number): Promise<boolean> {
  const mailing = await store.db
    .selectFrom('mailing')
    .select('done_at')
    .where('id', '=', mailingId)
    .executeTakeFirstOrThrow();
  return mailing.done_at !== null;
}

/** Mails to members of the list; what hosts were told is left out. */
export function toMembers(messages: readonly SunkMessage[]): SunkMessage[] {
  return messages.filter((message) => message.to.startsWith('member-'));
}

/** Numbers from 0 to 1 that come again with the same seed. FAULT_SEED chooses one; the seed is to be printed. */
export function openChance(): { readonly seed: number; next(): number } {
  const seed = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 1e9));
  let state = seed;
  return {
    seed,
    next() {
      state = (state + 0x6d2b79f5) | 0;
      let word = Math.imul(state ^ (state >>> 15), 1 | state);
      word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
      return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
    },
  };
}
