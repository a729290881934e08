/** How far each mailbox has been read (RFC 9051 §2.3.1.1: UIDs mean something only with their UIDVALIDITY). */
import type { Db } from './open-store.ts';

export interface ImapCursor {
  readonly uidValidity: number;
  readonly lastUid: number;
}

export async function loadImapCursor(db: Db, mailbox: string): Promise<ImapCursor | null> {
  const row = await db
    .selectFrom('imap_cursor')
    .select(['uid_validity as uidValidity', 'last_uid as lastUid'])
    .where('mailbox', '=', mailbox)
    .executeTakeFirst();
  return row ?? null;
}

/** Moves the cursor on. Within one UIDVALIDITY it never goes back, whichever of two readers writes last. */
export async function saveImapCursor(db: Db, mailbox: string, cursor: ImapCursor): Promise<void> {
  await db
    .insertInto('imap_cursor')
    .values({ mailbox, uid_validity: cursor.uidValidity, last_uid: cursor.lastUid })
    .onConflict((conflict) =>
      conflict
        .column('mailbox')
        .doUpdateSet({ uid_validity: cursor.uidValidity, last_uid: cursor.lastUid })
        .where((where) =>
          where.or([
            where('imap_cursor.uid_validity', '<>', cursor.uidValidity),
            where('imap_cursor.last_uid', '<', cursor.lastUid),
          ]),
        ),
    )
    .execute();
}

/** When the latest mail of the mailbox's source was stored, or null when none was. */
export async function lastStoredAt(db: Db, source: 'imap'): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('inbound')
    .select((select) => select.fn.max('received_at').as('at'))
    .where('source', '=', source)
    .executeTakeFirst();
  return row?.at ?? null;
}
