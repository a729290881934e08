/** Mails to one person. Each exists once, by its identity, and leaves through the same ledger as everything else. */
import { sql } from 'kysely';
import type { MailKind } from '../mailings/view.ts';
import type { Db } from './open-store.ts';
import type { ServiceMailRow } from './schema.ts';

export interface NewServiceMail {
  readonly colloquium: string;
  readonly kind: MailKind;
  /** What this mail is: `request:12/acknowledged`. A second insert of the same is nothing. */
  readonly identity: string;
  readonly to: { readonly name: string; readonly email: string };
  readonly language?: string | null;
  readonly requestId?: number;
  readonly hostId?: number;
  readonly subscriberId?: number;
  readonly talkId?: number;
  readonly mailingId?: number;
  /** What the template needs and no row holds; never a link or a token. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Message-ID that it answers. */
  readonly threadId?: string | null;
  /** When it may leave. */
  readonly notBefore: Temporal.Instant;
}

/** The mail and its ledger row; null when this mail exists already. */
export async function insertServiceMail(
  db: Db,
  mail: NewServiceMail,
  now: Temporal.Instant,
): Promise<{ id: number; deliveryId: number } | null> {
  const inserted = await db
    .insertInto('service_mail')
    .values({
      colloquium: mail.colloquium,
      kind: mail.kind,
      identity: mail.identity,
      to_email: mail.to.email,
      to_name: mail.to.name,
      language: mail.language ?? null,
      request_id: mail.requestId ?? null,
      host_id: mail.hostId ?? null,
      subscriber_id: mail.subscriberId ?? null,
      talk_id: mail.talkId ?? null,
      mailing_id: mail.mailingId ?? null,
      facts: JSON.stringify(mail.facts),
      thread_id: mail.threadId ?? null,
      made_at: now,
    })
    .onConflict((conflict) => conflict.column('identity').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) return null;
  const delivery = await db
    .insertInto('delivery')
    .values({ service_mail_id: inserted.id, next_at: mail.notBefore })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: inserted.id, deliveryId: delivery.id };
}

export async function loadServiceMail(
  db: Db,
  id: number,
): Promise<(ServiceMailRow & { delivery_id: number }) | null> {
  const row = await db
    .selectFrom('service_mail')
    .innerJoin('delivery', 'delivery.service_mail_id', 'service_mail.id')
    .selectAll('service_mail')
    .select('delivery.id as delivery_id')
    .where('service_mail.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** The ledger row of a mail, by the mail's identity. */
export async function deliveryOf(db: Db, identity: string): Promise<number | null> {
  const row = await db
    .selectFrom('service_mail')
    .innerJoin('delivery', 'delivery.service_mail_id', 'service_mail.id')
    .select('delivery.id')
    .where('service_mail.identity', '=', identity)
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * Takes back mails that have not begun to leave: the undo window of a decision. True when all of them were still
 * here; false when at least one is gone or going.
 */
export async function withdrawServiceMails(
  db: Db,
  identityPrefix: string,
  why: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await db
    .selectFrom('service_mail')
    .innerJoin('delivery', 'delivery.service_mail_id', 'service_mail.id')
    .select(['delivery.id', 'delivery.state'])
    .where('service_mail.identity', 'like', `${identityPrefix.replace(/[%_\\]/g, '\\$&')}%`)
    .forUpdate('delivery')
    .execute();
  const waiting = rows.filter((row) => row.state === 'queued').map((row) => row.id);
  if (waiting.length > 0) {
    await db
      .updateTable('delivery')
      .set({ state: 'skipped', next_at: null, reply: why, settled_at: now })
      .where('id', 'in', waiting)
      .execute();
  }
  return rows.every((row) => row.state === 'queued' || row.state === 'skipped');
}

/** How many mails this address was written since an instant: the cap against list bombing (threat 3). */
export async function countMailsTo(
  db: Db,
  email: string,
  since: Temporal.Instant,
  kinds: readonly MailKind[],
): Promise<number> {
  const row = await db
    .selectFrom('service_mail')
    .select(sql<number>`count(*)`.as('count'))
    .where(sql`lower(to_email)`, '=', email.toLowerCase())
    .where('made_at', '>', since)
    .where('kind', 'in', kinds as MailKind[])
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** How many mails of these kinds were made in a colloquium since an instant. */
export async function countMailsOfKinds(
  db: Db,
  colloquium: string,
  since: Temporal.Instant,
  kinds: readonly MailKind[],
): Promise<number> {
  const row = await db
    .selectFrom('service_mail')
    .select(sql<number>`count(*)`.as('count'))
    .where('colloquium', '=', colloquium)
    .where('made_at', '>', since)
    .where('kind', 'in', kinds as MailKind[])
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Until the transaction ends, whoever counts for the same cap waits. */
export async function lockCap(tx: Db, cap: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`cap/${cap}`}, 0))`.execute(tx);
}

/** How many mails brought an applicant's answer to hosts since an instant. */
export async function countAnswers(db: Db, requestId: number, since: Temporal.Instant): Promise<number> {
  const row = await db
    .selectFrom('service_mail')
    .select(sql<number>`count(*)`.as('count'))
    .where('request_id', '=', requestId)
    .where('identity', 'like', '%/answer:%')
    .where('made_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** What a digest listed, in its order, and whom it was for; null for any other mail. */
export async function loadDigest(
  db: Db,
  deliveryId: number,
): Promise<{ hostId: number; requestIds: number[]; madeAt: Temporal.Instant } | null> {
  const row = await db
    .selectFrom('delivery')
    .innerJoin('service_mail', 'service_mail.id', 'delivery.service_mail_id')
    .select(['service_mail.host_id', 'service_mail.facts', 'service_mail.made_at'])
    .where('delivery.id', '=', deliveryId)
    .where('service_mail.kind', '=', 'digest')
    .executeTakeFirst();
  if (row?.host_id == null) return null;
  const items = (row.facts['items'] ?? []) as { requestId: number }[];
  return { hostId: row.host_id, requestIds: items.map((item) => item.requestId), madeAt: row.made_at };
}

/** Whether a host was told since an instant that an answer about this request or mailing was not understood. */
export async function hasUnclearEcho(
  db: Db,
  about: { hostId: number; requestId: number | null; mailingId: number | null },
  since: Temporal.Instant,
): Promise<boolean> {
  const row = await db
    .selectFrom('service_mail')
    .select('id')
    .where('kind', '=', 'decision-echo')
    .where('host_id', '=', about.hostId)
    .where('request_id', 'is not distinct from', about.requestId)
    .where('mailing_id', 'is not distinct from', about.mailingId)
    .where('made_at', '>', since)
    .where(sql<string>`facts->>'outcome'`, '=', 'unclear')
    .executeTakeFirst();
  return row !== undefined;
}
