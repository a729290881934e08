/** What is neither a request nor an answer goes to the hosts, with what we know about its sender. */
import { type ClassHandler, fromKey } from '../intake/read-mail.ts';
import { activeHosts } from '../store/hosts.ts';
import { countMailsOfKinds, insertServiceMail } from '../store/service-mails.ts';
import { findSubscriber } from '../store/subscribers.ts';
import { questionForwardedMail } from './host-mails.ts';

/** Beyond so many an hour the mails wait in the console: a flood must not become the hosts' flood. */
const mostForwardedPerHour = 20;

export const forwardQuestion: ClassHandler = async (tx, _deps, mail) => {
  const { message, classification } = mail.reading;
  const from = message?.from[0];
  if (message === null || from === undefined) return { held: true, reason: mail.reading.reason };
  const hosts = await activeHosts(tx, mail.colloquium.id);
  const forwarded = await countMailsOfKinds(tx, mail.colloquium.id, mail.now.subtract({ hours: 1 }), [
    'question-forwarded',
  ]);
  if (forwarded >= mostForwardedPerHour * hosts.length)
    return { held: true, reason: 'a question; too many came in this hour to forward it' };
  const subscriber = await findSubscriber(tx, mail.colloquium.id, fromKey(mail) ?? '');
  for (const host of hosts) {
    const question = {
      inboundId: mail.row.id,
      from: { name: from.name || null, address: from.address, isSubscriber: subscriber !== null },
      sender: classification?.sender,
      original: {
        from: from.name === '' ? from.address : `${from.name} <${from.address}>`,
        date: message.date,
        subject: message.subject || null,
        text: message.text,
      },
    };
    await insertServiceMail(tx, questionForwardedMail(host, mail.colloquium, question, mail.now), mail.now);
  }
  return { held: false, reason: `forwarded to ${hosts.length} hosts` };
};
