/** Who changed what, when, by what way. Append-only; addresses never stand in it. */
import type { Db } from './open-store.ts';

/** How a change reached us. */
export type Way =
  | 'page'
  | 'reply'
  | 'console'
  | 'command'
  | 'one-click'
  | 'mail'
  | 'import'
  | 'rule'
  | 'service';

export interface Deed {
  readonly at: Temporal.Instant;
  readonly colloquium: string | null;
  /** `host:3`, `subscriber:7`, `applicant`, `rule:lab.example`, `command`, `service`. */
  readonly who: string;
  readonly way: Way;
  /** `request.approved`, `subscriber.unsubscribed`, `mailing.held`. */
  readonly what: string;
  /** `request:12`. */
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export async function writeAudit(db: Db, deed: Deed): Promise<void> {
  const { detail, ...row } = deed;
  await db
    .insertInto('audit')
    .values({ ...row, detail: JSON.stringify(detail ?? {}) })
    .execute();
}

export async function auditOf(db: Db, subject: string): Promise<Deed[]> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('id')
    .execute();
  return rows.map(({ id: _, ...row }) => row as Deed);
}

/** How often this was done to one row since an instant. */
export async function countDeeds(
  db: Db,
  subject: string,
  what: string,
  since: Temporal.Instant,
): Promise<number> {
  const row = await db
    .selectFrom('audit')
    .select((each) => each.fn.countAll<number>().as('count'))
    .where('subject', '=', subject)
    .where('what', '=', what)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** How often this was done in a colloquium, in one way, since an instant. */
export async function countDeedsByWay(
  db: Db,
  colloquium: string,
  way: Way,
  what: string,
  since: Temporal.Instant,
): Promise<number> {
  const row = await db
    .selectFrom('audit')
    .select((each) => each.fn.countAll<number>().as('count'))
    .where('colloquium', '=', colloquium)
    .where('way', '=', way)
    .where('what', '=', what)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
