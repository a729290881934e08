/** The mail that brought a request, as hosts see it quoted. Pure. */
import type { Message } from '../mail/message.ts';
import type { OriginalMail } from '../moderation/host-mails.ts';

export function originalOf(message: Message): OriginalMail {
  const from = message.from[0];
  return {
    from: from === undefined ? '' : from.name === '' ? from.address : `${from.name} <${from.address}>`,
    date: message.date,
    subject: message.subject || null,
    text: message.text,
  };
}
