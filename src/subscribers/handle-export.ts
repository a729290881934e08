/** Everything that is kept about one person, as plain data (GDPR article 15 and 20). */
import { auditOf } from '../store/audit.ts';
import type { Db } from '../store/open-store.ts';
import { answersOfPerson, mailsToPerson, requestsOfPerson } from '../store/pages-person.ts';
import { loadSubscriber } from '../store/subscribers.ts';
import { maskAddress } from './mask-address.ts';

/**
 * Null for somebody who is not there. `masked` hides most of the address: the link that asks for it may have been
 * forwarded with a mail (threat 21). A host's export has it whole.
 */
export async function exportSubscriber(
  db: Db,
  subscriberId: number,
  options: { readonly masked: boolean },
): Promise<Record<string, unknown> | null> {
  const row = await loadSubscriber(db, subscriberId);
  if (row === null || row.erased_at !== null) return null;
  const requests = await requestsOfPerson(db, row.colloquium, row.email_key);
  const mails = await mailsToPerson(db, row.id, 1000);
  const deeds = await auditOf(db, `subscriber:${row.id}`);
  return {
    colloquium: row.colloquium,
    name: row.name || null,
    affiliation: row.affiliation,
    address: options.masked ? maskAddress(row.email) : row.email,
    language: row.language,
    joined_at: row.joined_at,
    joined_by: row.joined_by,
    paused_until: row.paused_until,
    left_at: row.unsubscribed_at,
    suppressed_at: row.suppressed_at,
    suppressed_why: row.suppressed_why,
    kinds_not_wanted: row.declined_kinds,
    requests: requests.map(({ inbound_id: _, ...request }) => request),
    mails: mails.map(({ kind, state, at, talk_date }) => ({ kind, state, at, talk: talk_date })),
    answers: (await answersOfPerson(db, row.id)).map(({ date, answer, stamped_at }) => ({
      talk: date,
      answer,
      at: stamped_at,
    })),
    changes: deeds.map(({ at, what, way }) => ({ at, what, way })),
  };
}
