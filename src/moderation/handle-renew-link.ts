/** A host's link to a request has expired while the person still waits: a new one goes to the same host (threat 5). */
import type { Colloquium, Config } from '../../config/schema.ts';
import type { Reader } from '../intake/parse-worker.ts';
import { loadOriginal } from '../requests/advance.ts';
import type { Store } from '../store/open-store.ts';
import { replaceDecisionLink } from '../store/pages-requests.ts';
import { earlierRequests } from '../store/requests.ts';
import type { HostRow, RequestRow } from '../store/schema.ts';
import { insertServiceMail } from '../store/service-mails.ts';
import { decisionRequestMail } from './host-mails.ts';

const linkLife = Temporal.Duration.from({ hours: 14 * 24 });

/** At most one a day: asking again within it changes nothing. The old link stays dead: whoever holds it gains nothing. */
export async function renewDecisionLink(
  deps: { readonly store: Store; readonly config: Config; readonly reader: Reader },
  wish: {
    readonly linkId: number;
    readonly host: HostRow;
    readonly request: RequestRow;
    readonly colloquium: Colloquium;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { host, request, colloquium, now } = wish;
  await deps.store.transaction(async (tx) => {
    const original = await loadOriginal(tx, deps, colloquium, request);
    const earlier = await earlierRequests(tx, colloquium.id, request.email_key, request.id);
    const undoMinutes = Math.round(colloquium.requests.undo.total('minutes'));
    const mail = decisionRequestMail(request, host, colloquium, { original, earlier, undoMinutes }, now);
    const day = now.toZonedDateTimeISO(colloquium.zone).toPlainDate().toString();
    const inserted = await insertServiceMail(tx, { ...mail, identity: `${mail.identity}/${day}` }, now);
    if (inserted === null) return;
    await replaceDecisionLink(tx, wish.linkId, {
      request_id: request.id,
      host_id: host.id,
      made_at: now,
      expires_at: now.add(linkLife),
    });
  });
}
