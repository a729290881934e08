/** A talk, a mailing about it and a list of any size, for tests of the ledger and of sending. */
import { sql } from 'kysely';
import type { MailingKind } from '../../src/mailings/mailing-kinds.ts';
import type { Store } from '../../src/store/open-store.ts';

export interface SampleAudience {
  readonly talkId: number;
  readonly mailingId: number;
}

const hour = { hours: 1 };

/** `people` subscribers named member-1@lab-1.example …, in `domains` domains (default 20). */
export async function insertSubscribers(
  store: Store,
  people: number,
  options: { colloquium?: string; domains?: number; at?: Temporal.Instant } = {},
): Promise<void> {
  const at = options.at ?? Temporal.Now.instant();
  await sql`
    insert into subscriber (colloquium, email, email_key, name, joined_at, joined_by)
    select ${options.colloquium ?? 'ai'}, address, address, 'Member ' || n, ${at}, 'import'
    from (
      select n, 'member-' || n || '@lab-' || (n % ${options.domains ?? 20}::int) || '.example' as address
      from generate_series(1, ${people}::int) as n
    ) as list`.execute(store.db);
}

export async function insertTalk(store: Store, options: { at?: Temporal.Instant } = {}): Promise<number> {
  const at = options.at ?? Temporal.Now.instant();
  const starts = at.add({ hours: 24 * 7 });
  const { id } = await store.db
    .insertInto('talk')
    .values({
      colloquium: 'ai',
      uid: `talk-${crypto.randomUUID()}@desk.example`,
      date: '2026-11-24',
      start_time: '14:00',
      end_time: '15:00',
      starts_at: starts,
      ends_at: starts.add(hour),
      title: 'What a glacier remembers',
      speaker: 'Ingrid Solbakken',
      status: 'scheduled',
      first_seen_at: at,
      changed_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertMailing(
  store: Store,
  talkId: number,
  options: { kind?: MailingKind; rule?: string; at?: Temporal.Instant } = {},
): Promise<number> {
  const at = options.at ?? Temporal.Now.instant();
  const { id } = await store.db
    .insertInto('mailing')
    .values({
      colloquium: 'ai',
      talk_id: talkId,
      kind: options.kind ?? 'announcement',
      rule: options.rule ?? options.kind ?? 'announcement',
      revision: 0,
      slot_at: at,
      goes_at: at,
      planned_at: at,
      facts: '{}',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertAudience(store: Store, people: number): Promise<SampleAudience> {
  await insertSubscribers(store, people);
  const talkId = await insertTalk(store);
  return { talkId, mailingId: await insertMailing(store, talkId) };
}
