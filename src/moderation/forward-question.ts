/** What is neither a request nor an answer goes to the hosts, with what we know about its sender. */
import { type Answered, findAnswered } from '../intake/answered.ts';
import { type ClassHandler, fromKey } from '../intake/read-mail.ts';
import { dayMonthOf } from '../mailings/host-mails.ts';
import { kindsOfMailing } from '../mailings/mailing-kinds.ts';
import { activeHosts } from '../store/hosts.ts';
import { loadMailingRow } from '../store/mailings.ts';
import type { Db } from '../store/open-store.ts';
import { countMailsOfKinds, insertServiceMail } from '../store/service-mails.ts';
import { findSubscriber } from '../store/subscribers.ts';
import { hostsOnDuty } from './duty.ts';
import { questionForwardedMail } from './host-mails.ts';

/** Beyond so many an hour the mails wait in the console: a flood must not become the hosts' flood. */
const mostForwardedPerHour = 20;

export const forwardQuestion: ClassHandler = async (tx, deps, mail) => {
  const { message, classification } = mail.reading;
  const from = message?.from[0];
  if (message === null || from === undefined) return { held: true, reason: mail.reading.reason };
  const hosts = hostsOnDuty(await activeHosts(tx, mail.colloquium.id), mail.now);
  const forwarded = await countMailsOfKinds(tx, mail.colloquium.id, mail.now.subtract({ hours: 1 }), [
    'question-forwarded',
  ]);
  if (forwarded >= mostForwardedPerHour * hosts.length)
    return { held: true, reason: 'a question; too many came in this hour to forward it' };
  const subscriber = await findSubscriber(tx, mail.colloquium.id, fromKey(mail) ?? '');
  const { secret } = deps.config;
  const answered = await findAnswered(tx, secret, mail.colloquium, message, mail.row.recipient, null);
  const about = await mailAnswered(tx, answered);
  for (const host of hosts) {
    const question = {
      inboundId: mail.row.id,
      from: { name: from.name || null, address: from.address, isSubscriber: subscriber !== null },
      sender: classification?.sender,
      about,
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

/** Which mail to the list it answers, by its thread: a host who reads “can I bring a friend?” must know to what. */
async function mailAnswered(tx: Db, { mailingId }: Answered): Promise<string | null> {
  const mailing = mailingId === null ? null : await loadMailingRow(tx, mailingId);
  if (mailing === null) return null;
  const facts = mailing.facts;
  const title = facts.title === null ? '' : `, “${facts.title}”`;
  return `the ${kindsOfMailing[mailing.kind].words} for ${dayMonthOf(facts)}${title}`;
}
