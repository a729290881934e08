/** The list as a file that other programs open and that an import reads back exactly. Pure. */
import type { SubscriberRow } from '../store/schema.ts';
import { writeRecord } from './csv.ts';
import { exportColumns } from './import-columns.ts';
import { subscriberState } from './preferences.ts';

export function exportHeading(): string {
  return writeRecord(exportColumns);
}

/** `now` only says whether a pause is over. */
export function exportRecord(row: SubscriberRow, now: Temporal.Instant): string {
  const values: Record<(typeof exportColumns)[number], string> = {
    email: row.email,
    name: row.name,
    affiliation: row.affiliation ?? '',
    language: row.language ?? '',
    status: subscriberState(row, now),
    joined_at: row.joined_at.toString(),
    joined_by: row.joined_by,
    paused_until: row.paused_until?.toString() ?? '',
    unsubscribed_at: row.unsubscribed_at?.toString() ?? '',
    unsubscribed_by: row.unsubscribed_by ?? '',
    suppressed_at: row.suppressed_at?.toString() ?? '',
    suppressed_why: row.suppressed_why ?? '',
    declined_kinds: row.declined_kinds.join(' '),
  };
  return writeRecord(exportColumns.map((column) => values[column]));
}
