/** Our tables in the order in which they can be filled: what a row refers to comes first. A test compares it with the database. */

export const backedUpTables = [
  'inbound',
  'imap_cursor',
  'host',
  'subscriber',
  'address_change',
  'vouch',
  'erased_address',
  'request',
  'decision_link',
  'audit',
  'sign_in',
  'host_session',
  'calendar_version',
  'calendar_source',
  'talk',
  'talk_photo',
  'mailing',
  'service_mail',
  'delivery',
  'bounce',
  'rsvp',
  'tick',
  'fact',
  'quota_use',
] as const;

/** Not data: they say which version the tables have, and are written by migrating. */
export const versionTables = ['migration', 'migration_lock'] as const;

/** Rows here are somebody's work: a database that has some is not overwritten without being told. */
export const workTables = ['subscriber', 'request', 'inbound', 'mailing', 'service_mail'] as const;

/**
 * How far numbers jump after a restore. Numbers given out after the backup stand, signed, in mails that are out there:
 * given again they would let an old link act on a new person, and make two mails with one Message-ID.
 */
export function numberGap(table: string): number {
  return ['host', 'talk', 'mailing', 'request'].includes(table) ? 1_000 : 1_000_000;
}

/** The first line of a backup. */
export interface BackupHead {
  readonly convoke: 'backup';
  readonly format: 1;
  /** Migrations that the tables had, in order. */
  readonly schema: readonly string[];
  readonly madeAt: string;
  /** Tells whether the secret is the same, and nothing about it. */
  readonly secretMark: string;
}
