/** A mail to one person, composed whole: made of frozen facts and signed identifiers, so that a second try is the same mail. */
import type { Colloquium } from '../../config/schema.ts';
import { messageIdOf } from '../links.ts';
import { subAddress } from '../mail/address.ts';
import type { Mailbox } from '../mail/message.ts';
import { loadServiceMail } from '../store/service-mails.ts';
import { composeServiceMail } from './compose-service-mail.ts';
import { type ComposeDeps, colloquiumOf } from './mailing-parts.ts';
import { serviceView } from './service-view.ts';
import type { MailKind, Views } from './view.ts';

/** A mail to one person, whole; null when it is not to be sent any more. */
export interface ComposedServiceMail {
  readonly to: string;
  readonly colloquium: Colloquium;
  /** Wire form: CRLF, dot-stuffed, ended by the lone dot. */
  readonly wire: Buffer;
  readonly subject: string;
  readonly deliveryId: number;
  /** Its bounce says something about a subscriber; anything else has the null return path (RFC 3834 §4). */
  readonly wantsBounce: boolean;
}

export async function composeServiceMailById(
  deps: ComposeDeps,
  serviceMailId: number,
): Promise<ComposedServiceMail | null> {
  const { config, store, renderer } = deps;
  const mail = await loadServiceMail(store.db, serviceMailId);
  if (mail === null) return null;
  const colloquium = colloquiumOf(config, mail.colloquium);
  const filled = await serviceView(deps, colloquium, mail);
  const kind = mail.kind as MailKind;
  const language = (mail.language ?? colloquium.language) as 'en';
  const rendered = await renderer.render(kind, filled.view as unknown as Views[MailKind], {
    language,
    colloquium: colloquium.id,
  });
  const wire = await composeServiceMail({
    ...rendered,
    from: { name: colloquium.name, address: colloquium.address },
    to: { name: mail.to_name, address: mail.to_email },
    replyTo: filled.replyTo === null ? null : replyBox(colloquium, filled.replyTo),
    calendar: filled.calendar,
    photo: filled.photo,
    messageId: messageIdOf(config, colloquium, mail.delivery_id),
    inReplyTo: mail.thread_id,
    references: mail.thread_id === null ? [] : [mail.thread_id],
    date: mail.made_at,
    autoSubmitted:
      mail.request_id !== null && mail.host_id === null && mail.thread_id !== null
        ? 'auto-replied'
        : 'auto-generated',
  });
  return {
    to: mail.to_email,
    colloquium,
    wire,
    subject: rendered.subject,
    deliveryId: mail.delivery_id,
    wantsBounce: mail.kind === 'welcome' || mail.kind === 'probe' || mail.host_id !== null,
  };
}

/** A sub-address of ours bears our name; an applicant's or questioner's address is shown as it is. */
function replyBox({ name, address }: Colloquium, replyTo: string): Mailbox {
  return { name: subAddress(replyTo, address) === null ? '' : name, address: replyTo };
}
