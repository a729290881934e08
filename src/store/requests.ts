/** Requests to join, and the links by which hosts decide them. */
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Db } from './open-store.ts';
import type { DecisionLinkTable, RequestRow, RequestTable } from './schema.ts';

export async function loadRequest(db: Db, id: number): Promise<RequestRow | null> {
  return (await db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The open request of a person, locked until the transaction ends. */
export async function lockOpenRequest(
  db: Db,
  colloquium: string,
  emailKey: string,
): Promise<RequestRow | null> {
  const row = await openRequests(db, colloquium)
    .where('email_key', '=', emailKey)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function lockRequest(db: Db, id: number): Promise<RequestRow | null> {
  const row = await db.selectFrom('request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row ?? null;
}

export function openRequests(db: Db, colloquium: string) {
  return db
    .selectFrom('request')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .where('decided_at', 'is', null)
    .where('closed_at', 'is', null);
}

export async function listRequests(
  db: Db,
  colloquium: string,
  which: 'open' | 'all',
  limit = 200,
): Promise<RequestRow[]> {
  if (which === 'open') return openRequests(db, colloquium).orderBy('asked_at').limit(limit).execute();
  return db
    .selectFrom('request')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .orderBy('asked_at', 'desc')
    .limit(limit)
    .execute();
}

/**
 * Open requests that the clock may move on, oldest first: expired ones, and those whose next mail a cap held back. The
 * many that only wait (for an answer, for a host, for a proof that was asked for) are not among them.
 */
export async function listToTend(
  db: Db,
  colloquium: string,
  when: { readonly expiredBefore: Temporal.Instant; readonly wantedBefore: Temporal.Instant },
  limit: number,
): Promise<RequestRow[]> {
  return openRequests(db, colloquium)
    .where((row) =>
      row.or([
        row('asked_at', '<=', when.expiredBefore),
        row.and([
          row('hosts_told_at', 'is', null),
          row('confirmed_at', 'is not', null),
          row.or([
            row('details_wanted_at', 'is', null),
            row('details_wanted_at', '<=', when.wantedBefore),
            row.and([
              row('name', 'is not', null),
              row('affiliation', 'is not', null),
              row('motivation', 'is not', null),
            ]),
          ]),
        ]),
        row.and([
          row('confirmed_at', 'is', null),
          row.not(
            row.exists(
              row
                .selectFrom('service_mail')
                .select('service_mail.id')
                .where(
                  'service_mail.identity',
                  '=',
                  sql<string>`'request:' || request.id || '/confirm-address'`,
                ),
            ),
          ),
        ]),
      ]),
    )
    .orderBy(sql`confirmed_at is null`)
    .orderBy('asked_at')
    .limit(limit)
    .execute();
}

/**
 * What waits for hosts: open, of an address that has proved itself, and asked before an instant; or held back by the cap on
 * decision mails, so that no host has heard of it.
 */
export async function listDecidable(
  db: Db,
  colloquium: string,
  askedBefore: Temporal.Instant,
  limit: number,
): Promise<RequestRow[]> {
  return openRequests(db, colloquium)
    .where('confirmed_at', 'is not', null)
    .where((row) =>
      row.or([
        row('asked_at', '<=', askedBefore),
        row.and([row('hosts_told_at', 'is', null), row('details_wanted_at', 'is', null)]),
      ]),
    )
    .orderBy('asked_at')
    .limit(limit)
    .execute();
}

/** Null when the person has an open request already (promise 2): a concurrent mail was first. */
export async function insertRequest(
  db: Db,
  request: Omit<Insertable<RequestTable>, 'evidence' | 'sender'> & {
    evidence: object;
    sender: object;
  },
): Promise<RequestRow | null> {
  const row = await db
    .insertInto('request')
    .values({
      ...request,
      evidence: JSON.stringify(request.evidence),
      sender: JSON.stringify(request.sender),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['colloquium', 'email_key'])
        .where('decided_at', 'is', null)
        .where('closed_at', 'is', null)
        .doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

export async function updateRequest(db: Db, id: number, change: Updateable<RequestTable>): Promise<void> {
  await db.updateTable('request').set(change).where('id', '=', id).execute();
}

/**
 * Promise 3: the conditional UPDATE decides who was first. False when the request is decided or closed already.
 */
export async function claimDecision(
  db: Db,
  id: number,
  decision: {
    decision: 'approve' | 'decline';
    decided_at: Temporal.Instant;
    decided_by: string;
    decided_via: string;
    reason: string | null;
    effective_at: Temporal.Instant;
  },
): Promise<boolean> {
  const outcome = await db
    .updateTable('request')
    .set(decision)
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return outcome.numUpdatedRows === 1n;
}

/** Takes a decision back if it is still the one that was made at `decidedAt`. */
export async function releaseDecision(db: Db, id: number, decidedAt: Temporal.Instant): Promise<boolean> {
  const outcome = await db
    .updateTable('request')
    .set({
      decision: null,
      decided_at: null,
      decided_by: null,
      decided_via: null,
      reason: null,
      effective_at: null,
    })
    .where('id', '=', id)
    .where('decided_at', '=', decidedAt)
    .executeTakeFirst();
  return outcome.numUpdatedRows === 1n;
}

/** Earlier requests of the same address, newest first, without `exceptId`. */
export async function earlierRequests(
  db: Db,
  colloquium: string,
  emailKey: string,
  exceptId: number,
): Promise<RequestRow[]> {
  return db
    .selectFrom('request')
    .selectAll()
    .where('colloquium', '=', colloquium)
    .where('email_key', '=', emailKey)
    .where('id', '<>', exceptId)
    .orderBy('asked_at', 'desc')
    .limit(10)
    .execute();
}

/** The link of one host to one request; made once, renewed when it has expired. */
export async function grantDecisionLink(
  db: Db,
  link: Pick<Insertable<DecisionLinkTable>, 'request_id' | 'host_id' | 'made_at' | 'expires_at'>,
): Promise<number> {
  const row = await db
    .insertInto('decision_link')
    .values(link)
    .onConflict((conflict) =>
      conflict
        .columns(['request_id', 'host_id'])
        .doUpdateSet({ expires_at: link.expires_at, revoked_at: null }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function loadDecisionLink(db: Db, id: number) {
  const row = await db
    .selectFrom('decision_link')
    .innerJoin('host', 'host.id', 'decision_link.host_id')
    .innerJoin('request', 'request.id', 'decision_link.request_id')
    .selectAll('decision_link')
    .select(['host.name as host_name', 'host.email as host_email', 'host.removed_at as host_removed_at'])
    .select('request.colloquium')
    .where('decision_link.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export type DecisionLink = NonNullable<Awaited<ReturnType<typeof loadDecisionLink>>>;

export async function findDecisionLink(db: Db, requestId: number, hostId: number): Promise<number | null> {
  const row = await db
    .selectFrom('decision_link')
    .select('id')
    .where('request_id', '=', requestId)
    .where('host_id', '=', hostId)
    .executeTakeFirst();
  return row?.id ?? null;
}
